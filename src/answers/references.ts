import { normaliseText } from '../form/normalise-label.ts';
import { technologies } from './technologies.ts';

/** Words before a number that make it the name of a place in a document, a plan or a building. */
const places =
  '§|art(?:icle)?\\.?|chap(?:itre)?\\.?|pages?|p\\.|sections?|annexes?|paragraphes?|figures?|fig\\.?|tableaux?|volets?|n°|no|numeros?|lots?|versions?|releases?|phases?|sprints?|etapes?|jalons?|paliers?|tickets?|jira|glpi|niveaux?|etages?|bureaux?|batiments?|zones?|vlans?|rfc|iso|itil|offres?|tome|ref\\.?|reference';

/** What holds digits and counts nothing, each bounded, on plain text. */
const references = [
  // Addresses, files, accounts.
  /\b(?:https?|ssh|git|ftp):\/\/\S{1,2000}/g,
  /[\w.+-]{1,64}@[\w.-]{1,253}/g,
  /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g,
  // A telephone number, with or without the country's.
  /(?<!\d)(?:\+ ?33 ?(?:\(0\) ?)?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)/g,
  /\b(?:tel|telephone|poste|fax)\.? ?:? ?\d[\d .-]{1,20}/g,
  // The version of a product, any other word before a lone number being left to the reader of figures; « PostgreSQL 40 Go » is a quantity.
  new RegExp(`(?<![\\p{L}\\d])(?:${technologies})[ -]?v?\\d{1,5}(?:\\.\\d{1,5}){0,3}[a-z]?(?![\\p{L}\\d]| ?[kmgt]i?[ob]\\b)`, 'gu'),
  new RegExp(`(?<![\\p{L}\\d])(?:${places}) ?[a-z]?\\d{1,9}(?:\\.\\d{1,5}){0,4}(?:-\\d{1,9}){0,2}(?! ?[kmgt]i?[ob]\\b)`, 'gu'),
  // Numbers that end a name: REQ-1234, env2, P95, S3, v1.2, #12.
  /(?<![\p{L}\d=])[\p{L}_][\p{L}_]{0,30}-?\d[\d.]{0,20}(?![\p{L}\d]|[ .,]\d)/gu,
  /(?<![\p{L}\d])v ?\d{1,4}(?:\.\d{1,4}){0,3}[a-z]?(?![\p{L}\d])/gu,
  /#\d{1,9}/g,
  // An order: 2e étage, 1er lot, 3rd.
  /(?<![\d.,])\d{1,3}(?:er|ere|e|eme|nde?|st|rd|th)(?![\p{L}\d])/gu,
  /\b[5-7] ?j(?:ours?)? ?(?:\/|sur) ?7\b/g,
  /\b24 ?(?:h ?)?\/ ?(?:24|7)(?: ?j)?\b/g,
  // Three numbers joined by dots are a version.
  /(?<![\d.,])\d{1,4}\.\d{1,4}\.\d{1,4}(?![\d])/g,
];

/** A text made plain (`normaliseText`), without the digits that only refer to something: versions, paragraphs, tickets, telephones, addresses. */
export function withoutReferences(text: string): string {
  const plain = normaliseText(text);
  return /\d|@|:\/\//.test(plain) ? references.reduce((rest, pattern) => rest.replace(pattern, ' · '), plain) : plain;
}
