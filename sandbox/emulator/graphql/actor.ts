import { z } from 'zod';

/** An account as REST shows it. */
export const accountRow = z.object({
  login: z.string(),
  id: z.number(),
  node_id: z.string(),
  type: z.string(),
  avatar_url: z.string(),
  html_url: z.string(),
});

/** GitHub's REST shows a deleted account as this one, GraphQL as null. */
export const GHOST = 'ghost';

/** An account as GraphQL shows it: an App's login without `[bot]`, and null for a deleted account. */
export function actorOf(row: z.infer<typeof accountRow> | null) {
  if (row === null || row.login === GHOST) return null;
  const bot = row.type === 'Bot';
  return {
    __typename: bot ? 'Bot' : row.type === 'Organization' ? 'Organization' : 'User',
    id: row.node_id,
    databaseId: row.id,
    login: bot ? row.login.replace(/\[bot\]$/, '') : row.login,
    avatarUrl: row.avatar_url,
    url: row.html_url,
  };
}
