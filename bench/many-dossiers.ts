import { z } from 'zod';
import { type Seal, sealState, unsealState } from '../src/apply/sealed-state.ts';
import { checkedFetch, type Send } from '../src/github/checked-fetch.ts';
import { readSealed } from '../src/render/marker.ts';
import { dossierKey, repositoryNamed } from '../src/words/key.ts';

/** A way to GitHub on which the first dossier of a hub stands for as many more as one likes, each with its own number and its own sealed state. */
export interface ManyDossiers {
  readonly send: Send;
  /** How many open dossiers there are from now on, the real ones included. */
  grow(count: number): void;
  /** Calls of installations since the last time: those that count on GitHub's limit, the writes among them, and the pages of dossiers. */
  counted(): { readonly calls: number; readonly writes: number; readonly pages: number };
}

/** GitHub gives as many in a page. */
const REAL_AT_ONCE = 50;

const comment = z.looseObject({ id: z.string(), fullDatabaseId: z.string(), body: z.string() });
const issue = z.looseObject({
  id: z.string(),
  fullDatabaseId: z.string(),
  number: z.number(),
  url: z.string(),
  repository: z.object({ databaseId: z.number(), nameWithOwner: z.string() }).loose(),
  comments: z.looseObject({ nodes: z.array(comment) }),
});
type Issue = z.infer<typeof issue>;

const page = z.object({ data: z.object({ repository: z.object({ issues: z.object({ nodes: z.array(issue) }) }) }) });
const asked = z.object({
  query: z.string(),
  variables: z.object({ size: z.number().optional(), after: z.string().nullish(), number: z.number().optional() }).loose(),
});
type Asked = z.infer<typeof asked>;

/** Fewer real dossiers than a page holds are open, and none of their texts is signed by another secret. */
export function createManyDossiers(secrets: Seal['secrets']): ManyDossiers {
  let count = 1;
  let real: readonly [Issue, ...Issue[]] | null = null;
  let tally = { calls: 0, writes: 0, pages: 0 };

  /** The real ones, with what they hold now. */
  async function readReal(url: string, options: RequestInit, question: Asked): Promise<readonly [Issue, ...Issue[]]> {
    const body = JSON.stringify({ ...question, variables: { ...question.variables, size: REAL_AT_ONCE, after: null } });
    const answer = page.parse(await (await checkedFetch(url, { ...options, body })).json());
    const [first, ...others] = answer.data.repository.issues.nodes;
    if (first === undefined) throw new Error('there is no dossier to make many of');
    return [first, ...others];
  }

  async function many(url: string, options: RequestInit): Promise<Response> {
    const question = asked.parse(JSON.parse(z.string().parse(options.body)));
    const { size, after, number } = question.variables;
    if (question.query.includes('issues(first: $size') && question.query.includes('dossierFields')) {
      if ((after ?? null) === null || real === null) real = await readReal(url, options, question);
      const known = real;
      const start = Number(after ?? 0);
      const end = Math.min(start + (size ?? 1), count);
      tally.pages += 1;
      const nodes = Array.from({ length: end - start }, (_, index) => known[start + index] ?? copyOf(known[0], start + index + 1, secrets));
      return Response.json({ data: { repository: { issues: { nodes, pageInfo: { hasNextPage: end < count, endCursor: String(end) } } } } });
    }
    if (number === undefined || real === null || real.some((one) => one.number === number)) return checkedFetch(url, options);
    const [first] = real;
    return Response.json({ data: { repository: { databaseId: first.repository.databaseId, issue: copyOf(first, number, secrets) } } });
  }

  return {
    grow: (wanted) => {
      count = wanted;
    },
    counted: () => {
      const told = tally;
      tally = { calls: 0, writes: 0, pages: 0 };
      return told;
    },
    send: async (url, options) => {
      const counts = (new Headers(options.headers).get('authorization') ?? '').startsWith('token ');
      const response = url.endsWith('/graphql') ? await many(url, options) : await checkedFetch(url, options);
      if (!counts || response.status === 304) return response;
      tally.calls += 1;
      if (!url.endsWith('/graphql') && (options.method ?? 'GET') !== 'GET') tally.writes += 1;
      return response;
    },
  };
}

/** The same dossier under another number. */
function copyOf(made: Issue, number: number, secrets: Seal['secrets']): Issue {
  if (number === made.number) return made;
  const hub = repositoryNamed(made.repository.nameWithOwner);
  const sealFor = (dossier: number): Seal => ({
    hubId: made.repository.databaseId,
    number: dossier,
    key: dossierKey(hub, dossier),
    secrets,
  });
  const renumbered = (text: string) => text.replaceAll(`/issues/${made.number}`, `/issues/${number}`);
  const nodes = made.comments.nodes.map((one, index) => {
    const sealed = readSealed(one.body);
    const state = sealed === null ? null : unsealState(sealed, sealFor(made.number));
    const body = sealed === null || state === null ? one.body : one.body.replace(sealed, sealState(state, sealFor(number)));
    return { ...one, id: `IC_${number}_${index}`, fullDatabaseId: String(10_000_000_000 + number * 100 + index), body: renumbered(body) };
  });
  return {
    ...made,
    id: `I_${number}`,
    fullDatabaseId: String(20_000_000_000 + number),
    number,
    url: renumbered(made.url),
    comments: { ...made.comments, nodes },
  };
}
