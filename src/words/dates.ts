import { keepLast } from './keep-last.ts';

/** The dates of a dossier are few, and asked for again and again. */
const DATES_KEPT = 500;

const day = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', day: 'numeric', month: 'long', year: 'numeric' });
const time = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: 'numeric', minute: '2-digit' });

/** « 12 mars 2027 », in Paris. Never relative to now: an unchanged comment must render the same. */
export const formatDate = keepLast(DATES_KEPT, (instant) => day.format(new Date(instant)).replace(/^1 /, '1er ').replaceAll(' ', '\u00a0'));

/** « 12 mars 2027 à 14 h 05 », in Paris. */
export const formatInstant = keepLast(
  DATES_KEPT,
  (instant) => `${formatDate(instant)} à ${time.format(new Date(instant)).replace(':', '\u00a0h\u00a0')}`,
);

/** A number with its noun: « 1 étape », « 3 étapes ». Zero is singular in French. */
export function counted(count: number, one: string, many: string): string {
  return `${count}\u00a0${count > 1 ? many : one}`;
}
