import { z } from 'zod';
import { TypedError } from './execute.ts';

const asked = z.object({
  first: z.number().nullish(),
  last: z.number().nullish(),
  after: z.string().nullish(),
  before: z.string().nullish(),
});

/** Most nodes that GitHub gives at a time ("Rate limits and query limits for the GraphQL API", GitHub documentation). */
const MOST = 100;

/** One page of `rows`, in their order. Throws GitHub's errors for a page without bounds, too large, or after a row that is not there. */
export function connection<Row extends { readonly id: string }>(args: unknown, rows: readonly Row[]) {
  const { first, last, after, before } = asked.parse(args);
  const size = first ?? last ?? null;
  if (size === null) {
    throw new TypedError(
      'MISSING_PAGINATION_BOUNDARIES',
      'You must provide a `first` or `last` value to properly paginate the connection.',
    );
  }
  if (size < 0 || size > MOST) {
    throw new TypedError(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the connection exceeds the \`first\` limit of ${MOST} records.`,
    );
  }
  const start = typeof after === 'string' ? placeOf(rows, after) + 1 : 0;
  const end = typeof before === 'string' ? placeOf(rows, before) : rows.length;
  const from = typeof first === 'number' ? start : Math.max(start, end - size);
  const to = typeof first === 'number' ? Math.min(start + size, end) : end;
  const nodes = rows.slice(from, to);
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(node) }));
  return {
    nodes,
    edges,
    totalCount: rows.length,
    pageInfo: {
      hasPreviousPage: from > 0,
      hasNextPage: to < rows.length,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function cursorOf({ id }: { readonly id: string }): string {
  return Buffer.from(`cursor:${id}`).toString('base64');
}

function placeOf(rows: readonly { readonly id: string }[], cursor: string): number {
  const place = rows.findIndex((row) => cursorOf(row) === cursor);
  if (place === -1) throw new TypedError('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
  return place;
}
