import { z } from 'zod';
import type { Octokit } from './octokit.ts';
import type { Query } from './queries/query.ts';

type Variables = Readonly<Record<string, string | number | readonly string[] | null>>;

/** A query as Octokit sends it, and as the error of a call that failed tells it. */
interface Asked {
  readonly query: string;
  readonly variables: Variables;
}

interface Failed {
  readonly message: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** A query that GitHub did not answer, as an error like those of REST: its status and headers tell whether to wait, its request what was asked. */
class QueryFailed extends Error {
  readonly status: number;
  readonly request: { readonly method: 'POST'; readonly url: '/graphql'; readonly body: Asked | null };
  readonly response: { readonly headers: Readonly<Record<string, unknown>>; readonly data: { readonly message: string } };
  constructor(body: Asked | null, { message, status, headers: given = {} }: Failed) {
    super(message);
    this.status = status;
    this.request = { method: 'POST', url: '/graphql', body };
    this.response = { headers: given, data: { message } };
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
export async function readGraphql<Answer>(octokit: Octokit, { text, answer }: Query<Answer>, variables: Variables): Promise<Answer> {
  const asked = { query: text, variables };
  const read = answer.safeParse(await dataOf(octokit, asked));
  if (read.success) return read.data;
  throw new QueryFailed(asked, { message: `GitHub answered a query in part: ${z.prettifyError(read.error)}`, status: 503 });
}

const answered = z.object({ data: z.object({ errors }) });

/** The refusal in the answer to a query, as Octokit's hooks see it: an error like those of REST; null in any other answer. */
export function refusedIn(answer: unknown): Error | null {
  const told = answered.safeParse(answer).data?.data.errors.filter(({ type }) => type !== undefined && refusals.includes(type)) ?? [];
  return told.length === 0 ? null : new QueryFailed(null, { message: messageOf(told), status: 403 });
}

function messageOf(told: z.infer<typeof errors>): string {
  return told.map(({ type, message }) => `${type ?? 'error'}: ${message}`).join('; ');
}

async function dataOf(octokit: Octokit, asked: Asked): Promise<unknown> {
  const { query, variables } = asked;
  try {
    return await octokit.graphql(query, { ...variables, request: besidesWrites(octokit) });
  } catch (error) {
    const known = failed.safeParse(error);
    if (!known.success) throw error;
    return partOf(asked, known.data);
  }
}

/** The data of an answer with errors, when all of them say that something is not there. */
function partOf(asked: Asked, { errors: told, data, headers: given }: z.infer<typeof failed>): unknown {
  const has = (types: readonly string[]) => told.some(({ type }) => type !== undefined && types.includes(type));
  const message = messageOf(told);
  if (has(limits)) throw new QueryFailed(asked, { message, status: 429, headers: given });
  if (has(refusals)) throw new QueryFailed(asked, { message, status: 403 });
  // Only a query that the server does not understand has a code: asking again changes nothing.
  if (told.some(({ extensions }) => extensions !== undefined)) throw new QueryFailed(asked, { message, status: 400 });
  if (told.every(({ type }) => type === 'NOT_FOUND')) return data;
  throw new QueryFailed(asked, { message, status: 503, headers: given });
}

/**
 * Octokit's throttling takes every POST for a write, and would let one query a second through. A query goes with the App's credentials alone: what limits GitHub
 * has, it says, and the queue waits.
 */
function besidesWrites({ auth }: Octokit) {
  return 'hook' in auth ? { hook: auth.hook } : {};
}
