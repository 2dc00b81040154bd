import { type PlainLine, plainLines } from '../markdown/plain-lines.ts';
import { readBlocks } from '../markdown/read-blocks.ts';
import { splitLines } from '../markdown/split-lines.ts';
import { blankHtmlComments, stripHtmlComments } from '../markdown/strip-html-comments.ts';
import { keepLast } from '../words/keep-last.ts';
import { visible } from '../words/visible-text.ts';

/**
 * What somebody says in a comment in words of their own: without what it quotes, what a mail program adds (the message that is answered, the signature),
 * HTML comments, and attached files. Empty where nothing is left.
 */
export function ownWords(comment: string): string {
  const text = visible(stripHtmlComments(comment)).normalize('NFC');
  const lines = text.split('\n');
  const own = lines.slice(0, ownCount(text)).filter((line, at) => !isQuote(line) && !isRule(line) && !announces(lines, at));
  return attachments
    .reduce((said, attachment) => said.replaceAll(attachment, ' '), own.join('\n'))
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
}

/**
 * The lines of a comment that stand as ordinary text (`plainLines`), but for those that a mail program adds below: whoever answers by mail says nothing
 * of what the message that it answers says.
 */
export function ownPlainLines(comment: string): readonly PlainLine[] {
  return comment.length > LONGEST_KEPT ? readOwnPlainLines(comment) : ownPlainLinesOfShort(comment);
}

/** Comments whose lines are kept, and their longest, in characters: several rules read each of them at each look, and few of them ever change. */
const COMMENTS_KEPT = 500;
const LONGEST_KEPT = 2_000;

const ownPlainLinesOfShort = keepLast(COMMENTS_KEPT, readOwnPlainLines);

function readOwnPlainLines(comment: string): readonly PlainLine[] {
  const end = ownCount(blankHtmlComments(comment));
  // Cut first: « -- » just below a line would make a heading of it.
  return plainLines(splitLines(comment).slice(0, end).join('\n'));
}

/** How many lines of a text come before what a mail program adds; what stands in code is shown, and nobody's mail. */
function ownCount(text: string): number {
  const lines = splitLines(withoutFences(text)).map((line) => visible(line).normalize('NFC'));
  const end = lines.findIndex((line, at) => endOfMail.test(line) || isHeader(lines, at) || announcesMail(lines, at));
  return end === -1 ? lines.length : end;
}

/** The same lines, those of code empty. */
function withoutFences(text: string): string {
  if (!/```|~~~/.test(text)) return text;
  const lines = splitLines(text);
  for (const { kind, first, last } of readBlocks(text)) if (kind === 'fence') lines.fill('', first - 1, last);
  return lines.join('\n');
}

/** « De : Camille », above « Envoyé : … »: the message that is answered, as Outlook shows it. « De » above « À » may be a flow. */
function isHeader(lines: readonly string[], at: number): boolean {
  return sender.test(lines[at] ?? '') && lines.slice(at + 1, at + 4).some((line) => header.test(line));
}

/** An announcement above words that bear no mark of a quote. */
function announcesMail(lines: readonly string[], at: number): boolean {
  const height = announcement(lines, at);
  if (height === 0) return false;
  const next = lines.slice(at + height).find((line) => line.trim() !== '');
  return next !== undefined && !isQuote(next);
}

/** Whether a line is one of an announcement. */
function announces(lines: readonly string[], at: number): boolean {
  return heights.some((height) => announcement(lines, at - height + 1) >= height);
}

const heights = [1, 2, 3];

/** « Le lun. 4 janv. 2027, Camille a écrit : »: the lines that it takes, up to three; 0 where none begins there. */
function announcement(lines: readonly string[], at: number): number {
  if (!/^(?:le|on) /i.test(lines[at] ?? '')) return 0;
  const fits = (height: number) =>
    quotedBy.test(
      lines
        .slice(at, at + height)
        .join(' ')
        .trim(),
    );
  return heights.find(fits) ?? 0;
}

/** What Outlook draws above the message that is answered. */
function isRule(line: string): boolean {
  return /^_{10,}\s*$/.test(line);
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
  /^(?:-- |-{2,10} ?(?:message d[’']origine|mail original|original message)\b.*|(?:de|from)\s?: [^@\n]{1,100}@\S{1,200}|(?:(?:envoyé|sent) (?:de|depuis|à partir d[e’']|from) ?(?:my |mon |ma |un |l[’']application )?|(?:télécharger|obtenir|get) (?=outlook))(?:i?phone|ipad|mac|téléphone|mobile|smartphone|appareil|tablette|galaxy|samsung|huawei|android|outlook|yahoo|proton|gmail|(?<=application )mail)\b.{0,100})$/i;

const sender = /^[*_ ]{0,5}(?:de|from)[*_\s]{0,5}:[*_\s]{0,5}\S/i;
const header = /^[*_ ]{0,5}(?:envoyé|date|objet|sent|subject)[*_\s]{0,5}:/i;

/** « Le lun. 4 janv. 2027 à 10:00, Camille <…> a écrit : », before what it quotes. One that gives no day is a person's own sentence. */
const quotedBy = /^(?:le|on) (?=.{0,300}\d).{1,300}(?:a écrit|wrote)\s?:$/i;

/** The files that GitHub's page attaches, as it writes them ("Attaching files", GitHub documentation), and images of anywhere. None goes on past the start of another: a text made long is read once. */
const attachments: readonly RegExp[] = [
  /!\[[^[\]\n]{0,300}\]\([^)\s]{1,1000}\)/g,
  /<(?:img|video)\b[^<>]{0,1000}>/gi,
  /\[[^[\]\n]{0,300}\]\(https:\/\/[^)\s/]{1,100}\/(?:user-attachments|[^)\s/]{1,100}\/[^)\s/]{1,100}\/(?:assets|files))\/[^)\s]{1,1000}\)/g,
  /https:\/\/(?:[^\s/]{1,100}\/(?:user-attachments|[^\s/]{1,100}\/[^\s/]{1,100}\/(?:assets|files))\/|user-images\.githubusercontent\.com\/)\S{1,1000}/g,
];
