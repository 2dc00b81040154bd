import type { Procedure } from '../config/procedure.ts';
import type { Owner } from '../dossier/conditions/condition.ts';
import type { IssueEvent } from '../dossier/observation.ts';
import type { DossierState, Note } from '../dossier/state.ts';
import { sameLabel } from '../words/label.ts';
import { type Entry, labelledPhases } from './labelled-phases.ts';
import { withoutCleaning } from './without-cleaning.ts';

/** What decides whom time counts for. */
export interface Circumstances {
  readonly open: boolean;
  readonly followed: boolean;
  readonly paused: boolean;
  readonly asleep: boolean;
  /** Null when nobody is. */
  readonly waitingFor: Owner | 'unknown' | null;
}

/** What clocks are read from. */
export interface ClockFacts {
  readonly procedure: Pick<Procedure, 'labels' | 'phases' | 'calendar'>;
  /** ISO. */
  readonly openedAt: string;
  /** Oldest first. */
  readonly events: readonly IssueEvent[];
  readonly state: Pick<DossierState, 'history' | 'notes'>;
  /** ISO. */
  readonly now: string;
  /** As things stand now: what the App is about to write is true already. */
  readonly present: Circumstances;
  /** Whether GitHub shows all of it already. What its events do not tell then, they never will: since when is not known. */
  readonly shown: boolean;
}

/** How things stood from an instant on, until the next one. */
export interface Moment extends Circumstances {
  readonly at: string;
  readonly phase: string;
  /** Those whose label is on, the last one that was set at the end. */
  readonly labelled: readonly Owner[];
}

type Change = { readonly at: string; readonly apply: (before: Moment) => Partial<Moment> };

/** How things stood, from the opening on; the last moment is now. */
export function momentsOf(facts: ClockFacts): readonly [Moment, ...Moment[]] {
  const { openedAt, now, present } = facts;
  const { labels } = facts.procedure;
  const [first, ...further] = entriesOf(facts);
  const events = withoutCleaning(facts.events, (label) => {
    const role = roleOf(label, labels);
    return role === null ? null : labels[role].name;
  });
  const changes: readonly Change[] = [
    ...further.map(({ phase, at }) => ({ at, apply: () => ({ phase }) })),
    ...facts.state.notes.flatMap(changeByNote),
    ...events.flatMap((event) => changeByEvent(event, labels)),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const moments: [Moment, ...Moment[]] = [{ ...opening, at: openedAt, phase: first?.phase ?? '' }];
  for (const { at, apply } of [...changes, { at: now, apply: () => present }]) {
    const before = moments.at(-1) ?? moments[0];
    moments.push({ ...before, ...apply(before), at: Date.parse(at) < Date.parse(openedAt) ? openedAt : at });
  }
  return moments;
}

const opening = { open: true, followed: true, paused: false, asleep: false, waitingFor: 'unknown', labelled: [] } as const;

/** The phases that the dossier entered: as it remembers them; those of before, where its memory was lost or lightened, as the labels tell. */
function entriesOf({ state: { history }, events, procedure, openedAt }: ClockFacts): readonly Entry[] {
  const [first] = history;
  if (first === undefined || first.how === 'opened') return history;
  const before = labelledPhases(
    events.filter(({ at }) => Date.parse(at) <= Date.parse(first.at)),
    { procedure, openedAt },
  );
  return before.at(-1)?.phase === first.phase ? [...before, ...history.slice(1)] : [...before, ...history];
}

function changeByNote({ kind, at }: Note): readonly Change[] {
  if (kind === 'paused' || kind === 'resumed') return [{ at, apply: () => ({ paused: kind === 'paused' }) }];
  if (kind === 'followed' || kind === 'unfollowed') return [{ at, apply: () => ({ followed: kind === 'followed' }) }];
  return [];
}

function changeByEvent(event: IssueEvent, labels: Procedure['labels']): readonly Change[] {
  const { at } = event;
  if (!('label' in event)) return [{ at, apply: () => ({ open: event.kind === 'reopened' }) }];
  const { kind, label } = event;
  const role = roleOf(label, labels);
  if (role === null) return [];
  if (role === 'asleep') return [{ at, apply: () => ({ asleep: kind === 'labeled' }) }];
  const owner = role === 'waitingProject' ? 'projet' : 'service-team';
  return [{ at, apply: (before) => wait(before, { owner, kind }) }];
}

const timed = ['asleep', 'waitingProject', 'waitingServiceTeam'] as const;

/** What a label says of whom time counts for, by the name that it has or had; null where it says nothing of it. */
function roleOf(label: string, labels: Procedure['labels']): (typeof timed)[number] | null {
  return timed.find((role) => [labels[role].name, ...(labels[role].was ?? [])].some((name) => sameLabel(name, label))) ?? null;
}

/** The label that was set last tells; where none is left, nothing new is told: the App sets it again, or the other one. */
function wait({ labelled, waitingFor }: Moment, { owner, kind }: { owner: Owner; kind: 'labeled' | 'unlabeled' }): Partial<Moment> {
  const others = labelled.filter((other) => other !== owner);
  const left = kind === 'labeled' ? [...others, owner] : others;
  return { labelled: left, waitingFor: left.at(-1) ?? waitingFor };
}
