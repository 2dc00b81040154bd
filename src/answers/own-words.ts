import { stripHtmlComments } from '../markdown/strip-html-comments.ts';
import { type PlainLine, plainLines } from '../markdown/plain-lines.ts';
import { splitLines } from '../markdown/split-lines.ts';
import { visible } from '../words/visible-text.ts';

/**
 * What somebody says in a comment in words of their own: without what it quotes, what a mail program adds (the message that is answered, the signature),
 * HTML comments, and attached files. Empty where nothing is left.
 */
export function ownWords(comment: string): string {
  const lines = visible(stripHtmlComments(comment)).split('\n');
  const own = lines.slice(0, ownCount(lines)).filter((line) => !isQuote(line) && !quotedBy.test(line));
  return attachments
    .reduce((text, attachment) => text.replaceAll(attachment, ' '), own.join('\n'))
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
}

/**
 * The lines of a comment that stand as ordinary text (`plainLines`), but for those that a mail program adds below: whoever answers by mail says nothing
 * of what the message that it answers says.
 */
export function ownPlainLines(comment: string): readonly PlainLine[] {
  const end = ownCount(splitLines(comment).map(visible));
  return plainLines(comment).filter(({ line }) => line <= end);
}

/** How many of these lines come before what a mail program adds. */
function ownCount(lines: readonly string[]): number {
  const end = lines.findIndex((line, at) => endOfMail.test(line) || isHeader(lines, at) || announcesMail(lines, at));
  return end === -1 ? lines.length : end;
}

/** « De : Camille », above « Envoyé : … »: the message that is answered, as Outlook shows it. */
function isHeader(lines: readonly string[], at: number): boolean {
  return sender.test(lines[at] ?? '') && lines.slice(at + 1, at + 3).some((line) => header.test(line));
}

/** « Le lun. 4 janv. 2027, Camille a écrit : », on up to three lines, above words that bear no mark of a quote. */
function announcesMail(lines: readonly string[], at: number): boolean {
  if (!/^(?:le|on) /i.test(lines[at] ?? '')) return false;
  const height = [1, 2, 3].find((count) =>
    quotedBy.test(
      lines
        .slice(at, at + count)
        .join(' ')
        .trim(),
    ),
  );
  if (height === undefined) return false;
  const next = lines.slice(at + height).find((line) => line.trim() !== '');
  return next !== undefined && !isQuote(next);
}

function isQuote(line: string): boolean {
  return /^ {0,3}>/.test(line);
}

/** True for a comment that brings a file, or an image. */
export function bringsFile(comment: string): boolean {
  return attachments.some((attachment) => comment.search(attachment) !== -1);
}

/** What follows is a signature (RFC 3676, "4.3 Usenet Signature Convention"), or the message that is answered. */
const endOfMail =
  /^(?:-- |-{2,10} ?(?:message d[’']origine|original message)\b.*|(?:de|from) ?: [^@\n]{1,100}@\S{1,200}|(?:envoyé (?:de mon|à partir d|depuis)|sent from my) ?.{1,60})$/i;

const sender = /^[*_ ]{0,5}(?:de|from)[*_ \u00A0]{0,5}:[*_ ]{0,5}\S/i;
const header = /^[*_ ]{0,5}(?:envoyé|date|à|objet|sent|to|subject)[*_ \u00A0]{0,5}:/i;

/** « Le lun. 4 janv. 2027 à 10:00, Camille <…> a écrit : », before what it quotes. */
const quotedBy = /^(?:le|on) .{1,300}(?:a écrit|wrote) ?:$/i;

/** The files that GitHub's page attaches, as it writes them ("Attaching files", GitHub documentation), and images of anywhere. None goes on past the start of another: a text made long is read once. */
const attachments: readonly RegExp[] = [
  /!\[[^[\]\n]{0,300}\]\([^)\s]{1,1000}\)/g,
  /<(?:img|video)\b[^<>]{0,1000}>/gi,
  /\[[^[\]\n]{0,300}\]\(https:\/\/[^)\s/]{1,100}\/(?:user-attachments|[^)\s/]{1,100}\/[^)\s/]{1,100}\/(?:assets|files))\/[^)\s]{1,1000}\)/g,
  /https:\/\/(?:[^\s/]{1,100}\/(?:user-attachments|[^\s/]{1,100}\/[^\s/]{1,100}\/(?:assets|files))\/|user-images\.githubusercontent\.com\/)\S{1,1000}/g,
];
