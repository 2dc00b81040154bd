import { daysBefore, mondayOf, parisDate } from '../words/calendar.ts';
import { isWorkingDay, type WorkingCalendar } from '../words/working-days.ts';
import { activityFrom, type Happened, isChange } from './activity.ts';
import { type CampaignProgress, campaignsIn, openIn, waitingFor } from './dashboard.ts';
import { type Entry, snapshotsIn } from './entry.ts';
import { endingWaivers, openQuestions } from './left-open.ts';
import type { Snapshot } from './snapshot.ts';

/** What happened in a hub in the week before a Monday. */
export interface Week {
  /** The Monday on which the week that is told began, `AAAA-MM-JJ`. */
  readonly monday: string;
  /** What changed that week, the newest first; never nothing. */
  readonly changes: readonly Happened[];
  /** That wait for the Service Team, the oldest first. */
  readonly ours: readonly Snapshot[];
  /** With a date of the project's own within the next two weeks, the nearest first. */
  readonly deadlines: readonly Snapshot[];
  readonly questions: ReturnType<typeof openQuestions>;
  readonly waivers: ReturnType<typeof endingWaivers>;
  /** Whose deadline has not passed, or that are not done. */
  readonly campaigns: readonly CampaignProgress[];
}

/** Dates this near are told. */
const NEAR_DAYS = 14;
/** The digest comes when people are there: from 8 h on, in Paris. */
const MORNING = 8;
const parisHour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: 'numeric', hourCycle: 'h23' });

/**
 * The Monday, `AAAA-MM-JJ`, of the week whose digest is due at an instant: on the first working day of the week, in Paris, from the morning on. Null at any other time: a digest that was
 * missed is not told late.
 */
export function digestDue(now: string, calendar: WorkingCalendar): string | null {
  const today = parisDate(now);
  const monday = mondayOf(today);
  const days = Array.from({ length: 7 }, (_, index) => daysBefore(monday, -index));
  const first = days.find((day) => isWorkingDay(day, calendar));
  const hour = Number(parisHour.formatToParts(new Date(now)).find(({ type }) => type === 'hour')?.value);
  return today === first && hour >= MORNING ? monday : null;
}

/** The week before the week of that Monday; null where nothing changed: then nothing is told. */
export function weekBefore(entries: readonly Entry[], monday: string): Week | null {
  const start = daysBefore(monday, 7);
  const followed = snapshotsIn(entries).filter(({ mode }) => mode !== 'unfollowed');
  const changes = activityFrom(followed, start).filter((happened) => isChange(happened) && parisDate(happened.step.at) < monday);
  if (changes.length === 0) return null;
  const open = openIn(entries);
  const limit = daysBefore(monday, -NEAR_DAYS);
  return {
    monday: start,
    changes,
    ours: waitingFor('service-team', open),
    deadlines: open
      .filter(({ deadline }) => deadline !== null && deadline.day >= monday && deadline.day <= limit)
      .toSorted((one, other) => (one.deadline?.day ?? '').localeCompare(other.deadline?.day ?? '')),
    questions: openQuestions(open),
    waivers: endingWaivers(open, monday),
    campaigns: campaignsIn(entries).filter(({ until, left }) => until >= monday || left.length > 0),
  };
}
