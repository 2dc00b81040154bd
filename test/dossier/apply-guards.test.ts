import { describe, expect, it } from 'vitest';
import type { Action, Written } from '../../src/apply/action.ts';
import { merged, seen } from './a-repository.ts';
import { createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author } = people;
const refused: Written = { kind: 'refused', because: ['GitHub a répondu 403'] };

describe('un dossier qui s’ouvre', () => {
  it('arrêté après n’importe quelle écriture, n’est jamais pris pour une mémoire perdue', () => {
    const writes = createToyHub().reconcile().writes;
    expect(writes).toBeGreaterThan(2);
    for (let done = 1; done <= writes; done += 1) {
      const hub = createToyHub();
      hub.killedAfter(done);
      hub.reconcile();
      expect([done, hub.state().history.map(({ how }) => how)]).toEqual([done, ['opened']]);
    }
  });
});

const kindOf = (action: Action) => ('body' in action && action.body.includes('accostage:state=') ? 'status' : action.verb);

/** Two lists of the steps, in the younger of which somebody ticked; how many there are. */
function tickedInCopy(hub: ReturnType<typeof createToyHub>): () => number {
  hub.setLabel(serviceTeam, 'phase: OVH');
  while (hub.reconcile().writes > 0);
  hub.tickBox(serviceTeam, hub.writeTwice('checklist/ovh'), 'console-acces');
  return () => hub.comments().filter(({ slot }) => slot === 'checklist/ovh').length;
}

describe('l’ordre des écritures', () => {
  it('une copie s’en va après que la mémoire tient ce qu’elle disait', () => {
    const order: string[] = [];
    const hub = createToyHub({ refuse: (action) => (order.push(kindOf(action)), null) });
    const copies = tickedInCopy(hub);
    order.length = 0;
    hub.reconcile();
    expect(copies()).toBe(1);
    expect(order.indexOf('delete-comment')).toBeGreaterThan(order.lastIndexOf('status'));
    expect(order).toContain('status');
  });

  it.each([
    ['/forcer ovh le projet est prêt', ['propose', 'status']],
    ['/forcer embarque le projet est déjà en production', ['status', 'close']],
  ])('%s : ce qui est dit précède les étiquettes, puis les dépôts du projet, la mémoire et la fermeture', (command, then) => {
    const order: string[] = [];
    const hub = createToyHub({ see: () => seen({}), refuse: (action) => (order.push(kindOf(action)), null) });
    hub.reconcile();
    order.length = 0;
    hub.comment(serviceTeam, command);
    hub.reconcile();
    const last = order.filter((kind, index) => order.lastIndexOf(kind) === index);
    expect(last).toEqual(['create-comment', 'react', 'add-labels', 'remove-label', ...then]);
  });
});

describe('un suivi que GitHub ne laisse pas récrire', () => {
  /** The status, once it is there, can be written no more. */
  function withStatusStuck() {
    let stuck = false;
    const isStatus = (action: Action) => action.verb === 'replace-comment' && action.body.includes('accostage:state=');
    const hub = createToyHub({ refuse: (action) => (stuck && isStatus(action) ? refused : null) });
    hub.reconcile();
    return { hub, stick: (is: boolean) => (stuck = is) };
  }

  it('garde la copie d’une liste où quelqu’un a coché, jusqu’à ce qu’il le tienne', () => {
    const { hub, stick } = withStatusStuck();
    const copies = tickedInCopy(hub);
    stick(true);
    hub.reconcile();
    expect(copies()).toBe(2);
    stick(false);
    while (hub.reconcile().writes > 0);
    expect(copies()).toBe(1);
    expect(hub.state().items['ovh/console-acces']).toMatchObject({ done: true, by: serviceTeam });
  });

  it('laisse 👀 sous la commande, qui n’est pas retenue comme répondue', () => {
    const { hub, stick } = withStatusStuck();
    const id = hub.comment(author, '/statut');
    hub.react(id, 'eyes');
    stick(true);
    hub.reconcile();
    expect(hub.reactionsTo(id)).toContain('eyes');
    stick(false);
    hub.reconcile();
    expect(hub.reactionsTo(id)).not.toContain('eyes');
    expect(hub.comments().filter(({ slot }) => slot === `reply/${id}`)).toHaveLength(1);
  });
});

