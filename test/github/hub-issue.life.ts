import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { createInsistence, freely, type Insist } from '../../src/github/insistence.ts';
import { createWrittenTimes } from '../../src/github/written-times.ts';
import { hubKey } from '../../src/words/key.ts';
import { keepHubIssue } from '../../src/github/hub-issue.ts';
import type { AppIdentity } from '../../src/github/identity.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { keepOne, readOwnIssues } from '../../src/github/own-issues.ts';
import type { HubThing } from '../../src/render/hub-issue.ts';
import type { Problem } from '../../src/yaml/problem.ts';
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

const wrong = (message: string): Problem => ({ file: '.github/accostage.yml', line: 3, column: 1, message, fix: 'corriger' });
let insist: Insist = freely;
let undone: readonly HubThing[] = [];
afterEach(() => {
  insist = freely;
  undone = [];
});
const keep = async (...messages: readonly string[]) =>
  keepHubIssue(hub, {
    own: await readOwnIssues(hub, app),
    problems: messages.map(wrong),
    warnings: [],
    undone,
    incidents: process.incidents,
    insist,
  });

const row = z.object({ number: z.number(), title: z.string(), state: z.string(), body: z.string() });
async function issues(): Promise<readonly z.infer<typeof row>[]> {
  const { json } = await world.call('camille-st', `GET /repos/${HUB}/issues?state=all&per_page=100`);
  return z
    .array(row)
    .parse(json)
    .toSorted((a, b) => a.number - b.number);
}
const states = async () => (await issues()).map(({ number, state }) => `${number} ${state}`);
const close = (number: number) => world.call('camille-st', `PATCH /repos/${HUB}/issues/${number}`, { state: 'closed' });

it('ce que l’on défait sans cesse dans le dépôt y est dit une fois à la Service Team, puis le ticket se ferme', async () => {
  undone = [{ kind: 'label', name: 'phase: `OVH`' }, { kind: 'dashboard' }];
  expect(await keep()).toEqual({ writes: 1, created: true });
  expect(await keep()).toEqual({ writes: 0, created: false });
  const [told] = await issues();
  expect(told?.body).toContain('- l’étiquette `` phase: `OVH` ``');
  expect(told?.body).toContain('- le ticket du tableau de bord');
  expect(told?.body).not.toContain('accostage validate');
  await keep('clé inconnue');
  expect((await issues())[0]?.body).toMatch(/clé inconnue[^]*tableau de bord/);
  undone = [];
  await keep();
  expect(await states()).toEqual(['1 closed']);
});

it('son titre ne dit la configuration à corriger que si elle l’est ; celui qu’une personne lui donne reste tant que rien ne change', async () => {
  const title = async () => (await issues())[0]?.title;
  const undoneTitle = 'Ce que l’application écrit dans ce dépôt est défait sans cesse';
  const wrongTitle = 'Configuration de l’accompagnement à corriger';
  const rename = (to: string) => world.call('camille-st', `PATCH /repos/${HUB}/issues/1`, { title: to });
  undone = [{ kind: 'label', name: 'phase: OVH' }];
  await keep();
  expect(await title()).toBe(undoneTitle);
  await keep('clé inconnue');
  expect(await title()).toBe(wrongTitle);
  await keep();
  expect(await title()).toBe(undoneTitle);
  // As an earlier version named it.
  await rename(wrongTitle);
  expect(await keep()).toEqual({ writes: 1, created: false });
  expect(await title()).toBe(undoneTitle);
  await rename('Étiquettes défaites');
  expect(await keep()).toEqual({ writes: 0, created: false });
  undone = [];
  await keep('clé inconnue');
  expect(await states()).toEqual(['1 open']);
  expect(await title()).toBe(wrongTitle);
});

it.each([true, false])('son texte écrasé, il est reconnu à son titre (rien que des étiquettes défaites : %s)', async (isUndone) => {
  if (isUndone) undone = [{ kind: 'label', name: 'phase: OVH' }];
  const messages = isUndone ? [] : ['clé inconnue'];
  await keep(...messages);
  await world.call('camille-st', `PATCH /repos/${HUB}/issues/1`, { body: 'vidé' });
  expect(await keep(...messages)).toEqual({ writes: 1, created: false });
  expect(await states()).toEqual(['1 open']);
});

