import { answerTo } from '../form/answer-to.ts';
import { type Deadline, readDeadlines } from '../answers/read-deadlines.ts';
import type { Dossier } from './dossier.ts';
import { writtenOn } from './facts.ts';

/** The first date still to come, today included, of the schedules that the project gave; null without one. Of dates on one day, the first written. */
export function nextDeadline({ prerequisites, answers, today, observation }: Dossier): Deadline | null {
  const dates = prerequisites.flatMap(({ prerequisite: { kind, field }, status }) => {
    const answer = kind === 'schedule' && status !== 'promised' && status !== 'missing' ? answerTo(answers, field) : null;
    return typeof answer === 'string' ? readDeadlines(answer, writtenOn(observation)) : [];
  });
  const ahead = dates.filter(({ day }) => day >= today);
  return ahead.reduce<Deadline | null>((first, date) => (first === null || date.day < first.day ? date : first), null);
}
