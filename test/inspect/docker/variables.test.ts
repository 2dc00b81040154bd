import { expect, it } from 'vitest';
import { expand } from '../../../src/inspect/docker/variables.ts';

const variables = new Map([
  ['A', 'a'],
  ['EMPTY', ''],
  ['UNKNOWN', null],
]);

it.each([
  ['sans variable', 'sans variable'],
  ['$A-${A}', 'a-a'],
  ['${B:-secours}', 'secours'],
  ['${B-secours}', 'secours'],
  ['${A:-secours}', 'a'],
  ['${A:+autre}${B:+autre}', 'autre'],
  ['${EMPTY}', ''],
  ['\\$A', '$A'],
  ['$B', null],
  ['$UNKNOWN', null],
  ['${A', null],
  ['${B:?message}', null],
  ['${B:-${A}}', null],
  ['${B:-$A}', null],
])('%s', (text, expected) => {
  expect(expand(text, variables)).toBe(expected);
});

it('une bombe n’a pas de valeur', () => {
  expect(expand('$A'.repeat(20_000), variables)).toBeNull();
});
