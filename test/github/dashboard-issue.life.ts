import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import type { AppIdentity } from '../../src/github/identity.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { createInsistence, freely, type Insist } from '../../src/github/insistence.ts';
import { createWrittenTimes } from '../../src/github/written-times.ts';
import { hubKey } from '../../src/words/key.ts';
import { readOwnIssues } from '../../src/github/own-issues.ts';
import { tellPortfolio } from '../../src/github/tell-portfolio.ts';
import type { Entry } from '../../src/portfolio/entry.ts';
import { readDefaults } from '../../src/defaults.ts';
import { anEntry } from '../portfolio/a-snapshot.ts';
import { appOf, hubOf } from './embedded-hub.ts';
import { aGitHub, type TestGitHub } from '../sandbox/a-github.ts';
import { fakeClock } from '../queue/fake-clock.ts';
import { aProcess } from './nock.ts';

let world: TestGitHub;
let hub: Repository;
let app: AppIdentity;
let process: ReturnType<typeof aProcess>;
const [owner = '', repo = ''] = HUB.split('/');

beforeEach(async () => {
  world = await aGitHub();
  process = aProcess();
  hub = await hubOf(world);
  app = await appOf(world);
});
afterEach(() => world.github.close());

/** GitHub keeps the real time in these tests: the digests are of weeks to come. */
const tuesday = '2099-03-03T09:00:00Z';
const monday = '2099-03-02T09:00:00Z';
const { procedure } = readDefaults();
const asked = { ...procedure, portfolio: { ...procedure.portfolio, issue: true }, serviceTeam: { team: 'dnum-mi/service-team' } };

const moveAt = '2099-02-25T09:00:00Z';
const moved = (title: string) =>
  anEntry({
    title,
    phase: { id: 'ovh', title: 'OVH', since: moveAt },
    history: [{ kind: 'phase', at: moveAt, by: 'camille-st', how: 'moved', phase: 'OVH', reason: null }],
  });

let insist: Insist = freely;
afterEach(() => {
  insist = freely;
});

async function tell(entries: readonly Entry[], at: string = tuesday, as = asked) {
  const own = await readOwnIssues(hub, app);
  return tellPortfolio(hub, { app, procedure: as, entries, own, now: new Date(at), incidents: process.incidents, insist });
}

const row = z.object({ number: z.number(), state: z.string(), title: z.string(), body: z.string() });
async function issues() {
  const { json } = await world.call('camille-st', `GET /repos/${HUB}/issues?state=all&per_page=100`);
  return z
    .array(row)
    .parse(json)
    .toSorted((a, b) => a.number - b.number);
}
const comments = async (issue = 1) =>
  z
    .array(z.object({ id: z.number(), body: z.string() }))
    .parse((await world.call('camille-st', `GET /repos/${HUB}/issues/${issue}/comments`)).json);
const patch = (number: number, changes: object) => world.call('camille-st', `PATCH /repos/${HUB}/issues/${number}`, changes);

