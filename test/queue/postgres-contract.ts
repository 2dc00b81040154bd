import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WorkQueue } from '../../src/queue/work-queue.ts';
import { describePoisonedRows } from './poisoned-rows.ts';
import type { PostgresBench } from './postgres-bench.ts';
import { recorded } from './queue-bench.ts';
import { type OpenBench, queueContract } from './queue-contract.ts';
import { describeUnavailableQueue } from './unavailable-queue.ts';
import { holdWhateverTheOrder } from './queue-property.ts';

/** Each request a millisecond after the one before: rows of one instant have no order. */
function inTurn(queue: WorkQueue<string>, tick: () => Promise<void>): WorkQueue<string> {
  return {
    add: (key, cause) => tick().then(() => queue.add(key, cause)),
    offer: (key, cause) => tick().then(() => queue.offer(key, cause)),
    setAside: () => queue.setAside(),
    wake: (matches, cause) => queue.wake(matches, cause),
    addAt: (key, at) => queue.addAt(key, at),
    stats: () => queue.stats(),
    obstacle: () => queue.obstacle(),
    drain: () => queue.drain(),
  };
}

/** What the queue in PostgreSQL promises, whichever PostgreSQL it is. */
export function describePostgresQueue(open: () => Promise<PostgresBench>): void {
  // A PostgreSQL takes seconds to start: one for all that is asked of the queue in it.
  let bench: PostgresBench;
  beforeAll(async () => {
    bench = await open();
  }, 120_000);
  afterAll(() => bench.close());

  describe('la file dans PostgreSQL tient le contrat', () => {
    const ends: (() => Promise<void>)[] = [];
    const clean = async () => {
      for (const end of ends.splice(0)) await end();
      await bench.empty();
    };
    afterEach(clean);

    const openQueue: OpenBench = (change) => {
      const { options, record } = recorded(bench.clock, change);
      const queue = inTurn(bench.backend.createQueue(options), bench.tick);
      ends.push(async () => {
        const drained = queue.drain();
        for (const run of record.started) run.end();
        await drained;
      });
      return { ...record, queue, now: () => bench.clock.now(), settle: bench.database.quiet, advance: bench.advance };
    };

    queueContract(openQueue);

    it('quel que soit l’ordre, jamais deux exécutions d’une clé à la fois ni trop en tout, et le dernier ajout est suivi d’une exécution', () =>
      expect(holdWhateverTheOrder(openQueue, { numRuns: 8, maxSteps: 20, clean })).resolves.toBeUndefined());
  });

  describe('des lignes que l’application n’a pas écrites', () => {
    afterEach(() => bench.empty());
    describePoisonedRows(() => bench);
  });

  describeUnavailableQueue(() => bench);
}
