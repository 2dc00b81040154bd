import { type Clocks, readClocks } from '../../src/clocks/read-clocks.ts';
import type { Circumstances } from '../../src/clocks/moments.ts';
import type { Procedure } from '../../src/config/procedure.ts';
import { readDefaults } from '../../src/defaults.ts';
import type { IssueEvent } from '../../src/dossier/observation.ts';
import type { Note, PhaseEntry } from '../../src/dossier/state.ts';

const { procedure } = readDefaults();
const actor = { login: 'accostage[bot]', id: 1, bot: true };

/** What happened, oldest first: `+ label`, `- label`, `closed`, `reopened`, each at an instant. */
export type Happening = readonly [at: string, what: string];

const names: Readonly<Record<string, string>> = {
  projet: procedure.labels.waitingProject.name,
  'service team': procedure.labels.waitingServiceTeam.name,
  sommeil: procedure.labels.asleep.name,
};

/** The label events that those words tell; a phase is named by its id. */
export function eventsOf(happenings: readonly Happening[]): readonly IssueEvent[] {
  return happenings.map(([at, what], index): IssueEvent => {
    const id = `LE_${index}`;
    if (what === 'closed' || what === 'reopened') return { kind: what, id, actor, at };
    const name = what.slice(2);
    const label = names[name] ?? procedure.phases.find((phase) => phase.id === name)?.label.name ?? name;
    return { kind: what.startsWith('+') ? 'labeled' : 'unlabeled', id, label, actor, at };
  });
}

export interface History {
  readonly openedAt: string;
  readonly happenings: readonly Happening[];
  /** Phase id and when it was entered, after the opening. */
  readonly moves?: readonly (readonly [at: string, phase: string])[];
  readonly entries?: readonly PhaseEntry[];
  readonly notes?: readonly (readonly [at: string, kind: Note['kind']])[];
  readonly present: Partial<Circumstances>;
  /** GitHub shows the present already; by default, the App is about to write it. */
  readonly shown?: boolean;
  readonly now: string;
  readonly calendar?: Partial<Procedure['calendar']>;
  readonly labels?: Partial<Procedure['labels']>;
}

/** The clocks of a history told in few words; whoever is not named present is as at an ordinary opening. */
export function clocksOf({
  openedAt,
  happenings,
  moves = [],
  entries,
  notes = [],
  present,
  shown = false,
  now,
  calendar = {},
  labels = {},
}: History): Clocks {
  const opened: PhaseEntry = { phase: 'prerequis', at: openedAt, by: null, how: 'opened', reason: null };
  const moved = moves.map(([at, phase]): PhaseEntry => ({ phase, at, by: 'camille', how: 'moved', reason: null }));
  return readClocks({
    procedure: { ...procedure, labels: { ...procedure.labels, ...labels }, calendar: { ...procedure.calendar, ...calendar } },
    openedAt,
    events: eventsOf(happenings),
    state: {
      history: entries ?? [opened, ...moved],
      notes: notes.map(([at, kind]) => ({ at, by: 'lea', kind, about: '', reason: null })),
    },
    now,
    present: { open: true, followed: true, paused: false, asleep: false, waitingFor: 'projet', ...present },
    shown,
  });
}
