import { describe, expect, it } from 'vitest';
import { goodAnswers } from '../../sandbox/seed/good-answers.ts';
import { readDefaults } from '../../src/defaults.ts';
import { withAwaitedChoices } from '../../src/dossier/awaited-choices.ts';
import { evaluatePrerequisites } from '../../src/dossier/prerequisites/evaluate-prerequisites.ts';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import { renderAnswers } from '../../src/form/render-answers.ts';

const { procedure, form } = readDefaults();
const today = '2027-01-15';

/** The body with what was written by hand under the title of a menu. */
function withWritten(id: string, text: string): string {
  const label = form.fields.find((field) => field.id === id)?.label ?? '';
  const body = renderAnswers(form, { ...goodAnswers, [id]: null });
  return body.replace(`### ${label}\n\n_No response_`, `### ${label}\n\n${text}`);
}

function judged(id: string, text: string) {
  const { answers, remarks = {}, unplaced } = withAwaitedChoices(form, parseAnswers(form, withWritten(id, text)));
  const results = evaluatePrerequisites({ procedure, form, answers, remarks, today, waivers: {} });
  return { result: results.find(({ prerequisite }) => prerequisite.id === id), unplaced, results };
}

describe('un choix qui viendra plus tard', () => {
  it.each([
    ['creation-bdd', 'à préciser avant le 30/04/2028'],
    ['creation-bdd', '- À définir avec l’hébergeur, fin avril 2028'],
    ['avancement', '**à préciser** d’ici le 30/04/2028'],
    ['exposition', 'à préciser avant le 30/04/2028'],
    ['exposition', 'TBD (avril 2028)'],
  ])('est promis par ce qu’on écrit à la place du menu %s : %j', (id, text) => {
    const { result, unplaced } = judged(id, text);
    expect(result).toMatchObject({ status: 'promised', until: '2028-04-30' });
    expect(unplaced).toEqual([]);
  });

  it('est promis aussi sous l’ancien titre du menu (was)', () => {
    const label = form.fields.find(({ id }) => id === 'creation-bdd')?.label ?? '';
    const fields = form.fields.map((field) => (field.id === 'creation-bdd' ? { ...field, label: 'Votre base', was: [label] } : field));
    const renamed = { ...form, fields };
    const written = parseAnswers(renamed, withWritten('creation-bdd', 'à préciser avant le 30/04/2028'));
    expect(withAwaitedChoices(renamed, written).answers['creation-bdd']).toBe('à préciser avant le 30/04/2028');
  });

  it.each(['à préciser', 'à préciser avant le 30/04/2026', 'Lune', 'Internet de Mars'])('ne l’est pas par %j', (text) => {
    expect(judged('creation-bdd', text).result?.status).toBe('missing');
  });

  it('ne décide pas de ce qui dépend de lui', () => {
    const { results } = judged('avancement', 'à préciser avant le 30/04/2028');
    expect(results.find(({ prerequisite }) => prerequisite.id === 'depots-applicatifs')?.status).toBe('unasked');
  });

  it('laisse où il est ce qui ne nomme aucun choix', () => {
    expect(judged('creation-bdd', 'Lune').unplaced).toEqual([expect.objectContaining({ text: 'Lune' })]);
  });
});
