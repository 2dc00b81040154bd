import { describe, expect, it } from 'vitest';
import type { HubSetup } from '../../src/config/hub-setup.ts';
import { createHubIds, HubNameTaken } from '../../src/github/hub-ids.ts';
import { createHubSweeps } from '../../src/github/hub-sweeps.ts';
import { createReadingsAhead } from '../../src/github/readings-ahead.ts';
import { alone } from '../../src/queue/facts.ts';
import { hubKey } from '../../src/words/key.ts';
import { defaults } from '../dossier/toy-hub.ts';
import { aListedHub, listedAt, type Listing } from './a-listed-hub.ts';
import { hubAlone } from './hub-alone.ts';

const app = { appId: 1, userId: 1, login: 'accostage[bot]' };
const OPEN = 120;
const CLOSED = 70;
const DAY_MS = 86_400_000;

/** A hub of open and closed dossiers, swept by a process that looks at what is read ahead as it comes. */
function aSweptHub() {
  const { hub, attack, keyOf } = aListedHub({ open: OPEN, closed: CLOSED });
  let elapsed = 0;
  const clock = { now: () => new Date(Date.parse(listedAt) + DAY_MS + elapsed), elapsed: () => elapsed };
  const ahead = createReadingsAhead(clock);
  const hubIds = createHubIds({ clock, facts: alone, hubs: [hubKey(hub)] });
  const sweeps = createHubSweeps({ clock, ahead, ...hubAlone, hubIds, everyMs: 900_000, shownBackMs: 0 });
  const found: string[] = [];
  return {
    attack,
    all: Array.from({ length: OPEN + CLOSED }, (_, index) => keyOf(index + 1)),
    found,
    pass: (ms: number) => void (elapsed += ms),
    /** One look at the hub; what it finds is looked at. */
    sweep: async (setup: HubSetup = defaults) => {
      const { now, unfinished } = await sweeps.sweep(hub, { setup, app });
      for (const key of now) ahead.take(key);
      found.push(...now);
      return unfinished;
    },
  };
}

type SweptHub = ReturnType<typeof aSweptHub>;

/** Looks at the hub until the pass is over; a look that fails is made again, so many times at the most. */
async function wholePass({ sweep }: SweptHub, most = 40): Promise<void> {
  for (let looks = 0; looks < most; looks += 1) if (!(await sweep().catch(() => true))) return;
  throw new Error('the pass never ends');
}

describe('un passage pendant lequel un autre dépôt prend le nom', () => {
  it('ne montre rien de lui, et reprend où il en était quand le premier retrouve son nom', async () => {
    const hub = aSweptHub();
    await hub.sweep();
    const before = [...hub.found];
    const { id } = hub.attack;
    hub.attack.id = id + 1;
    for (let looks = 0; looks < 3; looks += 1) await expect(hub.sweep()).rejects.toThrow(HubNameTaken);
    expect(hub.found).toEqual(before);
    hub.attack.id = id;
    await wholePass(hub);
    expect(hub.found.toSorted()).toEqual(hub.all.toSorted());
  });
});

it('un passage pendant lequel un dépôt vide prend le nom n’est pas fini : il reprend où il en était', async () => {
  const hub = aSweptHub();
  await hub.sweep();
  const { id } = hub.attack;
  Object.assign(hub.attack, { id: id + 1, order: () => [] });
  for (let looks = 0; looks < 3; looks += 1) await expect(hub.sweep()).rejects.toThrow(HubNameTaken);
  Object.assign(hub.attack, { id, order: (rows: readonly object[]) => rows });
  await wholePass(hub);
  expect(hub.found.toSorted()).toEqual(hub.all.toSorted());
});

describe('un passage coupé', () => {
  it.each<[string, (call: Listing) => boolean]>([
    ['avant sa première page', ({ kind }) => kind === 'page'],
    ['à sa deuxième page', ({ kind, from }) => kind === 'page' && from >= 50],
    ['à la liste des dossiers fermés', ({ kind }) => kind === 'closed'],
    ['à ce qui a changé en dernier', ({ kind }) => kind === 'latest'],
    ['à un lot de dossiers fermés', ({ kind }) => kind === 'batch'],
  ])('%s reprend où il en était : chaque dossier est trouvé, une fois', async (_, fails) => {
    const hub = aSweptHub();
    hub.attack.fails = fails;
    for (let looks = 0; looks < 4; looks += 1) await hub.sweep().catch(() => undefined);
    hub.attack.fails = () => false;
    await wholePass(hub);
    expect(hub.found.toSorted()).toEqual(hub.all.toSorted());
  });

  it('par une panne tous les onze appels trouve chaque dossier', async () => {
    const hub = aSweptHub();
    let made = 0;
    hub.attack.fails = () => (made += 1) % 11 === 0;
    await wholePass(hub, 200);
    expect(new Set(hub.found)).toEqual(new Set(hub.all));
  });

  it('par un changement du processus recommence, et n’oublie pas les dossiers fermés qui restaient', async () => {
    const hub = aSweptHub();
    await hub.sweep();
    expect(hub.found).toHaveLength(50);
    const changed = { ...defaults, procedure: { ...defaults.procedure, texts: { ...defaults.procedure.texts, welcome: 'Bonjour.' } } };
    for (let looks = 0; await hub.sweep(changed); looks += 1) if (looks > 20) throw new Error('the pass never ends');
    expect(hub.found.slice(50).toSorted()).toEqual(hub.all.toSorted());
  });
});

it.each<[string, (rows: readonly object[]) => readonly object[]]>([
  ['à l’envers', (rows) => rows.toReversed()],
  ['dans un ordre quelconque', (rows) => [...rows.slice(7), ...rows.slice(0, 7)]],
])('des pages que GitHub donne %s disent les mêmes dossiers', async (_, order) => {
  const hub = aSweptHub();
  hub.attack.order = order;
  await wholePass(hub);
  expect(hub.found.toSorted()).toEqual(hub.all.toSorted());
});

it('la relecture du jour qui échoue n’est pas faite : elle est due encore, et trouve tout', async () => {
  const hub = aSweptHub();
  await wholePass(hub);
  hub.found.splice(0);
  hub.pass(DAY_MS);
  hub.attack.fails = ({ kind }) => kind === 'page';
  await expect(hub.sweep()).rejects.toMatchObject({ status: 502 });
  hub.attack.fails = () => false;
  await wholePass(hub);
  expect(hub.found.toSorted()).toEqual(hub.all.slice(0, OPEN).toSorted());
});
