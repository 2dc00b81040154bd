import { daysLater, isDate, parisDate } from '../../words/calendar.ts';
import { mentionsDate } from '../../answers/dates.ts';
import { isNoReason } from './left-words.ts';

/** Why something no longer counts, and the last day of it, or what is wrong and what may be written in its place. */
export type WaiverReason =
  | { readonly kind: 'read'; readonly reason: string; readonly until: string | null }
  | { readonly kind: 'wrong'; readonly problem: string; readonly instead: string };

/** Reads the reason, and the day after « jusqu'au » where one closes it. A day written otherwise must not make a waiver without end. */
export function readWaiverReason(text: string, { at, now }: { readonly at: string; readonly now: string }): WaiverReason {
  const { reason, until } = split(text);
  if (isNoReason(reason)) return { kind: 'wrong', problem: 'il manque le motif', instead: example };
  const wrong = (problem: string): WaiverReason => ({
    kind: 'wrong',
    problem,
    instead: `${reason} jusqu’au ${daysLater(now, 90).slice(0, 10)}`,
  });
  if (until === 'unreadable') return wrong('la date s’écrit AAAA-MM-JJ, tout à la fin');
  if (until !== null && !isDate(until)) return wrong(`la date « ${until} » n’existe pas`);
  if (until !== null && until < parisDate(at)) return wrong(`la date ${until} est déjà passée`);
  return { kind: 'read', reason, until };
}

/** A reason as it may be written. */
export const example = 'non concerné : site statique';

function split(text: string): { reason: string; until: string | null } {
  const [, before, after = ''] = /^(.*)(?<!\S)jusqu['’ ]?(?:au|à|a|en)(?:\s+(.*))?$/i.exec(text) ?? [];
  if (before === undefined) return { reason: text.trim(), until: null };
  const [, date] = /^(\d{4}-\d{2}-\d{2})\s*\.?$/.exec(after) ?? [];
  if (date === undefined && !mentionsDate(after)) return { reason: text.trim(), until: null };
  return { reason: before.trim(), until: date ?? 'unreadable' };
}
