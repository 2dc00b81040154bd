import { describe, expect, it } from 'vitest';
import type { Prerequisite } from '../../../src/config/procedure.ts';
import type { Waiver } from '../../../src/dossier/prerequisite.ts';
import { evaluatePrerequisites, type Evaluation } from '../../../src/dossier/prerequisites/evaluate-prerequisites.ts';
import { ownParts } from '../../../src/dossier/prerequisites/own-part.ts';
import { say, sentenceText } from '../../../src/words/sentence.ts';
import type { FormField, IssueForm } from '../../../src/form/issue-form.ts';
import { today } from './ask.ts';

function aText(id: string, placeholder: string | null = null): FormField {
  return { type: 'textarea', id, label: `Champ ${id}`, required: false, placeholder, value: null, render: null };
}

function aPrerequisite(id: string, given: Partial<Prerequisite> = {}): Prerequisite {
  return {
    id,
    was: [],
    title: id,
    field: id,
    kind: 'described-text',
    acceptsNone: false,
    promises: true,
    about: [],
    namesTeam: false,
    asksWho: false,
    help: 'Aide',
    ...given,
  };
}

function aWaiver(until: string | null): Waiver {
  return { by: 'camille', at: '2027-01-01T08:00:00Z', reason: 'application sans base', until };
}

const form: IssueForm = {
  name: 'Formulaire',
  labels: [],
  fields: [
    aText('a'),
    aText('b', 'Images sans root : prévu en mars'),
    { type: 'dropdown', id: 'reprise', label: 'Reprise de données', required: false, options: ['Oui', 'Non'], multiple: false },
    { type: 'checkboxes', id: 'cases', label: 'Cases', required: false, options: [] },
  ],
};

function evaluate(given: Partial<Evaluation> & { prerequisites: readonly Prerequisite[] }) {
  const { prerequisites, ...rest } = given;
  return evaluatePrerequisites({ procedure: { prerequisites: [...prerequisites] }, form, answers: {}, today, waivers: {}, ...rest });
}

