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

  it.each([
    [799, 1],
    [800, 0],
  ])('de l’équipe projet entière, huit cents : après %i, la suivante en tient %i', (before, kept) => {
    const hub = opened();
    write(hub, author, 400);
    write(hub, assignee, before - 400);
    const last = hub.comment(author, '/statut');
    hub.reconcile();
    expect(remembered(hub, last)).toBe(kept);
    expect(hub.commentIn(`reply/${last}`) !== undefined || hub.reactionsTo(last).includes('confused')).toBe(true);
  });

  it('quoi qu’aient écrit l’équipe projet et les passants, l’état tient, et la Service Team reçoit sa réponse', () => {
    const hub = opened();
    for (let left = 600; left > 0; left -= 60) write(hub, `passant-${left}`, 60);
    write(hub, author, 2_400);
    const answered = hub.comment(serviceTeam, '/statut');
    hub.comment(serviceTeam, '/forcer ovh Les réponses viendront par courrier.');
    hub.reconcile();
    expect(hub.commentIn(`reply/${answered}`)).toBeDefined();
    expect(hub.state().phase).toBe('ovh');
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
