import { type Deadline, readDeadlines } from '../answers/read-deadlines.ts';
import type { Dossier } from './dossier.ts';

/** The first date still to come, today included, of the schedules that the project gave; null without one. Of dates on one day, the first written. */
export function nextDeadline({ prerequisites, answers, today }: Dossier): Deadline | null {
  const dates = prerequisites.flatMap(({ prerequisite: { kind, field }, status }) => {
    const answer = kind === 'schedule' && status !== 'promised' && status !== 'missing' ? answers[field] : null;
    return typeof answer === 'string' ? readDeadlines(answer, today) : [];
  });
  const ahead = dates.filter(({ day }) => day >= today);
  return ahead.reduce<Deadline | null>((first, date) => (first === null || date.day < first.day ? date : first), null);
}