describe('l’examen des prérequis', () => {
  it('rend un résultat par prérequis, dans l’ordre de la procédure', () => {
    const results = evaluate({
      prerequisites: [aPrerequisite('b'), aPrerequisite('a'), aPrerequisite('reprise', { kind: 'choice' })],
      answers: { a: 'oui', b: 'API Java et base PostgreSQL', reprise: null },
    });
    expect(results.map(({ prerequisite, status }) => `${prerequisite.id} ${status}`)).toEqual(['b met', 'a invalid', 'reprise missing']);
  });

  it.each([
    ['pour toujours', null, 'waived'],
    ['jusqu’à demain', '2027-01-16', 'waived'],
    ['jusqu’à aujourd’hui compris', today, 'waived'],
    ['jusqu’à hier', '2027-01-14', 'missing'],
  ])('suit une dispense %s', (_, until, status) => {
    const waiver = aWaiver(until);
    const [result] = evaluate({ prerequisites: [aPrerequisite('a')], waivers: { a: waiver } });
    expect(result?.status).toBe(status);
    expect(result?.status === 'waived' && result.waiver).toEqual(status === 'waived' ? waiver : false);
  });

  it('n’applique à personne la dispense d’un autre, même si le prérequis porte le nom d’une propriété de tout objet', () => {
    const results = evaluate({
      prerequisites: [aPrerequisite('a'), aPrerequisite('constructor', { field: 'a' })],
      waivers: { b: aWaiver(null) },
    });
    expect(results.map(({ status }) => status)).toEqual(['missing', 'missing']);
  });

  it.each([
    ['Non', 'met', 'Sans objet : la réponse à « Reprise de données » est « Non »'],
    [null, 'unasked', 'Sans objet tant que « Reprise de données » n’a pas de réponse'],
  ])(
    'ne demande pas, en disant pourquoi, ce dont la condition n’est pas remplie (%j) : fourni, ou pas encore connu',
    (reprise, status, note) => {
      const conditional = aPrerequisite('a', { kind: 'volume', when: { field: 'reprise', in: ['Oui'] } });
      expect(evaluate({ prerequisites: [conditional], answers: { a: null, reprise } })).toEqual([
        { prerequisite: conditional, status, note },
      ]);
    },
  );

  it('demande ce dont la condition est remplie', () => {
    const conditional = aPrerequisite('a', { kind: 'volume', when: { field: 'reprise', in: ['Oui'] } });
    expect(evaluate({ prerequisites: [conditional], answers: { a: null, reprise: 'Oui' } })).toMatchObject([{ status: 'missing' }]);
  });

  it('ne lit pas une non-réponse comme une condition remplie', () => {
    const conditional = aPrerequisite('reprise', { kind: 'choice', when: { field: 'a', notIn: ['NP'] } });
    expect(evaluate({ prerequisites: [conditional], answers: { a: 'À compléter', reprise: null } })).toMatchObject([{ status: 'unasked' }]);
  });

  it.each([
    ['Images sans root : prévu en mars', 'invalid'],
    ['À compléter', 'invalid'],
    ['À préciser avant le 30/01/2027', 'promised'],
    ['Images sans root : à faire avant le 30/01/2027', 'promised'],
    ['Livraison des images le 30/01/2027', 'met'],
    ['Images sans root : prévu en juin', 'met'],
  ])('juge l’explication %j des cases non cochées par son propre champ', (b, status) => {
    const boxes = aPrerequisite('cases', { kind: 'attested-boxes', explanationField: 'b' });
    const answers = { b, cases: { checked: ['Sondes'], unchecked: ['Images sans root'] } };
    expect(evaluate({ prerequisites: [boxes], answers })).toMatchObject([{ status }]);
  });

  it('dit à la Service Team qu’un champ manque au formulaire', () => {
    const [result] = evaluate({ prerequisites: [aPrerequisite('a', { field: 'disparu' })] });
    expect(result?.status).toBe('missing');
    expect(result?.status === 'missing' && sentenceText(result.reasons[0]?.because ?? [])).toBe(
      'le formulaire n’a pas de champ « disparu » : c’est une erreur de configuration, pas du dossier',
    );
  });
});

describe('ce qui a déjà été jugé', () => {
  const prerequisites = [aPrerequisite('a'), aPrerequisite('b')];
  const answers = { a: 'à définir avant le 30/01/2027', b: 'API Java et base PostgreSQL' };
  const first: Evaluation = { procedure: { prerequisites }, form, answers, today, waivers: {}, remarks: {}, flowAnswers: [] };

  it.each<[string, Partial<Evaluation>]>([
    ['rien ne change', {}],
    ['un autre jour', { today: '2027-06-01' }],
    ['le jour où la réponse fut écrite', { written: '2026-01-01' }],
    ['une dérogation', { waivers: { b: aWaiver(null) } }],
    ['une réponse renvoyée', { sentBack: { b: say`trop court` } }],
    ['d’autres réponses', { answers: { a: 'Un service', b: '' } }],
    ['un autre formulaire', { form: { ...form, fields: form.fields.slice(1) } }],
    ['un autre processus', { procedure: { prerequisites: [aPrerequisite('a', { kind: 'choice' })] } }],
    ['des remarques', { remarks: { a: [{ option: 'Oui', text: 'en mars' }] } }],
  ])('ne sert qu’à ce qui est le même : %s', (_, change) => {
    const parts = ownParts(answers, prerequisites);
    const fresh = (evaluation: Evaluation) => evaluatePrerequisites(evaluation, new Map(parts));
    const changed = { ...first, ...change };
    evaluatePrerequisites(first, parts);
    expect(evaluatePrerequisites(changed, parts)).toEqual(fresh(changed));
    expect(evaluatePrerequisites(first, parts)).toEqual(fresh(first));
  });
});
