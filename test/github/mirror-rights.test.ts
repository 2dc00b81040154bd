import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PullWanted } from '../../src/dossier/mirror/mirror-status.ts';
import type { RepositorySeen } from '../../src/dossier/mirror/repository-reading.ts';
import { proposeMirror } from '../../src/github/mirror-pulls.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { RightLost } from '../../src/github/rights.ts';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';
import { digest } from '../../src/words/digest.ts';
import { dossierKey } from '../../src/words/key.ts';
import { fileTo, seen as aRepository } from '../dossier/a-repository.ts';
import { aWorkflow } from '../mirror/workflows.ts';
import { aHub, api, endNock } from './nock.ts';

let repository: Repository;
beforeEach(async () => {
  repository = { ...(await aHub()), owner: 'org', repo: 'api' };
});
afterEach(endNock);

const dossier = dossierKey({ owner: 'dnum-mi', repo: 'hub' }, 7);
const at = '/repos/org/api';
const file = `${at}/contents/.github%2Fworkflows%2Fmiroir-cloud-pi-native.yml`;
const seen = aRepository({ name: 'org/api', url: 'https://github.test/org/api' });
const propose = (wanted: PullWanted) =>
  proposeMirror({ repository, wanted, console: 'https://console.test', secrets: ['un secret assez long'] });

function branchStarts() {
  nock(api)
    .get(`${at}/git/ref/heads%2Fmain`)
    .reply(200, { object: { sha: 'abc' } });
  nock(api).post(`${at}/git/refs`, { ref: 'refs/heads/accostage/miroir', sha: 'abc' }).reply(201, {});
  nock(api).get(file).query({ ref: 'accostage/miroir' }).reply(404, { message: 'Not Found' });
}

describe('le droit est redemandé avant chaque écriture', () => {
  const right = `${at}/collaborators/lea/permission`;
  const byLea = (): PullWanted => ({
    seen,
    workflow: aWorkflow(),
    inside: { name: 'api', why: 'same' },
    dropped: [],
    reopen: false,
    asked: null,
    onBehalfOf: { login: 'lea', id: null },
    dossier: { key: dossier, url: 'https://github.test/dnum-mi/hub/issues/7' },
  });
  const rightIs = (role: string) => nock(api).get(right).reply(200, { permission: role, role_name: role });

  it.each<[string, Partial<RepositorySeen>]>([
    [
      'changer la branche où elle va',
      {
        pullOf: dossier,
        pull: { number: 3, url: '', base: 'master', head: 'abc', state: 'open', openedAt: '2027-01-04T08:00:00Z', endedAt: null },
        pullText: { written: 'par l’équipe depuis', edited: true, base: digest('master') },
      },
    ],
    [
      'remettre sa marque',
      { pull: { number: 3, url: '', base: 'main', head: 'abc', state: 'open', openedAt: '2027-01-04T08:00:00Z', endedAt: null } },
    ],
    [
      'changer son fichier',
      {
        pullOf: dossier,
        pull: { number: 3, url: '', base: 'main', head: 'abc', state: 'open', openedAt: '2027-01-04T08:00:00Z', endedAt: null },
        branch: { sha: 'abc', foreign: false, file: fileTo('ovh') },
      },
    ],
  ])('sans lui, d’une pull request ouverte, pas même %s', async (_, change) => {
    const branch = { sha: 'abc', foreign: false, file: { ...fileTo('ovh'), text: renderWorkflow(aWorkflow()) } };
    nock(api).get(`${at}/collaborators/lea/permission`).reply(200, { permission: 'read', role_name: 'read' });
    nock(api)
      .get(`${at}/git/ref/heads%2Faccostage%2Fmiroir`)
      .optionally()
      .reply(200, { object: { sha: 'abc' } });
    nock(api).get(file).query({ ref: 'accostage/miroir' }).optionally().reply(404, { message: 'Not Found' });
    await expect(propose({ ...byLea(), seen: { ...seen, branch, ...change } })).rejects.toBeInstanceOf(RightLost);
  });

  it('sans lui, pas même une branche', async () => {
    nock(api)
      .get(`${at}/git/ref/heads%2Fmain`)
      .reply(200, { object: { sha: 'abc' } });
    rightIs('read');
    await expect(propose(byLea())).rejects.toBeInstanceOf(RightLost);
  });

  it('perdu entre la branche et le fichier : la branche faite pour rien est retirée', async () => {
    branchStarts();
    rightIs('write');
    rightIs('none');
    nock(api).delete(`${at}/git/refs/heads%2Faccostage%2Fmiroir`).reply(204);
    await expect(propose(byLea())).rejects.toBeInstanceOf(RightLost);
  });
});
