import { z } from 'zod';
import type { IssueEvent } from '../../dossier/observation.ts';
import { account, actorFields } from './actor.ts';
import { page } from './page.ts';
import type { Query } from './query.ts';

/** The types of events that the rules read. */
export const eventTypes = '[LABELED_EVENT, UNLABELED_EVENT, CLOSED_EVENT, REOPENED_EVENT]';

/** A page of events, oldest first. A label bears the name that it has today. */
export const eventFields = /* GraphQL */ `
  fragment eventFields on IssueTimelineItemsConnection {
    nodes {
      kind: __typename
      ... on LabeledEvent { id createdAt actor { ...actorFields } label { name } }
      ... on UnlabeledEvent { id createdAt actor { ...actorFields } label { name } }
      ... on ClosedEvent { id createdAt actor { ...actorFields } }
      ... on ReopenedEvent { id createdAt actor { ...actorFields } }
    }
    pageInfo { hasNextPage endCursor }
  }`;

const acted = z.object({ id: z.string(), createdAt: z.string(), actor: account });
const labelEvent = acted.extend({ label: z.object({ name: z.string() }) });
const event = z.discriminatedUnion('kind', [
  labelEvent.extend({ kind: z.literal('LabeledEvent') }),
  labelEvent.extend({ kind: z.literal('UnlabeledEvent') }),
  acted.extend({ kind: z.literal('ClosedEvent') }),
  acted.extend({ kind: z.literal('ReopenedEvent') }),
]);

/** An event that GitHub shows as null, because what it is about is gone, explains nothing. */
export const events = page(
  event.nullable().transform((found): IssueEvent[] => {
    if (found === null) return [];
    const { id, actor, createdAt: at } = found;
    switch (found.kind) {
      case 'LabeledEvent':
        return [{ kind: 'labeled', id, label: found.label.name, actor, at }];
      case 'UnlabeledEvent':
        return [{ kind: 'unlabeled', id, label: found.label.name, actor, at }];
      case 'ClosedEvent':
        return [{ kind: 'closed', id, actor, at }];
      case 'ReopenedEvent':
        return [{ kind: 'reopened', id, actor, at }];
      default:
        return found satisfies never;
    }
  }),
);

/** The events of an issue after a cursor; variables `issue` and `after`. */
export const moreEvents: Query<z.infer<typeof events> | null> = {
  text: /* GraphQL */ `
    query ($issue: ID!, $after: String!) {
      node(id: $issue) { ... on Issue { timelineItems(first: 100, after: $after, itemTypes: ${eventTypes}) { ...eventFields } } }
    }
    ${actorFields}
    ${eventFields}`,
  answer: z.object({ node: z.object({ timelineItems: events }).nullable() }).transform(({ node }) => node?.timelineItems ?? null),
};
