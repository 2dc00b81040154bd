import { normaliseText } from '../form/normalise-label.ts';
import { daysInMonth } from '../words/calendar.ts';
import { readJoinedNumbers } from './joined-numbers.ts';
import { monthNumber, months } from './months.ts';
import type { Time } from './time.ts';

/** A time that a text names, with what it means. */
export interface DateMention {
  /** As it stands in the text made plain (`normaliseText`), in its order. */
  readonly written: string;
  readonly at: number;
  readonly time: Time;
}

/** What a text says of time, and the text without it. */
export interface DateReading {
  /** In the order of the text. */
  readonly mentions: readonly DateMention[];
  /** The text made plain (`normaliseText`), each mention blanked: what is left to look for figures in. */
  readonly rest: string;
}

/**
 * The days, months, quarters, years, seasons and delays that a text names, in any of the forms that people write in French, English
 * months included. What no calendar holds (`31/02/2027`, « 31 nov. ») is a mention of its own, `impossible`. Versions, ratios and levels
 * of service (« 24/7 ») are none.
 */
export function readDates(text: string): DateReading {
  const mentions: DateMention[] = [];
  let rest = normaliseText(text);
  if (!mayTellTime(rest)) return { mentions, rest };
  for (const { pattern, timeOf } of wordings) {
    rest = rest.replace(pattern, (written: string, ...matched: unknown[]) => {
      const groups = matched.map((group) => (typeof group === 'string' ? group : ''));
      const time = timeOf(groups, written);
      if (time === null) return written;
      mentions.push({ written: written.trim(), at: matched.find((value) => typeof value === 'number') ?? 0, time });
      return BLANK.repeat(written.length);
    });
  }
  return { mentions: mentions.toSorted((a, b) => a.at - b.at), rest: rest.replaceAll(BLANK, ' ') };
}

/** True when a text names a time that can be: a day, a month, a quarter, a year, a season or a delay. */
export function mentionsDate(text: string): boolean {
  return readDates(text).mentions.some(({ time }) => time.kind !== 'impossible');
}

/** Stands for what was read, so that nothing is read twice; no text holds it once made plain. */
const BLANK = '\u0001';

/** Most texts hold none of the signs of a time, and are looked at no further. */
function mayTellTime(plain: string): boolean {
  return inWords.test(plain) || (/\d/.test(plain) && withFigures.test(plain));
}

const inWords =
  /janv|janu|fev|feb|mars|march|avr|apr|ma[iy]|jui|jun|jul|aout|aug|sept|oct|nov|dec|mestre|trim|quarter|semaine|week|mois|month|an(?:s|nee)?s?\b|year|jour|ete\b|printemps|spring|summer|automne|autumn|hiver|winter|rentree|noel|christmas|paques|easter|ascension|pentecote|toussaint|demain|sprint|prochain|quinzaine|huitaine/;
/** What a time has beside its figures, where no word above says it: `12/03`, `2027`, `T3`, `S12`, `J+30`, « sem. 12 », « lundi matin, 9 h ». */
const withFigures = /\d ?[/.-] ?\d|20\d\d|[tqsw]\d|\d[tqs]|\+|sem|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche/;

interface Wording {
  /** On plain text; every repetition in it is bounded. */
  readonly pattern: RegExp;
  /** What the groups of a match mean, null where it is no time after all. */
  readonly timeOf: (groups: readonly string[], written: string) => Time | null;
}

const year = '(?:[ ,./-]{1,3}(?:de )?((?:19|20)\\d{2})(?!\\d))?';
/** « T3/27 », « S1-28 ». */
const shortYear = "(?:[/'’-](2[4-9]|3\\d)(?![\\d/-]))?";
const part = "(?:(debut|mi|milieu|courant|fin|end|early|mid|late)[ -](?:de |d'|du |of )?(?:l'|la |le )?)?";
const rank = '([1-4](?:er|e|eme|ere|nd)?|premier|deuxieme|second|troisieme|quatrieme|dernier)';
const units = '(?:jours?|semaines?|mois|ans?|annees?|trimestres?|semestres?|sprints?)';
const counts = '(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|dix-huit|quelques)';

