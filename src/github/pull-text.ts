import type { PullText } from '../dossier/mirror/repository-reading.ts';
import { digest } from '../words/digest.ts';

interface Text {
  readonly title: string;
  readonly body: string;
}

const pattern = /^<!-- accostage:text ([\w-]{22})(?: ([\w-]{22}))? -->\r?\n/m;

/**
 * The body under the mark by which the App knows later whether its title and it are as the App wrote them, what it wrote, and to which branch it sent the pull
 * request.
 */
export function markText(text: Text, base: string): string {
  return `<!-- accostage:text ${textDigest(text)} ${digest(base)} -->\n${text.body}`;
}

/** What a pull request's title and body, its other marks included, tell of who wrote them. */
export function readPullText({ title, body }: Text): PullText {
  const mark = pattern.exec(body);
  if (mark === null) return { written: null, edited: true, base: null };
  const [line, written = '', base = null] = mark;
  return { written, edited: textDigest({ title, body: body.slice(mark.index + line.length) }) !== written, base };
}

/** A title and a body as one word; GitHub need not keep line ends, nor spaces at the end. */
export function textDigest({ title, body }: Text): string {
  return digest(`${title.trim()}\n${body.replaceAll('\r\n', '\n').trimEnd()}`);
}
