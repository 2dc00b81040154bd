import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/apply/action.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author, stranger } = people;
type Hub = ReturnType<typeof createToyHub>;

/** A dossier in which GitHub refuses one kind of writing for good, once it is locked. */
function aLocked(verb: Action['verb'], body: string): { hub: Hub; lock: () => void; unlock: () => void } {
  let locked = false;
  const hub = createToyHub({
    body,
    refuse: (action) => (locked && action.verb === verb ? { kind: 'refused', because: ['fil verrouillé'] } : null),
  });
  rest(hub);
  return { hub, lock: () => void (locked = true), unlock: () => void (locked = false) };
}

function rest(hub: Hub): Hub {
  for (let round = 0; round < 8; round++) if (hub.reconcile().writes === 0) return hub;
  throw new Error('the dossier never comes to rest');
}

const status = (hub: Hub) => (hub.commentIn('status') ?? '').replaceAll('\u00a0', ' ');

describe('un commentaire que GitHub refuse d’écrire, et qui n’est dit qu’une fois', () => {
  it('un changement de phase refusé : le suivi le dit, et pourquoi', () => {
    const { hub, lock } = aLocked('create-comment', aBody({ architecture: null }));
    lock();
    hub.setLabel(serviceTeam, 'phase: OVH');
    expect(status(rest(hub))).toContain('ne peut pas encore passer dans la phase « OVH »');
    expect(status(hub)).not.toContain(`@${serviceTeam}`);
    hub.daysPass(1);
    expect(status(rest(hub))).toContain('ne peut pas encore passer');
  });

  it('une étape décochée : le suivi le dit', () => {
    const { hub, lock } = aLocked('create-comment', aBody());
    hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    lock();
    hub.tickBox(stranger, 'checklist/ovh', 'accostage');
    expect(status(rest(hub))).toContain('les a remises comme avant');
  });

  it('un retour dans une phase : le suivi le dit', () => {
    const { hub, lock } = aLocked('create-comment', aBody());
    hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    hub.setLabel(serviceTeam, 'phase: prérequis');
    rest(hub);
    lock();
    hub.setLabel(serviceTeam, 'phase: OVH');
    expect(status(rest(hub))).toContain('de nouveau dans la phase « OVH »');
  });

  it('un flux ajouté après l’embarquement : il est dit quand GitHub veut bien, une fois', () => {
    const { hub, lock, unlock } = aLocked('create-comment', aBody({ 'flux-mi': 'api.exemple.gouv.fr:443' }));
    hub.comment(serviceTeam, '/forcer ouverture-de-flux essai');
    rest(hub);
    hub.comment(serviceTeam, '/forcer embarque terminé');
    rest(hub);
    expect(hub.isOpen()).toBe(false);
    lock();
    hub.editBody(aBody({ 'flux-mi': 'api.exemple.gouv.fr:443\nsmtp.exemple.gouv.fr:25' }));
    rest(hub);
    const told = () => hub.comments().filter(({ slot }) => slot?.startsWith('flows-added/') ?? false);
    expect(told()).toEqual([]);
    unlock();
    rest(hub);
    expect(told()).toMatchObject([{ body: expect.stringContaining('smtp.exemple.gouv.fr') }]);
  });
});

it('plusieurs réponses dues à la même personne, refusées pour la même raison : le suivi le dit une fois', () => {
  const { hub, lock } = aLocked('create-comment', aBody());
  lock();
  for (const _ of [1, 2, 3]) hub.comment(author, '/aide');
  hub.comment(serviceTeam, '/aide');
  const told = status(rest(hub));
  expect(told.split(`répondre à un commentaire de ${author}`)).toHaveLength(2);
  expect(told.split(`répondre à un commentaire de ${serviceTeam}`)).toHaveLength(2);
});

describe('une réaction que GitHub refuse', () => {
  it('à côté de mots qui disent tout, ne manque à personne', () => {
    const { hub, lock } = aLocked('react', aBody());
    lock();
    const asked = hub.comment(author, '/abracadabra');
    expect(status(rest(hub))).not.toContain('n’a pas pu');
    expect(hub.commentIn(`reply/${asked}`)).toContain('n’existe pas');
  });

  it('à un programme, ne retient pas la fin du dossier', () => {
    const { hub, lock } = aLocked('react', aBody());
    lock();
    hub.comment('renovate[bot]', '/pause');
    expect(status(rest(hub))).not.toContain('n’a pas pu');
    hub.comment(serviceTeam, '/forcer embarque jalon');
    rest(hub);
    expect(hub.isOpen()).toBe(false);
  });
});
