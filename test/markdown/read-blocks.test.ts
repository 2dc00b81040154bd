import { expect, it } from 'vitest';
import { readBlocks } from '../../src/markdown/read-blocks.ts';
import * as fc from '../property.ts';

it('des paragraphes seuls se lisent comme au-dessus d’un bloc de code', () => {
  const piece = fc.constantFrom(
    'mot',
    'É',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    '\n\n',
    ':',
    '*',
    '`',
    '|',
    '#',
    '-',
    '1.',
    '=',
    '[a]: /b',
    '\u00a0',
    '\u2028',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = `a${pieces.join('')}`;
      const above = readBlocks(`${text}\n\n~~~\nfin\n~~~`).filter(({ kind }) => kind !== 'fence');
      expect(readBlocks(text)).toEqual(above);
    }),
    { numRuns: 2000 },
  );
});
