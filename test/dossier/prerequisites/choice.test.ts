import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/form/answers.ts';
import type { FormField } from '../../../src/form/issue-form.ts';
import { aTextarea, becauses, judge } from './ask.ts';

const dropdown: FormField = {
  type: 'dropdown',
  id: 'question',
  label: 'Maturité',
  required: false,
  options: ['Aucune', 'Non', 'À définir'],
  multiple: false,
};
const several: FormField = { ...dropdown, options: ['Internet', 'RIE'], multiple: true };
const boxes: FormField = {
  type: 'checkboxes',
  id: 'question',
  label: 'Zones',
  required: false,
  options: [{ label: 'DR', required: false }],
};

describe('un choix', () => {
  it.each<[Answer, FormField]>([
    ['Aucune', dropdown],
    ['Non', dropdown],
    ['À définir', dropdown],
    [['Internet'], several],
    [['Internet', 'RIE'], several],
    [{ checked: ['DR'], unchecked: [] }, boxes],
    ['Internet', aTextarea()],
    ['Non', aTextarea()],
    ['autre chose', dropdown],
  ])('est fait par %j', (answer, field) => {
    expect(judge('choice', answer, { field })).toEqual({ status: 'met' });
  });

  it.each<[Answer, FormField, { because: string; expected: string }]>([
    [
      null,
      dropdown,
      { because: 'aucun choix n’est fait pour l’instant', expected: 'un des choix du formulaire : « Aucune », « Non », « À définir »' },
    ],
    [
      [],
      several,
      { because: 'aucun choix n’est fait pour l’instant', expected: 'au moins un des choix du formulaire : « Internet », « RIE »' },
    ],
    [
      { checked: [], unchecked: ['DR'] },
      boxes,
      { because: 'aucun choix n’est fait pour l’instant', expected: 'au moins un des choix du formulaire : « DR »' },
    ],
    ['?', aTextarea(), { because: '« ? » n’est pas encore une réponse', expected: 'un choix' }],
    ['', aTextarea(), { because: 'aucune réponse pour l’instant', expected: 'un choix' }],
    [
      'TODO',
      dropdown,
      { because: '« TODO » n’est pas encore une réponse', expected: 'un des choix du formulaire : « Aucune », « Non », « À définir »' },
    ],
  ])('manque pour %j', (answer, field, { because, expected }) => {
    const verdict = judge('choice', answer, { field });
    expect(verdict).toMatchObject({ status: 'missing', reasons: [{ expected }] });
    expect(becauses(verdict)).toEqual([because]);
  });

  it.each(['(avant le 30/04/2028)', 'pour fin avril 2028', 'le 30/04/2028'])(
    'est promis par un menu qui offre « À définir », avec la date derrière : %j',
    (text) => {
      const remarks = [{ option: 'À définir', text }];
      expect(judge('choice', 'À définir', { field: dropdown, remarks })).toEqual({ status: 'promised', until: '2028-04-30' });
    },
  );

  it('est promis par ce qu’on écrit à la main à la place d’un menu', () => {
    expect(judge('choice', 'à préciser avant le 30/04/2028', { field: dropdown })).toEqual({ status: 'promised', until: '2028-04-30' });
    expect(judge('choice', 'à préciser', { field: dropdown }).status).toBe('missing');
  });

  it('est promis, dans un champ de texte, pour le jour où il se fera', () => {
    expect(judge('choice', 'à définir avant le 30/04/2028', { field: aTextarea() })).toEqual({ status: 'promised', until: '2028-04-30' });
    expect(judge('choice', 'à définir avant le 30/04/2026', { field: aTextarea() })).toMatchObject({ status: 'missing' });
    expect(judge('choice', 'À définir', { field: dropdown })).toEqual({ status: 'met' });
  });

  it('ne nomme que les premiers choix d’une longue liste', () => {
    const options = Array.from({ length: 12 }, (_, index) => `Choix ${index + 1}`);
    const verdict = judge('choice', null, { field: { ...several, options } });
    expect(verdict.status === 'missing' && verdict.reasons[0]?.expected).toMatch(/« Choix 8 »…$/);
  });
});
