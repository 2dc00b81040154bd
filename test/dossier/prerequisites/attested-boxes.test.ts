import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/form/answers.ts';
import { anAsked, becauses, judge } from './ask.ts';

const prerequisite = { ...anAsked(null, { kind: 'attested-boxes' }).prerequisite, explanationField: 'explications' };
const all = { checked: ['Images sans root', 'Sondes'], unchecked: [] };
const some = { checked: ['Sondes'], unchecked: ['Images sans root'] };
const none = { checked: [], unchecked: ['Images sans root', 'Sondes'] };

/** The verdict on boxes that may be explained. */
function judgeExplained(answer: Answer, explications: string | null) {
  return judge('attested-boxes', answer, { prerequisite, answers: { explications } });
}

describe('des cases à cocher', () => {
  it.each<[Answer, string | null]>([
    [all, null],
    [all, 'Sans objet'],
    [some, 'Prévu pour mars 2027'],
    [some, 'Images sans root : en cours'],
    [some, 'Pas de root possible avant la refonte de l’image, prévue en mars, sauf pour la base'],
    [none, 'Application en cours de conteneurisation, fin prévue en mars'],
    ['Oui, le processus a été suivi', null],
  ])('attestent avec %j et l’explication %j', (answer, explanation) => {
    expect(judgeExplained(answer, explanation).status).toBe('met');
  });

  it.each<[Answer, string | null, { status: string; said: readonly string[] }]>([
    [some, null, { status: 'invalid', said: ['la case « Images sans root » n’est pas cochée'] }],
    [
      some,
      'Sans objet',
      { status: 'invalid', said: ['la case « Images sans root » n’est pas cochée, et « Sans objet » ne l’explique pas'] },
    ],
    [none, null, { status: 'missing', said: ['la case « Images sans root » n’est pas cochée', 'la case « Sondes » n’est pas cochée'] }],
    [null, null, { status: 'missing', said: ['aucune case n’est cochée'] }],
    [null, 'Prévu en mars', { status: 'missing', said: ['aucune case n’est cochée'] }],
    [{ checked: [], unchecked: [] }, null, { status: 'missing', said: ['aucune case n’est cochée'] }],
    ['Non', null, { status: 'invalid', said: ['« Non » ne suffit pas ici : une réponse est nécessaire'] }],
    ['TODO', null, { status: 'missing', said: ['« TODO » n’est pas encore une réponse'] }],
  ])('n’attestent pas avec %j et l’explication %j', (answer, explanation, { status, said }) => {
    const verdict = judgeExplained(answer, explanation);
    expect(verdict.status).toBe(status);
    expect(becauses(verdict)).toEqual(said);
  });

  it.each([
    'Oui',
    'ok',
    'fait',
    'c’est fait',
    'cf. DAT',
    'voir plus tard',
    'à définir',
    'RAS',
    'prévu',
    'voir annexe',
    '12/03/2027',
    'xxx',
  ])('ne sont pas expliquées par %j', (explanation) => {
    expect(judgeExplained(some, explanation).status).toBe('invalid');
    expect(judgeExplained(none, explanation).status).toBe('missing');
  });

  it('sont expliquées plus tard, à la date promise', () => {
    expect(judgeExplained(some, 'à préciser avant le 30/04/2028')).toEqual({ status: 'promised', until: '2028-04-30' });
    expect(judgeExplained(some, 'à préciser avant le 14/01/2027').status).toBe('invalid');
  });

  it('ne parlent d’explication que si la procédure a un champ pour elle', () => {
    const verdict = judge('attested-boxes', some, { answers: { explications: 'Prévu en mars' } });
    expect(verdict).toMatchObject({ status: 'invalid', reasons: [{ expected: 'chaque case cochée' }] });
  });

  describe('sont expliquées par ce qui est écrit derrière elles', () => {
    /** The verdict on the two boxes, with what is written behind « Images sans root ». */
    const behind = (text: string, given: { answer?: Answer; explications?: string } = {}) =>
      judge('attested-boxes', given.answer ?? some, {
        prerequisite,
        remarks: [{ option: 'Images sans root', text }],
        answers: { explications: given.explications ?? null },
      });

    it.each([
      'prévu en mars',
      'sauf nginx, corrigé au T2',
      'refonte de l’image en cours chez le titulaire',
      'non applicable : site statique',
    ])('%j', (text) => {
      expect(behind(text)).toEqual({ status: 'met', note: 'cases non cochées expliquées' });
    });

    it('et promises quand elles annoncent une date', () => {
      expect(behind('à préciser avant le 30/04/2028')).toEqual({ status: 'promised', until: '2028-04-30' });
    });

    it.each(['oui', 'à voir', 'non', 'cf. DAT', '?'])('sauf si cela ne dit rien, comme %j, qui est cité', (text) => {
      const verdict = behind(text);
      expect(verdict.status).toBe('invalid');
      expect(becauses(verdict)[0]).toContain(`« ${text} »`);
    });

    it('les autres le sont par le champ d’explications, ou restent à expliquer', () => {
      expect(becauses(behind('prévu en mars', { answer: none }))).toEqual(['la case « Sondes » n’est pas cochée']);
      expect(behind('prévu en mars', { answer: none, explications: 'Sondes prévues pour mars' }).status).toBe('met');
    });

    it('et relues par une personne là où la procédure ne demande pas d’explication', () => {
      const verdict = judge('attested-boxes', some, { remarks: [{ option: 'Images sans root', text: 'prévu en mars' }] });
      expect(verdict.status).toBe('doubtful');
    });
  });

  it('sont nommées cinq au plus, les autres comptées', () => {
    const unchecked = Array.from({ length: 9 }, (_, index) => `Case ${index + 1}`);
    const said = becauses(judgeExplained({ checked: ['A'], unchecked }, null));
    expect(said).toHaveLength(6);
    expect(said.at(-1)).toBe('et 4 autres cases ne sont pas cochées');
  });
});
