import { z } from 'zod';
import { account, actorFields } from './actor.ts';
import { page } from './page.ts';
import type { Query } from './query.ts';

/** GitHub's `diff` is the whole body of the revision; one that was deleted has none. */
const revisions = page(
  z
    .object({ editor: account, editedAt: z.string(), diff: z.string().nullable(), deletedAt: z.string().nullable() })
    .transform(({ editor, editedAt, diff, deletedAt }) => ({ editor, editedAt, body: deletedAt === null ? diff : null })),
);

/** A page of the revisions of an issue's body, newest first; variables `issue` and `after`, null for the first page. */
export const bodyHistory: Query<z.infer<typeof revisions> | null> = {
  text: /* GraphQL */ `
    query ($issue: ID!, $after: String) {
      node(id: $issue) {
        ... on Issue {
          userContentEdits(first: 100, after: $after) {
            nodes { editor { ...actorFields } editedAt diff deletedAt }
            pageInfo { hasNextPage endCursor }
          }
        }
      }
    }
    ${actorFields}`,
  answer: z
    .object({ node: z.object({ userContentEdits: revisions.nullable() }).nullable() })
    .transform(({ node }) => node?.userContentEdits ?? null),
};
