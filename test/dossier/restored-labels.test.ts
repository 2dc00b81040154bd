import { describe, expect, it } from 'vitest';
import { app } from './account-of.ts';
import { createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author, stranger } = people;
const phase = 'phase: prérequis';
const mark = 'accompagnement';

type Hub = ReturnType<typeof createToyHub>;

function opened(): Hub {
  const hub = createToyHub();
  hub.reconcile();
  return hub;
}

const notes = (hub: Hub) => hub.state().notes.filter(({ kind }) => kind === 'restored-label');

describe('qui a retiré une étiquette de l’application', () => {
  it.each([1, 2, 3])('est dans l’historique, chaque fois, une fois : %i fois', (times) => {
    const hub = opened();
    for (let time = 0; time < times; time++) {
      hub.removeLabel(serviceTeam, phase);
      hub.reconcile();
      hub.reconcile();
    }
    expect(notes(hub).map(({ by, about }) => [by, about])).toEqual(Array.from({ length: times }, () => [serviceTeam, phase]));
    const dates = notes(hub).map(({ at }) => at);
    expect(dates).toEqual([...new Set(dates)].toSorted());
  });

  it.each([0, 1, 2, 3])('y est encore si l’application s’arrête après %i écritures', (count) => {
    const hub = opened();
    hub.removeLabel(stranger, phase);
    hub.killedAfter(count);
    hub.reconcile();
    expect(hub.labels()).toContain(phase);
    expect(notes(hub)).toMatchObject([{ by: stranger, about: phase }]);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('n’y est pas s’il l’a remise lui-même', () => {
    const hub = opened();
    hub.removeLabel(author, phase);
    hub.setLabel(author, phase);
    hub.reconcile();
    expect(notes(hub)).toEqual([]);
  });

  it.each([stranger, author])('la marque du dossier, retirée par %s, y est aussi', (login) => {
    const hub = opened();
    hub.removeLabel(login, mark);
    hub.reconcile();
    hub.reconcile();
    expect(notes(hub)).toMatchObject([{ by: login, about: mark }]);
    expect(hub.labels()).toContain(mark);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('la marque retirée par qui en a le droit n’a pas été remise : rien n’en est dit', () => {
    const hub = opened();
    hub.removeLabel(serviceTeam, mark);
    hub.reconcile();
    hub.daysPass(1);
    hub.setLabel(serviceTeam, mark);
    hub.reconcile();
    expect(notes(hub)).toEqual([]);
  });

  it('avant un passage à une autre phase ne s’y mêle pas', () => {
    const hub = opened();
    hub.removeLabel(serviceTeam, phase);
    hub.reconcile();
    hub.setLabel(serviceTeam, 'phase: OVH');
    hub.reconcile();
    hub.setLabel(serviceTeam, phase);
    hub.reconcile();
    hub.reconcile();
    expect(notes(hub)).toHaveLength(1);
    expect(hub.comments().some(({ author: login, slot }) => login === app && slot?.startsWith('refusal/') === true)).toBe(false);
  });

  it('posée puis retirée avant d’entrer dans sa phase, elle n’avait rien à y faire : rien n’en est dit', () => {
    const hub = opened();
    hub.setLabel(author, 'phase: OVH');
    hub.removeLabel(author, 'phase: OVH');
    hub.comment(serviceTeam, '/forcer ovh jalon');
    hub.reconcile();
    hub.reconcile();
    expect(hub.state().phase).toBe('ovh');
    expect(notes(hub)).toEqual([]);
  });

  it('avant que la mémoire soit perdue ne se redit pas, après se dit', () => {
    const hub = opened();
    hub.removeLabel(serviceTeam, phase);
    hub.reconcile();
    hub.daysPass(1);
    hub.loseMemory();
    hub.reconcile();
    expect(notes(hub)).toEqual([]);
    hub.removeLabel(stranger, phase);
    hub.reconcile();
    expect(notes(hub)).toMatchObject([{ by: stranger }]);
  });
});
