import { z } from 'zod';
import { COMMENTS_AT_ONCE } from './dossier.ts';

/** What our queries ask for many with. */
const many = z.union([
  z.object({ size: z.number() }).transform(({ size }) => size),
  z.object({ ids: z.array(z.unknown()) }).transform(({ ids }) => ids.length),
]);

/** The connections of a dossier: assignees, labels, comments, events; and one in each of its comments. */
const CONNECTIONS = 4 + COMMENTS_AT_ONCE;
/** "Rate limits and query limits for the GraphQL API", GitHub documentation. */
const CONNECTIONS_A_POINT = 100;

/** The points that a query of ours takes of the limit with these variables, at the most: the dearest read dossiers, so many at once. */
export function pointsOf(variables: unknown): number {
  const dossiers = many.safeParse(variables).data ?? 1;
  return Math.max(1, Math.round((1 + dossiers * CONNECTIONS) / CONNECTIONS_A_POINT));
}
