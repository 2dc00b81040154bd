import { z } from 'zod';
import type { Query } from './query.ts';

/** A comment as GitHub shows it, null where it is gone; variable `comment`, its node id. */
export const commentHtml: Query<string | null> = {
  text: /* GraphQL */ `
    query ($comment: ID!) {
      nodes(ids: [$comment]) { ... on IssueComment { bodyHTML } }
    }`,
  answer: z
    .object({ nodes: z.array(z.object({ bodyHTML: z.string().optional() }).nullable()) })
    .transform(({ nodes }) => nodes[0]?.bodyHTML ?? null),
};
