import { sameLabel } from '../../words/label.ts';
import { sameLogin } from '../../words/login.ts';
import type { Dossier } from '../dossier.ts';
import type { IssueEvent } from '../observation.ts';
import { type DossierState, restoredAt } from '../state.ts';
import type { Draft } from './draft.ts';
import { withNote } from './inbox.ts';

/** Clocks of the App and of GitHub differ by less. */
const TOLERANCE_MS = 60_000;

/**
 * Notes who took off the label of the phase, or the dossier's mark, since the state was written: the App puts it back, or did in a pass that was stopped before
 * it could remember.
 */
export function noteRestored(draft: Draft): Draft {
  const { dossier } = draft;
  const { state, phase, procedure } = dossier;
  const own = removals(dossier, phase.label.name).filter(({ at }) => Date.parse(at) >= Date.parse(dossier.since));
  const mark = removals(dossier, procedure.labels.dossier.name).filter(({ restored }) => restored);
  const noted = [...own, ...mark].reduce(
    (before, { at, by, about }) => withNote(before, { at, by, kind: 'restored-label', about, reason: null }),
    state,
  );
  return noted === state ? draft : { ...draft, dossier: dossier.at(noted) };
}

/** From when on a removal is news, in milliseconds: since the state was written, or the memory was lost; a dossier that opens has none. */
function rememberedSince(state: DossierState): number {
  const at = state.writtenAt ?? restoredAt(state);
  return at === null ? Number.POSITIVE_INFINITY : Date.parse(at) - TOLERANCE_MS;
}

/** Whoever took a label off that is still off, or that the App was the next to set. */
function removals({ observation, state }: Dossier, about: string) {
  const since = rememberedSince(state);
  const story = observation.events.filter((event) => 'label' in event && sameLabel(event.label, about));
  const isOwn = (event: IssueEvent | undefined) => sameLogin(event?.actor?.login ?? '', observation.app);
  const isOff = observation.issue.labels.every((label) => !sameLabel(label, about));
  return story.flatMap((event, index) => {
    const restored = isOwn(story[index + 1]);
    const counts = restored || (isOff && index === story.length - 1);
    const byHand = event.kind === 'unlabeled' && !isOwn(event) && Date.parse(event.at) >= since;
    return byHand && counts ? [{ at: event.at, by: event.actor?.login ?? 'ghost', about, restored }] : [];
  });
}
