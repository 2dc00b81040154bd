import type { Procedure } from '../config/procedure.ts';
import type { IssueEvent } from '../dossier/observation.ts';
import { sameLabel } from '../words/label.ts';
import { withoutCleaning } from './without-cleaning.ts';

/** A phase, and when it was entered, ISO. */
export interface Entry {
  readonly phase: string;
  readonly at: string;
}

interface Story {
  /** Oldest first, never none. */
  readonly entries: readonly Entry[];
  /** Whether the label of the last one is on. */
  readonly on: boolean;
  /** Another one whose label is on as well: it is entered, when it was set, once the label before it goes. */
  readonly asked: Entry | null;
}

/**
 * The phases that the label events tell, from the first phase at the opening: one is entered when its label is set and the one before goes, whichever comes first;
 * a label that goes while the one before stays was refused, or withdrawn. One that only stands beside the other is not entered yet.
 */
export function labelledPhases(events: readonly IssueEvent[], { procedure, openedAt }: Opening): readonly Entry[] {
  const start: Story = { entries: [{ phase: procedure.phases[0]?.id ?? '', at: openedAt }], on: true, asked: null };
  return withoutCleaning(events, (label) => phaseOfLabel(procedure, label)?.label.name ?? null).reduce((story, event) => {
    const phase = 'label' in event ? phaseOfLabel(procedure, event.label) : null;
    if (phase === null) return story;
    return event.kind === 'labeled' ? labelled(story, { phase: phase.id, at: event.at }) : unlabelled(story, phase.id);
  }, start).entries;
}

interface Opening {
  readonly procedure: Pick<Procedure, 'phases'>;
  /** ISO. */
  readonly openedAt: string;
}

/** The phase of a label, by the name that it has or had. */
function phaseOfLabel({ phases }: Pick<Procedure, 'phases'>, name: string): Procedure['phases'][number] | null {
  const bears = ({ label }: Procedure['phases'][number]) => [label.name, ...(label.was ?? [])].some((known) => sameLabel(known, name));
  return phases.find(bears) ?? null;
}

function labelled(story: Story, entry: Entry): Story {
  if (entry.phase === story.entries.at(-1)?.phase) return { ...story, on: true };
  return story.on ? { ...story, asked: entry } : enter(story, entry);
}

function unlabelled(story: Story, phase: string): Story {
  if (phase === story.asked?.phase) return { ...story, asked: null };
  if (phase !== story.entries.at(-1)?.phase) return story;
  return story.asked === null ? { ...story, on: false } : enter(story, story.asked);
}

function enter({ entries }: Story, entry: Entry): Story {
  return { entries: [...entries, entry], on: true, asked: null };
}
