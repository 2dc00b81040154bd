import { z } from 'zod';
import type { Lane } from '../queue/lanes.ts';
import { digest } from '../words/digest.ts';
import { CircuitOpen } from './circuit-breaker.ts';
import { StaleRead } from './fresh-reading.ts';
import { retryAtOf } from './rate-limit.ts';
import { judgeError, keepsOut } from './refusal.ts';
import { RepositoryPaused } from './repository-pauses.ts';
import { ShutOut } from './shut-out.ts';

/** What keeps the App out lasts minutes: asking more often helps nobody. */
const OUTAGE_WAIT_MS = 60_000;
/** Somebody waits: the first tries come a minute apart. */
const EARLY_TRIES = 3;
/** What Octokit tells of the call that an error ended. */
const ofCall = z.object({ request: z.object({ method: z.string(), url: z.string() }) });
/** The same of a query, which all have one address: what GitHub says of one that it did not answer is another text each time. */
const ofQuery = z.object({ request: z.object({ body: z.object({ query: z.string(), variables: z.unknown() }) }) });
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
  if (!isShutOut(error)) return null;
  return retryAtOf(error, now) ?? new Date(now.getTime() + OUTAGE_WAIT_MS);
}

/**
 * What does not answer, of such an error of which nobody tells when it is over: the way into an installation, whether this run tried it or another one had; the query, or the call, whatever
 * it asked for there, that failed; or else what the error says. Null for any other.
 */
export function outageOf(error: unknown): string | null {
  const isTold = error instanceof CircuitOpen || error instanceof RepositoryPaused || error instanceof StaleRead;
  if (isTold || !isShutOut(error) || retryAtOf(error, new Date(0)) !== null) return null;
  if (error instanceof ShutOut || keepsOut(error) !== null) return 'kept out';
  return digest(callIn(error) ?? String(error));
}

function callIn(error: unknown): string | null {
  const asked = ofQuery.safeParse(error);
  if (asked.success) return JSON.stringify(asked.data.request.body);
  const called = ofCall.safeParse(error);
  return called.success ? `${called.data.request.method} ${called.data.request.url.split('?', 1)[0]}` : null;
}

/**
 * How long an outage is waited for after so many runs in a row that it ended (from 1), in milliseconds: a minute, then twice as long each time, up to `longestMs`. Where somebody
 * waits, three times a minute before it grows.
 */
export function outageWait(outages: number, { lane, longestMs }: { lane: Lane; longestMs: number }): number {
  const doublings = outages - (lane === 'people' ? EARLY_TRIES : 1);
  return Math.max(OUTAGE_WAIT_MS, Math.min(longestMs, OUTAGE_WAIT_MS * 2 ** Math.max(0, doublings)));
}

function isShutOut(error: unknown): boolean {
  const judged = judgeError(error);
  return judged === 'unavailable' || (judged !== 'defect' && (judged.kind === 'forbidden' || judged.kind === 'not-granted'));
}
