import type { Logger } from 'pino';
import type { Outcome } from './outcome.ts';
import type { Run } from './work-queue.ts';

/**
 * Writes one line for each run: key, causes, duration, how it ended. Of an error only name, message, status and (set aside) stack are
 * written, because an error of Octokit carries the body of its request.
 */
export function logRun<K extends string>(log: Pick<Logger, 'info' | 'warn' | 'error'>): (run: Run<K>) => void {
  return ({ key, causes, correlationId, durationMs, outcome, setAsideError }) => {
    const line = { key, causes, correlationId, durationMs, result: outcome.kind };
    switch (outcome.kind) {
      case 'done':
        return log.info(line, 'reconciled');
      case 'again':
        return log.info({ ...line, at: outcome.at }, 'reconciled');
      case 'rate-limited':
      case 'unavailable':
      case 'outage':
      case 'retry':
        return log.warn({ ...line, ...retryFields(outcome) }, 'reconcile to try again');
      case 'set-aside': {
        const error = { ...errorFields(outcome.error), stack: outcome.error instanceof Error ? outcome.error.stack : undefined };
        return log.error(
          { ...line, error, ...(setAsideError === undefined ? {} : { setAsideError: errorFields(setAsideError) }) },
          'reconcile set aside',
        );
      }
      default:
        return outcome satisfies never;
    }
  };
}

function retryFields(outcome: Extract<Outcome, { kind: 'retry' | 'rate-limited' | 'unavailable' | 'outage' }>) {
  const failures = outcome.kind === 'retry' ? { failures: outcome.failures } : {};
  return { at: outcome.at, ...failures, error: errorFields(outcome.error) };
}

function errorFields(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  return { name: error.name, message: error.message, ...('status' in error ? { status: error.status } : {}) };
}
