import { expect, it } from 'vitest';
import { taskItems } from '../../src/markdown/task-items.ts';

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
