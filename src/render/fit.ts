import type { Markdown } from '../words/markdown.ts';

/** What GitHub lets a comment hold is 65,536 characters; a margin is kept for the marker and for characters that count twice. */
export const LONGEST_COMMENT = 64_000;

/** The text, cut at a line's end with a word about it when it is too long. For comments whose length a hub's own texts decide. */
export function fit(markdown: string, longest: number = LONGEST_COMMENT): string {
  if (markdown.length <= longest) return markdown;
  const notice = '\n\n_La suite est trop longue pour un commentaire GitHub._';
  const end = markdown.lastIndexOf('\n', longest - notice.length);
  return `${markdown.slice(0, Math.max(end, 0))}${notice}`;
}

/** The first of the bodies, each shorter than the one before, that GitHub lets a comment hold; the last one where none is short enough. Only those needed are made. */
export function firstFitting(bodies: readonly (() => Markdown)[], longest: number = LONGEST_COMMENT): Markdown {
  let body: Markdown = { markdown: '' };
  for (const make of bodies) {
    body = make();
    if (body.markdown.length <= longest) return body;
  }
  return body;
}