describe('le ticket d’une configuration cassée', () => {
  it('est ouvert une fois, tenu à jour, fermé une fois corrigée', async () => {
    expect(await keep('clé inconnue')).toEqual({ writes: 1, created: true });
    expect(await keep('clé inconnue')).toEqual({ writes: 0, created: false });
    expect(await keep('autre clé')).toEqual({ writes: 1, created: false });
    expect((await issues()).map(({ body }) => body.includes('autre clé'))).toEqual([true]);
    expect(await keep()).toEqual({ writes: 1, created: false });
    expect(await keep()).toEqual({ writes: 0, created: false });
    expect(await states()).toEqual(['1 closed']);
  });

  it('fermé à la main alors que rien n’est corrigé, se tait jusqu’à ce que la configuration change', async () => {
    await keep('clé inconnue');
    await close(1);
    for (let sweep = 0; sweep < 5; sweep += 1) expect(await keep('clé inconnue')).toEqual({ writes: 0, created: false });
    expect(await states()).toEqual(['1 closed']);
    await keep('clé inconnue', 'et une autre');
    expect(await states()).toEqual(['1 open']);
  });

  it('l’erreur qui revient après avoir été corrigée rouvre le même ticket, même s’il avait été fermé à la main', async () => {
    await keep('clé inconnue');
    await keep();
    await keep('clé inconnue');
    expect(await states()).toEqual(['1 open']);
    await close(1);
    await keep('clé inconnue');
    expect(await states()).toEqual(['1 closed']);
    await keep();
    await keep('clé inconnue');
    expect(await states()).toEqual(['1 open']);
  });

  it('en double : le plus ancien reste à jour, les autres se ferment en le disant, et ne servent plus', async () => {
    await keep('clé inconnue');
    const body = (await issues())[0]?.body ?? '';
    for (let copy = 0; copy < 2; copy += 1) await world.call(await world.appToken(), `POST /repos/${HUB}/issues`, { title: 'x', body });
    expect(await keep('clé inconnue')).toEqual({ writes: 2, created: false });
    expect(await states()).toEqual(['1 open', '2 closed', '3 closed']);
    expect((await issues())[1]?.body).toMatch(/double emploi avec #1/);
    expect(process.incidents.counts()).toMatchObject({ 'doubles-healed': 2 });
    expect(await keep('clé inconnue')).toEqual({ writes: 0, created: false });
  });

  it('un ticket pareil d’une autre personne n’est pas le sien', async () => {
    await keep('clé inconnue');
    const body = (await issues())[0]?.body ?? '';
    await close(1);
    await world.call('lea-martin', `POST /repos/${HUB}/issues`, { title: 'x', body });
    await keep('autre');
    expect(await states()).toEqual(['1 open', '2 open']);
    expect((await issues())[1]?.body).toBe(body);
  });
});

describe('le ticket que l’on défait sans cesse', () => {
  const patch = (change: object) => world.call('camille-st', `PATCH /repos/${HUB}/issues/1`, change);

  it.each<[string, () => Promise<unknown>, readonly string[]]>([
    ['récrit', () => patch({ body: 'un mot à la place' }), ['clé inconnue']],
    ['rouvert alors que tout est corrigé', () => patch({ state: 'open' }), []],
  ])('%s, n’est repris que quelques fois par jour', async (_, undo, mistakes) => {
    await keep('clé inconnue');
    await keep(...mistakes);
    const clock = fakeClock();
    insist = createInsistence(clock, createWrittenTimes(clock)).in(hubKey({ owner, repo }));
    let writes = 0;
    for (let look = 0; look < 24 * 4; look++) {
      await undo();
      writes += (await keep(...mistakes)).writes;
      await clock.advance(15 * 60_000);
    }
    expect(writes).toBe(10);
  });

  it('supprimé, il n’en est pas ouvert un autre à chaque regard', async () => {
    const clock = fakeClock();
    insist = createInsistence(clock, createWrittenTimes(clock)).in(hubKey({ owner, repo }));
    let made = 0;
    for (let look = 0; look < 24 * 4; look++) {
      if ((await keep('clé inconnue')).created) made++;
      for (const { number } of await issues()) await world.github.deleteIssue({ repository: HUB, number }, 'nadia-dnum');
      await clock.advance(15 * 60_000);
    }
    expect(made).toBe(10);
  });

  it('corrigé et cassé de nouveau plusieurs fois dans la journée, suit toujours', async () => {
    const clock = fakeClock();
    insist = createInsistence(clock, createWrittenTimes(clock)).in(hubKey({ owner, repo }));
    for (const message of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      expect((await keep(message)).writes).toBe(1);
      expect((await keep()).writes).toBe(1);
    }
  });
});

it('de plusieurs fermés, le dernier compte : les premières versions en ouvraient un après l’autre', async () => {
  const own = [1, 2, 3].map((number) => ({ slot: 'configuration', title: 'x', number, open: false, body: '' }));
  const place = { slot: 'configuration', titles: ['x'] };
  expect(await keepOne(hub, { own, place, incidents: process.incidents })).toEqual({ kept: own[2], writes: 0 });
});
