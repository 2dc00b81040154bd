import { daysBefore, parisDate } from '../words/calendar.ts';
import { isEmbarked } from './figures.ts';
import type { HistoryStep } from './history-step.ts';
import type { Snapshot } from './snapshot.ts';

/** What happens to dossiers, told apart as a weekly meeting goes through it, in its order. */
export const happenings = ['opened', 'moved', 'forced', 'back', 'embarked', 'closed', 'reopened', 'decided'] as const;
export type Happening = (typeof happenings)[number];

/** As people read them, several of a kind. */
export const happeningTitles: Readonly<Record<Happening, string>> = {
  opened: 'Ouverts',
  moved: 'Passés à la phase suivante',
  forced: 'Passés malgré des conditions non remplies',
  back: 'Revenus en arrière',
  embarked: 'Embarqués',
  closed: 'Fermés sans être embarqués',
  reopened: 'Rouverts',
  decided: 'Décisions',
};

/** Something that happened to a dossier. */
export interface Happened {
  readonly what: Happening;
  readonly snapshot: Snapshot;
  readonly step: HistoryStep;
}

/** What happened to some dossiers from a day on (`AAAA-MM-JJ`, in Paris), the newest first. */
export function activityFrom(snapshots: readonly Snapshot[], day: string): readonly Happened[] {
  return snapshots
    .flatMap((snapshot) =>
      snapshot.history.flatMap((step): Happened[] => {
        const what = parisDate(step.at) >= day ? happeningOf(step, snapshot) : null;
        return what === null ? [] : [{ what, snapshot, step }];
      }),
    )
    .toSorted((one, other) => Date.parse(other.step.at) - Date.parse(one.step.at));
}

/** Those that change where a dossier stands: a decision does not. */
export function isChange({ what }: Pick<Happened, 'what'>): boolean {
  return what !== 'decided';
}

/** The last Tuesday before a day (`AAAA-MM-JJ`): on a Tuesday, that of the week before. */
export function lastTuesday(today: string): string {
  const weekday = new Date(today).getUTCDay();
  return daysBefore(today, ((weekday + 4) % 7) + 1);
}

/** A memory that was rebuilt is no event of the dossier; nor is, where a phase ends it, that the App closes it. */
function happeningOf(step: HistoryStep, snapshot: Snapshot): Happening | null {
  if (step.kind === 'note') return 'decided';
  if (step.kind === 'closed' && isEmbarked(snapshot)) return null;
  if (step.kind !== 'phase') return step.kind;
  if (step.how === 'restored') return null;
  const ends = snapshot.procedure.phases.some(({ title, closes }) => closes && title === step.phase);
  return ends && step.how !== 'opened' ? 'embarked' : step.how;
}
