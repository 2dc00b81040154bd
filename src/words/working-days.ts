import { parisDate } from './calendar.ts';
import { type HolidayName, holidaysOf, type Region } from './holidays.ts';

/** Which days are worked, besides Monday to Friday. */
export interface WorkingCalendar {
  /** Regions whose own public holidays count too. */
  readonly regions: readonly Region[];
  /** Other days off, `AAAA-MM-JJ`. */
  readonly closed: readonly string[];
  /** Public holidays that are worked: each year by name, or once by its day (`AAAA-MM-JJ`). */
  readonly worked: readonly string[];
}

const dayLength = 24 * 60 * 60 * 1000;
const parisClock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });

/** True for a day (`AAAA-MM-JJ`) from Monday to Friday that is neither a public holiday nor closed. */
export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  return isWeekday(day) && !daysOff(yearOf(day), calendar).has(day);
}

/**
 * The instant, ISO, at which it is the same time in Paris that many working days later (a whole number, from 0): from a Friday 10 h, one working day leads to
 * Monday 10 h, and so it does from the Saturday.
 */
export function addWorkingDays(instant: string, count: number, calendar: WorkingCalendar): string {
  const start = parisDate(instant);
  let day = start;
  for (let left = count; left > 0;) {
    day = nextDay(day);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  if (day === start) return instant;
  const there = parisTime(Date.parse(instant)) + Date.parse(day) - Date.parse(start);
  // The clock changes on Sundays alone: all hours of a working day have the difference of its noon.
  const noon = Date.parse(`${day}T12:00:00Z`);
  return new Date(there - (parisTime(noon) - noon)).toISOString();
}

/**
 * The number of working days that begin in Paris after an instant and until another; 0 where the second is not later. Stretches that follow one another add up:
 * a day counts for the one in which it began.
 */
export function workingDaysBetween(from: string, to: string, calendar: WorkingCalendar): number {
  const [first, last] = [parisDate(from), parisDate(to)];
  if (last <= first) return 0;
  const years = Array.from({ length: yearOf(last) - yearOf(first) + 1 }, (_, index) => yearOf(first) + index);
  const off = years.flatMap((year) => [...daysOff(year, calendar)]).filter((day) => day > first && day <= last && isWeekday(day));
  return weekdaysUpTo(last) - weekdaysUpTo(first) - off.length;
}

/** The days off of each year, by calendar: asked for at every stretch of every dossier. */
const known = new WeakMap<WorkingCalendar, Map<number, ReadonlySet<string>>>();

function daysOff(year: number, calendar: WorkingCalendar): ReadonlySet<string> {
  const years = known.get(calendar) ?? new Map<number, ReadonlySet<string>>();
  const days = years.get(year) ?? reckonDaysOff(year, calendar);
  known.set(calendar, years.set(year, days));
  return days;
}

/** The public holidays of a year that are not worked, and the days that are closed. */
function reckonDaysOff(year: number, { regions, closed, worked }: WorkingCalendar): ReadonlySet<string> {
  const isWorked = (name: HolidayName, day: string) => worked.includes(name) || worked.includes(day);
  const holidays = holidaysOf(year, regions).filter(({ name, day }) => !isWorked(name, day));
  return new Set([...holidays.map(({ day }) => day), ...closed.filter((day) => yearOf(day) === year)]);
}

/** The number of days from Monday to Friday until this one, from Monday the 29th of December 1969. */
function weekdaysUpTo(day: string): number {
  const days = Date.parse(day) / dayLength + 4;
  return Math.floor(days / 7) * 5 + Math.min(days % 7, 5);
}

function isWeekday(day: string): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + dayLength).toISOString().slice(0, 10);
}

/** What the clocks of Paris show at an instant, as if they stood in UTC. */
function parisTime(time: number): number {
  const second = Math.floor(time / 1000) * 1000;
  return Date.parse(`${parisClock.format(new Date(second)).replace(' ', 'T')}Z`) + time - second;
}