describe('le ticket du tableau de bord', () => {
  it('n’existe que si le processus le demande', async () => {
    expect(await tell([anEntry()], tuesday, { ...asked, portfolio: procedure.portfolio })).toEqual({ created: false });
    expect(await issues()).toEqual([]);
  });

  it('est ouvert une fois, et récrit au plus une fois par heure, s’il change', async () => {
    expect(await tell([anEntry({ title: 'A' })])).toEqual({ created: true });
    const [first] = await issues();
    expect(first).toMatchObject({ title: 'Tableau de bord de l’accompagnement', body: expect.stringContaining('`A`') });
    expect(await tell([anEntry({ title: 'B' })], '2099-03-03T09:59:59Z')).toEqual({ created: false });
    expect((await issues())[0]?.body).toContain('`A`');
    await tell([anEntry({ title: 'B' })], '2099-03-03T10:00:00Z');
    expect((await issues())[0]?.body).toContain('`B`');
    world.github.requests.clear();
    await tell([anEntry({ title: 'B' })], '2099-03-03T15:00:00Z');
    expect(world.github.requests.of('installation').filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('modifié à la main, dit de nouveau ce qu’il doit', async () => {
    await tell([anEntry({ title: 'A' })]);
    const body = (await issues())[0]?.body ?? '';
    await patch(1, { body: `${body.replace('`A`', 'rien')}\r\nun mot` });
    await tell([anEntry({ title: 'A' })], '2099-03-03T12:00:00Z');
    expect((await issues())[0]?.body).toContain('`A`');
    await patch(1, { body: body.split('\n', 1)[0] });
    await tell([anEntry({ title: 'A' })], '2099-03-03T12:00:01Z');
    expect((await issues())[0]?.body).toContain('`A`');
  });

  it('dont quelqu’un a remplacé tout le texte reste le sien, ouvert ou fermé : aucun autre ne s’ouvre', async () => {
    await tell([anEntry({ title: 'A' })]);
    await patch(1, { body: 'un mot à la place' });
    expect(await tell([anEntry({ title: 'A' })], '2099-03-03T12:00:00Z')).toEqual({ created: false });
    expect(await issues()).toMatchObject([{ state: 'open', body: expect.stringContaining('`A`') }]);
    await patch(1, { body: '', state: 'closed' });
    expect(await tell([anEntry({ title: 'B' })], '2099-03-03T14:00:00Z')).toEqual({ created: false });
    expect(await issues()).toMatchObject([{ state: 'closed', body: '' }]);
  });

  it('fermé à la main, le reste ; rouvert, il reprend', async () => {
    await tell([anEntry({ title: 'A' })]);
    await patch(1, { state: 'closed' });
    for (const day of ['04', '05', '09']) await tell([moved('B')], `2099-03-${day}T09:00:00Z`);
    expect(await issues()).toMatchObject([{ state: 'closed', body: expect.stringContaining('`A`') }]);
    expect(await comments()).toEqual([]);
    await patch(1, { state: 'open' });
    await tell([anEntry({ title: 'B' })], '2099-03-10T09:00:00Z');
    expect(await issues()).toMatchObject([{ state: 'open', body: expect.stringContaining('`B`') }]);
  });

  it('de deux qui se sont ouverts à la fois, le plus ancien reste ; celui d’une autre personne n’en est pas un', async () => {
    await tell([anEntry()]);
    const [first] = await issues();
    const { title, body } = { title: first?.title ?? '', body: first?.body ?? '' };
    await hub.octokit.rest.issues.create({ owner, repo, title, body });
    await world.call('lea-martin', `POST /repos/${HUB}/issues`, { title, body });
    await tell([anEntry()], '2099-03-03T12:00:00Z');
    expect((await issues()).map(({ state }) => state)).toEqual(['open', 'closed', 'open']);
    // The one that stood twice stands for nothing any more, though it has kept its title.
    await patch(1, { state: 'closed' });
    await patch(2, { state: 'open' });
    await tell([anEntry({ title: 'B' })], '2099-03-03T16:00:00Z');
    expect((await issues()).map(({ state, body: text }) => [state, text.includes('`B`')])).toEqual([
      ['closed', false],
      ['open', false],
      ['open', false],
    ]);
  });
});

it.each<[string, () => Promise<unknown>]>([
  [
    'supprimé',
    async () => Promise.all((await issues()).map(({ number }) => world.github.deleteIssue({ repository: HUB, number }, 'nadia-dnum'))),
  ],
  ['récrit', async () => Promise.all((await issues()).map(({ number }) => patch(number, { body: 'un mot à la place' })))],
])('le ticket du tableau de bord, sans cesse %s, ne revient que quelques fois par jour', async (_, undo) => {
  await tell([anEntry({ title: 'A' })]);
  await undo();
  const clock = fakeClock();
  insist = createInsistence(clock, createWrittenTimes(clock)).in(hubKey({ owner, repo }));
  let written = 0;
  for (let look = 0; look < 24 * 4; look++) {
    await tell([anEntry({ title: 'A' })]);
    if ((await issues()).some(({ body }) => body.includes('`A`'))) written++;
    await undo();
    await clock.advance(15 * 60_000);
  }
  expect(written).toBe(10);
});

describe('le résumé de la semaine', () => {
  it('est dit une fois, quels que soient les redémarrages', async () => {
    expect(await tell([moved('A')], monday)).toEqual({ created: true });
    expect(await comments()).toEqual([{ id: expect.any(Number), body: expect.stringContaining('Bonjour @dnum-mi/service-team') }]);
    for (const hour of ['10', '14', '20'])
      expect(await tell([moved('A'), moved('B')], `2099-03-02T${hour}:00:00Z`)).toEqual({ created: false });
    expect(await comments()).toHaveLength(1);
    await tell([moved('A')], tuesday);
    expect(await comments()).toHaveLength(1);
  });

  it('une semaine sans changement se passe sous silence', async () => {
    await tell([anEntry()], monday);
    expect(await comments()).toEqual([]);
  });

  it('de deux qui se sont écrits à la fois, le plus ancien reste ; celui d’une autre personne ne compte pas', async () => {
    await tell([anEntry()], '2099-03-01T09:00:00Z');
    const body = '<!-- accostage:slot=semaine/2099-03-02 -->\nBonjour';
    await world.call('lea-martin', `POST /repos/${HUB}/issues/1/comments`, { body });
    await tell([moved('A')], monday);
    const [, own] = await comments();
    await hub.octokit.rest.issues.createComment({ owner, repo, issue_number: 1, body: own?.body ?? '' });
    await tell([moved('A')], monday);
    expect((await comments()).map(({ id }) => id)).toEqual([expect.any(Number), own?.id]);
  });
});
