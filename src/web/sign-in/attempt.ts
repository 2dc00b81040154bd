import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type CookieJar, createSealedCookie, type SealedCookie } from './sealed-cookie.ts';

/** A sign-in that is under way in one browser. */
export interface Attempt {
  /** What GitHub gives back with the code. */
  readonly state: string;
  /** What the code is only exchanged with (RFC 7636). */
  readonly verifier: string;
  /** The page that was asked for. */
  readonly returnTo: string;
}

/** GitHub's codes live as long ("Generating a user access token for a GitHub App", GitHub documentation). */
export const ATTEMPT_MS = 10 * 60_000;

const schema: z.ZodType<Attempt> = z.object({ state: z.string(), verifier: z.string(), returnTo: z.string() });

/** The cookie that binds an attempt to the browser that made it. */
export function createAttempts(jar: CookieJar): SealedCookie<Attempt> {
  return createSealedCookie({ name: 'accostage-connexion', schema, lifeMs: ATTEMPT_MS }, jar);
}

/** A new attempt. */
export function newAttempt(returnTo: string): Attempt {
  return { state: randomWord(), verifier: randomWord(), returnTo };
}

/** What GitHub is told of the verifier, which it sees only later: its SHA-256. */
export function challengeOf({ verifier }: Attempt): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** 256 bits that nobody guesses, in 43 characters. */
export function randomWord(): string {
  return randomBytes(32).toString('base64url');
}
