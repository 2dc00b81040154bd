import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InspectedRepository } from '../../src/dossier/checks/inspected-repository.ts';
import type { Repository } from '../../src/github/octokit.ts';
import type { Installations } from '../../src/github/installations.ts';
import { createProjects } from '../../src/github/projects.ts';
import { systemClock } from '../../src/queue/clock.ts';
import { writeReport } from '../../src/github/report-issue.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { aHub, anAccount, api, app, endNock } from './nock.ts';
import { RightLost } from '../../src/github/rights.ts';
import type { OnBehalfOf } from '../../src/dossier/on-behalf-of.ts';
import type { DossierState } from '../../src/dossier/state.ts';
import { dossierKey } from '../../src/words/key.ts';

const at = '/repos/org/api/issues';
const secrets = ['un secret assez long'] as const;

let repository: Repository;
beforeEach(async () => {
  repository = { ...(await aHub()), owner: 'org', repo: 'api' };
});
afterEach(endNock);

function inspected(dockerfile: string): InspectedRepository {
  return {
    id: 1,
    name: 'org/api',
    url: 'https://github.test/org/api',
    private: true,
    hasIssues: true,
    commit: 'c'.repeat(40),
    report: inspect({ paths: ['Dockerfile'], files: [{ path: 'Dockerfile', text: dockerfile }], unread: [] }),
  };
}

const dossier = { key: dossierKey({ owner: 'dnum-mi', repo: 'hub' }, 7), url: 'https://github.test/hub/issues/7' };
const wantedFor = (onBehalfOf: OnBehalfOf) => ({
  wanted: { inspected: inspected('FROM debian:12\n'), contradictions: [], onBehalfOf, dossier, makesTrue: (state: DossierState) => state },
  app,
  secrets,
});
const write = (dockerfile = 'FROM debian:12\nUSER root\n', where = repository) => {
  // The repository that was authorised still bears the name.
  nock(api).persist().get(`/repos/${where.owner}/${where.repo}`).optionally().reply(200, { id: 1 });
  return writeReport(where, {
    wanted: { inspected: inspected(dockerfile), contradictions: [], onBehalfOf: { authorised: 1 }, dossier, makesTrue: (state) => state },
    app,
    secrets,
  });
};

interface Listed {
  readonly number: number;
  readonly state?: string;
  readonly body: string | null;
  readonly user: { readonly login: string } | null;
}

function issuesAre(...issues: readonly Listed[]) {
  nock(api).get(at).query({ creator: app.login, state: 'all', per_page: 100 }).reply(200, issues);
}

/** What is written the first time. */
async function firstBody(): Promise<string> {
  let body = '';
  issuesAre();
  nock(api)
    .post(at, (sent: { body: string }) => {
      body = sent.body;
      return true;
    })
    .reply(201, {});
  expect(await write()).toBe(1);
  return body;
}