it('un refus que GitHub ne laisse pas écrire ne prend la place de celui qui est là', () => {
  let shut = false;
  const isRefusal = (action: Action) => action.verb === 'create-comment' && action.body.includes('slot=refusal/');
  const hub = createToyHub({ body: '', refuse: (action) => (shut && isRefusal(action) ? refused : null) });
  const standing = () =>
    hub
      .comments()
      .filter(({ slot }) => slot?.startsWith('refusal/') === true)
      .map(({ id }) => id);
  hub.reconcile();
  hub.setLabel(serviceTeam, 'phase: OVH');
  hub.reconcile();
  const before = standing();
  expect(before).toHaveLength(1);
  shut = true;
  hub.setLabel(serviceTeam, 'phase: OVH');
  hub.reconcile();
  expect(standing()).toEqual(before);
});

describe('un dossier qui se ferme', () => {
  it('attend d’avoir relu la liste où quelqu’un vient de cocher', () => {
    const hub = createToyHub();
    hub.reconcile();
    hub.setLabel(serviceTeam, 'phase: OVH');
    hub.reconcile();
    hub.reconcile();
    hub.comment(serviceTeam, '/fait images-docker');
    hub.comment(serviceTeam, '/forcer embarque le projet est déjà en production');
    const step = hub.look();
    hub.tickBox(serviceTeam, 'checklist/ovh', 'console-acces');
    while (step());
    expect(hub.isOpen()).toBe(true);
    while (hub.reconcile().writes > 0);
    expect(hub.isOpen()).toBe(false);
    expect(hub.state().items['ovh/console-acces']).toMatchObject({ done: true, by: serviceTeam });
  });
});

describe('un dossier qui se ferme pendant qu’un dépôt du projet ne répond pas', () => {
  it.each(['tombe en panne', 'ne répond plus à temps'])('ne se dit pas fermé tant qu’il ne l’est pas, quand ce dépôt %s', (because) => {
    let fails = false;
    const hub = createToyHub({
      see: () => seen({ pull: { ...merged, state: 'open', endedAt: null } }),
      refuse: ({ verb }) => {
        if (fails && verb === 'propose') throw new Error(because);
        return null;
      },
    });
    hub.reconcile();
    hub.setLabel(serviceTeam, 'phase: OVH');
    hub.reconcile();
    hub.comment(serviceTeam, '/forcer embarque décidé en comité');
    fails = true;
    for (const _ of [1, 2]) {
      expect(() => hub.reconcile()).toThrow(because);
      expect(hub.isOpen()).toBe(true);
      expect(hub.commentIn('status')).not.toContain('ce dossier est fermé');
    }
    fails = false;
    while (hub.reconcile().writes > 0);
    expect(hub.isOpen()).toBe(false);
    expect(hub.commentIn('status')).toContain('ce dossier est fermé');
  });
});

describe('les nouvelles que le suivi dit en place d’un commentaire', () => {
  it.each([
    [9, 9],
    [10, 10],
    [12, 10],
  ])('%i refusées par GitHub : les %i dernières restent', (asked, kept) => {
    const hub = createToyHub({
      refuse: (action) => (action.verb === 'create-comment' && action.body.includes('slot=reply/') ? refused : null),
    });
    hub.reconcile();
    for (let times = 0; times < asked; times += 1) {
      hub.comment(author, '/statut');
      hub.reconcile();
    }
    expect(hub.state().news).toHaveLength(kept);
  });

  it.each([
    ['une réponse', (hub) => hub.comment(author, '/statut'), 'reply/'],
    ['un refus', (hub) => hub.setLabel(author, 'phase: OVH'), 'refusal/'],
    ['une case défaite', (hub) => hub.tickBox(people.stranger, 'checklist/ovh', 'console-acces'), 'untick/'],
    ['un retour', (hub) => hub.setLabel(serviceTeam, 'phase: prérequis'), 'entry/'],
  ] as const satisfies readonly (readonly [string, (hub: ReturnType<typeof createToyHub>) => unknown, string])[])(
    '%s, dite à un seul regard, s’y lit ; une seule fois',
    (_, act, slot) => {
      let refuses = false;
      const hub = createToyHub({
        refuse: (action) => (refuses && action.verb === 'create-comment' && action.body.includes(`slot=${slot}`) ? refused : null),
      });
      hub.reconcile();
      if (slot === 'untick/' || slot === 'entry/') {
        hub.setLabel(serviceTeam, 'phase: OVH');
        hub.reconcile();
        hub.reconcile();
      }
      refuses = true;
      act(hub);
      hub.reconcile();
      hub.reconcile();
      expect(hub.state().news).toHaveLength(1);
      expect(hub.commentIn('status')).toMatch(/faute d’avoir pu l’être en commentaire\s: GitHub a répondu 403\./);
    },
  );
});
