import type { Logger } from 'pino';
import type { Clock } from './clock.ts';

export interface SweepOptions<K extends string> {
  /** Milliseconds from the end of a sweep to the next. */
  readonly everyMs: number;
  /** Every key that there is to look at. */
  readonly list: () => Promise<readonly K[]>;
  /** Takes one key; a set aside one must not wake each time (`WorkQueue.offer`). */
  readonly offer: (key: K) => Promise<void>;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'error'>;
}

export interface Sweep {
  /** Resolves after the first sweep that could list the keys; never when stopped before. */
  readonly first: Promise<void>;
  /** No key is offered any more, even by a listing that is under way. */
  stop(): void;
}

/** A listing that failed is tried again after this, if the next sweep is not sooner. */
const RETRY_MS = 30_000;

/** Offers all keys now and then at an interval, one sweep at a time: what webhooks lost is found again. A failed listing is logged. */
export function startSweep<K extends string>(options: SweepOptions<K>): Sweep {
  const { everyMs, clock } = options;
  const first = Promise.withResolvers<void>();
  const stopping = new AbortController();
  let cancelTimer: (() => void) | null = null;

  const round = async () => {
    const swept = await sweepOnce(options, stopping.signal);
    if (stopping.signal.aborted) return;
    if (swept) first.resolve();
    const wait = swept ? everyMs : Math.min(everyMs, RETRY_MS);
    cancelTimer = clock.setTimer(wait, () => void round());
  };

  void round();
  return {
    first: first.promise,
    stop: () => {
      stopping.abort();
      cancelTimer?.();
    },
  };
}

/** One sweep; false when the keys could not be listed. */
async function sweepOnce<K extends string>({ list, offer, log }: SweepOptions<K>, stopping: AbortSignal): Promise<boolean> {
  try {
    const keys = await list();
    for (const key of keys) {
      if (stopping.aborted) return true;
      await offer(key);
    }
    log.info({ keys: keys.length }, 'sweep done');
    return true;
  } catch (error) {
    log.error({ error: error instanceof Error ? error.message : String(error) }, 'sweep failed');
    return false;
  }
}
