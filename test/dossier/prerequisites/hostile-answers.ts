import { partAt } from '../../property.ts';

/** Repetitions on which a careless pattern takes minutes; the time limit of the tests is the assertion. */
const pieces = [
  'a',
  '1',
  ' ',
  '.',
  '-',
  '/',
  ':',
  '*',
  '_',
  '[',
  '(',
  '!',
  '|',
  'a.',
  '1.',
  '1 ',
  'a ',
  'a/',
  '1/',
  '@',
  'a@',
  '- ',
  '* ',
  '\n',
  'a\n',
  '-\n',
  '|-\n',
  '1,',
  '1.1',
  "n'a ",
  'ne a ',
  'aucun ',
  'sauf ',
  '[Uploading ',
  '![Uploading a]()',
  'https://',
  'git@a:',
  'a/b ',
  'glpat-',
  '12/',
  '20',
  'x',
  '://',
  '~',
  '<',
  'é',
  '\u0301',
  '𝒳',
  '```\n',
  '> ',
  '1) ',
  '#',
  '# ',
];

/** What stands around a repetition: what ends it otherwise makes a careless pattern go back, what begins it leads to the readers of "aucun". */
export const frames = {
  all: (filled: string) => [filled, `${filled}!`, `Aucun ${filled}`, `à définir ${filled}`],
  few: (filled: string) => [`${filled}!`, `Aucun ${filled}`],
} as const;

/** Answers of 64 KiB, as long as GitHub lets one be; those of the few frames in turn, where `npm test` asks for them. */
export function hostileAnswers(frame: keyof typeof frames): readonly string[] {
  return pieces.flatMap((piece, place) => {
    const framed = frames[frame](piece.repeat(Math.floor(65_536 / piece.length)));
    return frame === 'all' ? framed : partAt(place, framed, 2);
  });
}
