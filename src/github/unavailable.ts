import { CircuitOpen } from './circuit-breaker.ts';
import { retryAtOf } from './rate-limit.ts';
import { judgeError } from './refusal.ts';
import { RepositoryPaused } from './repository-pauses.ts';

/** What keeps the App out lasts minutes: asking more often helps nobody. */
const OUTAGE_WAIT_MS = 60_000;

/**
 * When to try again after an error that is not the dossier's fault: a limit, GitHub failing or out of reach, a repository that is left alone, or the App kept out (credentials, suspension,
 * a permission that is not granted yet). Null for any other error, which counts as a failure of the dossier.
 */
export function unavailableUntil(error: unknown, now: Date): Date | null {
  if (error instanceof CircuitOpen || error instanceof RepositoryPaused) return error.until;
  const judged = judgeError(error);
  const shutOut = judged === 'unavailable' || (judged !== 'defect' && (judged.kind === 'forbidden' || judged.kind === 'not-granted'));
  if (!shutOut) return null;
  return retryAtOf(error, now) ?? new Date(now.getTime() + OUTAGE_WAIT_MS);
}
