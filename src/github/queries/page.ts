import { z } from 'zod';

/** One page of a connection: what it holds, and the cursor of the next one, null on the last. */
export function page<Node extends z.ZodType>(node: Node) {
  const more = z.object({ hasNextPage: z.literal(true), endCursor: z.string() });
  const last = z.object({ hasNextPage: z.literal(false) });
  return z
    .object({ nodes: z.array(node), pageInfo: z.union([more, last]) })
    .transform(({ nodes, pageInfo }) => ({ nodes, next: pageInfo.hasNextPage ? pageInfo.endCursor : null }));
}
