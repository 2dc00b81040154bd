import { keepLast } from './keep-last.ts';

/** The dates of a dossier are few, and asked for again and again. */
const DATES_KEPT = 500;

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const parisDay = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day of an instant in Paris, `AAAA-MM-JJ`: dates that people type are read in their time zone. Throws a RangeError for what is no instant. */
export const parisDate = keepLast(DATES_KEPT, (instant) => parisDay.format(new Date(instant)));

/** The instant `days` days later, ISO. */
export function daysLater(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * day).toISOString();
}

/** The instant `hours` hours later, ISO. */
export function hoursLater(instant: string, hours: number): string {
  return new Date(Date.parse(instant) + hours * hour).toISOString();
}

/** The first instant, ISO, of the day after `date` (`AAAA-MM-JJ`) in UTC plus three hours: surely tomorrow in Paris, winter and summer. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T03:00:00Z`) + day).toISOString();
}

/** True when `date` is a day that exists, written `AAAA-MM-JJ`. */
export function isDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** The latest of instants, ISO; GitHub writes seconds, others milliseconds, so they are compared as times. */
export function latest(instants: readonly [string, ...string[]]): string {
  return instants.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a));
}

/** The earliest of instants, null for none. */
export function earliest(instants: readonly string[]): string | null {
  return instants.reduce<string | null>((a, b) => (a === null || Date.parse(b) < Date.parse(a) ? b : a), null);
}

/** The number of days of a month, from 1 (January) to 12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The Sunday that ends a week, `AAAA-MM-JJ`; weeks are numbered by ISO 8601: the first of a year holds its 4th of January. */
export function endOfWeek(year: number, week: number): string {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const firstSunday = fourth.getTime() + ((7 - fourth.getUTCDay()) % 7) * day;
  return new Date(firstSunday + (week - 1) * 7 * day).toISOString().slice(0, 10);
}

/** The day so many days before another, `AAAA-MM-JJ`. */
export function daysBefore(date: string, count: number): string {
  return new Date(Date.parse(date) - count * day).toISOString().slice(0, 10);
}

/** The Monday on which the week of a day begins, `AAAA-MM-JJ`. */
export function mondayOf(date: string): string {
  return daysBefore(date, (new Date(date).getUTCDay() + 6) % 7);
}
