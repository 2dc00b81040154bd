import { expect, it } from 'vitest';
import { readDefaults } from '../../src/defaults.ts';
import { blankBody, isBlank } from '../../src/form/blank-body.ts';
import { parseAnswers } from '../../src/form/parse-answers.ts';

it('le texte à copier a les titres du formulaire, et se lit comme une demande vide', () => {
  const { form } = readDefaults();
  const body = blankBody(form);
  expect([...body.matchAll(/^### (.+)$/gm)].map(([, title]) => title)).toEqual(
    form.fields.filter(({ outside }) => outside !== true).map(({ label }) => label),
  );
  const { answers, unplaced } = parseAnswers(form, body);
  expect(isBlank(answers)).toBe(true);
  expect(unplaced).toEqual([]);
});

it('rempli sous ses titres, il est une demande', () => {
  const { form } = readDefaults();
  const [first] = form.fields;
  const title = `### ${first?.label ?? ''}\n\n`;
  const { answers } = parseAnswers(form, blankBody(form).replace(title, `${title}Suivi des demandes\n`));
  expect(isBlank(answers)).toBe(false);
});
