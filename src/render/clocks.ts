import type { Clocks } from '../clocks/read-clocks.ts';
import { type Spent, totalSpent, type Turn } from '../clocks/spent.ts';
import type { StatusView } from '../dossier/plan.ts';
import { parisDate } from '../words/calendar.ts';
import { counted, formatDate } from '../words/dates.ts';
import { type Markdown, md, trusted } from '../words/markdown.ts';

/**
 * Whose turn it was in the phase: « 6 jours ouvrés à l’équipe projet, 2 à la Service Team ; à l’équipe projet depuis le 12 mars 2027 ». The turn that lasts is dated and not
 * counted, so that a status does not change from one day to the next. Null where the date of the phase tells as much.
 */
export function phaseTime({ clocks, mode, since }: Pick<StatusView, 'clocks' | 'mode' | 'since'>): Markdown | null {
  const over = clocks.stays.at(-1)?.over;
  if (mode !== 'open' || over === undefined) return null;
  const spent = totalSpent(over) === 0 ? null : spentText(over);
  if (spent === null && (clocks.since === null || parisDate(clocks.since) === parisDate(since))) return null;
  return md`**Temps de la phase** : ${trusted([spent, lastingText(clocks)].filter((part) => part !== null).join(' ; '))}`;
}

function lastingText({ turn, since }: Clocks): string | null {
  if (turn === null || turn === 'unknown' || since === null) return null;
  const date = formatDate(since);
  return turn === 'nobody' ? `le temps ne compte pour personne depuis le ${date}` : `${whose[turn]} depuis le ${date}`;
}

const whose: Readonly<Record<Exclude<Turn, 'unknown'>, string>> = {
  projet: 'à l’équipe projet',
  'service-team': 'à la Service Team',
  nobody: 'sans attendre personne',
};

/** Whose the time of a turn was, after that number of days. */
export function spentBy(turn: Turn, days: number): string {
  if (turn === 'unknown') return days > 1 ? 'non connus' : 'non connu';
  return whose[turn];
}

const order: readonly Turn[] = ['projet', 'service-team', 'nobody', 'unknown'];

/** « 6 jours ouvrés à l’équipe projet, 2 à la Service Team », « moins d’un jour ouvré ». */
export function spentText(spent: Spent): string {
  const [first, ...others] = order.filter((turn) => spent[turn] > 0);
  if (first === undefined) return workingDays(0);
  return [
    `${workingDays(spent[first])} ${spentBy(first, spent[first])}`,
    ...others.map((turn) => `${spent[turn]} ${spentBy(turn, spent[turn])}`),
  ].join(', ');
}

/** « 6 jours ouvrés », « moins d’un jour ouvré ». */
export function workingDays(count: number): string {
  return count === 0 ? 'moins d’un jour ouvré' : counted(count, 'jour ouvré', 'jours ouvrés');
}

/** How old something is, in days: « 6 jours », « aujourd’hui ». */
export function age(days: number): string {
  return days === 0 ? 'aujourd’hui' : counted(days, 'jour', 'jours');
}
