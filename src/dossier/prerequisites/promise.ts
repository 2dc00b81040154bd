import { type DateMention, readDates } from '../../answers/dates.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { lastDay } from '../../answers/time.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import type { Asked } from '../prerequisite.ts';

type Days = Pick<Asked, 'today' | 'written'>;

/**
 * The day, `AAAA-MM-JJ`, that a text puts its answer off to, today or later: the last one that a line tells, and of several lines the
 * first to come. Null for days that no calendar holds, those already past, and delays counted from nobody knows when (« dans 3 mois »).
 */
export function putOffTo(text: string, days: Days): string | null {
  const lines = text.split('\n').map((line) => readDates(line).mentions);
  if (lines.some((mentions) => mentions.some(({ time }) => time.kind === 'impossible'))) return null;
  const [until] = lines.flatMap((mentions) => lastDays(mentions, days.written).slice(-1)).toSorted();
  return until === undefined || until < days.today ? null : until;
}

/** Why `putOffTo` finds no day to wait for in a text that puts its answer off. */
export function whyNoDay(text: string, { written }: Days): Sentence {
  const { mentions } = readDates(text);
  const shown = excerpt(text);
  const impossible = mentions.find(({ time }) => time.kind === 'impossible');
  if (impossible !== undefined) return say`la date ${impossible.written} n’existe pas dans le calendrier`;
  if (mentions.length === 0) return say`${shown} n’est pas encore une réponse`;
  return lastDays(mentions, written).length > 0
    ? say`la date promise dans ${shown} est passée`
    : say`${shown} ne donne pas de date précise`;
}

/** The days that some mentions may mean, the earliest first. */
function lastDays(mentions: readonly DateMention[], written: string): readonly string[] {
  return mentions.flatMap(({ time }) => lastDay(time, written) ?? []).toSorted();
}
