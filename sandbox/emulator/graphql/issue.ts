import { z } from 'zod';
import { reactionContents } from '../gaps/reactions.ts';
import { accountRow, actorOf } from './actor.ts';
import { bodyHtmlOf } from './body-html.ts';
import { connection } from './connection.ts';
import { contentOf, contentRow } from './content.ts';
import type { Store } from './store.ts';
import { timelineOf } from './timeline.ts';

export const issueRow = contentRow.extend({
  number: z.number(),
  title: z.string(),
  state: z.string(),
  state_reason: z.string().nullable(),
  closed_at: z.string().nullable(),
  locked: z.boolean(),
  assignees: z.array(accountRow),
  labels: z.array(z.object({ node_id: z.string(), name: z.string(), color: z.string(), description: z.string().nullable() })),
});
export const commentRow = contentRow;

/** An issue; `path` is its place in REST, `repository` the object that holds it. */
export function issueOf(
  store: Store,
  { row, path, repository }: { row: z.infer<typeof issueRow>; path: readonly string[]; repository: object },
) {
  return {
    __typename: 'Issue',
    ...contentOf(store, row),
    repository,
    number: row.number,
    title: row.title,
    state: row.state.toUpperCase(),
    stateReason: row.state_reason?.toUpperCase() ?? null,
    closed: row.state === 'closed',
    closedAt: row.closed_at,
    locked: row.locked,
    assignees: (args: unknown) =>
      connection(
        args,
        row.assignees.flatMap((assignee) => actorOf(assignee) ?? []),
      ),
    labels: (args: unknown) =>
      connection(
        args,
        row.labels.map(({ node_id: id, name, color, description }) => ({ id, name, color, description })),
      ),
    comments: async (args: unknown) => {
      const rows = await store.all([...path, 'comments'], commentRow);
      return connection(
        args,
        rows.toSorted((one, other) => one.id - other.id).map((comment) => commentOf(store, comment)),
      );
    },
    timelineItems: (args: unknown) => timelineOf(store, path, args),
  };
}

/** A comment on an issue. */
export function commentOf(store: Store, row: z.infer<typeof commentRow>) {
  return {
    __typename: 'IssueComment',
    ...contentOf(store, row),
    isMinimized: store.isHidden(row.node_id),
    bodyHTML: () => bodyHtmlOf(store, row.body ?? ''),
    reactionGroups: store.reactions(row.node_id),
    reactions: (args: unknown) =>
      connection(
        args,
        store.reacted(row.node_id).map(({ id, login, content, at }) => ({
          id: `REA_${id}`,
          content: reactionContents[content],
          createdAt: at,
          // The schema has people alone there.
          user: () => (login.endsWith('[bot]') ? null : store.actor(login)),
        })),
      ),
  };
}
