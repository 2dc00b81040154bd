import { daysBefore } from '../words/calendar.ts';
import { isOpen } from './figures.ts';
import type { Question, Snapshot } from './snapshot.ts';

/** A decision of the Service Team that ends this soon is told. */
const SOON_DAYS = 30;

/** The questions of some open dossiers that wait for an answer, the oldest first. */
export function openQuestions(snapshots: readonly Snapshot[]): readonly { readonly snapshot: Snapshot; readonly question: Question }[] {
  return snapshots
    .filter(isOpen)
    .flatMap((snapshot) => snapshot.questions.map((question) => ({ snapshot, question })))
    .toSorted((one, other) => Date.parse(one.question.at) - Date.parse(other.question.at));
}

/** The decisions on some open dossiers that end within a month of a day (`AAAA-MM-JJ`), the soonest first. */
export function endingWaivers(
  snapshots: readonly Snapshot[],
  today: string,
): readonly { readonly snapshot: Snapshot; readonly waiver: Snapshot['waivers'][number] }[] {
  return snapshots
    .filter(isOpen)
    .flatMap((snapshot) => snapshot.waivers.map((waiver) => ({ snapshot, waiver })))
    .filter(({ waiver: { until } }) => until >= today && daysBefore(until, SOON_DAYS) <= today)
    .toSorted((one, other) => one.waiver.until.localeCompare(other.waiver.until));
}
