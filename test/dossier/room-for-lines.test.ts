import { describe, expect, it } from 'vitest';
import { createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author, assignee, stranger } = people;

type Hub = ReturnType<typeof createToyHub>;

function opened(): Hub {
  const hub = createToyHub();
  hub.reconcile();
  return hub;
}

const remembered = (hub: Hub, id: number) => hub.state().handled[id]?.length ?? 0;

/** That many unknown commands, twenty in each comment. */
function write(hub: Hub, login: string, lines: number): void {
  for (let left = lines; left > 0; left -= 20) hub.comment(login, '/rien\n'.repeat(Math.min(20, left)));
}

describe('ce que l’état retient des commandes', () => {
  it.each([
    [59, 1],
    [60, 0],
  ])('d’un passant, soixante lignes : après %i, la suivante en tient %i', (before, kept) => {
    const hub = opened();
    write(hub, stranger, before);
    const last = hub.comment(stranger, '/statut');
    hub.reconcile();
    expect(remembered(hub, last)).toBe(kept);
    expect(hub.commentIn(`reply/${last}`) !== undefined || hub.reactionsTo(last).includes('confused')).toBe(true);
  });

  it.each([
    [399, 1],
    [400, 0],
  ])('de tous les passants, quatre cents : après %i, la suivante en tient %i', (before, kept) => {
    const hub = opened();
    for (let left = before; left > 0; left -= 50) write(hub, `passant-${left}`, Math.min(50, left));
    const last = hub.comment(stranger, '/statut');
    hub.reconcile();
    expect(remembered(hub, last)).toBe(kept);
  });

  it.each([author, assignee, serviceTeam])('de %s, toutes, quoi qu’aient écrit les autres', (login) => {
    const hub = opened();
    for (let count = 0; count < 9; count++) write(hub, `passant-${count}`, 60);
    write(hub, login, 100);
    const last = hub.comment(login, '/statut');
    hub.reconcile();
    expect(remembered(hub, last)).toBe(1);
    expect(hub.commentIn(`reply/${last}`)).toBeDefined();
  });

  it('celles de l’équipe projet ne prennent pas la place des passants', () => {
    const hub = opened();
    write(hub, author, 500);
    const last = hub.comment(stranger, '/statut');
    hub.reconcile();
    expect(remembered(hub, last)).toBe(1);
  });

  it('les lignes d’un commentaire supprimé rendent leur place', () => {
    const hub = opened();
    const ids = Array.from({ length: 3 }, () => hub.comment(stranger, '/rien\n'.repeat(20)));
    hub.reconcile();
    for (const id of ids) hub.deleteComment(id);
    const last = hub.comment(stranger, '/statut');
    hub.reconcile();
    expect(remembered(hub, last)).toBe(1);
    expect(Object.keys(hub.state().handled)).toEqual([String(last)]);
  });
});
