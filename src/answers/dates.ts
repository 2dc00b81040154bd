import { normaliseText } from '../form/normalise-label.ts';
import { isDate } from '../words/calendar.ts';

/** Two or three numbers joined as dates are: `12/03/2027`, `2027-03-12`, `03/2027`, `12.03.2027`. */
const joinedNumbers = /(?<![\d/.-])\d{1,4}(?:[/.-]\d{1,4}){1,2}(?![\d/-]|\.\d)/g;

const units = '(?:jours?|semaines?|mois|ans?|annees?|trimestres?|semestres?|sprints?)';
const counts = '(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|dix-huit|quelques)';

/** What names a time other than by numbers alone; on normalised text. Every repetition is bounded. */
const wordings = [
  /\b(?:janvier|janv|fevrier|fevr?|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov|decembre|dec)\b/,
  /(?<![\d.,:])20[1-4]\d(?!\d)/,
  /\b(?:[tq][1-4]|s[12])\b/,
  /\b(?:[1-4](?:er|e|eme|nd)?|premier|deuxieme|second|troisieme|quatrieme|dernier|prochain) (?:trimestre|semestre)/,
  /\b(?:(?:semaine|sem\.?|sprint)(?: du)? ?\d{1,2}|s\d{2})\b/,
  new RegExp(`\\b\\d{1,4} ${units}\\b`),
  new RegExp(`\\b${counts} ${units}\\b`),
  /\b[jms] ?\+ ?\d{1,3}\b/,
  /\b(?:semaine|mois|trimestre|semestre|annee|printemps|ete|automne|hiver) (?:prochaine?|suivante?|en cours)\b/,
  /\b(?:printemps|automne|hiver|rentree|noel|cet ete|l'ete|demain|aujourd'hui)\b/,
  /\b(?:debut|mi|fin|courant|milieu)(?:-| | de | d')(?:l')?annee\b/,
];

/** True when a text names a day, a month, a quarter, a year, a season or a delay, in any of the forms that people write in French. */
export function mentionsDate(text: string): boolean {
  const plain = normaliseText(text);
  return wordings.some((wording) => wording.test(plain)) || readNumbers(plain).some(({ possible }) => possible === true);
}

/** Dates written whole, with a day, a month and a year, that no calendar holds (`31/02/2027`), as they are written. */
export function impossibleDates(text: string): readonly string[] {
  return readNumbers(text).flatMap(({ written, possible }) => (possible === false ? [written] : []));
}

/** Each group of joined numbers, with whether the calendar holds it; null for what is no date at all (a version, a ratio). */
function readNumbers(text: string): readonly { readonly written: string; readonly possible: boolean | null }[] {
  return [...text.matchAll(joinedNumbers)].map(([written]) => ({ written, possible: isPossible(written) }));
}

function isPossible(written: string): boolean | null {
  const [first = '', second = '', third] = written.split(/[/.-]/);
  if (third === undefined) return isMonthOrDay(written, [first, second]);
  if (isYear(first)) return isDay([first, second, third]);
  // Two digits make a year only between slashes: `1.33.40` is a version.
  const year = third.length === 2 && written.split('/').length === 3 ? `20${third}` : third;
  return isYear(year) ? isDay([year, second, first]) || isDay([year, first, second]) : null;
}

function isMonthOrDay(written: string, [first, second]: readonly [string, string]): boolean | null {
  if (isYear(first)) return isDay([first, second, '1']) ? true : null;
  if (isYear(second)) return isDay([second, first, '1']) ? true : null;
  // « 24/7 » is a level of service, not the 24th of July.
  return written.includes('/') && written !== '24/7' && isDay(['2028', second, first]) ? true : null;
}

function isYear(digits: string): boolean {
  return /^(?:19|20)\d{2}$/.test(digits);
}

function isDay([year, month, day]: readonly [string, string, string]): boolean {
  return isDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
