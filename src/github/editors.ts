import { z } from 'zod';
import type { Editor } from '../dossier/observation.ts';
import { type Octokit, statusOf } from './octokit.ts';
import { retryAtOf } from './rate-limit.ts';

const query = 'query($ids:[ID!]!){nodes(ids:$ids){... on IssueComment{databaseId author{__typename login} editor{__typename login}}}}';

const actor = z.object({ __typename: z.string(), login: z.string() }).nullable();
const answer = z.object({ nodes: z.array(z.object({ databaseId: z.number(), author: actor, editor: actor }).nullable()) });

/**
 * Who edited each comment last, by comment id (at most 100). The REST API does not tell; GraphQL does, and calls a bot without its `[bot]`.
 * A comment that GitHub knows no editor of was edited by its author alone. Where GraphQL cannot be had, every editor is unverified.
 */
export async function readEditors(octokit: Octokit, nodeIds: ReadonlyMap<number, string>): Promise<Readonly<Record<number, Editor>>> {
  const unverified = Object.fromEntries([...nodeIds.keys()].map((id) => [id, { answer: 'unverified' } as Editor]));
  try {
    const { nodes } = answer.parse(await octokit.graphql(query, { ids: [...nodeIds.values()] }));
    const known = nodes.flatMap((node) => {
      const editor = node?.editor ?? node?.author ?? null;
      return node === null || editor === null ? [] : [[node.databaseId, { answer: 'known', login: loginOf(editor) }] as const];
    });
    return { ...unverified, ...Object.fromEntries(known) };
  } catch (error) {
    const status = statusOf(error);
    if (retryAtOf(error, new Date()) !== null || (status !== null && status >= 500)) throw error;
    return unverified;
  }
}

function loginOf({ __typename, login }: { __typename: string; login: string }): string {
  return __typename === 'Bot' && !login.endsWith('[bot]') ? `${login}[bot]` : login;
}
