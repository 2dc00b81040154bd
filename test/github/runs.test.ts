import nock from 'nock';
import { afterEach, expect, it } from 'vitest';
import type { RunWanted } from '../../src/dossier/checks/run.ts';
import type { RepositoryHead } from '../../src/dossier/repository-head.ts';
import { createRuns } from '../../src/github/runs.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { systemClock } from '../../src/queue/clock.ts';
import { alone } from '../../src/queue/facts.ts';
import { dossierKey } from '../../src/words/key.ts';
import { aHub, api, app, endNock } from './nock.ts';

const at = '/repos/org/api';
const commit = 'c'.repeat(40);
const where = { owner: 'org', repo: 'api' };

afterEach(endNock);

const head: RepositoryHead = {
  id: 1,
  name: 'org/api',
  url: 'https://github.test/org/api',
  private: false,
  archived: false,
  fork: false,
  hasIssues: true,
  defaultBranch: 'main',
};

const wanted: RunWanted = {
  inspected: {
    id: 1,
    name: 'org/api',
    url: 'https://github.test/org/api',
    private: false,
    hasIssues: true,
    commit,
    report: inspect({ paths: [], files: [], unread: [] }),
  },
  pull: null,
  press: null,
  is: 'd1',
  mode: 'inform',
  contradictions: [],
  actions: [],
  onBehalfOf: { authorised: 1 },
  dossier: { key: dossierKey({ owner: 'dnum-mi', repo: 'hub' }, 7), url: 'https://github.test/hub/issues/7' },
  makesTrue: (state) => state,
};

/** A GitHub that holds the runs of one commit. */
function keepRuns() {
  const runs: { id: number; status: string; external_id: string; app: { id: number }; output: { annotations_count: number } }[] = [];
  const list = `${at}/commits/${commit}/check-runs`;
  nock(api)
    .persist()
    .get(list)
    .query(true)
    .reply(200, () => ({ check_runs: runs }));
  const take = (body: object, id: number) => {
    const { status, external_id } = { status: 'completed', external_id: '', ...body };
    const kept = { id, status, external_id, app: { id: 1 }, output: { annotations_count: 0 } };
    runs.splice(0, runs.length, ...runs.filter((run) => run.id !== id), kept);
    return { id };
  };
  let sent: object = {};
  const note = (body: object) => {
    sent = body;
    return true;
  };
  let made = 1;
  const create = () => {
    made += 1;
    return take(sent, made);
  };
  nock(api).persist().post(`${at}/check-runs`, note).reply(201, create);
  nock(api)
    .persist()
    .patch(/check-runs\/\d+$/, note)
    .reply(200, ({ url }: Request) => take(sent, Number(url.split('/').at(-1))));
  nock(api).persist().get(at).reply(200, { id: 1 });
  nock(api).persist().get(`${at}/pulls`).query(true).reply(200, []);
  nock(api)
    .persist()
    .get(/git\/matching-refs/)
    .reply(200, []);
  nock(api)
    .persist()
    .get(`${at}/collaborators/lea/permission`)
    .reply(200, { role_name: 'write', permission: 'write', user: { id: 7 } });
  return { runs, take };
}

/** The App's last run on the commit was made under something else. */
async function aRun() {
  const { runs, take } = keepRuns();
  take({ external_id: 'd0' }, 1);
  const repository = { ...(await aHub()), ...where };
  const kept = createRuns({
    installations: { repository: () => Promise.resolve(repository), identity: () => Promise.resolve(app) },
    heads: { of: () => Promise.resolve(head), commit: () => Promise.resolve(commit) },
    clock: systemClock,
    readAgain: () => undefined,
    facts: alone,
  });
  const asked = async () => {
    const reading = await kept.runs({ name: 'org/api', commit, freshSince: null });
    const [one] = reading.kind === 'seen' ? reading.commits : [];
    return one?.standing.kind === 'unfinished' ? one.standing.asked : null;
  };
  return { runs, repository, kept, asked };
}

it('un bouton pressé entre la décision et l’écriture ne finit qu’une fois vu', async () => {
  const { runs, repository, kept, asked } = await aRun();
  await kept.press(where, { commit, by: { id: 7, login: 'lea' }, button: 'mend', run: 1 });
  await kept.write(repository, { wanted, beforeEnd: null });
  expect(runs.map(({ status }) => status)).toEqual(['completed', 'queued', 'completed']);
  const press = await asked();
  expect(press).toMatchObject({ button: 'mend', by: { login: 'lea', id: 7 } });
  await kept.write(repository, { wanted: { ...wanted, press }, beforeEnd: null });
  expect(runs.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
  expect(await asked()).toBeNull();
  expect(await kept.endLeft(() => true)).toBe(0);
});

it('une vérification redemandée pendant que l’App écrit celle d’avant est retenue', async () => {
  const { runs, repository, kept } = await aRun();
  await kept.write(repository, {
    wanted,
    beforeEnd: async () => {
      // GitHub lists it late.
      const written = runs.splice(1);
      await kept.press(where, { commit, by: { id: 7, login: 'lea' }, button: 'again', run: 1 });
      runs.push(...written);
      return 0;
    },
  });
  const reading = await kept.runs({ name: 'org/api', commit, freshSince: null });
  expect(reading).toMatchObject({ commits: [{ standing: { kind: 'unfinished', asked: { by: { login: 'lea', id: 7 } } } }] });
  expect(await kept.endLeft(() => true)).toBe(1);
});
