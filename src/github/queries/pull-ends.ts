import { z } from 'zod';
import { account, actorFields } from './actor.ts';
import type { Query } from './query.ts';

/** Something that ended a pull request, or went with its end. */
export type PullEnd = z.infer<typeof end>;

const end = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ClosedEvent'), createdAt: z.string(), actor: account }),
  z.object({ kind: z.literal('BaseRefDeletedEvent'), createdAt: z.string() }),
]);

/** How a pull request ended, its last closings and the deletions of the branch that it goes to, oldest first; variables `owner`, `name` and `number`. */
export const pullEnds: Query<readonly PullEnd[]> = {
  text: /* GraphQL */ `
    query ($owner: String!, $name: String!, $number: Int!) {
      repository(owner: $owner, name: $name) {
        pullRequest(number: $number) {
          timelineItems(last: 50, itemTypes: [CLOSED_EVENT, BASE_REF_DELETED_EVENT]) {
            nodes {
              kind: __typename
              ... on ClosedEvent { createdAt actor { ...actorFields } }
              ... on BaseRefDeletedEvent { createdAt }
            }
          }
        }
      }
    }
    ${actorFields}`,
  answer: z
    .object({
      repository: z
        .object({ pullRequest: z.object({ timelineItems: z.object({ nodes: z.array(end.nullable()) }) }).nullable() })
        .nullable(),
    })
    .transform(({ repository }) => (repository?.pullRequest?.timelineItems.nodes ?? []).flatMap((node) => node ?? [])),
};
