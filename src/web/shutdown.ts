import type { Logger } from 'pino';
import type { Clock } from '../queue/clock.ts';

export interface TerminationOptions {
  /** Where signals come from: Node's `process`. */
  readonly source: { on(signal: NodeJS.Signals, listener: () => void): unknown };
  /** Takes no new work and resolves when the running work has ended. */
  readonly drain: () => Promise<void>;
  /** How long the drain may take, in milliseconds; shorter than the orchestrator's grace period. */
  readonly deadlineMs: number;
  readonly clock: Clock;
  readonly exit: (code: 0 | 1) => void;
  readonly log: Pick<Logger, 'info' | 'error'>;
}

/** On the first SIGTERM or SIGINT drains, then exits with 0. A second signal, the deadline or a drain that fails exit with 1 at once. */
export function onTermination({ source, drain, deadlineMs, clock, exit, log }: TerminationOptions): void {
  let draining = false;
  const giveUp = (fields: object, why: string) => {
    log.error(fields, why);
    exit(1);
  };
  const terminate = async (signal: NodeJS.Signals) => {
    if (draining) return giveUp({ signal }, 'second signal: exit without waiting');
    draining = true;
    log.info({ signal }, 'draining');
    clock.setTimer(deadlineMs, () => giveUp({ deadlineMs }, 'drain took too long'));
    try {
      await drain();
    } catch (error) {
      return giveUp({ err: error }, 'drain failed');
    }
    log.info({}, 'drained');
    exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) source.on(signal, () => void terminate(signal));
}
