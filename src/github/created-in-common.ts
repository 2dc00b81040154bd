import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../queue/clock.ts';
import type { SharedFacts } from '../queue/facts.ts';
import { BoundedMap } from './bounded-map.ts';
import type { CreatedInCommon, Sent } from './rates.ts';

const HOUR_MS = 3_600_000;
/** What is created within so long is told as one count, of its end. */
const SLOT_MS = 10_000;
/** Counts that are remembered, of all installations and processes. */
const MAX_COUNTS = 10_000;

const toldSchema = z.object({ installation: z.number(), count: z.int().nonnegative() });

/**
 * What the processes created in each installation, as far as they told: each does at the end of its runs. A process that starts hears what those before it created within
 * the hour.
 */
export function createCreatedInCommon(
  { elapsed }: Pick<Clock, 'elapsed'>,
  facts: Pick<SharedFacts, 'open'>,
): (installation: number) => CreatedInCommon {
  const process = randomUUID();
  const counts = new BoundedMap<string, Sent & { readonly installation: number }>(MAX_COUNTS);
  const tell = facts.open({
    kind: 'contents created',
    keptMs: HOUR_MS,
    schema: toldSchema,
    hear: ({ subject, value, ageMs }) => {
      if (value !== null) counts.set(subject, { installation: value.installation, weight: value.count, at: elapsed() - ageMs });
    },
  });

  return (installation) => {
    let own = { slot: NaN, count: 0 };
    return {
      note: () => {
        const slot = Math.floor(elapsed() / SLOT_MS);
        own = { slot, count: own.slot === slot ? own.count + 1 : 1 };
        tell(`${installation} ${process} ${slot}`, { installation, count: own.count });
      },
      elsewhere: () => {
        for (const [subject, { at }] of counts) if (at <= elapsed() - HOUR_MS) counts.delete(subject);
        return [...counts].flatMap(([, one]) => (one.installation === installation ? [one] : []));
      },
    };
  };
}
