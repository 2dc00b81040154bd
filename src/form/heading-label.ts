import { keepLast } from '../words/keep-last.ts';
import { normaliseLabel } from './normalise-label.ts';

/** What people put around a label when they rewrite its heading; on normalised text. */
const numbering = /^(?:(?:question|n[°o.]{1,2}) ?\d{1,2}[.):]?|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[ivxl]{1,6}[.)]|[a-z][.)])\s*[-–:]?\s+(?=\S)/;
const obligation = /\s*[([]?\s*(?:obligatoire|facultati(?:f|ve)|optionnel(?:le)?|requise?|required|optional)\s*[)\]]?$/;

/** Titles whose label is kept, of each form: more than a form has. Most bodies bear them as the form writes them, and each is looked at more than once. */
const KEPT = 200;

const byForm = new WeakMap<ReadonlySet<string>, (text: string) => string | null>();

/**
 * The label, normalised, that the text of a heading bears: as it is, else without emphasis, number, « (obligatoire) » nor characters that nobody sees. Null
 * when it bears none of `labels`, which are those of a form.
 */
export function headingLabel(text: string, labels: ReadonlySet<string>): string | null {
  if (text.length > LONGEST) return null;
  const labelOf = byForm.get(labels) ?? keepLast(KEPT, (title) => readLabel(title, labels));
  byForm.set(labels, labelOf);
  return labelOf(text);
}

function readLabel(text: string, labels: ReadonlySet<string>): string | null {
  const written = normaliseLabel(text.replaceAll(unseen, ''));
  if (labels.has(written)) return written;
  const plain = normaliseLabel(
    withoutMarkup(written)
      .replaceAll(/\*{1,3}|_{1,3}(?=\S)|(?<=\S)_{1,3}|`|~~/g, '')
      .replace(/^[^\p{L}\p{N}]+/u, '')
      .replace(/[^\p{L}\p{N})\]]+$/u, ''),
  );
  const bare = normaliseLabel(plain.replace(obligation, ''));
  return [plain, bare, plain.replace(numbering, ''), bare.replace(numbering, '')].find((label) => labels.has(label)) ?? null;
}

/** A heading longer than this bears no label, in characters. */
const LONGEST = 500;

const unseen = /[\u200b-\u200f\u2060\ufeff]/g;

/** Text without tags, entities nor the address of a link: « <u>Nom</u> », « [Nom](#nom) », « d&#39;utilisateurs ». */
function withoutMarkup(text: string): string {
  if (!/[<[&]/.test(text)) return text;
  return text
    .replaceAll(/<\/?[a-z][^<>]{0,100}>/g, '')
    .replaceAll(/\[([^\][]{1,300})\]\([^()]{0,300}\)/g, '$1')
    .replaceAll(/&(?:#0?39|apos|rsquo);/g, "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}
