import * as fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import type { Answer, Answers } from '../../src/form/answers.ts';
import type { FormField, IssueForm } from '../../src/form/issue-form.ts';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import { renderAnswers } from '../../src/form/render-answers.ts';
import { aForm } from './a-form.ts';

const labels = [
  'Nom du projet',
  'Dépôts d’infrastructure',
  'Où ça tourne ?',
  'Flux (MI)',
  'Base : création',
  'C#',
  'Échéances',
  'Réseau ✓',
] as const;
const openings = ['```', '```js', '~~~~', '<!-- suite', '<pre>', '<script>', '<?php', '<![CDATA[', '<details>'];

const word = fc.constantFrom(
  'api',
  'Été',
  'œuvre',
  '12 Go',
  'https://exemple.fr/?a=b',
  '@equipe',
  '« oui »',
  '✓',
  '日本',
  '*gras*',
  '`<!-- code -->`',
  '\\<',
  'a | b',
  '-->',
);
const sentence = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => `mot ${words.join(' ')}`);
const fakeHeading = fc.constantFrom(...labels).map((label) => `### ${label}`);
const block = fc.oneof(
  sentence,
  fc.array(sentence, { minLength: 2, maxLength: 4 }).map((lines) => lines.join('\n')),
  fc.constantFrom(
    '### Un autre titre',
    '#### Nom du projet',
    '# Échéances',
    '---',
    '    code indenté',
    '> ### C#\n> cité',
    '- un\n\n  ### C#\n\n- deux',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '- [x] fait',
    '<br>',
    '<!-- a',
    'Échéances\n===',
  ),
  fc
    .tuple(
      fc.constantFrom('```', '~~~', '````md', '```yaml'),
      fc.array(fc.oneof(fakeHeading, sentence, fc.constant('ligne\n\nligne')), { maxLength: 4 }),
    )
    .map(([fence, lines]) => [fence, ...lines, fence.replace(/\w+/, '')].join('\n')),
);
/** Markdown that closes what it opens, save for a comment opened in the midst of a paragraph, which opens nothing. */
const markdown = fc
  .array(block, { minLength: 1, maxLength: 5 })
  .map((blocks) => blocks.map((text) => (text === '<!-- a' ? 'mot <!-- a' : text)).join('\n\n'));
const code = fc
  .array(fc.oneof(fakeHeading, sentence, fc.constantFrom('ligne\n\nligne', '<!-- x -->', '~~~', '  retrait', '# Nom du projet')), {
    maxLength: 5,
  })
  .map((lines) => ['ls', ...lines, 'fin'].join('\n'));
const options = fc
  .uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 })
  .map((numbers) => numbers.map((number) => (number % 3 === 0 ? `choix ${number}, dit n${number}, « v${number} »` : `choix ${number}`)));

interface Asked {
  readonly field: FormField;
  readonly answer: Answer;
}

function asked(label: string, index: number): fc.Arbitrary<Asked> {
  const base = { id: `champ_${index}`, label, required: false };
  const prefilled = { placeholder: null, value: null };
  return fc.oneof(
    fc.option(sentence).map((answer): Asked => ({ field: { ...base, ...prefilled, type: 'input' }, answer })),
    fc.option(markdown).map((answer): Asked => ({ field: { ...base, ...prefilled, type: 'textarea', render: null }, answer })),
    fc.option(code).map((answer): Asked => ({ field: { ...base, ...prefilled, type: 'textarea', render: 'bash' }, answer })),
    options.chain((all) =>
      fc
        .option(fc.constantFrom(...all))
        .map((answer): Asked => ({ field: { ...base, type: 'dropdown', options: all, multiple: false }, answer })),
    ),
    options.chain((all) =>
      fc.shuffledSubarray(all).map((answer): Asked => ({ field: { ...base, type: 'dropdown', options: all, multiple: true }, answer })),
    ),
    options.chain((all) =>
      fc.subarray(all).map((checked): Asked => ({
        field: { ...base, type: 'checkboxes', options: all.map((option) => ({ label: option, required: false })) },
        answer: { checked, unchecked: all.filter((option) => !checked.includes(option)) },
      })),
    ),
  );
}

const dossier = fc.tuple(...labels.map(asked)).map((all) => ({
  form: aForm(...all.map(({ field }) => field)),
  answers: Object.fromEntries(all.map(({ field, answer }) => [field.id, answer])) satisfies Answers,
}));

/** The body section by section, as GitHub writes it. */
function sectionsOf(form: IssueForm, answers: Answers): string[] {
  return form.fields.map((field) => renderAnswers(aForm(field), answers));
}

describe('les réponses écrites comme GitHub les écrit se relisent', () => {
  it('à l’identique, pour tout type de champ', () => {
    fc.assert(
      fc.property(dossier, ({ form, answers }) => {
        expect(parseAnswers(form, renderAnswers(form, answers))).toEqual({ answers, unplaced: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('en CRLF et avec une marque d’ordre des octets', () => {
    fc.assert(
      fc.property(dossier, ({ form, answers }) => {
        const body = `\uFEFF${renderAnswers(form, answers).replaceAll('\n', '\r\n')}`;
        expect(parseAnswers(form, body)).toEqual({ answers, unplaced: [] });
      }),
    );
  });

  it('dans n’importe quel ordre des sections', () => {
    const shuffled = dossier.chain(({ form, answers }) =>
      fc
        .shuffledSubarray(sectionsOf(form, answers), { minLength: labels.length })
        .map((sections) => ({ form, answers, body: sections.join('\n') })),
    );
    fc.assert(
      fc.property(shuffled, ({ form, answers, body }) => {
        expect(parseAnswers(form, body)).toEqual({ answers, unplaced: [] });
      }),
    );
  });

  it('sous des intitulés retouchés en casse, accents et espaces', () => {
    fc.assert(
      fc.property(dossier, ({ form, answers }) => {
        const edited = form.fields.map((field) => ({
          ...field,
          label: `  ${field.label.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase().replace(' ', ' \t ')} ##`,
        }));
        expect(parseAnswers(form, renderAnswers(aForm(...edited), answers)).answers).toEqual(answers);
      }),
    );
  });

  it('sauf la réponse qui ouvre un bloc sans le fermer, gardée telle quelle avec toutes les autres', () => {
    const broken = fc.tuple(dossier, fc.nat(labels.length - 1), fc.constantFrom(...openings));
    fc.assert(
      fc.property(broken, ([{ form, answers }, position, opening]) => {
        const fields = form.fields.map((field, index): FormField =>
          index === position
            ? { id: field.id, label: field.label, required: false, type: 'textarea', placeholder: null, value: null, render: null }
            : field,
        );
        const expected = { ...answers, [`champ_${position}`]: `début\n\n${opening}\nfin` };
        expect(parseAnswers(aForm(...fields), renderAnswers(aForm(...fields), expected))).toEqual({ answers: expected, unplaced: [] });
      }),
      { numRuns: 500 },
    );
  });
});

describe('renderAnswers', () => {
  it('écrit _No response_ pour un champ sans réponse ou dont la réponse n’a pas le bon type', () => {
    fc.assert(
      fc.property(dossier, ({ form }) => {
        const none = parseAnswers(form, '').answers;
        expect(parseAnswers(form, renderAnswers(form, {})).answers).toEqual(none);
        const wrong = Object.fromEntries(form.fields.map(({ id, type }) => [id, type === 'input' || type === 'textarea' ? ['a'] : null]));
        expect(parseAnswers(form, renderAnswers(form, wrong)).answers).toEqual(none);
      }),
    );
  });
});
