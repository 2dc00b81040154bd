import { CircuitOpen } from './circuit-breaker.ts';
import { StaleRead } from './fresh-reading.ts';
import { retryAtOf } from './rate-limit.ts';
import { judgeError } from './refusal.ts';
import { RepositoryPaused } from './repository-pauses.ts';

/** What keeps the App out lasts minutes: asking more often helps nobody. */
const OUTAGE_WAIT_MS = 60_000;
/** GitHub's lists lag by a second or two behind its writes. */
const STALE_WAIT_MS = 3_000;

/**
 * When to try again after an error that is not the dossier's fault: a limit, GitHub failing or out of reach, a repository that is left alone, or the App kept
 * out (credentials, suspension, a permission that is not granted yet); sooner where it only lags behind. Null for any other error, which counts as a failure
 * of the dossier.
 */
export function unavailableUntil(error: unknown, now: Date): Date | null {
  if (error instanceof CircuitOpen || error instanceof RepositoryPaused) return error.until;
  if (error instanceof StaleRead) return new Date(now.getTime() + STALE_WAIT_MS);
  const judged = judgeError(error);
  const shutOut = judged === 'unavailable' || (judged !== 'defect' && (judged.kind === 'forbidden' || judged.kind === 'not-granted'));
  if (!shutOut) return null;
  return retryAtOf(error, now) ?? new Date(now.getTime() + OUTAGE_WAIT_MS);
}
