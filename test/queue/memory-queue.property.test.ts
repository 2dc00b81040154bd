import * as fc from '../property.ts';
import { expect, it } from 'vitest';
import type { Result } from '../../src/queue/work-queue.ts';
import { epoch, settle } from './fake-clock.ts';
import { aQueue, Limited } from './queue-bench.ts';

const keys = ['a', 'b', 'c'];

type Step =
  | { readonly do: 'add'; readonly key: string }
  | { readonly do: 'addAt'; readonly key: string; readonly inMs: number }
  | { readonly do: 'end'; readonly which: number; readonly how: 'done' | 'again' | 'error' | 'limited' | 'terminal' }
  | { readonly do: 'advance'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('add' as const), key: fc.constantFrom(...keys) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('addAt' as const), key: fc.constantFrom(...keys), inMs: fc.nat({ max: 60_000 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      which: fc.nat({ max: 3 }),
      how: fc.constantFrom('done' as const, 'again' as const, 'error' as const, 'limited' as const, 'terminal' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.oneof(fc.constant(0), fc.nat({ max: 30_000 })) }) },
);

interface Open {
  readonly key: string;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

it('quel que soit l’ordre, jamais deux exécutions d’une clé à la fois ni trop en tout, et le dernier ajout est suivi d’une exécution', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 3 }), async (steps, concurrency) => {
      const open: Open[] = [];
      const overlaps: string[] = [];
      const lastAdd = new Map<string, number>();
      const lastStart = new Map<string, number>();
      let tick = 0;
      const { queue, clock } = aQueue({
        concurrency,
        reconcile: (key) =>
          new Promise<Result>((resolve, reject) => {
            if (open.some((run) => run.key === key) || open.length >= concurrency) overlaps.push(key);
            lastStart.set(key, tick++);
            open.push({ key, resolve, reject });
          }),
      });
      const end = (run: Open, how: 'done' | 'again' | 'error' | 'limited' | 'terminal') => {
        open.splice(open.indexOf(run), 1);
        const soon = new Date(epoch + clock.elapsed() + 5_000);
        if (how === 'error') run.reject(new Error('panne'));
        else if (how === 'limited') run.reject(new Limited(soon));
        else run.resolve(how === 'done' ? { done: true } : how === 'again' ? { againAt: soon } : { terminal: new Error('fini') });
      };

      for (const action of steps) {
        if (action.do === 'add') {
          queue.add(action.key, 'x');
          lastAdd.set(action.key, tick++);
        } else if (action.do === 'addAt') {
          queue.addAt(action.key, new Date(epoch + clock.elapsed() + action.inMs));
        } else if (action.do === 'advance') {
          await clock.advance(action.ms);
        } else {
          const run = open[action.which];
          if (run !== undefined) end(run, action.how);
        }
      }
      await settle();
      while (open.length > 0 || (await queue.stats()).waiting > 0) {
        for (const run of open.slice()) end(run, 'done');
        await clock.advance(60_000);
      }

      expect(overlaps).toEqual([]);
      for (const [key, added] of lastAdd) expect(lastStart.get(key)).toBeGreaterThan(added);
      expect(await queue.stats()).toMatchObject({ ready: 0, running: 0, waiting: 0 });
    }),
    { numRuns: 200 },
  );
});
