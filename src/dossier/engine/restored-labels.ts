import { sameLabel } from '../../words/label.ts';
import { sameLogin } from '../../words/login.ts';
import type { Draft } from './draft.ts';
import { withNote } from './inbox.ts';

/** Clocks of the App and of GitHub differ by less. */
const TOLERANCE_MS = 60_000;

/**
 * Notes that the App put a label back where the pass that did so was stopped before it could remember: the label is there, and only its events tell that
 * somebody had taken it off since the state was written.
 */
export function noteRestored(draft: Draft): Draft {
  const { observation, procedure, phase, state } = draft.dossier;
  if (state.writtenAt === null) return draft;
  const since = Date.parse(state.writtenAt) - TOLERANCE_MS;
  const isOwn = (index: number, events: typeof observation.events) => sameLogin(events[index]?.actor?.login ?? '', observation.app);
  const noted = [phase.label.name, procedure.labels.dossier.name].reduce((before, about) => {
    const story = observation.events.filter((event) => 'label' in event && sameLabel(event.label, about));
    return story.reduce((kept, event, index) => {
      const restored = event.kind === 'unlabeled' && !isOwn(index, story) && isOwn(index + 1, story);
      if (!restored || Date.parse(event.at) < since) return kept;
      return withNote(kept, { at: event.at, by: event.actor?.login ?? 'ghost', kind: 'restored-label', about, reason: null });
    }, before);
  }, state);
  return noted === state ? draft : { ...draft, dossier: draft.dossier.at(noted) };
}
