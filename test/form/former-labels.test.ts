import { expect, it } from 'vitest';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import { withFormerLabels } from '../../src/form/with-former-labels.ts';
import type { IssueForm } from '../../src/form/issue-form.ts';

const field = (id: string, label: string) =>
  ({ type: 'textarea', id, label, required: false, placeholder: null, value: null, render: null }) as const;
const before: IssueForm = { name: 'Avant', labels: [], fields: [field('memoire', 'Mémoire'), field('sauvegarde', 'Sauvegarde')] };
const renamed: IssueForm = { ...before, fields: [field('memoire', 'Mémoire vive'), field('sauvegarde', 'Reprise après incident')] };
const today = withFormerLabels(renamed, [
  { id: 'memoire', was: ['Mémoire'] },
  { id: 'sauvegarde', was: ['Sauvegarde', 'Copies'] },
]);

const body = '### Mémoire\n\n8 Go\n\n### Sauvegarde\n\nchaque nuit\n';

it('un titre renommé dans le formulaire ne change aucune réponse d’un dossier déjà ouvert', () => {
  expect(parseAnswers(today, body)).toEqual(parseAnswers(before, body));
});

it('sans ses anciens titres, une réponse entière était prise par celle d’avant', () => {
  expect(
    parseAnswers({ ...renamed, fields: [field('memoire', 'Mémoire'), field('sauvegarde', 'Reprise')] }, body).answers['memoire'],
  ).toContain('Sauvegarde');
});

it('ancien et nouveau titres se mêlent dans un même ticket', () => {
  const mixed = '### Mémoire vive\n\n8 Go\n\n### copies :\n\nchaque nuit\n';
  expect(parseAnswers(today, mixed)).toEqual({ answers: { memoire: '8 Go', sauvegarde: 'chaque nuit' }, unplaced: [] });
});

it('un champ qui en a réuni d’autres reste reconnu aussi à son ancien titre', () => {
  const joined = withFormerLabels(renamed, [{ id: 'memoire', was: ['Mémoire'], joins: ['Disque'] }]);
  expect(parseAnswers(joined, '### Mémoire\n\n8 Go\n').answers['memoire']).toBe('8 Go');
  expect(parseAnswers(joined, '### Disque\n\n20 Go\n').answers['memoire']).toContain('20 Go');
});

it('un libellé d’aujourd’hui passe avant le même, ancien', () => {
  const exchanged = withFormerLabels({ ...before, fields: [field('a', 'Nom'), field('b', 'Prénom')] }, [{ id: 'b', was: ['Nom'] }]);
  expect(parseAnswers(exchanged, '### Nom\n\nMartin\n').answers).toEqual({ a: 'Martin', b: null });
});

it('un bloc laissé ouvert n’avale pas une réponse dont le titre est un ancien', () => {
  const open = '### Mémoire\n\n```\n8 Go\n\n### Sauvegarde\n\nchaque nuit\n';
  expect(parseAnswers(today, open).answers['sauvegarde']).toBe('chaque nuit');
});
