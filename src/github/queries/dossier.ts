import { z } from 'zod';
import { account, author } from './actor.ts';
import { commentFields, comments } from './comments.ts';
import { eventFields, events, eventTypes } from './events.ts';
import type { Query } from './query.ts';

const issue = z.object({
  id: z.string(),
  fullDatabaseId: z.coerce.number().int().positive(),
  number: z.number(),
  title: z.string(),
  body: z.string(),
  state: z.enum(['OPEN', 'CLOSED']),
  url: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  author,
  editor: account,
  lastEditedAt: z.string().nullable(),
  repository: z.object({ databaseId: z.number() }),
  assignees: z.object({ nodes: z.array(z.object({ login: z.string() })) }),
  labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }),
  comments,
  timelineItems: events,
});

const repository = z.object({ databaseId: z.number(), isPrivate: z.boolean(), issue: issue.nullable() });

/**
 * All that is read of a dossier, for one point of the limit; variables `owner`, `name` and `number`. GitHub lets an issue have ten assignees and a hundred
 * labels; further comments and events are on further pages.
 */
export const dossier: Query<z.infer<typeof repository> | null> = {
  text: /* GraphQL */ `
    query ($owner: String!, $name: String!, $number: Int!) {
      repository(owner: $owner, name: $name) {
        databaseId
        isPrivate
        issue(number: $number) {
          id
          fullDatabaseId
          number
          title
          body
          state
          url
          createdAt
          updatedAt
          author { ...actorFields }
          editor { ...actorFields }
          lastEditedAt
          repository { databaseId }
          assignees(first: 20) { nodes { login } }
          labels(first: 100) { nodes { name } }
          comments(first: 100) { ...commentFields }
          timelineItems(first: 100, itemTypes: ${eventTypes}) { ...eventFields }
        }
      }
    }
    ${commentFields}
    ${eventFields}`,
  answer: z.object({ repository: repository.nullable() }).transform((found) => found.repository),
};
