import { describe, expect, it } from 'vitest';
import { csvRecord } from '../../../src/flows/reading/csv-record.ts';

const record = (text: string) => csvRecord(text.split('\n'), 0, ';');

describe('un guillemet au milieu d’une case n’en ouvre pas une', () => {
  it.each([
    ['disque de 5" ;443', ['disque de 5" ', '443']],
    ['écran 5";443', ['écran 5"', '443']],
    ['443;disque 5"', ['443', 'disque 5"']],
    ['disque 5";de 7";443', ['disque 5"', 'de 7"', '443']],
  ])('%j', (line, cells) => {
    expect(record(`${line}\nsuite;"80"`)).toEqual({ cells, lines: 1 });
  });

  it('la ligne suivante, qui en a un aussi, reste une ligne', () => {
    const lines = ['disque de 5" ;443', 'disque de 7" ;80'];
    expect(lines.map((_, start) => csvRecord(lines, start, ';').cells.at(-1))).toEqual(['443', '80']);
  });
});

describe('un guillemet au début d’une case l’ouvre', () => {
  it.each([
    ['"a;b";443', { cells: ['a;b', '443'], lines: 1 }],
    [' "a;b";443', { cells: [' a;b', '443'], lines: 1 }],
    ['"dit ""non""";443', { cells: ['dit "non"', '443'], lines: 1 }],
    ['"deux\nlignes";443\nsuite;80', { cells: ['deux\nlignes', '443'], lines: 2 }],
  ])('%j', (text, expected) => {
    expect(record(text)).toEqual(expected);
  });

  it('que nul ne ferme : sa ligne seule, et il n’est qu’un signe', () => {
    expect(record('"a;b;443\nsuite;80')).toEqual({ cells: ['a', 'b', '443'], lines: 1 });
  });
});
