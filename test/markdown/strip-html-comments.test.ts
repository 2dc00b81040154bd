import * as fc from '../property.ts';
import { expect, it } from 'vitest';
import { splitLines } from '../../src/markdown/split-lines.ts';
import { blankHtmlComments, stripHtmlComments } from '../../src/markdown/strip-html-comments.ts';

it.each([
  ['en ligne', 'a <!-- x --> b', 'a  b'],
  ['sur deux lignes', 'a <!-- x\ny --> b', 'a  b'],
  ['en bloc', 'a\n\n<!-- x\n\ny -->\n\nb', 'a\n\n\n\nb'],
  ['en fin de bloc HTML', '<div>\n<!-- x -->\n</div>', '<div>\n\n</div>'],
  ['vides', 'a <!--> b <!---> c', 'a  b  c'],
  ['plusieurs', '<!-- a --><!-- b -->c', 'c'],
  ['dans une citation', '> a <!-- x --> b', '> a  b'],
])('ôte les commentaires %s', (_rule, markdown, expected) => {
  expect(stripHtmlComments(markdown)).toBe(expected);
});

it.each(['`<!-- x -->`', '```\n<!-- x -->\n```', '    <!-- x -->', 'a <!-- x', '<!-- x\n\ny', '\\<!-- x -->', 'a -->', '~~~\n<!-- x -->'])(
  'garde %j tel quel',
  (markdown) => {
    expect(stripHtmlComments(markdown)).toBe(markdown);
  },
);

it('peut garder le numéro de chaque ligne', () => {
  expect(blankHtmlComments('a <!-- x\ny --> b\nc')).toBe('a \n b\nc');
  const markdown = fc
    .array(fc.constantFrom('<!--', '-->', '`', '```', '\n', 'a', '> ', '- ', '<div>', '    '))
    .map((parts) => parts.join(''));
  fc.assert(fc.property(markdown, (text) => splitLines(blankHtmlComments(text)).length === splitLines(text).length));
});
