import type { Markdown } from '../words/markdown.ts';

/** What GitHub lets an issue, a comment or a pull request hold is 65,536 characters, a check run 65,535; a margin is kept for the marker and for characters that count twice. */
export const LONGEST_COMMENT = 64_000;

const NOTICE = '\n\n_La suite est trop longue pour GitHub._';

/** The text, cut at a line's end with a word about it when it is too long; what was open there is closed, so that the word is seen. For texts whose length others decide. */
export function fit(markdown: string, longest: number = LONGEST_COMMENT): string {
  let room = longest - NOTICE.length;
  let fitted = markdown;
  while (fitted.length > longest && fitted !== NOTICE) {
    const kept = room <= 0 ? '' : markdown.slice(0, Math.max(markdown.lastIndexOf('\n', room), 0));
    fitted = `${kept}${closing(kept)}${NOTICE}`;
    room -= Math.max(fitted.length - longest, 0);
  }
  return fitted;
}

/** What closes the code block and the folded parts that are open at the end of a text of ours: each begins and ends on a line of its own. */
function closing(kept: string): string {
  let fence: string | null = null;
  let folded = 0;
  for (const line of kept.split('\n')) {
    // No backtick follows a fence on its line: with one, it is code within a text (CommonMark, « Fenced code blocks »).
    const [, marks = null] = /^(\s*`{3,})[^`]*$/.exec(line) ?? [];
    if (fence !== null) fence = line.trim() === fence.trim() ? null : fence;
    else if (marks !== null) fence = marks;
    else if (line.trim() === '<details>') folded += 1;
    else if (line.trim() === '</details>') folded = Math.max(0, folded - 1);
  }
  return `${fence === null ? '' : `\n${fence}`}${'\n\n</details>'.repeat(folded)}`;
}

/** The first of the bodies, each shorter than the one before, that GitHub lets a comment hold; the last one, cut, where none is short enough. Only those needed are made. */
export function firstFitting(bodies: readonly (() => Markdown)[], longest: number = LONGEST_COMMENT): Markdown {
  let body: Markdown = { markdown: '' };
  for (const make of bodies) {
    body = make();
    if (body.markdown.length <= longest) return body;
  }
  return { markdown: fit(body.markdown, longest) };
}
