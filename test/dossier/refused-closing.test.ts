import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/apply/action.ts';
import { createToyHub, people } from './toy-hub.ts';

type Hub = ReturnType<typeof createToyHub>;

function rest(hub: Hub): Hub {
  for (let round = 0; round < 8; round++) if (hub.reconcile().writes === 0) return hub;
  throw new Error('the dossier never comes to rest');
}

/** A dossier at its end, where GitHub refuses some writes until it is told otherwise. */
function atTheEnd(isRefused: (action: Action) => boolean) {
  let refusing = false;
  const hub = createToyHub({
    refuse: (action) => (refusing && isRefused(action) ? { kind: 'refused', because: ['fil verrouillé'] } : null),
  });
  rest(hub);
  refusing = true;
  hub.comment(people.serviceTeam, '/forcer embarque tout est en production');
  rest(hub);
  return { hub, unlock: () => void (refusing = false) };
}

describe('un dossier dont une écriture est refusée à la fin', () => {
  it.each<[string, (action: Action) => boolean]>([
    ['le bilan', ({ verb }) => verb === 'create-comment'],
    ['une étiquette à retirer', ({ verb }) => verb === 'remove-label'],
    ['une étiquette à poser', ({ verb }) => verb === 'add-labels'],
  ])('%s : il reste ouvert et le dit, puis se ferme quand elle passe', (_, isRefused) => {
    const { hub, unlock } = atTheEnd(isRefused);
    expect(hub.state().phase).toBe('embarque');
    expect(hub.isOpen()).toBe(true);
    expect(hub.commentIn('status')).toContain('n’a pas pu');
    expect(hub.commentIn('status')).not.toContain('L’accompagnement est terminé');
    unlock();
    rest(hub);
    expect(hub.isOpen()).toBe(false);
    expect(hub.commentIn('status')).toContain('L’accompagnement est terminé');
    expect(hub.commentIn('closing') ?? hub.commentIn('closing/1')).toBeDefined();
  });
});

it('la copie d’un suivi que GitHub ne laisse pas écrire reste : elle peut porter l’état le plus récent', () => {
  let refusing = false;
  const hub = createToyHub({
    refuse: ({ verb }) => (refusing && verb === 'replace-comment' ? { kind: 'refused', because: ['fil verrouillé'] } : null),
  });
  rest(hub);
  hub.writeTwice('status');
  hub.comment(people.author, '/equipe @jo');
  refusing = true;
  hub.reconcile();
  expect(hub.comments().filter(({ slot }) => slot === 'status')).toHaveLength(2);
  refusing = false;
  rest(hub);
  expect(hub.comments().filter(({ slot }) => slot === 'status')).toHaveLength(1);
});
