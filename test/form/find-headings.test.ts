import { expect, it } from 'vitest';
import { findHeadings } from '../../src/form/find-headings.ts';
import { readBlocks } from '../../src/markdown/read-blocks.ts';
import * as fc from '../property.ts';

it('un titre seul se lit comme le Markdown le lit', () => {
  const piece = fc.constantFrom('#', '##', ' ', '\t', '\u00a0', '\\', '*', 'Nom', 'projet', 'é', '&amp;', ':', '\0');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const line = `###${pieces.join('')}`;
      const read = readBlocks(line).flatMap((block) =>
        block.kind === 'heading' && block.level === 3 ? [{ line: 1, text: block.text }] : [],
      );
      expect(findHeadings([line], new Set())).toEqual(read);
    }),
    { numRuns: 1000 },
  );
});
