import * as fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import { aChoice, aForm, aMultipleChoice, aTextarea, boxes } from './a-form.ts';

const LIMIT = 65_536;
const form = aForm(
  aTextarea('a', 'Alpha'),
  aTextarea('b', 'Bêta', 'bash'),
  aChoice('c', 'Gamma', ['oui', 'non']),
  aMultipleChoice('d', 'Delta', ['x', 'y, z', 'z']),
  boxes('e', 'Epsilon', ['un', 'deux']),
);
const fields = ['a', 'b', 'c', 'd', 'e'];

const headings = [
  '### Alpha\n\n',
  '### Bêta\n',
  '\n\n### Gamma\n\n',
  '### delta :\n',
  '### Epsilon\n\n',
  '### Alphas\n',
  '### Autre\n',
  '  ### Alpha\n',
];
const pieces = [
  '```',
  '```bash\n',
  '~~~\n',
  '````\n',
  '<!--',
  '<pre>\n',
  '<details>',
  '- [x] ',
  '- [ ] un\n',
  '> ',
  '- ',
  '1. ',
  '    ',
  '\t',
  '\n',
  '\n\n',
  '\r\n',
  '`',
  ', ',
  'oui\n',
  'x, ',
  '_No response_\n',
  '|',
  '\\',
  '#',
  '\u0301',
  '\0',
];

describe('un corps hostile', () => {
  const repeated = [
    ...headings,
    ...pieces,
    '### Alpha\n```a\n',
    '### Alpha\n```\n',
    '### Alpha\n<!--\n',
    '### Epsilon\n- [x] un\n',
    '<div>\n### Alpha\n',
    '### Alpha\n`',
    '###',
    '[',
    '<a ',
    ':',
    ',',
    '\u{FDFA}',
    '\uD800',
  ];
  const under = ['', '### Alpha\n\n', '### Bêta\n\n', '### Gamma\n\n', '### Delta\n\n', '### Epsilon\n\n'];

  it.each(repeated.map((piece, place) => [piece, place] as const))(
    'de 65 536 caractères de %j est lu sans lever, sous chaque champ',
    (piece, place) => {
      const filler = piece.repeat(Math.ceil(LIMIT / piece.length));
      for (const heading of fc.partAt(place, under, 3)) {
        expect(Object.keys(parseAnswers(form, (heading + filler).slice(0, LIMIT)).answers)).toEqual(fields);
      }
    },
  );

  it('ne lève jamais et répond toujours à tous les champs', () => {
    const body = fc
      .array(fc.oneof(fc.constantFrom(...headings, ...pieces), fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(body, (text) => {
        expect(Object.keys(parseAnswers(form, text).answers)).toEqual(fields);
      }),
      { numRuns: 2000 },
    );
  });

  it('ne perd aucun mot : chacun est dans une réponse ou signalé', () => {
    const shown = pieces.filter((piece) => piece !== '<!--');
    const parts = fc.array(fc.oneof(fc.constantFrom(...headings), fc.constantFrom(...shown), fc.constant('mot')), { maxLength: 60 });
    fc.assert(
      fc.property(parts, (chosen) => {
        // Words stand apart from what precedes them, so that none completes a heading, a fence or an option.
        const text = chosen.map((part, index) => (part === 'mot' ? `\nmot${index}fin\n` : part)).join('');
        const read = JSON.stringify(parseAnswers(form, text));
        for (const [written] of text.matchAll(/mot\d+fin/g)) expect(read).toContain(written);
      }),
      { numRuns: 2000 },
    );
  });

  it('donne les lignes de ce qui reste dans l’ordre, dans le corps d’origine', () => {
    const parts = fc.array(fc.constantFrom(...headings, ...pieces, 'mot\n'), { maxLength: 60 });
    fc.assert(
      fc.property(parts, (chosen) => {
        const text = chosen.join('');
        const lines = parseAnswers(form, text).unplaced.map(({ line }) => line);
        expect(lines).toEqual(lines.toSorted((a, b) => a - b));
        expect(lines.every((line) => line >= 1 && line <= text.split(/\r\n|\r|\n/).length)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

it('une réponse est toujours un texte bien formé, qu’une adresse peut porter', () => {
  const { answers } = parseAnswers(form, '### Alpha\n\nbranche-\uD800');
  expect(answers['a']).toBe('branche-\uFFFD');
});

describe('un identifiant de champ hostile', () => {
  it.each(['__proto__', 'constructor', 'toString'])('%s est un champ comme un autre', (id) => {
    const { answers } = parseAnswers(aForm(aTextarea(id, 'Champ')), '### Champ\n\ntexte');
    expect(Object.entries(answers)).toEqual([[id, 'texte']]);
  });
});
