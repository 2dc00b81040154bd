import { randomUUID } from 'node:crypto';
import type { Taken } from './entry.ts';
import { type Before, type Outcome, outcomeOfError, outcomeOfResult } from './outcome.ts';
import type { StandAside } from './places.ts';
import type { Begun, QueueOptions, Run, RunContext, SetAside } from './work-queue.ts';

/** A run that may start. */
export interface Start<K extends string> {
  readonly key: K;
  readonly taken: Taken;
  readonly before: Before;
  readonly standAside: StandAside;
}

/** Runs a key once, and tells that it is set aside when it is. Never rejects: whatever happens is an outcome. */
export async function runKey<K extends string>({ key, taken, before, standAside }: Start<K>, options: QueueOptions<K>): Promise<Run<K>> {
  const { clock } = options;
  const startedAt = clock.elapsed();
  const context: RunContext = { causes: taken.causes, correlationId: randomUUID() };
  const outcome = await attempt({ key, before }, { ...context, lane: taken.lane, outages: before.outages, standAside }, options);
  const setAside =
    outcome.kind === 'set-aside' ? await tell({ key, error: outcome.error, correlationId: context.correlationId }, options) : {};
  return { key, ...context, durationMs: Math.round(clock.elapsed() - startedAt), outcome, ...setAside };
}

async function attempt<K extends string>(
  { key, before }: Pick<Start<K>, 'key' | 'before'>,
  begun: Begun,
  options: QueueOptions<K>,
): Promise<Outcome> {
  const { reconcile, clock } = options;
  try {
    return outcomeOfResult(await reconcile(key, begun), clock.now());
  } catch (error) {
    return outcomeOfError({ ...before, error, lane: begun.lane, now: clock.now() }, options);
  }
}

/** A callback that fails (GitHub is down, say) must not stop the queue: its error goes to the log with the run. */
async function tell<K extends string>(setAside: SetAside<K>, options: QueueOptions<K>): Promise<{ setAsideError?: unknown }> {
  try {
    await options.setAside(setAside);
    return {};
  } catch (setAsideError) {
    return { setAsideError };
  }
}
