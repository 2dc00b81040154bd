import { z } from 'zod';
import type { Octokit } from './octokit.ts';
import type { Query } from './queries/query.ts';

/** A query that GitHub did not answer, as an error like those of REST: its status and headers tell whether to wait. */
class QueryFailed extends Error {
  readonly status: number;
  readonly response: { readonly headers: Readonly<Record<string, unknown>>; readonly data: { readonly message: string } };
  constructor(message: string, status: number, headers: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.response = { headers, data: { message } };
  }
}

const headers = z.record(z.string(), z.unknown());
const errors = z.array(
  z.object({
    type: z.string().optional(),
    message: z.string().catch(''),
    extensions: z.object({ code: z.string() }).optional().catch(undefined),
  }),
);
/** As Octokit throws it. */
const failed = z.object({ errors, data: z.unknown(), headers: headers.catch({}) });

/** Types of errors for the GraphQL limit ("Rate limits and query limits for the GraphQL API", GitHub documentation). */
const limits = ['RATE_LIMITED', 'RATE_LIMIT'];
/** Types of errors that are an answer: the App may not. */
const refusals = ['FORBIDDEN', 'INSUFFICIENT_SCOPES'];

/**
 * The answer to a query; what does not exist, or may not be seen, is null in it. Throws an error with a status: 429 for a spent limit, 403 for a
 * refusal, 400 for a query that the server does not know, 503 for everything that is no whole answer (partial data, another shape, another error): to be asked again later.
 */
export async function readGraphql<Answer>(
  octokit: Octokit,
  { text, answer }: Query<Answer>,
  variables: Readonly<Record<string, string | number | readonly string[] | null>>,
): Promise<Answer> {
  const read = answer.safeParse(await dataOf(octokit, text, variables));
  if (read.success) return read.data;
  throw new QueryFailed(`GitHub answered a query in part: ${z.prettifyError(read.error)}`, 503);
}

const answered = z.object({ data: z.object({ errors }) });

/** The refusal in the answer to a query, as Octokit's hooks see it: an error like those of REST; null in any other answer. */
export function refusedIn(answer: unknown): Error | null {
  const told = answered.safeParse(answer).data?.data.errors.filter(({ type }) => type !== undefined && refusals.includes(type)) ?? [];
  return told.length === 0 ? null : new QueryFailed(messageOf(told), 403);
}

function messageOf(told: z.infer<typeof errors>): string {
  return told.map(({ type, message }) => `${type ?? 'error'}: ${message}`).join('; ');
}

async function dataOf(octokit: Octokit, text: string, variables: Readonly<Record<string, unknown>>): Promise<unknown> {
  try {
    return await octokit.graphql(text, { ...variables, request: besidesWrites(octokit) });
  } catch (error) {
    const known = failed.safeParse(error);
    if (!known.success) throw error;
    return partOf(known.data);
  }
}

/** The data of an answer with errors, when all of them say that something is not there. */
function partOf({ errors: told, data, headers: given }: z.infer<typeof failed>): unknown {
  const has = (types: readonly string[]) => told.some(({ type }) => type !== undefined && types.includes(type));
  const message = messageOf(told);
  if (has(limits)) throw new QueryFailed(message, 429, given);
  if (has(refusals)) throw new QueryFailed(message, 403);
  // Only a query that the server does not understand has a code: asking again changes nothing.
  if (told.some(({ extensions }) => extensions !== undefined)) throw new QueryFailed(message, 400);
  if (told.every(({ type }) => type === 'NOT_FOUND')) return data;
  throw new QueryFailed(message, 503, given);
}

/**
 * Octokit's throttling takes every POST for a write, and would let one query a second through. A query goes with the App's credentials alone: what limits GitHub
 * has, it says, and the queue waits.
 */
function besidesWrites({ auth }: Octokit) {
  return 'hook' in auth ? { hook: auth.hook } : {};
}
