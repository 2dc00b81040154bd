import { describe, expect, it } from 'vitest';
import { at, booleanOf, integerOf, isString, textOf } from '../../../src/inspect/yaml/node.ts';
import { readDocuments } from '../../../src/inspect/yaml/read-documents.ts';

const read = (written: string) => at(readDocuments({ path: 'a.yaml', text: `a: ${written}\n` }).documents[0] ?? null, 'a');

describe('la sorte d’une valeur est celle que lit kubectl', () => {
  it.each(['y', 'Y', 'on', 'yes', 'True', 'TRUE'])('%s est vrai', (written) => {
    expect([booleanOf(read(written)), isString(read(written))]).toEqual([true, false]);
  });

  it.each(['n', 'No', 'off', 'False'])('%s est faux', (written) => {
    expect([booleanOf(read(written)), isString(read(written))]).toEqual([false, false]);
  });

  it.each(['010', '0o10', '1e3', '0x1F', '1_000', '.5', '5.', '+1', '-1', '0b1', '08'])('%s est un nombre', (written) => {
    expect([booleanOf(read(written)), isString(read(written))]).toEqual([null, false]);
  });

  it.each(['1.5e', '2024-01-01', '1:30', 'tRue', 'yEs', '1.2.3', '0x', '--1', '"true"', "'1'", '"y"'])('%s est un texte', (written) => {
    expect([booleanOf(read(written)), isString(read(written))]).toEqual([null, true]);
  });

  it.each(['!!str 1', '!!str true', '!!str ~', '! 1', '!propre 1', '!!str "1"', '!!binary "MQ=="'])('%s est un texte', (written) => {
    expect([booleanOf(read(written)), isString(read(written))]).toEqual([null, true]);
  });

  it.each(['!!int "3"', '!!int 3', '!!float "3"', '!!float 3', "!!int '0x1F'"])('%s est un nombre', (written) => {
    expect([isString(read(written)), integerOf(read(written))]).toEqual([false, Number(/3|0x1F/.exec(written)?.[0])]);
  });

  it.each(['!!bool "true"', '!!bool yes'])('%s est vrai', (written) => {
    expect([booleanOf(read(written)), isString(read(written))]).toEqual([true, false]);
  });

  it.each(['!!int x', '!!int "x"', '!!int 3.0', '!!int y', '!!null "x"', '!!bool "1"'])('%s n’est pas lu', (written) => {
    expect(read(written)).toBeNull();
  });

  it('un contenu binaire est le texte qu’il code', () => {
    expect(textOf(read('!!binary "aGVsbG8="'))).toBe('hello');
  });

  it.each(['', '~', 'null', '!!null "null"'])('« %s » n’est rien', (written) => {
    expect([booleanOf(read(written)), isString(read(written))]).toEqual([null, false]);
  });
});
