import { daysBefore, daysInMonth, endOfWeek } from '../words/calendar.ts';

/** What the words for a time mean. `year` is null where they do not say it. */
export type Time =
  | { readonly kind: 'day'; readonly year: number | null; readonly month: number; readonly day: number }
  /** From a month to another, its start or its middle only where that is said. */
  | {
      readonly kind: 'month';
      readonly year: number | null;
      readonly months: readonly [number, number];
      readonly part: 'start' | 'middle' | 'whole';
    }
  | { readonly kind: 'week'; readonly year: number | null; readonly week: number }
  /** A season, a feast or the end of a year, by its last day. */
  | { readonly kind: 'season'; readonly year: number | null; readonly month: number; readonly day: number }
  /** Counted from a day that the words do not say: « dans 3 mois », « J+30 ». */
  | { readonly kind: 'relative' }
  /** No calendar holds it. */
  | { readonly kind: 'impossible' };

/**
 * The last day that a time may mean, `AAAA-MM-JJ`: that of the quarter for « T3 2027 », the 10th for « début mars », the 20th for
 * « mi-mars ». Without a year, the first that is not wholly past on the day it was `written`: « au S2 » in January is the half-year to come. A day, a week or a
 * month may be past by some weeks, as a step that is done. Null where no day can be told.
 */
export function lastDay(time: Time, written: string): string | null {
  if (time.kind === 'relative' || time.kind === 'impossible') return null;
  if (time.year !== null) return lastDayIn(time, time.year);
  const year = Number(written.slice(0, 4));
  const from = daysBefore(written, isLong(time) ? 0 : LATELY);
  return [year - 1, year, year + 1, year + 2].flatMap((one) => lastDayIn(time, one) ?? []).find((day) => day >= from) ?? null;
}

/** Days after which nobody tells a past day without its year. */
const LATELY = 60;

function isLong(time: Calendar): boolean {
  return time.kind === 'season' || (time.kind === 'month' && time.months[0] !== time.months[1]);
}

type Calendar = Exclude<Time, { kind: 'relative' | 'impossible' }>;

function lastDayIn(time: Calendar, year: number): string | null {
  switch (time.kind) {
    case 'day':
    case 'season':
      return time.day >= 1 && time.day <= daysInMonth(year, time.month) ? iso(year, time.month, time.day) : null;
    case 'week':
      return endOfWeek(year, time.week);
    case 'month':
      return endOfPart(time, year);
    default:
      return time satisfies never;
  }
}

function endOfPart({ months: [from, to], part }: Extract<Time, { kind: 'month' }>, year: number): string {
  if (part === 'whole') return iso(year, to, daysInMonth(year, to));
  if (from === to) return iso(year, to, part === 'start' ? 10 : 20);
  const month = from + Math.floor(((to - from + 1) * (part === 'start' ? 1 : 2)) / 3) - 1;
  return iso(year, month, daysInMonth(year, month));
}

function iso(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
