import { describe, expect, it } from 'vitest';
import { at, booleanOf, isString } from '../../../src/inspect/yaml/node.ts';
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

  it.each(['', '~', 'null'])('« %s » n’est rien', (written) => {
    expect([booleanOf(read(written)), isString(read(written))]).toEqual([null, false]);
  });
});
