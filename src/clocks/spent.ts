import type { Owner } from '../dossier/conditions/condition.ts';

/** Whom a stretch of time counts for: `nobody` while reminders are paused, the dossier sleeps or nobody is waited for; `unknown` before a label told. */
export type Turn = Owner | 'nobody' | 'unknown';

/** Working days, by whom they count for. */
export type Spent = Readonly<Record<Turn, number>>;

/** No time at all. */
export const nothingSpent: Spent = { projet: 0, 'service-team': 0, nobody: 0, unknown: 0 };

/** What was spent before, and as many days more for a turn. */
export function spend(before: Spent, turn: Turn, days: number): Spent {
  return { ...before, [turn]: before[turn] + days };
}

/** Two times together. */
export function addSpent(one: Spent, other: Spent): Spent {
  return {
    projet: one.projet + other.projet,
    'service-team': one['service-team'] + other['service-team'],
    nobody: one.nobody + other.nobody,
    unknown: one.unknown + other.unknown,
  };
}

/** All the days of a time, whomever they count for. */
export function totalSpent(time: Spent): number {
  return time.projet + time['service-team'] + time.nobody + time.unknown;
}
