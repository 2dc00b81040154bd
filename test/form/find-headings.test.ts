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

it('sous un titre, des blocs de code fermés n’en cachent ni n’en montrent d’autre', () => {
  const labels = new Set(['nom', 'suite']);
  const line = fc.constantFrom(
    '',
    'texte',
    '- point',
    '  ```',
    '```',
    '````',
    '```mermaid',
    '~~~',
    '``` a`b',
    '### Autre',
    '<b>',
    '# un',
    '> ```',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const body = ['### Nom', ...lines];
      const whole = readBlocks(body.join('\n')).flatMap((block) =>
        block.kind === 'heading' && block.level === 3 && block.depth === 0 ? [{ line: block.first, text: block.text }] : [],
      );
      expect(findHeadings(body, labels)).toEqual(whole);
    }),
    { numRuns: 2000 },
  );
});
