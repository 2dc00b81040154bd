import { z } from 'zod';
import { actorFields } from './actor.ts';
import type { Query } from './query.ts';
import { revisions } from './revisions.ts';

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
