import { describe, expect, it } from 'vitest';
import { eventDigest, refusalSlot } from '../../src/dossier/engine/refusals.ts';
import * as fc from '../property.ts';
import { app } from './account-of.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author, stranger } = people;
type Hub = ReturnType<typeof createToyHub>;

/** A dossier that may not enter OVH yet. */
function incomplete(): Hub {
  return rest(createToyHub({ body: aBody({ architecture: null }) }));
}

function rest(hub: Hub): Hub {
  for (let round = 0; round < 8; round++) if (hub.reconcile().writes === 0) return hub;
  throw new Error('the dossier never comes to rest');
}

function refusals(hub: Hub): readonly string[] {
  return hub.comments().flatMap(({ slot }) => (/^(?:refusal|move)\//.test(slot ?? '') ? [slot ?? ''] : []));
}

describe('le refus d’une phase', () => {
  it('refait, est un commentaire nouveau, dont l’auteur est prévenu ; celui d’avant s’en va', () => {
    const hub = incomplete();
    hub.setLabel(author, 'phase: OVH');
    rest(hub);
    const second = hub.setLabel(serviceTeam, 'phase: OVH');
    expect(hub.reconcile().created).toEqual([refusalSlot('ovh', second)]);
    expect(refusals(hub)).toEqual([refusalSlot('ovh', second)]);
    expect(hub.reconcile().writes).toBe(0);
    expect(hub.commentIn(refusalSlot('ovh', second))).toContain(`@${serviceTeam}`);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['de deux personnes, pour des raisons différentes', [stranger, serviceTeam], [serviceTeam, stranger]],
    ['de deux personnes, pour la même raison', [stranger, author], [author, stranger]],
    ['de trois', [author, stranger, serviceTeam], [serviceTeam, author, stranger]],
    ['deux fois de la même', [serviceTeam, serviceTeam], [serviceTeam]],
    ['de la même, et d’une autre entre-temps', [stranger, author, stranger], [stranger, author]],
  ])('%s, avant que l’application ne regarde : un commentaire, où chacun est prévenu une fois', (_, who, told) => {
    const hub = incomplete();
    const events = who.map((login, place) => {
      if (place > 0) hub.removeLabel(app, 'phase: OVH');
      return hub.setLabel(login, 'phase: OVH');
    });
    const slot = refusalSlot('ovh', events.at(-1) ?? '');
    expect(hub.reconcile().created).toEqual([slot]);
    const mentioned = [...(hub.commentIn(slot) ?? '').matchAll(/@([\w-]+)/g)].map(([, login]) => login);
    expect(mentioned).toEqual(told);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('que GitHub refuse d’écrire n’efface pas celui d’avant', () => {
    let locked = false;
    const hub = createToyHub({
      body: aBody({ architecture: null }),
      refuse: ({ verb }) => (locked && verb === 'create-comment' ? { kind: 'refused', because: ['fil verrouillé'] } : null),
    });
    const first = rest(hub).setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    locked = true;
    hub.setLabel(serviceTeam, 'phase: OVH');
    expect(refusals(rest(hub))).toEqual([refusalSlot('ovh', first)]);
    expect(hub.labels()).toContain('phase: prérequis');
  });

  it('n’efface pas celui d’une autre phase', () => {
    const hub = incomplete();
    const one = hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    const other = hub.setLabel(serviceTeam, 'phase: Cloud π native');
    expect(refusals(rest(hub))).toEqual([refusalSlot('ovh', one), refusalSlot('cloud-pi-native', other)]);
  });

  it.each([
    ['par étiquette', (hub: Hub) => void hub.setLabel(serviceTeam, 'phase: OVH')],
    ['de force', (hub: Hub) => void hub.comment(serviceTeam, '/forcer ovh décidé en comité')],
  ])('s’en va quand elle est commencée, %s', (_, enter) => {
    const hub = incomplete();
    hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    hub.editBody(aBody());
    enter(hub);
    expect(refusals(rest(hub))).toEqual([]);
    expect(hub.state().phase).toBe('ovh');
  });

  it('n’est pas dit d’une phase commencée depuis, quand tout est vu à la fois', () => {
    const hub = incomplete();
    hub.setLabel(serviceTeam, 'phase: OVH');
    hub.comment(serviceTeam, '/forcer ovh décidé en comité');
    expect(hub.reconcile().created.filter((slot) => slot.startsWith('refusal/'))).toEqual([]);
    expect(refusals(rest(hub))).toEqual([]);
  });

  it('d’une phase quittée depuis, puis demandée par qui n’en a pas le droit, reste', () => {
    const hub = rest(createToyHub());
    hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    hub.setLabel(serviceTeam, 'phase: prérequis');
    rest(hub);
    const asked = hub.setLabel(author, 'phase: OVH');
    expect(refusals(rest(hub))).toEqual([refusalSlot('ovh', asked)]);
  });

  it('des versions d’avant s’en va quand la phase est refusée de nouveau, ou commencée', () => {
    for (const [complete, left] of [
      [false, 1],
      [true, 0],
    ] as const) {
      const hub = incomplete();
      const before = hub.setLabel(serviceTeam, 'phase: OVH');
      rest(hub);
      const told = hub.comments().find(({ slot }) => slot === refusalSlot('ovh', before));
      const former = `move/${eventDigest(before)}`;
      hub.editComment(app, told?.id ?? 0, (told?.body ?? '').replace(refusalSlot('ovh', before), former));
      expect(refusals(rest(hub))).toEqual([former]);
      if (complete) hub.editBody(aBody());
      hub.setLabel(serviceTeam, 'phase: OVH');
      expect(refusals(rest(hub))).toHaveLength(left);
      expect(refusals(hub)).not.toContain(former);
    }
  });

  it('n’est pas redit quand GitHub ne montre plus le dernier événement jugé, ni ceux dont le refus s’en est allé', () => {
    const hub = incomplete();
    hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    const second = hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    hub.changeState((state) => ({ ...state, lastMove: 'LE_oublié' }));
    expect(refusals(rest(hub))).toEqual([refusalSlot('ovh', second)]);
  });

  it('ne redevient pas une demande, les réponses corrigées, quand GitHub ne montre plus le dernier événement jugé', () => {
    const hub = incomplete();
    for (const _ of [1, 2]) {
      hub.setLabel(serviceTeam, 'phase: OVH');
      rest(hub);
    }
    hub.changeState((state) => ({ ...state, lastMove: 'LE_oublié' }));
    hub.editBody(aBody());
    expect(rest(hub).state().phase).toBe('prerequis');
  });

  it.each<[string, (hub: Hub) => void]>([
    ['ne montre plus le dernier événement jugé', (hub) => hub.changeState((state) => ({ ...state, lastMove: 'LE_oublié' }))],
    ['n’en montre plus aucun', (hub) => hub.forgetEvents(() => true)],
  ])('un passage accepté n’est pas rejoué quand GitHub %s', (_, forget) => {
    const hub = createToyHub();
    rest(hub);
    for (const label of ['phase: OVH', 'phase: prérequis']) {
      hub.setLabel(serviceTeam, label);
      rest(hub);
    }
    const { history } = hub.state();
    forget(hub);
    rest(hub);
    expect(hub.state().history).toEqual(history);
    expect(hub.state().phase).toBe('prerequis');
  });

  it('écrit par deux serveurs à la fois, reste une seule fois', () => {
    const hub = incomplete();
    hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    const second = hub.setLabel(serviceTeam, 'phase: OVH');
    hub.reconcile();
    hub.writeTwice(refusalSlot('ovh', second));
    expect(refusals(rest(hub))).toEqual([refusalSlot('ovh', second)]);
  });
});

const acts: readonly ((hub: Hub) => void)[] = [
  (hub) => void hub.setLabel(serviceTeam, 'phase: OVH'),
  (hub) => void hub.setLabel(stranger, 'phase: Cloud π native'),
  (hub) => void hub.setLabel(serviceTeam, 'phase: embarqué'),
  (hub) => void hub.comment(serviceTeam, '/forcer ovh décidé en comité'),
  (hub) => void hub.setLabel(serviceTeam, 'phase: prérequis'),
];

it('quoi qu’il arrive, et où que l’application soit tuée : un refus au plus par phase, aucun de la phase où est le dossier', () => {
  const act = fc.record({ act: fc.constantFrom(...acts), killed: fc.option(fc.nat(6)), seen: fc.boolean() });
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 7 }), (life) => {
      const hub = incomplete();
      for (const { act: play, killed, seen } of life) {
        play(hub);
        if (killed !== null) hub.killedAfter(killed);
        else if (seen) hub.reconcile();
      }
      const phases = refusals(rest(hub)).map((slot) => slot.split('/')[1] ?? '');
      expect(phases).toEqual([...new Set(phases)]);
      expect(phases).not.toContain(hub.state().phase);
    }),
    { numRuns: 12 },
  );
});

