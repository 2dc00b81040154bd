import { describe, expect, it } from 'vitest';
import { app } from './account-of.ts';
import { createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, author, stranger } = people;

type Hub = ReturnType<typeof createToyHub>;

function inOvh(): Hub {
  const hub = createToyHub();
  hub.reconcile();
  hub.setLabel(serviceTeam, 'phase: OVH');
  hub.comment(serviceTeam, '/pause congés');
  hub.reconcile();
  hub.reconcile();
  return hub;
}

const places = (hub: Hub) =>
  hub
    .comments()
    .filter((comment) => comment.author === app)
    .map(({ slot }) => slot);

/** Lets the App come to rest: the last look writes nothing. */
function settle(hub: Hub): void {
  for (let look = 0; look < 4; look++) hub.reconcile();
  expect(hub.reconcile().writes).toBe(0);
}

/** What people do to a comment of the App, in whose page they may write. */
const wounds = [
  ['vidé', () => 'vide'],
  [
    'dont une ligne sur deux est retirée',
    (text: string) =>
      text
        .split('\n')
        .filter((line, index) => index % 2 === 0 || line.startsWith('<!--'))
        .join('\n'),
  ],
  ['sans son premier commentaire caché', (text: string) => text.replace(/<!--.*?-->/s, '')],
  ['suivi d’un mot de quelqu’un', (text: string) => `${text}\n\nMerci !`],
  ['aux fins de ligne de Windows', (text: string) => text.replaceAll('\n', '\r\n')],
] as const;

describe('un commentaire de l’application que quelqu’un a récrit', () => {
  it.each(wounds.flatMap(([how, wound]) => (['status', 'checklist/ovh'] as const).map((slot) => [slot, how, wound] as const)))(
    '%s %s : la phase et la pause restent, chaque emplacement est tenu une fois, puis plus rien ne s’écrit',
    (slot, _, wound) => {
      const hub = inOvh();
      const comment = hub.comments().find((one) => one.slot === slot);
      hub.editComment(author, comment?.id ?? 0, wound(comment?.body ?? ''));
      settle(hub);
      expect(hub.state().phase).toBe('ovh');
      expect(hub.labels()).toContain('phase: OVH');
      const held = places(hub).filter((place) => place !== null);
      expect(held).toEqual([...new Set(held)]);
      expect(held).toEqual(expect.arrayContaining(['status', 'checklist/ovh']));
      expect(Object.values(hub.state().items).filter(({ done }) => done)).toEqual([]);
    },
  );

  it.each(['status', 'checklist/ovh'] as const)('%s, supprimé : il revient, une fois', (slot) => {
    const hub = inOvh();
    hub.tickBox(serviceTeam, 'checklist/ovh', 'console-acces');
    hub.reconcile();
    hub.deleteComment(hub.comments().find((one) => one.slot === slot)?.id ?? 0);
    settle(hub);
    expect(places(hub).filter((place) => place === slot)).toHaveLength(1);
    expect(hub.state().items['ovh/console-acces']?.done).toBe(true);
  });
});

describe('une parole de l’application que quelqu’un a récrite', () => {
  const words = [
    ['une réponse', 'reply/', (hub: Hub) => hub.comment(author, '/statut')],
    ['un refus', 'refusal/', (hub: Hub) => hub.setLabel(author, 'phase: embarqué')],
    ['un mot sur une case défaite', 'untick/', (hub: Hub) => hub.tickBox(stranger, 'checklist/ovh', 'console-acces')],
  ] as const;
  const rewritings = [
    ...wounds,
    ['où l’on écrit une commande', (text: string) => `${text}\n/forcer embarque on ferme`],
    ['dont il ne reste qu’une commande', () => '/forcer embarque on ferme'],
  ] as const;

  it.each(words.flatMap(([what, prefix, cause]) => rewritings.map(([how, rewrite]) => [what, how, { prefix, cause, rewrite }] as const)))(
    '%s, %s : rien n’est redit, ni exécuté',
    (_, __, { prefix, cause, rewrite }) => {
      const hub = inOvh();
      cause(hub);
      hub.reconcile();
      const told = hub.comments().filter(({ slot }) => slot?.startsWith(prefix) ?? false);
      expect(told).toHaveLength(1);
      const before = hub.comments().length;
      hub.editComment(serviceTeam, told[0]?.id ?? 0, rewrite(told[0]?.body ?? ''));
      settle(hub);
      expect([hub.state().phase, hub.isOpen(), hub.comments().length]).toEqual(['ovh', true, before]);
    },
  );
});

describe('le processus gagne un prérequis pendant qu’un dossier est en OVH', () => {
  const [first] = defaults.procedure.prerequisites;

  it.each([1, 2, 3])('%i de plus : il manque, la phase et les étapes restent, rien n’est annoncé deux fois', (count) => {
    const hub = inOvh();
    hub.tickBox(serviceTeam, 'checklist/ovh', 'console-acces');
    hub.reconcile();
    if (first === undefined) throw new Error('no prerequisite');
    const added = Array.from({ length: count }, (_, index) => ({ ...first, id: `nouveau-${index}`, field: `nouveau-${index}`, was: [] }));
    hub.configure({ procedure: { ...defaults.procedure, prerequisites: [...defaults.procedure.prerequisites, ...added] } });
    const { created } = hub.reconcile();
    expect(created.filter((slot) => slot.startsWith('entry/') || slot.startsWith('checklist/'))).toEqual([]);
    settle(hub);
    expect(hub.state().phase).toBe('ovh');
    expect(hub.state().items['ovh/console-acces']?.done).toBe(true);
  });
});
