import { expect, it } from 'vitest';
import { taskItems } from '../../src/markdown/task-items.ts';
import * as fc from '../property.ts';

it('lit les cases à tout niveau, avec toute puce et dans l’ordre', () => {
  const markdown = '- [ ] un\n  * [x] deux\n    + [X] trois\n\n1. [x] quatre\n2) pas une case\n\n> - [ ] cinq';
  expect(taskItems(markdown)).toEqual([
    { line: 1, checked: false, text: 'un' },
    { line: 2, checked: true, text: 'deux' },
    { line: 3, checked: true, text: 'trois' },
    { line: 5, checked: true, text: 'quatre' },
    { line: 8, checked: false, text: 'cinq' },
  ]);
});

it('garde la suite d’une case écrite sous elle', () => {
  expect(taskItems('- [x] un\n  suite\n\n  autre paragraphe')).toEqual([{ line: 1, checked: true, text: 'un\nsuite' }]);
});

it.each(['```\n- [x] a\n```', '    - [x] a', '[x] a', '- [y] a', '- [x]a', '- []', '- a [x]', '<!--\n- [x] a\n-->'])(
  'ne voit pas de case dans %j',
  (markdown) => {
    expect(taskItems(markdown)).toEqual([]);
  },
);

it('lit de même des cases au bord et les mêmes avec un paragraphe à la suite', () => {
  const line = fc.oneof(
    fc
      .tuple(fc.constantFrom('- [ ] ', '- [x] ', '- [X]  ', '* [ ] ', '  - [x] ', '- '), fc.string({ maxLength: 12 }))
      .map((parts) => parts.join('')),
    fc.constantFrom('', ' ', '---', '    - [x] un', '```'),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const markdown = lines.join('\n');
      // A paragraph is read as Markdown, and so is all that stands above it.
      expect(taskItems(markdown)).toEqual(taskItems(`${markdown}\n\n<!---->\n\nfin`));
    }),
  );
});
