import { z } from 'zod';
import type { Editor } from '../dossier/observation.ts';
import { type Octokit, statusOf } from './octokit.ts';
import { retryAtOf } from './rate-limit.ts';

const query = 'query($ids:[ID!]!){nodes(ids:$ids){... on IssueComment{fullDatabaseId editor{__typename login}}}}';

const actor = z.object({ __typename: z.string(), login: z.string() });
const answer = z.object({ nodes: z.array(z.object({ fullDatabaseId: z.string(), editor: actor.nullable() }).nullable()) });

/** A comment to ask about; `nodeId` is its GraphQL id. */
export interface AskedComment {
  readonly id: number;
  readonly nodeId: string;
  readonly author: string;
}

/**
 * Who edited each comment last, by comment id (at most 100). The REST API does not tell; GraphQL does, and calls a bot without its `[bot]`. One without an
 * editor was written by its author alone. Where GraphQL cannot be had, every editor is unverified.
 */
export async function readEditors(octokit: Octokit, comments: readonly AskedComment[]): Promise<Readonly<Record<number, Editor>>> {
  const nodes = await readNodes(
    octokit,
    comments.map(({ nodeId }) => nodeId),
  );
  const read = (comment: AskedComment): Editor => {
    const node = nodes.find((candidate) => candidate?.fullDatabaseId === String(comment.id)) ?? null;
    if (node === null) return { answer: 'unverified' };
    return { answer: 'known', login: node.editor === null ? comment.author : loginOf(node.editor) };
  };
  return Object.fromEntries(comments.map((comment) => [comment.id, read(comment)]));
}

async function readNodes(octokit: Octokit, ids: readonly string[]): Promise<z.infer<typeof answer>['nodes']> {
  try {
    return answer.parse(await octokit.graphql(query, { ids })).nodes;
  } catch (error) {
    // One comment deleted meanwhile makes the call fail with the answers for the others.
    const partial = error instanceof Error && 'data' in error ? answer.safeParse(error.data) : null;
    if (partial?.success === true) return partial.data.nodes;
    const status = statusOf(error);
    if (retryAtOf(error, new Date()) !== null || (status !== null && status >= 500)) throw error;
    return [];
  }
}

function loginOf({ __typename, login }: z.infer<typeof actor>): string {
  return __typename === 'Bot' && !login.endsWith('[bot]') ? `${login}[bot]` : login;
}
