import { z } from 'zod';
import { accountRow, actorOf } from './actor.ts';
import { connection } from './connection.ts';
import type { Store } from './store.ts';

const typenames: Readonly<Record<string, string>> = {
  labeled: 'LabeledEvent',
  unlabeled: 'UnlabeledEvent',
  closed: 'ClosedEvent',
  reopened: 'ReopenedEvent',
};
const known = Object.keys(typenames).map((event) => `${event.toUpperCase()}_EVENT`);

const eventRow = z.object({
  node_id: z.string(),
  event: z.string(),
  actor: accountRow.nullable(),
  created_at: z.string(),
  label: z.object({ name: z.string(), color: z.string() }).nullish(),
});
const asked = z.object({ itemTypes: z.array(z.string()).nullish() });

/**
 * The page of an issue's timeline that is asked for: labels set and taken off, closings, reopenings. A label bears the name it has today, where REST
 * keeps that of the time. Throws for other types of events, which the emulator does not have.
 */
export async function timelineOf(store: Store, path: readonly string[], args: unknown) {
  const { itemTypes } = asked.parse(args);
  const unknown = itemTypes?.find((type) => !known.includes(type));
  if (typeof itemTypes !== 'object' || itemTypes === null || unknown !== undefined) {
    throw new Error(`the embedded GitHub only holds ${known.join(', ')}`);
  }
  const rows = (await store.all([...path, 'events'], eventRow)).filter(({ event }) => itemTypes.includes(`${event.toUpperCase()}_EVENT`));
  const nodes = rows.map((row) => ({
    __typename: typenames[row.event],
    id: row.node_id,
    actor: actorOf(row.actor),
    createdAt: row.created_at,
    ...(row.label ? { label: { ...row.label, name: store.labelNow(row.node_id, row.label.name) } } : {}),
  }));
  const { totalCount: filteredCount, ...page } = connection(args, nodes);
  return { ...page, filteredCount, pageCount: page.nodes.length };
}
