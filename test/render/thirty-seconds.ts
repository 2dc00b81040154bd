import { unfolded, visibleWords } from './visible-words.ts';

/** What somebody reads of a comment in half a minute, at 240 words a minute. */
const READ = 120;
/** Of what stands under a title that they were looking for. */
const UNDER_A_TITLE = 50;

/** What a reader of a comment has before their eyes within thirty seconds: its beginning, then what follows each of its titles. */
export function seenInThirtySeconds(markdown: string): readonly string[] {
  const [, ...sections] = unfolded(markdown).split(/^(?=#{2,6} )/m);
  return [first(markdown, READ), ...sections.map((section) => first(section, UNDER_A_TITLE))];
}

/** Whether they have found that by then. */
export function isFound(answer: RegExp, markdown: string): boolean {
  return seenInThirtySeconds(markdown).some((seen) => answer.test(seen));
}

function first(markdown: string, count: number): string {
  return visibleWords(markdown).slice(0, count).join(' ');
}