it('une copie tardive d’un refus, écrite par un autre processus, n’emporte pas celui qui l’a remplacé', () => {
  const hub = incomplete();
  const first = hub.setLabel(author, 'phase: OVH');
  rest(hub);
  const second = hub.setLabel(serviceTeam, 'phase: OVH');
  hub.killedAfter(1);
  expect(refusals(hub)).toEqual([refusalSlot('ovh', first), refusalSlot('ovh', second)]);
  hub.writeTwice(refusalSlot('ovh', first));
  expect(refusals(rest(hub))).toEqual([refusalSlot('ovh', second)]);
});

describe('ce qu’une étiquette demande', () => {
  it('n’est rien, si elle est retirée avant d’être vue, même quand GitHub ne montre plus les événements d’avant', () => {
    const hub = rest(createToyHub());
    hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub).forgetEvents(() => true);
    hub.setLabel(serviceTeam, 'phase: Cloud π native');
    hub.removeLabel(serviceTeam, 'phase: Cloud π native');
    hub.setLabel(serviceTeam, 'phase: prérequis');
    expect(refusals(rest(hub))).toEqual([]);
    expect(hub.state().phase).toBe('prerequis');
  });

  it('en arrière, ne se mérite pas : les conditions de la phase ne comptent pas', () => {
    const hub = incomplete();
    hub.comment(serviceTeam, '/forcer cloud-pi-native le projet y est déjà');
    rest(hub);
    hub.setLabel(serviceTeam, 'phase: OVH');
    expect(refusals(rest(hub))).toEqual([]);
    expect(hub.state().history.at(-1)).toMatchObject({ phase: 'ovh', how: 'back' });
  });
});
