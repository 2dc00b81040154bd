import type { Logger } from 'pino';
import type { SweepTurn } from './backend.ts';
import type { Clock } from './clock.ts';

export interface SweepOptions<K extends string> {
  /** Milliseconds from the end of a sweep to the next. */
  readonly everyMs: number;
  /** Among the processes that there are, one sweeps. */
  readonly turn: SweepTurn;
  /** Every key that there is to look at. */
  readonly list: () => Promise<readonly K[]>;
  /** Done beside each sweep but the first; what it fails with is logged, and keeps no sweep from going on. */
  readonly beside?: () => Promise<void>;
  /** Takes one key; a set aside one must not wake each time (`WorkQueue.offer`). */
  readonly offer: (key: K) => Promise<void>;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'error'>;
}

export interface Sweep {
  /** Resolves after the first sweep that could list the keys; never when stopped before. */
  readonly first: Promise<void>;
  /** Resolves when it was another process's turn. */
  readonly elsewhere: Promise<void>;
  /** No key is offered any more, even by a listing that is under way. */
  stop(): void;
}

/** A listing that failed is tried again after this, and the turn of another process looked at again, if the next sweep is not sooner. */
const RETRY_MS = 30_000;

/** Offers all keys now and then at an interval, one sweep at a time: what webhooks lost is found again. A failed listing is logged. */
export function startSweep<K extends string>(options: SweepOptions<K>): Sweep {
  const { everyMs, clock } = options;
  const first = Promise.withResolvers<void>();
  const elsewhere = Promise.withResolvers<void>();
  const stopping = new AbortController();
  let cancelTimer: (() => void) | null = null;

  const round = async () => {
    const swept = await sweepOnce(options, stopping.signal);
    if (stopping.signal.aborted) return;
    if (swept === 'done' && cancelTimer !== null) void workBeside(options);
    if (swept === 'done') first.resolve();
    if (swept === 'elsewhere') elsewhere.resolve();
    const wait = swept === 'done' ? everyMs : Math.min(everyMs, RETRY_MS);
    cancelTimer = clock.setTimer(wait, () => void round());
  };

  void round();
  return {
    first: first.promise,
    elsewhere: elsewhere.promise,
    stop: () => {
      stopping.abort();
      cancelTimer?.();
    },
  };
}

async function workBeside<K extends string>({ beside, log }: SweepOptions<K>): Promise<void> {
  try {
    await beside?.();
  } catch (error) {
    log.error({ error: error instanceof Error ? error.message : String(error) }, 'what goes beside a sweep failed');
  }
}

/** One sweep, unless it is another process's turn. */
async function sweepOnce<K extends string>(
  { everyMs, turn, list, offer, log }: SweepOptions<K>,
  stopping: AbortSignal,
): Promise<'done' | 'elsewhere' | 'failed'> {
  try {
    if (!(await turn.take(everyMs))) return 'elsewhere';
    const keys = await list();
    for (const key of keys) {
      if (stopping.aborted) return 'done';
      await offer(key);
    }
    await turn.done();
    log.info({ keys: keys.length }, 'sweep done');
    return 'done';
  } catch (error) {
    log.error({ error: error instanceof Error ? error.message : String(error) }, 'sweep failed');
    return 'failed';
  }
}
