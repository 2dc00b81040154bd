import * as fc from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { prerequisiteKinds } from '../../../src/config/procedure.ts';
import type { Verdict } from '../../../src/dossier/prerequisite.ts';
import { excerpt } from '../../../src/answers/excerpt.ts';
import { isNone } from '../../../src/answers/none.ts';
import { isNonAnswer } from '../../../src/answers/reading.ts';
import { readRepositories } from '../../../src/answers/repository-list.ts';
import { sentenceText } from '../../../src/words/sentence.ts';
import type { Answer } from '../../../src/form/answers.ts';
import { aTextarea, anAsked, judge, judgeOptional } from './ask.ts';
import { hostileAnswers } from './hostile-answers.ts';

/** Pieces that the readers look for, put together in every order. */
const fragment = fc.constantFrom(
  'Aucun',
  'Non',
  'À compléter',
  'TODO',
  ' ',
  '\n',
  '- ',
  '| ',
  '```',
  ':',
  ',',
  '.',
  '/',
  '@',
  '*',
  '_',
  '[',
  ']',
  '(',
  ')',
  '<!--',
  'https://',
  'github.com/',
  'org/api',
  'gitlab.interieur/',
  'app.gouv.fr',
  '10.0.0.1',
  '443',
  '12/03/2027',
  '31/02/2027',
  '50',
  'Go',
  'mars',
  'dev',
  'n’',
  'é',
  '🤷',
  '\u0000',
  '\ud800',
  '\u202f',
  'sauf',
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join('')),
);
const boxes = fc.record({ checked: fc.array(text, { maxLength: 8 }), unchecked: fc.array(text, { maxLength: 8 }) });
const answer: fc.Arbitrary<Answer> = fc.oneof(text, fc.constant(null), fc.array(text, { maxLength: 4 }), boxes);
const kind = fc.constantFrom(...prerequisiteKinds);

function reasonsOf(verdict: Verdict) {
  return 'reasons' in verdict ? verdict.reasons : [];
}

describe('quelle que soit la réponse', () => {
  it('un verdict tombe, et ce qui n’est pas fourni dit pourquoi, ce qui est attendu et un exemple', () => {
    fc.assert(
      fc.property(kind, answer, (name, given) => {
        for (const verdict of [judge(name, given), judgeOptional(name, given)]) {
          const reasons = reasonsOf(verdict);
          expect(!('reasons' in verdict) || (reasons.length >= 1 && reasons.length <= 6)).toBe(true);
          for (const { because, expected, example } of reasons) {
            expect([sentenceText(because).trim(), expected.trim(), example.trim()]).not.toContain('');
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('les citations sont courtes, sur une ligne', () => {
    fc.assert(
      fc.property(kind, answer, (name, given) => {
        const quotes = reasonsOf(judge(name, given)).flatMap(({ because }) =>
          because.flatMap((part) => (typeof part !== 'string' && 'quoted' in part ? [part.quoted] : [])),
        );
        for (const quoted of quotes) {
          expect(Array.from(quoted).length).toBeLessThanOrEqual(80);
          expect(quoted).not.toMatch(/[\n\r]/);
        }
      }),
    );
  });

  it('une non-réponse manque à tous les prérequis écrits, et n’est jamais « aucun »', () => {
    fc.assert(
      fc.property(kind, text, (name, given) => {
        fc.pre(isNonAnswer(given, null));
        expect(judge(name, given).status).toBe('missing');
        expect(isNone(given)).toBe(false);
      }),
    );
  });

  it('« aucun » n’est jamais refusé là où il est accepté', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('described-text', 'repositories', 'host-names', 'volume', 'schedule', 'environments', 'flows'),
        text,
        (name, given) => {
          fc.pre(isNone(given));
          expect(judgeOptional(name, given).status).toBe('met');
        },
      ),
    );
  });

  it('CRLF ne change pas le verdict', () => {
    fc.assert(
      fc.property(kind, fc.array(fragment, { maxLength: 30 }), (name, parts) => {
        const given = parts.join('');
        expect(judge(name, given.replaceAll('\n', '\r\n')).status).toBe(judge(name, given).status);
      }),
    );
  });
});

describe('les exemples donnés', () => {
  it.each(prerequisiteKinds.filter((name) => name !== 'attested-boxes'))('%s : sa réponse d’exemple est acceptée', (name) => {
    for (const given of [null, 'oui', 'quelques Go', '31/02/2027', 'mon_app.gouv.fr', 'recette : en attente', 'voir annexe']) {
      for (const { example } of reasonsOf(judge(name, given))) expect(['met', 'promised']).toContain(judge(name, example).status);
    }
  });
});

describe('une réponse de 64 Kio', () => {
  const hostile = hostileAnswers('few');

  it.each(prerequisiteKinds)('%s : est jugée en temps linéaire', (name) => {
    for (const given of hostile) expect(['met', 'doubtful', 'promised', 'missing', 'invalid']).toContain(judge(name, given).status);
  });

  it('est lue en temps linéaire par les lecteurs partagés', () => {
    for (const given of hostile) {
      expect(isNonAnswer(given, aTextarea({ placeholder: 'Un exemple' })) && isNone(given)).toBe(false);
      expect(readRepositories(given, undefined).length).toBeLessThanOrEqual(65_536);
      expect(excerpt(given).length).toBeLessThanOrEqual(160);
    }
  });

  it('en champ d’une case comme en texte', () => {
    expect(judge('attested-boxes', { checked: [], unchecked: hostile }, { prerequisite: anAsked(null).prerequisite }).status).toBe(
      'missing',
    );
  });
});

describe('une citation', () => {
  it.each([
    ['a'.repeat(80), 'a'.repeat(80)],
    ['a'.repeat(81), `${'a'.repeat(79)}…`],
    ['  deux\n\n mots ', 'deux mots'],
    ['🤷'.repeat(81), `${'🤷'.repeat(79)}…`],
    ['jeton glpat-abcdefghijklmnopqrst', 'jeton [secret masqué]'],
    ['https://moi:motdepasse@gitlab.exemple.fr/a', 'https://gitlab.exemple.fr/a'],
  ])('de %j est %j', (written, shown) => {
    expect(excerpt(written)).toBe(shown);
  });
});