/** Tried one after the other, the longest first. */
const wordings: readonly Wording[] = [
  {
    pattern: /(?<![\d/.-])\d{1,2} \/ \d{1,2} \/ (?:19|20)\d{2}(?!\d)/g,
    timeOf: (_, written) => readJoinedNumbers(written.replaceAll(' ', '')),
  },
  {
    pattern: /(?<![\w.,-])(20[2-4]\d)(0[1-9]|1[0-2])([0-3]\d)(?![\w,]|\.\d)/g,
    timeOf: ([inYear = '', month = '', day = '']) => realDay(inYear, { month: Number(month), day: Number(day) }),
  },
  { pattern: /(?<![\d/.\p{L}-])\d{1,4}(?:[/.-]\d{1,4}){1,2}(?![\d/-]|\.\d)/gu, timeOf: (_, written) => readJoinedNumbers(written) },
  {
    pattern: new RegExp(
      `(?<![\\d.,])(?:(?:du|entre le) \\d{1,2}(?:er)? (?:au|et le) )?(\\d{1,2})(?:er|st|nd|rd|th)?[ .-]?(${months})\\b\\.?${year}`,
      'g',
    ),
    timeOf: ([day = '', month = '', inYear = '']) => realDay(inYear, { month: monthNumber(month), day: Number(day) }),
  },
  {
    pattern: new RegExp(`${part}(?<![\\p{L}\\d])(${months})(?![\\p{L}\\d])\\.?${year}`, 'gu'),
    timeOf: ([when = '', month = '', inYear = ''], written) =>
      isNumberSept(written, when, inYear)
        ? null
        : { kind: 'month', year: yearOf(inYear), months: [monthNumber(month), monthNumber(month)], part: partOf(when) },
  },
  {
    pattern: new RegExp(
      `${part}(?<![\\p{L}\\d])(?:((?:19|20)\\d{2})[ /-]?)?(?:[tq]([1-4])|${rank} (?:trim(?:estre)?|quarter))(?![\\p{L}\\d])${year}${shortYear}`,
      'gu',
    ),
    timeOf: ([when = '', before = '', digit = '', word = '', after = '', short = '']) => {
      const quarter = digit === '' ? rankNumber(word, 4) : Number(digit);
      return { kind: 'month', year: yearOf(before || after || inFull(short)), months: [quarter * 3 - 2, quarter * 3], part: partOf(when) };
    },
  },
  // « 1T27 », « 2S 2027 ».
  {
    pattern: /(?<![\p{L}\d.,])([1-4])([tqs])(?: ?(20[2-4]\d)|[-/]?(2[4-9]|3\d))(?![\p{L}\d])/gu,
    timeOf: ([rankIn = '', unit = '', inYear = '', short = '']) => {
      const length = unit === 's' ? 6 : 3;
      const last = Number(rankIn) * length;
      return last > 12 ? null : { kind: 'month', year: yearOf(inYear || inFull(short)), months: [last - length + 1, last], part: 'whole' };
    },
  },
  {
    pattern: new RegExp(`${part}(?<![\\p{L}\\d])(?:s([12])|${rank} semestre)(?![\\p{L}\\d])${year}${shortYear}`, 'gu'),
    timeOf: ([when = '', digit = '', word = '', inFigures = '', short = '']) => {
      const inYear = inFigures || inFull(short);
      const half = digit === '' ? rankNumber(word, 2) : Number(digit);
      return { kind: 'month', year: yearOf(inYear), months: [half * 6 - 5, half * 6], part: partOf(when) };
    },
  },
  {
    pattern: new RegExp(`\\b(?:semaines? |sem\\.? ?|[sw](?=\\d{2}))(?:\\d{1,2} (?:a|et|ou|-) )?(\\d{1,2})(?![\\d:h])${year}`, 'g'),
    timeOf: ([week = '', inYear = '']) =>
      Number(week) >= 1 && Number(week) <= 53 ? { kind: 'week', year: yearOf(inYear), week: Number(week) } : null,
  },
  {
    pattern: new RegExp(`\\b(avant (?:l')?|d'ici (?:a )?(?:l')?|cet |l'|d'|en |fin |debut |courant |mi-)ete\\b${year}`, 'g'),
    timeOf: ([before = '', inYear = '']) =>
      seasonOf(inYear, /^(?:avant|d'ici)/.test(before) ? { month: 6, day: 20 } : { month: 9, day: 20 }),
  },
  { pattern: /\bete ((?:19|20)\d{2})(?!\d)/g, timeOf: ([inYear = '']) => seasonOf(inYear, { month: 9, day: 20 }) },
  {
    pattern: new RegExp(
      `\\b(printemps|spring|automne|autumn|hiver|winter|rentree|noel|christmas|paques|easter|ascension|pentecote|toussaint|(?:fin|end) (?:d'|de l'|of )(?:annee|year)|debut d'annee|(?:mi|milieu)(?:-| d'| de l')annee|cette annee|annee en cours)\\b${year}`,
      'g',
    ),
    timeOf: ([word = '', inYear = '']) => seasonOf(inYear, seasonEnd(word)),
  },
  {
    pattern: new RegExp(`${part}(?<![\\d.,:]|[\\p{L}])(20[1-4]\\d)(?!\\d|[.,]\\d|[\\p{L}])`, 'gu'),
    timeOf: ([when = '', inYear = '']) => ({ kind: 'month', year: Number(inYear), months: [1, 12], part: partOf(when) }),
  },
  ...[
    new RegExp(`\\b(?:\\d{1,4}|${counts}) ?${units}\\b`, 'g'),
    /\bt0(?: ?\+ ?\d{1,3})?\b/g,
    /\b[jms] ?\+ ?\d{1,3}\b/g,
    /\bsprint ?\d{1,2}\b/g,
    /\bsous (?:quinzaine|huitaine)\b/g,
    /\bsemaine du \d{1,2}(?:er)?\b/g,
    /\b(?:semaine|mois|trimestre|semestre|annee|printemps|automne|hiver|week|month|quarter|year) (?:prochaine?|suivante?|en cours)\b/g,
    /\b(?:next|this) (?:week|month|quarter|year|summer|spring)\b/g,
    /\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s? (?:prochain|en (?:huit|quinze)|soir|matin)\b/g,
    /\b(?:prochaine?s? (?:semaine|mois|trimestre|semestre)|demain|aujourd'hui)\b/g,
  ].map((pattern): Wording => ({ pattern, timeOf: () => ({ kind: 'relative' }) })),
];

function dayOf(written: string, { month, day }: { readonly month: number; readonly day: number }): Time {
  return { kind: 'day', year: yearOf(written), month, day };
}

function seasonOf(written: string, { month, day }: { readonly month: number; readonly day: number }): Time {
  return { kind: 'season', year: yearOf(written), month, day };
}

/** A day of a month named by its word: impossible where the month is shorter, no day at all below 1. */
function realDay(written: string, date: { readonly month: number; readonly day: number }): Time | null {
  if (date.day < 1) return null;
  // The year is not said: 2028 has a 29th of February.
  return date.day <= daysInMonth(yearOf(written) ?? 2028, date.month) ? dayOf(written, date) : { kind: 'impossible' };
}

function inFull(short: string): string {
  return short === '' ? '' : `20${short}`;
}

function yearOf(written: string): number | null {
  return written === '' ? null : Number(written);
}

function partOf(word: string): 'start' | 'middle' | 'whole' {
  if (/^(?:debut|early)$/.test(word)) return 'start';
  return /^(?:mi|milieu|mid)$/.test(word) ? 'middle' : 'whole';
}

function rankNumber(word: string, last: number): number {
  const rankOf: Readonly<Record<string, number>> = { premier: 1, deuxieme: 2, second: 2, troisieme: 3, quatrieme: 4, dernier: last };
  return Math.min(last, rankOf[word] ?? Number.parseInt(word, 10));
}

/** « sept » is seven unless something about it tells the month: « mi-sept », « sept. », « sept 2027 ». */
function isNumberSept(written: string, when: string, inYear: string): boolean {
  return written.endsWith('sept') && when === '' && inYear === '';
}

/** The last day that a season or a feast may mean, whatever the year. */
function seasonEnd(word: string): { readonly month: number; readonly day: number } {
  if (/^(?:printemps|spring)/.test(word)) return { month: 6, day: 20 };
  if (/^(?:automne|autumn)/.test(word)) return { month: 12, day: 20 };
  if (/^(?:hiver|winter|debut)/.test(word)) return { month: 3, day: 20 };
  if (word.startsWith('mi')) return { month: 6, day: 30 };
  if (word === 'rentree') return { month: 9, day: 30 };
  if (/^(?:noel|christmas)/.test(word)) return { month: 12, day: 25 };
  if (/^(?:paques|easter)/.test(word)) return { month: 4, day: 25 };
  if (word === 'ascension') return { month: 6, day: 3 };
  if (word === 'pentecote') return { month: 6, day: 13 };
  return word === 'toussaint' ? { month: 11, day: 5 } : { month: 12, day: 31 };
}
