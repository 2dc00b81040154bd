import type { Stay } from '../clocks/read-clocks.ts';
import { addSpent, nothingSpent, type Spent, totalSpent, type Turn } from '../clocks/spent.ts';
import { earliest, parisDate } from '../words/calendar.ts';
import { median, ninetieth } from './percentiles.ts';
import type { Snapshot } from './snapshot.ts';

/** What the dossiers of a portfolio come to. Times are in working days. */
export interface Figures {
  readonly open: number;
  /** Open dossiers, by whose turn it is. */
  readonly turns: Readonly<Record<Turn, number>>;
  /** Since when the Service Team has been waited for the longest, ISO; null where it is not, or nothing tells. */
  readonly oldest: string | null;
  /** Open dossiers that sleep. */
  readonly asleep: number;
  readonly embarked: Embarked;
  /** Of all processes, in their order. */
  readonly phases: readonly PhaseFigures[];
}

/** The dossiers that entered the phase that ends them this year, and how long it took from their opening; null for none. */
export interface Embarked {
  readonly count: number;
  readonly median: number | null;
}

/** A phase: the dossiers in it, and those that left it within a year, for good as far as is known. */
export interface PhaseFigures {
  readonly id: string;
  readonly title: string;
  /** True for one that ends dossiers: no time passes in it. */
  readonly closes: boolean;
  readonly open: number;
  readonly left: number;
  /** Of the time of those that left; null for none. */
  readonly median: number | null;
  readonly ninetieth: number | null;
  /** Their time, by whom it counted for. */
  readonly spent: Spent;
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** The figures of some dossiers at an instant (ISO). A dossier that entered a phase several times counts in it once, with all its stays there. */
export function figuresOf(snapshots: readonly Snapshot[], now: string): Figures {
  const open = snapshots.filter(isOpen);
  const turns = { projet: 0, 'service-team': 0, nobody: 0, unknown: 0 };
  for (const { clocks } of open) turns[clocks.turn ?? 'nobody'] += 1;
  return {
    open: open.length,
    turns,
    oldest: earliest(open.flatMap(({ clocks: { turn, since } }) => (turn === 'service-team' && since !== null ? [since] : []))),
    asleep: open.filter(({ asleep }) => asleep).length,
    embarked: embarkedIn(parisDate(now).slice(0, 4), snapshots),
    phases: phasesOf(snapshots).map((phase) => phaseFigures(phase, { snapshots, now })),
  };
}

/** True for a dossier that the App follows and nobody closed. */
export function isOpen({ mode }: Pick<Snapshot, 'mode'>): boolean {
  return mode === 'open';
}

/** The phase of a dossier ends it. */
export function isEmbarked({ phase, procedure }: Pick<Snapshot, 'phase' | 'procedure'>): boolean {
  return procedure.phases.some(({ id, closes }) => closes && id === phase.id);
}

/** The phases of the processes that these dossiers follow, each once by its id, in their order. */
export function phasesOf(snapshots: readonly Pick<Snapshot, 'procedure'>[]): readonly Phase[] {
  const processes = new Set(snapshots.map(({ procedure }) => procedure.phases));
  const byId = new Map<string, Phase>();
  for (const phases of processes) for (const { id, title, closes } of phases) if (!byId.has(id)) byId.set(id, { id, title, closes });
  return [...byId.values()].toSorted((one, other) => Number(one.closes) - Number(other.closes));
}

type Phase = Pick<PhaseFigures, 'id' | 'title' | 'closes'>;

function embarkedIn(year: string, snapshots: readonly Snapshot[]): Embarked {
  const embarked = snapshots.filter((snapshot) => {
    const last = snapshot.clocks.stays.at(-1);
    return isEmbarked(snapshot) && last !== undefined && parisDate(last.from).startsWith(year);
  });
  return { count: embarked.length, median: median(embarked.map(({ clocks }) => daysIn(clocks.stays.slice(0, -1)))) };
}

function phaseFigures(phase: Phase, { snapshots, now }: { snapshots: readonly Snapshot[]; now: string }): PhaseFigures {
  const left = snapshots.map((snapshot) => staysLeft(snapshot, phase.id)).filter((stays) => isWithinAYear(stays, now));
  const days = left.map(daysIn);
  return {
    ...phase,
    open: snapshots.filter((snapshot) => isOpen(snapshot) && snapshot.phase.id === phase.id).length,
    left: left.length,
    median: median(days),
    ninetieth: ninetieth(days),
    spent: left.map(spentIn).reduce(addSpent, nothingSpent),
  };
}

/** The stays of a dossier in a phase; none while it is there. */
function staysLeft({ clocks: { stays } }: Snapshot, phase: string): readonly Stay[] {
  const there = stays.filter((stay) => stay.phase === phase);
  return there.some(({ to }) => to === null) ? [] : there;
}

function isWithinAYear(stays: readonly Stay[], now: string): boolean {
  const end = stays.at(-1)?.to ?? null;
  return end !== null && Date.parse(end) > Date.parse(now) - YEAR_MS;
}

function spentIn(stays: readonly Stay[]): Spent {
  return stays.map(({ spent }) => spent).reduce(addSpent, nothingSpent);
}

function daysIn(stays: readonly Stay[]): number {
  return totalSpent(spentIn(stays));
}
