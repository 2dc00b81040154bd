import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { WorkQueue } from '../../src/queue/work-queue.ts';
import { postgresBench, type PostgresBench } from './postgres-bench.ts';
import { recorded } from './queue-bench.ts';
import { queueContract } from './queue-contract.ts';

/** Each request a millisecond after the one before: rows of one instant have no order. */
function inTurn(queue: WorkQueue<string>, tick: () => Promise<void>): WorkQueue<string> {
  return {
    add: (key, cause) => tick().then(() => queue.add(key, cause)),
    offer: (key, cause) => tick().then(() => queue.offer(key, cause)),
    wake: (matches, cause) => queue.wake(matches, cause),
    addAt: (key, at) => queue.addAt(key, at),
    stats: () => queue.stats(),
    obstacle: () => queue.obstacle(),
    drain: () => queue.drain(),
  };
}

describe('la file dans PostgreSQL tient le contrat', () => {
  let bench: PostgresBench;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    bench = await postgresBench();
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    await bench.empty();
  });
  afterAll(() => bench.close());

  queueContract((change) => {
    const { options, record } = recorded(bench.clock, change);
    const queue = inTurn(bench.backend.createQueue(options), bench.tick);
    ends.push(async () => {
      const drained = queue.drain();
      for (const run of record.started) run.end();
      await drained;
    });
    return { ...record, queue, now: () => bench.clock.now(), settle: bench.database.quiet, advance: bench.advance };
  });
});
