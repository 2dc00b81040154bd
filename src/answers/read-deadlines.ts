import { normaliseText } from '../form/normalise-label.ts';
import { answerLines } from './answer-lines.ts';
import { readDates } from './dates.ts';
import { excerpt } from './excerpt.ts';
import { lastDay } from './time.ts';

/** A date of a schedule, read as its last day, with what the schedule says of it. */
export interface Deadline {
  /** `AAAA-MM-JJ`. */
  readonly day: string;
  /** In the writer's words, on one line, at most 80 characters; null where the date stands alone. */
  readonly label: string | null;
}

/** Lines that are read of a schedule, and characters of each: no schedule is longer. */
const MOST_LINES = 200;
const LONGEST_LINE = 500;

/** The dates of a schedule, in its order: one or several a line, before or after what they are for, in a list, a table or sentences; a year that is not said is told from the day that it was written. */
export function readDeadlines(text: string, writtenOn: string): readonly Deadline[] {
  return answerLines(text)
    .slice(0, MOST_LINES)
    .flatMap((line) => deadlinesOf(line.text.slice(0, LONGEST_LINE), writtenOn));
}

interface Span {
  readonly day: string | null;
  /** First word, and the word after the last one. */
  readonly from: number;
  readonly to: number;
}

function deadlinesOf(line: string, writtenOn: string): readonly Deadline[] {
  // Signs are words of their own, so that a date is made of whole words.
  const words = line
    .normalize('NFC')
    .replaceAll(/[*_`]/g, '')
    .replaceAll(/[:;,()|=→>]/g, ' $& ')
    .split(/\s+/)
    .filter((word) => word !== '');
  const plain = normaliseText(words.join(' '));
  const { mentions } = readDates(plain);
  const dates = mentions.map(({ at, written, time }): Span => {
    const from = plain.slice(0, at).split(' ').length - 1;
    return { day: lastDay(time, writtenOn), from, to: from + written.split(' ').length };
  });
  const spans = dates.reduce<readonly Span[]>((joined, date) => joinRange(joined, { date, words }), []);
  const datesFirst = spans[0]?.from === 0 || words.slice(0, spans[0]?.from ?? 0).every(leadsToADate);
  return spans.flatMap(({ day, from, to }, index) => {
    if (day === null) return [];
    const label = datesFirst ? words.slice(to, spans[index + 1]?.from) : words.slice(spans[index - 1]?.to ?? 0, from);
    return [{ day, label: labelOf(label) }];
  });
}

/** « du 12 avril au 30 avril » is one date, its last day. */
function joinRange(joined: readonly Span[], { date, words }: { readonly date: Span; readonly words: readonly string[] }): readonly Span[] {
  const before = joined.at(-1);
  const between = before === undefined ? null : words.slice(before.to, date.from).join(' ').toLowerCase();
  const isRange =
    between === 'au' || (between === 'et le' && /^entre le$/i.test(words.slice((before?.from ?? 0) - 2, before?.from).join(' ')));
  return before !== undefined && isRange ? [...joined.slice(0, -1), { ...date, from: before.from }] : [...joined, date];
}

function labelOf(words: readonly string[]): string | null {
  let from = 0;
  let to = words.length;
  while (from < to && isConnector(words[from] ?? '')) from++;
  while (to > from && leadsToADate(words[to - 1] ?? '')) to--;
  const text = excerpt(
    words
      .slice(from, to)
      .join(' ')
      .replaceAll(/ (?=[,)])|(?<=\() /g, ''),
  );
  return text === '' ? null : text;
}

const connectors: ReadonlySet<string> = new Set(
  "le la les l en au aux à a du de des d pour avant vers et puis dès d’ici d'ici ici depuis on the in by at".split(' '),
);

const leads: ReadonlySet<string> = new Set([
  ...connectors,
  ...'lundi mardi mercredi jeudi vendredi samedi dimanche entre courant fin début mi prévu prévue prévus prévues est sera'.split(' '),
]);

/** A sign, or a word that only joins. */
function isConnector(word: string): boolean {
  return isOneOf(connectors, word);
}

/** The same, or a word that only leads to a date. */
function leadsToADate(word: string): boolean {
  return isOneOf(leads, word);
}

function isOneOf(some: ReadonlySet<string>, word: string): boolean {
  const bare = word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').toLowerCase();
  return bare === '' || some.has(bare);
}
