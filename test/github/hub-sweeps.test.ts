import { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { createHubSweeps } from '../../src/github/hub-sweeps.ts';
import { createReadingsAhead } from '../../src/github/readings-ahead.ts';
import { dossierKey } from '../../src/words/key.ts';
import { defaults } from '../dossier/toy-hub.ts';
import { aGitHub, type TestGitHub } from '../sandbox/a-github.ts';
import { hubAlone } from './hub-alone.ts';

const [owner = '', repo = ''] = HUB.split('/');
const CLOSED = 53;
const DAY_MS = 86_400_000;
const { dossier, waitingProject } = defaults.procedure.labels;
const number = z.object({ number: z.number() });

let world: TestGitHub;
let token: string;
let waiting: number;
beforeAll(async () => {
  world = await aGitHub();
  token = (await world.appToken()).slice('token:'.length);
  await open();
  for (let left = CLOSED; left > 1; left -= 1) await close(await open());
  waiting = await open(waitingProject.name);
  await close(waiting);
}, 120_000);
afterAll(() => world.github.close());

const as = async (line: string, body: object) => {
  const [method, path] = line.split(' ');
  return (await world.call('camille-st', `${method} /repos/${HUB}${path}`, body)).json;
};
const open = async (...labels: readonly string[]) =>
  number.parse(await as('POST /issues', { title: 'Dossier', body: 'texte', labels: [dossier.name, ...labels] })).number;
const close = (issue: number) => as(`PATCH /issues/${issue}`, { state: 'closed' });

it('beaucoup de dossiers fermés suivent les ouverts, page par page ; seuls sont finis ceux que personne n’attend depuis une semaine', async () => {
  const later = Date.now() + 10 * DAY_MS;
  const clock = { now: () => new Date(later), elapsed: () => 0 };
  const ahead = createReadingsAhead(clock);
  const octokit = new Octokit({
    auth: token,
    baseUrl: world.github.url,
    request: { fetch: (url: string, options: RequestInit) => world.github.fetch(url, options) },
  });
  const sweeps = createHubSweeps({
    clock,
    ahead,
    ...hubAlone,
    everyMs: 900_000,
    shownBackMs: 366 * DAY_MS,
  });
  const sweep = () => sweeps.sweep({ octokit, owner, repo }, { setup: defaults, app: { appId: 1, userId: 1, login: 'accostage[bot]' } });

  const first = await sweep();
  expect(first).toMatchObject({ over: [], unfinished: true });
  expect(first.found).toHaveLength(1);
  const second = await sweep();
  expect(second).toMatchObject({ unfinished: true });
  expect(second.found).toHaveLength(50);
  // What was read ahead is looked at first.
  expect((await sweep()).found).toEqual([]);
  for (const key of second.now) expect(ahead.take(key)).not.toBeNull();
  const third = await sweep();
  expect(third).toMatchObject({ unfinished: false });
  expect(new Set([...first.found, ...second.found, ...third.found]).size).toBe(CLOSED + 1);
  expect([...second.over, ...third.over]).toHaveLength(CLOSED - 1);
  expect([...second.over, ...third.over]).not.toContain(dossierKey({ owner, repo }, waiting));
});
