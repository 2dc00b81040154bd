import { z } from 'zod';
import type { Sentence } from '../words/sentence.ts';
import { isLimit } from './rate-limit.ts';
import { ShutOut } from './shut-out.ts';

/** GitHub said no, about the thing it was asked for. */
export interface Refusal {
  /** `not-granted`: no permission for it was given to the App. */
  readonly kind: 'gone' | 'forbidden' | 'not-granted' | 'conflict' | 'invalid';
  readonly status: number;
  /** In GitHub's own words, for a human; at most 300 characters. */
  readonly message: string;
}

/** What an error says: a refusal; `unavailable`, no answer, so that only later can tell; `defect`, no error of GitHub's at all. */
export type Judgement = Refusal | 'unavailable' | 'defect';

/** The installation has not granted what an act needs: no token is given for it. The message names the permissions. */
export class PermissionMissing extends Error {
  override readonly name = 'PermissionMissing';
}

const LONGEST_MESSAGE = 300;

const httpError = z.object({ status: z.number(), response: z.object({ data: z.unknown() }).optional().catch(undefined) });
/** The body of every error answer of the API ("Troubleshooting the REST API", GitHub documentation). */
const errorBody = z.object({
  message: z.string().min(1),
  errors: z.array(z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)])).catch([]),
});

/**
 * The one place that tells "no" from "not now". No answer is: a network fault, a cut body, 5xx, 401, a limit, an error that is not in the API's own form (a
 * page of a proxy), a 403 about the installation or the network rather than about the thing. Errors of GraphQL come here as `readGraphql` throws them.
 */
export function judgeError(error: unknown): Judgement {
  if (error instanceof PermissionMissing) return { kind: 'not-granted', status: 403, message: bounded(error.message) };
  if (isLimit(error)) return 'unavailable';
  const http = httpError.safeParse(error);
  return http.success ? judgeAnswer(http.data) : 'defect';
}

/** GitHub failed, or was not heard: a 5xx, a time-out, a cut body, a network fault, to all of which Octokit gives a status of 500 or more. A limit is none, nor a call that was not made. */
export function isFault(error: unknown): boolean {
  const http = httpError.safeParse(error);
  return http.success && http.data.status >= 500 && !isLimit(error) && !(error instanceof ShutOut);
}

/** What keeps the App out of a whole installation: `credentials` that are not taken, or the `installation` itself (a suspension, an IP allow list); null for any other end of a call. */
export function keepsOut(error: unknown): 'credentials' | 'installation' | null {
  const http = httpError.safeParse(error);
  if (!http.success || isLimit(error)) return null;
  if (http.data.status === 401) return 'credentials';
  const body = errorBody.safeParse(http.data.response?.data);
  return http.data.status === 403 && body.success && isAboutAccess(body.data) ? 'installation' : null;
}

/** Whether GitHub answered a call that ended so, null for one without an error: what it refuses to tell or to do is an answer. */
export function isAnswer(error: unknown): boolean {
  return error === null || typeof judgeError(error) === 'object';
}

/** The refusal that an error is; throws the error itself where it is none, so that what is no answer is never taken for one. */
export function refusalOf(error: unknown): Refusal {
  const judged = judgeError(error);
  if (judged === 'unavailable' || judged === 'defect') throw error;
  return judged;
}

/** Why something could not be read, in French. */
export function describeRefusal({ kind, status, message }: Refusal): string {
  return kind === 'not-granted' ? `des permissions manquent à l’application (${message})` : `GitHub a répondu ${status}`;
}

/** The same with GitHub's own words, quoted, where they are about the thing: a rule of the repository, say, that its team can change. */
export function quoteRefusal(refusal: Refusal): Sentence {
  const { kind, message } = refusal;
  const because = [describeRefusal(refusal)];
  return (kind === 'invalid' || kind === 'forbidden' || kind === 'conflict') && message !== ''
    ? [...because, ' : ', { quoted: message }]
    : because;
}

/** The value, or null where GitHub answers that the thing is not there. */
export async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (refusalOf(error).kind === 'gone') return null;
    throw error;
  }
}

/** What is asked of the commits of a repository; null where it does not exist, or where there is none yet: an empty repository answers 409. Rejects otherwise. */
export async function unlessEmpty<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await orNull(call);
  } catch (error) {
    if (refusalOf(error).kind === 'conflict') return null;
    throw error;
  }
}

function judgeAnswer({ status, response }: z.infer<typeof httpError>): Judgement {
  const body = errorBody.safeParse(response?.data);
  if (status < 400 || status >= 500 || notYet.includes(status) || !body.success) return 'unavailable';
  if (status === 403 && isAboutAccess(body.data)) return 'unavailable';
  return { kind: kinds.get(status) ?? 'invalid', status, message: bounded(wordsOf(body.data)) };
}

function wordsOf({ message, errors }: z.infer<typeof errorBody>): string {
  return [message, ...errors].join(' : ');
}

function isAboutAccess(body: z.infer<typeof errorBody>): boolean {
  return aboutAccess.test(wordsOf(body));
}

/** Credentials that GitHub or a proxy does not take, a time-out: nothing is said of the thing. */
const notYet: readonly number[] = [401, 407, 408, 429];

const kinds: ReadonlyMap<number, Refusal['kind']> = new Map([
  [403, 'forbidden'],
  [404, 'gone'],
  [409, 'conflict'],
  [410, 'gone'],
  [451, 'forbidden'],
]);

/** A suspended installation, an IP allow list, SAML: the whole installation is shut out, and nothing is said of the thing that was asked for. */
const aboutAccess = /\bsuspended\b|\bIP allow ?list\b|\bSAML\b|\bsingle sign-on\b/i;

function bounded(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE - 1)}…` : message;
}
