import { describe, expect, it } from 'vitest';
import type { HeadSeen } from '../../src/dossier/checks/head-reading.ts';
import { headQuestions } from '../../src/dossier/engine/head-questions.ts';

const first = '2027-01-04T10:00:00Z';
const second = '2027-01-04T11:00:00Z';
const need = { name: 'org/api', namer: { login: 'lea', id: null }, freshSince: null };
const head: HeadSeen = { kind: 'seen', id: 1, name: 'org/api', url: 'u', private: false, hasIssues: true, namerWrites: null, end: null };

/** The questions of a dossier that `lea` named its repository in, of which that is known. */
function questions(freshSince: string | null, known: HeadSeen | null) {
  return headQuestions({ heads: known === null ? {} : { 'org/api': { freshSince, head: known } } }, { 'org/api': need.namer });
}

describe('ce qui est demandé d’un dépôt avant ses fichiers', () => {
  it('ce qui est su ne l’est pas ; ce qui manque l’est avec tout le reste, pour n’être lu qu’une fois', () => {
    const { ask, needs } = questions(null, { ...head, namerWrites: 'yes' });
    expect(ask.of('Org/API', null)).toMatchObject({ id: 1 });
    expect(ask.namerWrites('org/api', null)).toBe('yes');
    expect(needs()).toEqual([]);
    expect(ask.end('org/api', null)).toBeNull();
    expect(needs()).toEqual([{ ...need, name: 'org/api', parts: ['right', 'commit'] }]);
  });

  it('un dépôt vide est une réponse', () => {
    const { ask, needs } = questions(null, { ...head, end: { commit: null } });
    expect(ask.end('org/api', null)).toEqual({ commit: null });
    expect(needs()).toEqual([]);
  });

  it('ce qui a été lu avant une demande de regarder de nouveau n’y répond pas ; lu pour elle, il répond aussi aux demandes d’avant', () => {
    const before = questions(first, head);
    expect([before.ask.of('org/api', first), before.ask.of('org/api', second)]).toEqual([head, null]);
    expect(before.needs()).toEqual([{ ...need, freshSince: second, parts: [] }]);
    const after = questions(second, head);
    expect([after.ask.of('org/api', null), after.ask.of('org/api', first), after.ask.of('org/api', second)]).toEqual([head, head, head]);
    expect(after.needs()).toEqual([]);
  });
});
