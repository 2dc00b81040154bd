import type { Entry } from '../../src/portfolio/entry.ts';
import type { Snapshot } from '../../src/portfolio/snapshot.ts';
import { createToyHub } from '../dossier/toy-hub.ts';
import { clocksOf, type History } from '../clocks/a-history.ts';

const base = (() => {
  const hub = createToyHub();
  hub.reconcile();
  return hub.reconcile().plan.snapshot;
})();

/** A snapshot as the App takes it of a good dossier that just opened, with what is told otherwise. */
export function aSnapshot(told: Partial<Snapshot> = {}): Snapshot {
  return { ...base, ...told };
}

/** A snapshot with the clocks of a history told in few words, in the phase that it ends in. */
export function livedThrough(history: History, told: Partial<Snapshot> = {}): Snapshot {
  const clocks = clocksOf(history);
  const last = clocks.stays.at(-1);
  const phase = base.procedure.phases.find(({ id }) => id === last?.phase);
  const procedure = { ...base.procedure, calendar: { ...base.procedure.calendar, ...history.calendar } };
  const { open = true, followed = true, asleep = false } = history.present;
  return aSnapshot({
    clocks,
    phase: { id: last?.phase ?? '', title: phase?.title ?? '', since: last?.from ?? '' },
    mode: !followed ? 'unfollowed' : open ? 'open' : 'closed',
    asleep,
    procedure,
    ...told,
  });
}

/** The same as an entry of the portfolio. */
export function anEntry(changes: Partial<Snapshot> = {}): Entry {
  return { kind: 'snapshot', snapshot: aSnapshot(changes) };
}

/** Clocks that stand for a turn since an instant, in a phase entered since another. */
export function clocksOfTurn(turn: Snapshot['clocks']['turn'], since: string | null, stays = 1): Snapshot['clocks'] {
  const [stay] = aSnapshot().clocks.stays;
  return { turn, since, stays: stay === undefined ? [] : Array.from({ length: stays }, () => stay) };
}
