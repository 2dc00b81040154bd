import { z } from 'zod';
import { actorFields } from './actor.ts';
import type { Query } from './query.ts';
import { revisions } from './revisions.ts';

/** The text of a comment and its newest revisions, newest first; variable `comment`, its node id. Null for one that is gone. */
export const commentHistory: Query<{ readonly body: string; readonly userContentEdits: z.infer<typeof revisions> | null } | null> = {
  text: /* GraphQL */ `
    query ($comment: ID!) {
      node(id: $comment) {
        ... on IssueComment {
          body
          userContentEdits(first: 30) {
            nodes { editor { ...actorFields } editedAt diff deletedAt }
            pageInfo { hasNextPage endCursor }
          }
        }
      }
    }
    ${actorFields}`,
  answer: z
    .object({ node: z.object({ body: z.string(), userContentEdits: revisions.nullable() }).nullable() })
    .transform(({ node }) => node),
};
