import * as fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import { openBlock } from '../../src/markdown/open-block.ts';
import { readBlocks } from '../../src/markdown/read-blocks.ts';
import { splitLines } from '../../src/markdown/split-lines.ts';

it('donne les blocs avec leurs lignes et leur profondeur', () => {
  const markdown = '### Titre ###\ntexte\nsuite\n\n- item\n\n  ~~~~\n  code\n  ~~~~\n\nTitre\n===\n\n<br>\n\n    code';
  expect(readBlocks(markdown)).toEqual([
    { first: 1, last: 1, depth: 0, kind: 'heading', level: 3, text: 'Titre' },
    { first: 2, last: 3, depth: 0, kind: 'paragraph', position: 'elsewhere', text: 'texte\nsuite' },
    { first: 5, last: 5, depth: 2, kind: 'paragraph', position: 'item-start', text: 'item' },
    { first: 7, last: 9, depth: 2, kind: 'fence', markup: '~~~~' },
    { first: 11, last: 12, depth: 0, kind: 'heading', level: 1, text: 'Titre' },
    { first: 14, last: 14, depth: 0, kind: 'html', text: '<br>\n' },
    { first: 16, last: 16, depth: 0, kind: 'indented-code' },
  ]);
});

/** Name of the block that a text leaves open. */
function openName(text: string): string | null {
  return openBlock(readBlocks(text), splitLines(text))?.name ?? null;
}

describe('bloc laissé ouvert en fin de texte', () => {
  it.each([
    ['```', '```'],
    ['```js\ncode\n\n', '```'],
    ['~~~~\n~~~\n', '~~~~'],
    ['````\n```\n', '````'],
    ['<!-- a\n\nb', 'comment'],
    ['<pre>\n\na', 'verbatim'],
    ['<script>\na\n', 'verbatim'],
    ['<?php\n', 'instruction'],
    ['<!DOCTYPE\n\n', 'declaration'],
    ['<![CDATA[\n>', 'cdata'],
    ['<details>\na', 'html'],
  ])('%j laisse ouvert « %s »', (text, name) => {
    expect(openName(text)).toBe(name);
  });

  it.each([
    '',
    'a',
    '```\na\n```',
    '```\n````  \n',
    '~~~\n~~~',
    '<!-- a -->',
    '<!--\n-->\nb',
    '<pre></pre>',
    '<div>\n\n',
    '- ```\n  a',
    '> <!-- a',
    '# a',
    '    ```',
    'a <!-- b',
  ])('%j ne laisse rien d’ouvert', (text) => {
    expect(openName(text)).toBeNull();
  });

  it('se ferme à la ligne qui le fermerait dans le texte', () => {
    const fence = openBlock(readBlocks('~~~~\n'), ['~~~~', '']);
    expect(['~~~', '````', '    ~~~~', '~~~~ a', '   ~~~~~ '].map((line) => fence?.closedBy(line))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });
});

it.each([
  '- ',
  '> ',
  '>',
  '1. ',
  '- - - -\n',
  '[a\n',
  '```a\n\n',
  '<!--\n',
  '<div a\n',
  '    ',
  '#',
  '\n',
  '\0',
  '`',
  '\\',
  '\u{10FFFF}',
  '-\n',
  '[a]: <b\n',
])('lit sans échouer 65 536 caractères de %j', (part) => {
  expect(() => readBlocks(part.repeat(65_536 / part.length))).not.toThrow();
});

it('ne lève jamais', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      expect(() => readBlocks(text)).not.toThrow();
    }),
  );
});
