import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InspectedRepository } from '../../src/dossier/checks/sight.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { writeReport } from '../../src/github/report-issue.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { aHub, api, endNock } from './nock.ts';
import { dossierKey } from '../../src/dossier/key.ts';

const at = '/repos/org/api/issues';
const app = 'accostage[bot]';
const secret = 'un secret assez long';

let repository: Repository;
beforeEach(async () => {
  repository = { ...(await aHub()), owner: 'org', repo: 'api' };
});
afterEach(endNock);

function inspected(dockerfile: string): InspectedRepository {
  return {
    kind: 'inspected',
    name: 'org/api',
    url: 'https://github.test/org/api',
    private: true,
    hasIssues: true,
    commit: 'c'.repeat(40),
    report: inspect({ paths: ['Dockerfile'], files: [{ path: 'Dockerfile', text: dockerfile }], unread: [] }),
  };
}

const dossier = { key: dossierKey({ owner: 'dnum-mi', repo: 'hub' }, 7), url: 'https://github.test/hub/issues/7' };
const write = (dockerfile = 'FROM debian:12\nUSER root\n', where = repository) =>
  writeReport(where, {
    wanted: { inspected: inspected(dockerfile), contradictions: [], dossier, makesTrue: (state) => state },
    app,
    secret,
  });

interface Listed {
  readonly number: number;
  readonly state?: string;
  readonly body: string | null;
  readonly user: { readonly login: string } | null;
}

function issuesAre(...issues: readonly Listed[]) {
  nock(api).get(at).query({ creator: app, state: 'all', per_page: 100 }).reply(200, issues);
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
      { number: 1, body, user: { login: 'eve' } },
      { number: 2, body: null, user: { login: app } },
      { number: 3, body: 'Autre ticket de l’application', user: { login: app } },
      { number: 4, body: mark.replace(/[\w-]{6} -->/, 'AAAAAA -->'), user: { login: app } },
      { number: 5, body: `Copie :\n${body}`, user: { login: app } },
      { number: 6, body: body.replaceAll('\n', '\r\n'), user: { login: app } },
    );
    expect(await write()).toBe(0);
  });

  it('est mis à jour quand le résultat change ; fermé par l’équipe, il le reste', async () => {
    const body = await firstBody();
    issuesAre({ number: 6, state: 'closed', body, user: { login: app } });
    nock(api)
      .patch(`${at}/6`, (sent: Record<string, unknown>) => {
        expect(Object.keys(sent)).toEqual(['body']);
        expect(sent['body']).not.toContain('Dockerfile:2');
        return true;
      })
      .reply(200, {});
    expect(await write('FROM debian:12\nUSER 1000\n')).toBe(1);
  });

  it('est retrouvé dans un dépôt renommé', async () => {
    const body = await firstBody();
    nock(api)
      .get('/repos/org/web/issues')
      .query(true)
      .reply(200, [{ number: 1, body, user: { login: app } }]);
    expect(await write(undefined, { ...repository, repo: 'web' })).toBe(0);
  });

  it.each([403, 404, 410])('refusé (%i), remonte à qui l’a demandé', async (status) => {
    nock(api).get(at).query(true).reply(status, { message: 'Issues has been disabled' });
    await expect(write()).rejects.toMatchObject({ status });
  });
});
