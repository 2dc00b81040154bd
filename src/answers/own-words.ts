import { stripHtmlComments } from '../markdown/strip-html-comments.ts';
import { visible } from '../words/visible-text.ts';

/**
 * What somebody says in a comment in words of their own: without what it quotes, what a mail program adds (the message that is answered, the signature),
 * HTML comments, and attached files. Empty where nothing is left.
 */
export function ownWords(comment: string): string {
  const lines = visible(stripHtmlComments(comment)).split('\n');
  const end = lines.findIndex((line) => endOfMail.test(line));
  const own = (end === -1 ? lines : lines.slice(0, end)).filter((line) => !/^ {0,3}>/.test(line) && !quotedBy.test(line));
  return attachments
    .reduce((text, attachment) => text.replaceAll(attachment, ' '), own.join('\n'))
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
}

/** True for a comment that brings a file, or an image. */
export function bringsFile(comment: string): boolean {
  return attachments.some((attachment) => comment.search(attachment) !== -1);
}

/** What follows is a signature (RFC 3676, "4.3 Usenet Signature Convention"), or the message that is answered. */
const endOfMail = /^(?:-- |-{2,10} ?(?:message d[’']origine|original message)\b.*|(?:de|from) ?: [^@\n]{1,100}@\S{1,200})$/i;

/** « Le lun. 4 janv. 2027 à 10:00, Camille <…> a écrit : », before what it quotes. */
const quotedBy = /^(?:le|on) .{1,300}(?:a écrit|wrote) ?:$/i;

/** The files that GitHub's page attaches, as it writes them ("Attaching files", GitHub documentation), and images of anywhere. None goes on past the start of another: a text made long is read once. */
const attachments: readonly RegExp[] = [
  /!\[[^[\]\n]{0,300}\]\([^)\s]{1,1000}\)/g,
  /<(?:img|video)\b[^<>]{0,1000}>/gi,
  /\[[^[\]\n]{0,300}\]\(https:\/\/[^)\s/]{1,100}\/(?:user-attachments|[^)\s/]{1,100}\/[^)\s/]{1,100}\/(?:assets|files))\/[^)\s]{1,1000}\)/g,
  /https:\/\/(?:[^\s/]{1,100}\/(?:user-attachments|[^\s/]{1,100}\/[^\s/]{1,100}\/(?:assets|files))\/|user-images\.githubusercontent\.com\/)\S{1,1000}/g,
];
