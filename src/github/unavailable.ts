import { statusOf } from './octokit.ts';
import { retryAtOf } from './rate-limit.ts';

/** GitHub's own failures last minutes: asking more often helps nobody. */
const OUTAGE_WAIT_MS = 60_000;

/**
 * When to try again after an error that is not the dossier's fault: a rate limit, or GitHub itself failing or out of reach (5xx, which Octokit also gives
 * for a network fault). Null for any other error, which counts as a failure of the dossier.
 */
export function unavailableUntil(error: unknown, now: Date): Date | null {
  const status = statusOf(error);
  return retryAtOf(error, now) ?? (status !== null && status >= 500 ? new Date(now.getTime() + OUTAGE_WAIT_MS) : null);
}
