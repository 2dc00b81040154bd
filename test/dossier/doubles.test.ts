import * as fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import { readSealed } from '../../src/render/marker.ts';
import { app } from './account-of.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author } = people;
type Hub = ReturnType<typeof createToyHub>;
type Step = () => boolean;

/** Two processes look at the same time; `turns` says whose turn it is at each step, and they end by turns. */
function together(hub: Hub, turns: readonly boolean[]): number {
  return byTurns([hub.look(), hub.look()], turns);
}

function byTurns([one, other]: readonly [Step, Step], turns: readonly boolean[]): number {
  let steps = 0;
  for (const first of turns) if ((first ? one : other)()) steps += 1;
  for (let left = true; left;) {
    const [a, b] = [one(), other()];
    steps += Number(a) + Number(b);
    left = a || b;
  }
  return steps;
}

/** Both look again, as often as they must; throws where neither ever leaves the other in peace. */
function restTogether(hub: Hub): void {
  for (let round = 0; round < 6; round++) if (together(hub, [true, false]) === 0) return;
  throw new Error('the two processes never come to rest');
}

/** A dossier that is in OVH, with a tick, a reply and a refused move to write. */
function busy(): Hub {
  const hub = createToyHub({ body: aBody({ architecture: 'À compléter' }) });
  while (hub.reconcile().writes > 0);
  hub.comment(serviceTeam, '/forcer ovh décidé en comité');
  hub.comment(author, '/fait accostage');
  return hub;
}

function slotsOf(hub: Hub): readonly string[] {
  return hub.comments().flatMap(({ slot }) => slot ?? []);
}

/** What people see in the end, and what the App remembers, but for the time of day and the ids. */
function shown(hub: Hub) {
  const comments = hub
    .comments()
    .map(({ slot, body }) => ({ slot, body: body.replace(readSealed(body) ?? '', '').replaceAll(/T\d\d:\d\d:\d\d/g, '') }))
    .toSorted((a, b) => (a.slot ?? a.body).localeCompare(b.slot ?? b.body));
  const state = JSON.stringify(hub.state()).replaceAll(/T\d\d:\d\d:\d\d\.\d{3}Z/g, '');
  return { labels: hub.labels(), open: hub.isOpen(), comments, state };
}

/** The same, whatever the numbers of people's comments. */
function told(hub: Hub) {
  const texts = shown(hub).comments.map(({ body }) => body.replaceAll(/reply\/\d+/g, 'reply'));
  const { items, waivers, history, phase } = hub.state();
  return {
    texts: texts.toSorted(),
    labels: hub.labels(),
    items: Object.keys(items),
    waivers: Object.keys(waivers),
    moves: history.length,
    phase,
  };
}

const lives: readonly { readonly name: string; readonly begin: () => Hub }[] = [
  { name: 'un dossier qui s’ouvre', begin: () => createToyHub() },
  { name: 'une phase qui s’ouvre, une commande', begin: busy },
];

describe.each(lives)('deux serveurs à la fois sur le même dossier : $name', ({ begin }) => {
  const alone = begin();
  while (alone.reconcile().writes > 0);

  it.each([0, 1, 3, 6, 10])('l’un a %i écritures d’avance : à la fin, un commentaire par emplacement', (count) => {
    const hub = begin();
    together(
      hub,
      Array.from({ length: count }, () => true),
    );
    restTogether(hub);
    expect(slotsOf(hub).toSorted()).toEqual([...new Set(slotsOf(hub))].toSorted());
    expect(shown(hub)).toEqual(shown(alone));
  });

  it('dans n’importe quel ordre : la même chose', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (turns) => {
        const hub = begin();
        together(hub, turns);
        restTogether(hub);
        expect(shown(hub)).toEqual(shown(alone));
      }),
      { numRuns: 4 },
    );
  });
});

