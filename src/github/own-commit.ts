import { z } from 'zod';
import { type AppIdentity, isSelf } from './identity.ts';

const account = z.object({ id: z.number(), login: z.string() }).nullish().catch(null);
const commitRow = z.object({
  author: account,
  committer: account,
  commit: z
    .object({ committer: z.object({ name: z.string() }).nullish() })
    .optional()
    .catch(undefined),
});

/**
 * True for a commit that the App made and nobody changed: whoever amends or rebases it leaves its author, and becomes its committer. What the App
 * writes through the API, GitHub commits itself, and signs ("About commit signature verification", GitHub documentation), or on some servers the App.
 */
export function isOwnCommit(app: AppIdentity, row: unknown): boolean {
  const read = commitRow.safeParse(row);
  if (!read.success || !isSelf(app, read.data.author)) return false;
  const { committer, commit } = read.data;
  if (committer === null || committer === undefined) return commit?.committer?.name === 'GitHub';
  return isSelf(app, committer) || committer.login === 'web-flow';
}
