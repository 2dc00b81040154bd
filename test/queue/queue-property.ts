import * as fc from '../property.ts';
import { expect } from 'vitest';
import type { Result } from '../../src/queue/result.ts';
import { Limited } from './queue-bench.ts';
import type { OpenBench } from './queue-contract.ts';

const keys = ['a', 'b', 'c'];

type Step =
  | { readonly do: 'add'; readonly key: string }
  | { readonly do: 'offer'; readonly key: string }
  | { readonly do: 'addAt'; readonly key: string; readonly inMs: number }
  | { readonly do: 'end'; readonly which: number; readonly how: 'done' | 'again' | 'error' | 'limited' | 'terminal' }
  | { readonly do: 'advance'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('add' as const), key: fc.constantFrom(...keys) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('offer' as const), key: fc.constantFrom(...keys) }) },
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

export interface PropertyOptions {
  readonly numRuns: number;
  readonly maxSteps: number;
  /** After each run. */
  readonly clean?: () => Promise<void>;
}

/** Whatever the order of requests, ends and waits: never two runs of a key at a time nor too many in all, and the last addition is followed by a run. */
export async function holdWhateverTheOrder(
  openBench: OpenBench,
  { numRuns, maxSteps, clean = () => Promise.resolve() }: PropertyOptions,
): Promise<void> {
  await fc.assert(
    fc
      .asyncProperty(fc.array(step, { maxLength: maxSteps }), fc.integer({ min: 1, max: 3 }), async (steps, concurrency) => {
        const open: Open[] = [];
        const overlaps: string[] = [];
        const lastAdd = new Map<string, number>();
        const lastStart = new Map<string, number>();
        let tick = 0;
        const { queue, now, settle, advance } = openBench({
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
          const soon = new Date(now().getTime() + 5_000);
          if (how === 'error') run.reject(new Error('panne'));
          else if (how === 'limited') run.reject(new Limited(soon));
          else run.resolve(how === 'done' ? { done: true } : how === 'again' ? { againAt: soon } : { terminal: new Error('fini') });
        };

        for (const action of steps) {
          if (action.do === 'add') {
            // Before it is kept: a run that starts meanwhile may be the one that answers it.
            lastAdd.set(action.key, tick++);
            await queue.add(action.key, 'x');
          } else if (action.do === 'offer') {
            await queue.offer(action.key, 'passage');
          } else if (action.do === 'addAt') {
            await queue.addAt(action.key, new Date(now().getTime() + action.inMs));
          } else if (action.do === 'advance') {
            await advance(action.ms);
          } else {
            const run = open[action.which];
            if (run !== undefined) end(run, action.how);
          }
        }
        await settle();
        for (let stats = await queue.stats(); open.length > 0 || stats.ready + stats.waiting > 0; stats = await queue.stats()) {
          for (const run of open.slice()) end(run, 'done');
          await advance(60_000);
        }

        expect(overlaps).toEqual([]);
        for (const [key, added] of lastAdd) expect(lastStart.get(key)).toBeGreaterThan(added);
        expect(await queue.stats()).toMatchObject({ ready: 0, running: 0, waiting: 0 });
      })
      .afterEach(clean),
    { numRuns },
  );
}
