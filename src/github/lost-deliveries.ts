import { z } from 'zod';
import type { Clock } from '../queue/clock.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Incidents } from './incidents.ts';
import type { Octokit } from './octokit.ts';
import { refusalOf } from './refusal.ts';

/** Deliveries of events that did not reach the App, as GitHub lists them. */
export interface LostDeliveries {
  /** Asks GitHub to deliver again what failed since the last time, and never succeeded. Throws what is no answer of GitHub's. */
  readonly recover: () => Promise<void>;
}

export interface LostDeliveriesPorts {
  /** The client of the App itself. */
  readonly app: () => Promise<Octokit>;
  readonly clock: Pick<Clock, 'now'>;
  readonly incidents: Pick<Incidents, 'count'>;
}

const deliveries = z.array(
  z.object({ id: z.number(), guid: z.string(), delivered_at: z.string(), redelivery: z.boolean(), status_code: z.number() }),
);
type Row = z.infer<typeof deliveries>[number];

/** GitHub delivers again what is three days old at the most ("Redelivering webhooks", GitHub documentation). */
const LONGEST_STOP_MS = 3 * 86_400_000;
/** A list may lag behind what was delivered. */
const OVERLAP_MS = 5 * 60_000;
const MAX_PAGES = 10;
/** Of those asked for at once: a look finds the state of a dossier whatever its events were. */
const MAX_AGAIN = 50;
/** Attempts to deliver one event, the first one included. */
const MAX_ATTEMPTS = 3;
const MAX_ASKED = 1_000;

/** Nothing was looked at yet: the first time looks as far back as GitHub delivers again. */
export function createLostDeliveries({ app, clock, incidents }: LostDeliveriesPorts): LostDeliveries {
  let since = clock.now().getTime() - LONGEST_STOP_MS;
  /** How often each was asked for: its first attempts may not be listed any more. */
  const asked = new BoundedMap<string, number>(MAX_ASKED);

  /** What to ask for again, and when GitHub delivered last; null where it never did. */
  async function look(octokit: Octokit): Promise<{ readonly failed: readonly Row[]; readonly last: number | null }> {
    const rows: Row[] = [];
    let pages = 0;
    let last: number | null = null;
    for await (const { data } of octokit.paginate.iterator(octokit.rest.apps.listWebhookDeliveries, { per_page: 100 })) {
      const page = deliveries.parse(data);
      rows.push(...page.filter(({ delivered_at }) => Date.parse(delivered_at) >= since));
      pages += 1;
      for (const { delivered_at } of page) last = Math.max(last ?? 0, Date.parse(delivered_at));
      if (pages === MAX_PAGES || page.some(({ delivered_at }) => Date.parse(delivered_at) < since)) break;
    }
    const failed = neverDelivered(rows)
      .filter(({ guid }) => (asked.get(guid) ?? 0) + 1 < MAX_ATTEMPTS)
      .slice(0, MAX_AGAIN);
    return { failed, last };
  }

  /** One that GitHub delivers no more keeps no other one back. */
  async function deliverAgain(octokit: Octokit, { id, guid }: Row): Promise<void> {
    const answer = await unlessRefused(octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: id }));
    asked.set(guid, (asked.get(guid) ?? 0) + 1);
    if (answer !== null) incidents.count('lost-deliveries');
  }

  return {
    recover: async () => {
      const octokit = await app();
      // A server without these lists refuses them.
      const seen = await unlessRefused(look(octokit));
      for (const row of seen?.failed ?? []) await deliverAgain(octokit, row);
      // By GitHub's own clock: one that is ahead here would pass over what fails meanwhile.
      if (seen !== null && seen.last !== null) since = seen.last - OVERLAP_MS;
    },
  };
}

/** Of each event that no attempt delivered, the newest attempt; not of those that were asked for often enough. */
function neverDelivered(rows: readonly Row[]): readonly Row[] {
  const attempts = Map.groupBy(rows, ({ guid }) => guid);
  return [...attempts.values()]
    .filter((tries) => tries.length < MAX_ATTEMPTS && !tries.some(({ status_code }) => status_code >= 200 && status_code < 300))
    .flatMap((tries) => tries.toSorted((one, other) => Date.parse(other.delivered_at) - Date.parse(one.delivered_at)).slice(0, 1));
}

async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    refusalOf(error);
    return null;
  }
}
