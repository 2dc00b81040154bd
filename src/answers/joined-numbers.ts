import { daysInMonth } from '../words/calendar.ts';
import type { Time } from './time.ts';

/** What two or three numbers joined as dates are mean: `12/03/2027`, `2027-03-12`, `03/2027`, `12.03.27`; null for what is no date at all (a version, a ratio). */
export function readJoinedNumbers(written: string): Time | null {
  const [first = '', second = '', third] = written.split(/[/.-]/);
  if (third === undefined) return readTwo(written, [first, second]);
  if (isYear(first)) return readDay([first, second, third]) ?? { kind: 'impossible' };
  // Two digits make a year between slashes, and where what stands before can only be a day: `1.33.40` is a version.
  const slashed = written.split('/').length === 3 || (/^\d\d\.\d\d\.\d\d$/.test(written) && Number(second) <= 12);
  const year = third.length === 2 && slashed ? `20${third}` : third;
  return isYear(year) ? (readDay([year, second, first]) ?? readDay([year, first, second]) ?? { kind: 'impossible' }) : null;
}

function readTwo(written: string, [first, second]: readonly [string, string]): Time | null {
  if (isYear(first)) return readMonth(first, second);
  if (isYear(second)) return readMonth(second, first);
  // « 24/7 » is a level of service, not the 24th of July.
  if (!written.includes('/') || written === '24/7') return null;
  // The year is not said: 2028 has a 29th of February.
  const day = readDay(['2028', second, first]);
  if (day !== null) return { ...day, year: null };
  // « 03/27 »: no month is called so, and the year is one that a project plans for.
  return /^(?:2[4-9]|3\d)$/.test(second) ? readMonth(`20${second}`, first) : null;
}

function readMonth(year: string, month: string): Time | null {
  const number = Number(month);
  return number >= 1 && number <= 12 ? { kind: 'month', year: Number(year), months: [number, number], part: 'whole' } : null;
}

function readDay([year, month, day]: readonly [string, string, string]): Extract<Time, { kind: 'day' }> | null {
  const read = { kind: 'day', year: Number(year), month: Number(month), day: Number(day) } as const;
  const real = read.month >= 1 && read.month <= 12 && read.day >= 1 && read.day <= daysInMonth(read.year, read.month);
  return real ? read : null;
}

function isYear(digits: string): boolean {
  return /^(?:19|20)\d{2}$/.test(digits);
}
