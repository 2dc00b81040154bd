import { describe, expect, it } from 'vitest';
import { goodAnswers } from '../../../sandbox/seed/good-answers.ts';
import { readDefaults } from '../../../src/defaults.ts';
import type { PrerequisiteResult } from '../../../src/dossier/prerequisite.ts';
import { evaluatePrerequisites } from '../../../src/dossier/prerequisites/evaluate-prerequisites.ts';
import { agentFields } from './agent-fields.ts';
import { today } from './ask.ts';
import { hurriedFields } from './hurried-fields.ts';
import { hurriedTexts } from './hurried-texts.ts';
import { officeAnswers } from './office-answers.ts';
import { type Kindred, siblingFigures } from './sibling-figures.ts';
import { siblingTexts } from './sibling-texts.ts';
import { unseenFigures } from './unseen-figures.ts';
import { unseenTexts } from './unseen-texts.ts';
import { wholeFields } from './whole-fields.ts';
import { type Expected, writtenAnswers } from './written-answers.ts';

const { procedure, form } = readDefaults();

/** The labels of the fields that asked for it when the answers were collected, where several became one. */
const formerLabels: ReadonlyMap<string, string> = new Map([
  ['volumetrie-donnees', 'Volumétrie des données'],
  ['volumetrie-utilisateurs', 'Nombre d’utilisateurs'],
  ['reprise-volume', 'Volume à reprendre'],
  ['domaines', 'Noms de domaine'],
  ['certificats', 'Certificats'],
  ['environnements', 'Environnements'],
  ['ressources', 'Ressources par environnement'],
]);

/** How an answer to a prerequisite is judged in the shipped process and form, all the others being good; under its title where its field asks for several things. */
function judged(id: string, answer: string): PrerequisiteResult {
  const asked = procedure.prerequisites.find((prerequisite) => prerequisite.id === id || prerequisite.was.includes(id));
  if (asked === undefined) throw new Error(`nothing is asked by ${id}`);
  const title = formerLabels.get(id);
  const answers = {
    ...goodAnswers,
    exposition: ['Internet', 'RIE'],
    [asked.field]: title === undefined ? answer : `${title} :\n${answer}`,
  };
  // What other fields ask is judged elsewhere.
  const sharing = procedure.prerequisites.filter(({ field }) => field === asked.field);
  const results = evaluatePrerequisites({ procedure: { prerequisites: sharing }, form, answers, today, waivers: {} });
  const result = results.find(({ prerequisite }) => prerequisite === asked);
  if (result === undefined) throw new Error(`${id} is not judged`);
  return result;
}

/** Where the status is another than a strict reader's, and why that is right. */
const otherwise: ReadonlyMap<number, PrerequisiteResult['status']> = new Map([
  // A day is told, and the process waits for it: an honest answer, which counts until that day.
  ...[12, 42, 43, 107, 128, 219, 239, 242].map((row) => [row, 'promised'] as const),
  // The label is followed by nothing but a way to put the answer off: it is missing, as it is without the label.
  ...[160, 167, 175].map((row) => [row, 'missing'] as const),
  // A reader may understand it: a person decides.
  ...[95, 228].map((row) => [row, 'doubtful'] as const),
]);

describe('une réponse écrite par une équipe', () => {
  const rows = writtenAnswers.map(([row, field, answer, expected]) => ({ row, field, answer, expected }));

  it.each(rows)('nº $row, $field : « $answer » est jugée comme un lecteur bienveillant la juge', ({ row, field, answer, expected }) => {
    expect(judged(field, answer).status).toBe(otherwise.get(row) ?? expected);
  });

  it('n’est jamais refusée ni mise en doute quand elle répond', () => {
    const alarms = writtenAnswers.filter(
      ([, field, answer, expected]) => expected === 'met' && !['met', 'promised'].includes(judged(field, answer).status),
    );
    expect(alarms).toEqual([]);
  });

  it('n’est jamais tenue pour donnée quand elle ne répond pas', () => {
    const refused: readonly Expected[] = ['missing', 'invalid'];
    const accepted = writtenAnswers.filter(
      ([, field, answer, expected]) => refused.includes(expected) && judged(field, answer).status === 'met',
    );
    expect(accepted).toEqual([]);
  });
});

const siblingAnswers = [...siblingFigures, ...siblingTexts, ...unseenFigures, ...unseenTexts, ...officeAnswers, ...hurriedTexts];

const allowed: Readonly<Record<Kindred, readonly PrerequisiteResult['status'][]>> = {
  met: ['met'],
  promised: ['promised'],
  none: ['missing', 'invalid', 'doubtful'],
};

describe('une réponse du même genre', () => {
  it.each(siblingAnswers)('%s : %j (%s)', (field, answer, kindred) => {
    expect(allowed[kindred]).toContain(judged(field, answer).status);
  });
});

describe('une réponse écrite d’un trait, là où l’on demande plusieurs choses', () => {
  it.each([...wholeFields, ...agentFields, ...hurriedFields])('%s : %j', (field, answer, wanted) => {
    const answers = { ...goodAnswers, exposition: ['Internet', 'RIE'], [field]: answer };
    const sharing = procedure.prerequisites.filter((prerequisite) => prerequisite.field === field);
    const results = evaluatePrerequisites({ procedure: { prerequisites: sharing }, form, answers, today, waivers: {} });
    const others = results.flatMap(({ prerequisite: { id }, status }) => {
      const expected = wanted[id];
      return expected === undefined || allowed[expected].includes(status) ? [] : [`${id} : ${status}`];
    });
    expect(others).toEqual([]);
  });
});

describe('ce qui manque', () => {
  const lacking = [
    ...writtenAnswers.map(([, field, answer]) => [field, answer] as const),
    ...siblingAnswers.map(([field, answer]) => [field, answer] as const),
  ];

  it('cite ce qui a été écrit', () => {
    const silent = lacking.filter(([field, answer]) => {
      const result = judged(field, answer);
      if (!('reasons' in result)) return false;
      return !result.reasons.some(({ because }) => because.some((part) => typeof part !== 'string'));
    });
    expect(silent).toEqual([]);
  });

  it('montre un exemple qui est accepté quand on le recopie', () => {
    const examples = new Set(
      lacking.flatMap(([field, answer]) => {
        const result = judged(field, answer);
        return 'reasons' in result ? result.reasons.map(({ example }) => JSON.stringify([field, example])) : [];
      }),
    );
    const refused = [...examples].filter((pair) => {
      const [field, example]: [string, string] = JSON.parse(pair);
      return !['met', 'promised'].includes(judged(field, example).status);
    });
    expect(examples.size).toBeGreaterThan(20);
    expect(refused).toEqual([]);
  });
});
