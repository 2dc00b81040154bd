import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FilePlatform } from '../../src/dossier/mirror/mirror-workflow.ts';
import { pinWorkflow } from '../../src/github/pin-workflow.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';
import { aWorkflow, called, ovh } from '../mirror/workflows.ts';
import { aHub, api, endNock } from './nock.ts';

let repository: Repository;
beforeEach(async () => {
  repository = { ...(await aHub()), owner: 'org', repo: 'api' };
});
afterEach(endNock);

const uses = 'dnum-mi/fabnum-cicd/.github/workflows/sync-cpin.yml';
const tagged: FilePlatform = { ...ovh, transport: { kind: 'reusable', uses, version: 'v0' } };
const sha = 'abcdef0123456789abcdef0123456789abcdef01';
const tag = '/repos/dnum-mi/fabnum-cicd/commits/tags%2Fv0';

const versions = async (platforms: readonly FilePlatform[], texts: readonly string[] = []) => {
  const pinned = await pinWorkflow(repository, aWorkflow({ platforms }), texts);
  return pinned.platforms.map(({ transport }) => (transport.kind === 'reusable' ? transport.version : null));
};

describe('le workflow de l’organisation est toujours appelé à un commit', () => {
  it('un tag devient son commit d’aujourd’hui', async () => {
    nock(api).get(tag).reply(200, { sha });
    expect(await versions([tagged])).toEqual([sha]);
  });

  it('un commit reste, une GitHub Action directe aussi, sans aucun appel', async () => {
    expect(await versions([called(ovh), ovh])).toEqual(['0123456789abcdef0123456789abcdef01234567', null]);
  });

  it('le commit que le fichier du dépôt appelle déjà est gardé, où que le tag soit allé depuis', async () => {
    const text = renderWorkflow(aWorkflow({ platforms: [called(ovh)] }));
    expect(await versions([tagged], ['on: push', text])).toEqual(['0123456789abcdef0123456789abcdef01234567']);
  });

  it.each(['uses: autre/depot/.github/workflows/x.yml@0123456789abcdef0123456789abcdef01234567', `uses: ${uses}@main`])(
    'un fichier qui appelle autre chose, %s, ne dit rien du commit',
    async (line) => {
      nock(api).get(tag).reply(200, { sha });
      expect(await versions([tagged], [line])).toEqual([sha]);
    },
  );

  it('un tag qui n’existe pas est un refus de GitHub, jamais un fichier sans commit', async () => {
    nock(api).get(tag).reply(422, { message: 'No commit found for SHA: tags/v0' });
    await expect(versions([tagged])).rejects.toThrow(/No commit found/);
  });
});