describe('le ticket d’un dépôt privé', () => {
  it('est ouvert une fois, avec le détail', async () => {
    expect(await firstBody()).toContain('Dockerfile:2');
  });

  it('est retrouvé parmi d’autres à son auteur et à sa marque signée, et n’est pas réécrit sans raison', async () => {
    const body = await firstBody();
    const mark = body.split('\n')[0] ?? '';
    issuesAre(
      { number: 1, body, user: anAccount('eve') },
      { number: 2, body: null, user: anAccount(app.login) },
      { number: 3, body: 'Autre ticket de l’application', user: anAccount(app.login) },
      { number: 4, body: mark.replace(/[\w-]{6} -->/, 'AAAAAA -->'), user: anAccount(app.login) },
      { number: 5, body: `Copie :\n${body}`, user: anAccount(app.login) },
      { number: 6, body: body.replaceAll('\n', '\r\n'), user: anAccount(app.login) },
    );
    expect(await write()).toBe(0);
  });

  it('est mis à jour quand le résultat change ; fermé par l’équipe, il le reste', async () => {
    const body = await firstBody();
    issuesAre({ number: 6, state: 'closed', body, user: anAccount(app.login) });
    nock(api)
      .patch(`${at}/6`, (sent: Record<string, unknown>) => {
        expect(Object.keys(sent)).toEqual(['body']);
        expect(sent['body']).not.toContain('Dockerfile:2');
        return true;
      })
      .reply(200, {});
    expect(await write('FROM debian:12\nUSER 1000\n')).toBe(1);
  });

  it('en double : le plus ancien reste, les autres ouverts se ferment en le disant', async () => {
    const body = await firstBody();
    issuesAre(
      { number: 9, state: 'closed', body, user: anAccount(app.login) },
      { number: 8, state: 'open', body, user: anAccount(app.login) },
      { number: 6, state: 'open', body, user: anAccount(app.login) },
    );
    nock(api)
      .patch(`${at}/8`, (sent: Record<string, unknown>) => {
        expect(sent).toMatchObject({ state: 'closed', body: expect.stringContaining('double emploi avec #6') });
        expect(sent['body']).not.toContain('accostage:checks');
        return true;
      })
      .reply(200, {});
    expect(await write()).toBe(1);
  });

  it('est retrouvé dans un dépôt renommé', async () => {
    const body = await firstBody();
    nock(api)
      .get('/repos/org/web/issues')
      .query(true)
      .reply(200, [{ number: 1, body, user: anAccount(app.login) }]);
    expect(await write(undefined, { ...repository, repo: 'web' })).toBe(0);
  });

  it.each([403, 404, 410])('refusé (%i), remonte à qui l’a demandé', async (status) => {
    nock(api).get(at).query(true).reply(status, { message: 'Issues has been disabled' });
    await expect(write()).rejects.toMatchObject({ status });
  });
});

describe('le droit est redemandé juste avant d’écrire', () => {
  const right = '/repos/org/api/collaborators/lea/permission';

  it('retiré : rien n’est écrit', async () => {
    issuesAre();
    nock(api).get(right).reply(200, { permission: 'read', role_name: 'read' });
    await expect(writeReport(repository, wantedFor({ login: 'lea', id: null }))).rejects.toBeInstanceOf(RightLost);
  });

  it('tenu : le rapport est écrit', async () => {
    issuesAre();
    nock(api).get(right).reply(200, { permission: 'write', role_name: 'write' });
    nock(api).post(at).reply(201, {});
    expect(await writeReport(repository, wantedFor({ login: 'lea', id: null }))).toBe(1);
  });

  it('une panne n’est pas un droit perdu', async () => {
    issuesAre();
    nock(api).get(right).reply(502, '<html></html>');
    await expect(writeReport(repository, wantedFor({ login: 'lea', id: null }))).rejects.toMatchObject({ status: 502 });
  });
});

describe('un seul dossier écrit le rapport d’un dépôt', () => {
  const first = dossierKey({ owner: 'dnum-mi', repo: 'hub' }, 2);
  const installations: Installations = {
    identity: () => Promise.resolve(app),
    hub: () => Promise.resolve(null),
    accepts: () => true,
    permissions: () => Promise.resolve({}),
    repository: () => Promise.resolve(repository),
    remember: () => undefined,
    forget: () => undefined,
  };

  it.each([
    ['celui d’avant, qui peut y agir', true, 0],
    ['lui, si celui d’avant ne le peut pas', false, 1],
  ])('%s', async (_, mayAct, writes) => {
    const projects = createProjects({ installations, hubs: { keys: [], isHub: () => true }, secrets, clock: systemClock });
    projects.watch(first, [{ name: 'org/api', mayAct, hasRuns: false }]);
    nock(api).get('/repos/org/api').optionally().reply(200, { id: 1 });
    nock(api).get(at).query(true).optionally().reply(200, []);
    nock(api).post(at).optionally().reply(201, {});
    expect(await projects.report(wantedFor({ authorised: 1 }).wanted)).toEqual({ kind: 'written', writes });
  });
});
