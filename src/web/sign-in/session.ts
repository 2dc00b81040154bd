import { z } from 'zod';
import type { Person } from '../../github/identify.ts';
import { type CookieJar, createSealedCookie, type SealedCookie } from './sealed-cookie.ts';

/** Who is signed in, and the word that a form of ours has to bring back. */
export interface Session extends Person {
  readonly word: string;
}

/** A working day: then GitHub is asked again who it is. */
const SESSION_MS = 8 * 3_600_000;

const schema: z.ZodType<Session> = z.object({ id: z.number(), login: z.string(), word: z.string() });

/** The cookie of a session: nothing of it is kept on the server, and no token of GitHub in it. */
export function createSessions(jar: CookieJar): SealedCookie<Session> {
  return createSealedCookie({ name: 'accostage', schema, lifeMs: SESSION_MS }, jar);
}
