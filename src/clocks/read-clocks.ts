import { workingDaysBetween } from '../words/working-days.ts';
import { type ClockFacts, type Moment, momentsOf } from './moments.ts';
import { nothingSpent, spend, type Spent, type Turn } from './spent.ts';

/** A stay in a phase, and the working days that it took. */
export interface Stay {
  /** Id of the phase. */
  readonly phase: string;
  /** ISO. */
  readonly from: string;
  /** ISO; null for the stay that lasts. */
  readonly to: string | null;
  /** Until now. */
  readonly spent: Spent;
  /** The same without the turn that lasts: it stays the same as days pass. */
  readonly over: Spent;
}

/** Whose turn it was, from the opening until now. */
export interface Clocks {
  /** Whose turn it is; null where time does not count: the dossier is closed, or no longer followed. */
  readonly turn: Turn | null;
  /** Since when, ISO; null where no event tells. */
  readonly since: string | null;
  /** In the order of time, never none; a phase that was entered again has several. */
  readonly stays: readonly Stay[];
}

/** A stretch of time of one turn in one phase. */
interface Stretch {
  readonly phase: string;
  readonly turn: Turn | null;
  readonly from: string;
  readonly to: string;
}

/**
 * The clocks of a dossier, in the working days of the process: whom each day counted for, phase by phase, from the events of labels. While reminders are paused, the dossier
 * sleeps or its last phase is reached, they count for nobody; while it is closed or not followed, not at all.
 */
export function readClocks(facts: ClockFacts): Clocks {
  const all = stretchesOf(facts);
  const [told, present] = all.slice(-2);
  const isUntold = facts.shown && told?.turn !== present?.turn;
  const stretches = withoutBlinks(all);
  const lasting = startOfLast(isUntold ? stretches.slice(0, -1) : stretches);
  const { calendar } = facts.procedure;
  const timed = stretches.map((stretch, index) => ({
    ...stretch,
    days: workingDaysBetween(stretch.from, stretch.to, calendar),
    lasts: index >= lasting,
  }));
  const stays = byStay(timed).map((parts, index, every): Stay => ({
    phase: parts[0].phase,
    from: parts[0].from,
    to: index === every.length - 1 ? null : (parts.at(-1)?.to ?? null),
    spent: spentIn(parts),
    over: spentIn(parts.filter(({ lasts }) => !lasts)),
  }));
  return { turn: stretches.at(-1)?.turn ?? null, since: isUntold ? null : (stretches[lasting]?.from ?? facts.openedAt), stays };
}

/** The index from which all stretches are of the last one's turn. */
function startOfLast(stretches: readonly Stretch[]): number {
  return stretches.findLastIndex(({ turn }) => turn !== stretches.at(-1)?.turn) + 1;
}

function stretchesOf(facts: ClockFacts): readonly Stretch[] {
  const moments = momentsOf(facts);
  const closing = facts.procedure.phases.filter(({ closes }) => closes).map(({ id }) => id);
  return moments.map((moment, index) => ({
    phase: moment.phase,
    turn: turnAt(moment, closing),
    from: moment.at,
    to: moments[index + 1]?.at ?? facts.now,
  }));
}

function turnAt({ open, followed, paused, asleep, phase, waitingFor }: Moment, closing: readonly string[]): Turn | null {
  if (!open || !followed) return null;
  return paused || asleep || closing.includes(phase) ? 'nobody' : (waitingFor ?? 'nobody');
}

/** A turn that ended so soon was a label set by mistake and put right, or the App on its way from one label to the other. */
const BLINK = 5 * 60 * 1000;

/** Stretches of one turn joined, over what was no turn between them. */
function withoutBlinks(stretches: readonly Stretch[]): readonly Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const [before, blink] = joined.slice(-2);
    if (before !== undefined && blink !== undefined && isAlike(before, stretch) && isBlink(blink, before)) joined.pop();
    const last = joined.at(-1);
    if (last !== undefined && isAlike(last, stretch)) joined.splice(-1, 1, { ...last, to: stretch.to });
    else joined.push(stretch);
  }
  return joined;
}

function isBlink({ phase, from, to }: Stretch, before: Stretch): boolean {
  return phase === before.phase && Date.parse(to) - Date.parse(from) < BLINK;
}

function isAlike(a: Stretch, b: Stretch): boolean {
  return a.phase === b.phase && a.turn === b.turn;
}

type Timed = Stretch & { readonly days: number; readonly lasts: boolean };

function byStay(stretches: readonly Timed[]): readonly (readonly [Timed, ...Timed[]])[] {
  const stays: [Timed, ...Timed[]][] = [];
  for (const stretch of stretches) {
    const stay = stays.at(-1);
    if (stay?.[0].phase === stretch.phase) stay.push(stretch);
    else stays.push([stretch]);
  }
  return stays;
}

function spentIn(stretches: readonly Timed[]): Spent {
  return stretches.reduce((spent, { turn, days }) => (turn === null ? spent : spend(spent, turn, days)), nothingSpent);
}
