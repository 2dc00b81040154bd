import type { Clocks, Stay } from '../clocks/read-clocks.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { Note, PhaseEntry } from '../dossier/state.ts';
import { maskSecrets } from '../words/secrets.ts';
import type { HistoryStep } from './history-step.ts';

/** Notes that name a repository, which may be private. */
const aboutRepositories: readonly Note['kind'][] = ['authorised', 'unauthorised'];

/**
 * What happened to a dossier, in the order of time: the phases that its clocks tell, so that what is older than the App is there as well; closings and reopenings;
 * what it remembers of decisions, but for those that name a repository. Reasons have their secrets masked.
 */
export function takeHistory(dossier: Dossier, clocks: Clocks): readonly HistoryStep[] {
  const { state, observation } = dossier;
  const notes = state.notes.filter(({ kind }) => !aboutRepositories.includes(kind));
  return [
    ...clocks.stays.map((stay, index) => phaseStep(dossier, { stay, before: clocks.stays[index - 1] })),
    ...observation.events.flatMap((event): HistoryStep[] =>
      'label' in event ? [] : [{ kind: event.kind, at: event.at, by: event.actor?.login ?? null }],
    ),
    ...notes.map((note): HistoryStep => ({ kind: 'note', at: note.at, by: note.by, note: masked(note) })),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function phaseStep(dossier: Dossier, { stay, before }: { stay: Stay; before: Stay | undefined }): HistoryStep {
  const { procedure, state, observation } = dossier;
  const rank = (id: string) => procedure.phases.findIndex((phase) => phase.id === id);
  const phase = procedure.phases[rank(stay.phase)]?.title ?? stay.phase;
  const entry = state.history.find((known) => known.phase === stay.phase && known.at === stay.from);
  if (entry !== undefined) {
    const { how, by, reason } = entry;
    return { kind: 'phase', at: stay.from, by, how, phase, reason: reason === null ? null : maskSecrets(reason) };
  }
  const actor = observation.events.find((event) => event.kind === 'labeled' && event.at === stay.from)?.actor;
  return {
    kind: 'phase',
    at: stay.from,
    by: before === undefined ? null : (actor?.login ?? null),
    how: wayOf(before, stay),
    phase,
    reason: null,
  };

  function wayOf(from: Stay | undefined, to: Stay): PhaseEntry['how'] {
    if (from === undefined) return 'opened';
    return rank(to.phase) < rank(from.phase) ? 'back' : 'moved';
  }
}

function masked(note: Note): Note {
  return { ...note, about: maskSecrets(note.about), reason: note.reason === null ? null : maskSecrets(note.reason) };
}