describe('deux serveurs dont l’un a regardé avant l’autre', () => {
  const commands = ['/fait accostage', '/sans-objet sauvegarde étude en cours', '/forcer cloud-pi-native jalon'] as const;
  const say = (hub: Hub) => {
    for (const command of commands) hub.comment(serviceTeam, command);
  };
  const alone = busy();
  while (alone.reconcile().writes > 0);
  say(alone);
  while (alone.reconcile().writes > 0);

  it('ce que le second a écrit n’est pas perdu quand le premier écrit par-dessus, ni dit deux fois', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), fc.boolean(), (turns, rested) => {
        const hub = busy();
        if (rested) while (hub.reconcile().writes > 0);
        const early = hub.look();
        say(hub);
        byTurns([early, hub.look()], turns);
        restTogether(hub);
        expect(told(hub)).toEqual(told(alone));
      }),
      { numRuns: 4 },
    );
  });
});

describe('deux commentaires de l’application au même emplacement', () => {
  const rest = (hub: Hub) => {
    while (hub.reconcile().writes > 0);
  };
  function inOvh(): Hub {
    const hub = busy();
    rest(hub);
    return hub;
  }

  it.each(['status', 'checklist/ovh'])('%s : le plus ancien reste, l’autre s’en va, et c’est compté', (slot) => {
    const hub = inOvh();
    const first = hub.observation().comments.find((comment) => comment.slot === slot)?.id;
    const before = hub.commentIn(slot);
    hub.writeTwice(slot);
    expect(hub.reconcile().writes).toBe(1);
    expect(hub.observation().comments.flatMap((comment) => (comment.slot === slot ? [comment.id] : []))).toEqual([first]);
    expect(hub.commentIn(slot)).toBe(before);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('une réponse, qui n’est plus récrite, en perd sa copie aussi', () => {
    const hub = inOvh();
    hub.comment(author, '/aide');
    rest(hub);
    const slot = slotsOf(hub).find((name) => name.startsWith('reply/')) ?? '';
    hub.writeTwice(slot);
    rest(hub);
    expect(slotsOf(hub).filter((name) => name === slot)).toEqual([slot]);
  });

  it('d’un suivi, l’état le plus récent compte, où qu’il soit ; le plus ancien commentaire le reçoit', () => {
    const hub = inOvh();
    const first = hub.observation().comments.find(({ slot }) => slot === 'status')?.id ?? 0;
    const before = hub.commentIn('status') ?? '';
    hub.comment(serviceTeam, '/pause congés');
    rest(hub);
    const younger = hub.writeTwice('status');
    hub.editComment(app, first, before);
    expect(hub.state().paused).toBe(true);
    rest(hub);
    expect(hub.commentById(younger)).toBeUndefined();
    expect(hub.commentById(first)).toContain('congés');
    expect(hub.state().paused).toBe(true);
  });

  it('une case cochée dans la plus jeune n’est pas perdue', () => {
    const hub = inOvh();
    const double = hub.writeTwice('checklist/ovh');
    hub.tickBox(serviceTeam, double, 'console-acces');
    rest(hub);
    expect(hub.commentById(double)).toBeUndefined();
    expect(hub.commentIn('checklist/ovh')).toMatch(/- \[x\].*`console-acces`/);
    expect(hub.state().items['ovh/console-acces']).toMatchObject({ done: true, by: serviceTeam });
  });

  it('une plus jeune, restée en arrière, ne décoche rien', () => {
    const hub = inOvh();
    const double = hub.writeTwice('checklist/ovh');
    hub.tickBox(serviceTeam, 'checklist/ovh', 'console-acces');
    rest(hub);
    expect(hub.commentById(double)).toBeUndefined();
    expect(hub.state().items['ovh/console-acces']).toMatchObject({ done: true });
  });

  it('une case cochée pendant que la copie s’en va : la copie reste, pour être lue', () => {
    const hub = inOvh();
    const double = hub.writeTwice('checklist/ovh');
    const step = hub.look();
    hub.tickBox(serviceTeam, double, 'console-acces');
    while (step());
    expect(hub.commentById(double)).toBeDefined();
    rest(hub);
    expect(hub.commentById(double)).toBeUndefined();
    expect(hub.state().items['ovh/console-acces']).toMatchObject({ done: true, by: serviceTeam });
  });
});
