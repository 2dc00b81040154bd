import { expect, it } from 'vitest';
import { isTemplated } from '../../../src/inspect/kubernetes/templated.ts';

it.each([
  '${A}',
  '$(A)',
  '{{ a }}',
  '<a-b>',
  '__A__',
  '@a@',
  '@project.version@',
  '#{APP}#',
  '#{app.name}',
  '[[V]]',
  '[[ a.b ]]',
  '((a))',
  '%A%',
  'ko://a',
])('%s : il reste à y écrire', (text) => {
  expect(isTemplated(text)).toBe(true);
});

it.each(['a', '[[1, 2], [3]]', '[[1]]', 'f((1))', 'a@b.fr', 'a#b', '#1', '(a)'])('%s : rien ne reste à y écrire', (text) => {
  expect(isTemplated(text)).toBe(false);
});
