import { z } from 'zod';
import { accountRow, actorOf } from './actor.ts';
import { connection } from './connection.ts';
import type { Store } from './store.ts';

/** What an issue and a comment have in common, in REST's words. */
export const contentRow = z.object({
  id: z.number(),
  node_id: z.string(),
  user: accountRow.nullable(),
  body: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  html_url: z.string(),
});

/** The fields of the schema's interface `Comment`, which issues and comments share. */
export function contentOf(store: Store, row: z.infer<typeof contentRow>) {
  const edits = store.edits(row.node_id);
  const last = edits.at(-1);
  return {
    id: row.node_id,
    databaseId: row.id,
    fullDatabaseId: String(row.id),
    author: actorOf(row.user),
    body: row.body ?? '',
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    publishedAt: row.created_at,
    url: row.html_url,
    editor: last === undefined ? null : () => store.actor(last.editor),
    lastEditedAt: last?.editedAt ?? null,
    includesCreatedEdit: edits.length > 0,
    viewerDidAuthor: row.user?.login === store.viewer,
    userContentEdits: (args: unknown) => {
      const revisions = edits.toReversed().map((edit) => ({
        id: edit.id,
        createdAt: edit.editedAt,
        updatedAt: edit.deleted?.at ?? edit.editedAt,
        editedAt: edit.editedAt,
        editor: () => store.actor(edit.editor),
        // The schema calls it a summary; GitHub gives the whole body of that revision.
        diff: edit.deleted === null ? edit.body : null,
        deletedAt: edit.deleted?.at ?? null,
        deletedBy: edit.deleted === null ? null : () => store.actor(edit.deleted?.by ?? ''),
      }));
      return connection(args, revisions);
    },
  };
}
