import { z } from 'zod';
import { GateClosed } from './gate-closed.ts';

const headers = z.record(z.string(), z.unknown());

/** What an error of Octokit says of the refused call; header names are in lower case there. */
const refusedCall = z.object({
  status: z.number(),
  message: z.string().catch(''),
  response: z.object({ headers }).catch({ headers: {} }),
});

/** GitHub asks for at least a minute after a secondary rate limit that gives no time. */
const UNTOLD_WAIT_MS = 60_000;

/** Limits are counted by the hour at GitHub: a longer wait, from a proxy or a skewed clock, is cut to it. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * When GitHub allows the next call after this error, at most an hour from `now`; null when the error is no rate limit. In order: `retry-after`
 * (seconds, or an HTTP date), `x-ratelimit-reset` when nothing remains, a minute for a limit without a time, or with one that is past: GitHub has just refused,
 * so that this clock is ahead of its own.
 * Source: "Rate limits for the REST API" and "Best practices for using the REST API", GitHub documentation.
 */
export function retryAtOf(error: unknown, now: Date): Date | null {
  if (error instanceof GateClosed) return error.until;
  const parsed = refusedCall.safeParse(error);
  if (!parsed.success) return null;
  const { status, message, response } = parsed.data;
  const asked = retryAfter(response.headers['retry-after'], now);
  if (asked !== null && (isLimited(status) || status === 503)) return bounded(asked, now);
  if (!isLimited(status)) return null;
  const reset = resetTime(response.headers, now);
  if (reset !== null) return bounded(reset, now);
  return status === 429 || /secondary rate limit|abuse detection/i.test(message) ? new Date(inAMinute(now)) : null;
}

/** Whether the error is a limit, whatever the hour. */
export function isLimit(error: unknown): boolean {
  return retryAtOf(error, new Date(0)) !== null;
}

function inAMinute(now: Date): number {
  return now.getTime() + UNTOLD_WAIT_MS;
}

function isLimited(status: number): boolean {
  return status === 403 || status === 429;
}

/** RFC 9110, section 10.2.3: a number of seconds or a date. */
function retryAfter(value: unknown, now: Date): number | null {
  const text = headerText(value);
  if (/^\d+$/.test(text)) return now.getTime() + Number(text) * 1_000;
  const date = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : ahead(date, now);
}

/** Epoch milliseconds at which the primary limit starts anew, null when calls remain. */
function resetTime(given: Readonly<Record<string, unknown>>, now: Date): number | null {
  const reset = headerText(given['x-ratelimit-reset']);
  return headerText(given['x-ratelimit-remaining']) === '0' && /^\d+$/.test(reset) ? ahead(Number(reset) * 1_000, now) : null;
}

/** An instant that GitHub named; a minute from now where it is past here. */
function ahead(at: number, now: Date): number {
  return at > now.getTime() ? at : inAMinute(now);
}

function headerText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function bounded(at: number, now: Date): Date {
  return new Date(Math.min(at, now.getTime() + LONGEST_WAIT_MS));
}
