import { z } from 'zod';
import type { Query } from './query.ts';

/** The text of a blob; null where it is not there, is not text, or is not whole. */
export type BlobText = string | null;

const blob = z.object({ text: z.string().nullish(), isTruncated: z.boolean().optional() }).nullable();

/**
 * The texts of so many blobs of a repository, in their order; variables `owner`, `name`, and `oid0`, `oid1`… A blob is no node of a connection: a query of
 * many costs one point ("Rate limits and query limits for the GraphQL API", GitHub documentation).
 */
export function blobs(count: number): Query<readonly BlobText[]> {
  const ranks = Array.from({ length: count }, (_, rank) => rank);
  const objects = ranks.map((rank) => `blob${rank}: object(oid: $oid${rank}) { ... on Blob { text isTruncated } }`);
  return {
    text: /* GraphQL */ `
      query ($owner: String!, $name: String!, ${ranks.map((rank) => `$oid${rank}: GitObjectID!`).join(', ')}) {
        repository(owner: $owner, name: $name) { ${objects.join('\n')} }
      }`,
    answer: z.object({ repository: z.record(z.string(), blob).nullable() }).transform(({ repository }) =>
      ranks.map((rank) => {
        const found = repository?.[`blob${rank}`];
        return found?.isTruncated === false ? (found.text ?? null) : null;
      }),
    ),
  };
}
