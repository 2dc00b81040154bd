import { z } from 'zod';
import type { Clock } from '../queue/clock.ts';
import type { Lane } from '../queue/lanes.ts';
import { type Budgets, createBudgets, type Resource } from './budgets.ts';
import { type ContentWrites, createsContent } from './content-writes.ts';
import { GateClosed } from './gate-closed.ts';
import { retryAtOf } from './rate-limit.ts';

/** A call that wants to leave; `url` may be a template. */
export interface Outgoing {
  readonly lane: Lane;
  readonly method: string;
  readonly url: string;
}

/** The way out to GitHub of one installation. A limit that is spent closes it once, for all its calls. */
export interface Gate {
  /** Makes the call when it may leave, and learns from its end. Throws GateClosed where it may not before a while, and what the call throws. */
  readonly pass: <Answer>(call: Outgoing, make: () => Promise<Answer>) => Promise<Answer>;
}

/** What is left of an hour's limit below this share is for people. */
const RESERVE = 0.2;
/** Calls made in passing at the same time, at the most: when a limit is spent by somebody else, no more are refused. */
const SWEEP_AT_ONCE = 4;
/** Those that wait for the gate come back one after the other, people first. */
const SPACING_MS = { people: 50, sweep: 250 } as const;
const SWEEP_AFTER_MS = 5_000;

/** Answers of GraphQL tell a spent limit in their body. */
const spent = z.object({ data: z.object({ errors: z.array(z.object({ type: z.enum(['RATE_LIMITED', 'RATE_LIMIT']) })).min(1) }) });
const answered = z.object({ headers: z.record(z.string(), z.unknown()) });
const refused = z.object({ response: answered });

/** A gate that nothing closes yet. */
export function createGate(clock: Pick<Clock, 'now' | 'elapsed'>, contents: ContentWrites): Gate {
  const budgets = createBudgets(clock);
  const queue = createTurns(clock);
  const closed = new Map<Resource, number>();
  const inFlight = { core: 0, graphql: 0 };
  let swept = 0;
  const waiting: (() => void)[] = [];

  async function enter(call: Outgoing, resource: Resource): Promise<void> {
    while (true) {
      const obstacle = obstacleOf(call, {
        resource,
        budgets,
        contents,
        closedUntil: closed.get(resource) ?? 0,
        inFlight: inFlight[resource],
        clock,
      });
      if (obstacle !== null) {
        // The next one that waits finds it closed in turn.
        waiting.shift()?.();
        throw queue.refuse(call.lane, obstacle);
      }
      if (call.lane === 'people' || swept < SWEEP_AT_ONCE) break;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    inFlight[resource] += 1;
    if (call.lane === 'sweep') swept += 1;
    if (createsContent(call)) contents.note();
  }

  function leave({ lane }: Outgoing, resource: Resource): void {
    inFlight[resource] -= 1;
    if (lane === 'sweep') swept -= 1;
    waiting.shift()?.();
  }

  /** Closes the gate where the end of a call says so: for what is spent, or for all where GitHub asks to slow down. */
  function learn(end: unknown, resource: Resource): void {
    const headers = refused.safeParse(end).data?.response.headers ?? answered.safeParse(end).data?.headers ?? {};
    budgets.note(headers);
    const limited = spent.safeParse(end).success ? { status: 429, response: { headers } } : end;
    const at = retryAtOf(limited, clock.now());
    if (at === null || end instanceof GateClosed) return;
    const until = clock.elapsed() + at.getTime() - clock.now().getTime();
    for (const one of headers['x-ratelimit-remaining'] === '0' ? [resource] : (['core', 'graphql'] as const))
      closed.set(one, Math.max(until, closed.get(one) ?? 0));
  }

  return {
    pass: async (call, make) => {
      const resource = call.url.endsWith('/graphql') ? 'graphql' : 'core';
      await enter(call, resource);
      try {
        const answer = await make();
        learn(answer, resource);
        return answer;
      } catch (error) {
        learn(error, resource);
        throw error;
      } finally {
        leave(call, resource);
      }
    },
  };
}

/** Why a call may not leave, and until when, in milliseconds of the clock that nobody sets. */
interface Obstacle {
  readonly because: string;
  readonly until: number;
}

interface Traffic {
  readonly resource: Resource;
  readonly budgets: Budgets;
  readonly contents: ContentWrites;
  readonly closedUntil: number;
  /** Calls that count on the same budget, and of which GitHub has not told yet. */
  readonly inFlight: number;
  readonly clock: Pick<Clock, 'elapsed'>;
}

function obstacleOf(call: Outgoing, { resource, budgets, contents, closedUntil, inFlight, clock }: Traffic): Obstacle | null {
  if (closedUntil > clock.elapsed()) return { because: 'GitHub’s limit is spent', until: closedUntil };
  const budget = budgets.of(resource);
  const kept = budget === null || call.lane === 'people' ? 0 : Math.ceil(budget.limit * RESERVE);
  if (budget !== null && budget.remaining - inFlight - kept <= 0)
    return { because: kept > 0 ? 'what is left of GitHub’s limit is for people' : 'GitHub’s limit is spent', until: budget.until };
  const at = createsContent(call) ? contents.next(call.lane) : null;
  return at === null ? null : { because: 'GitHub takes so many new comments in a while', until: at };
}

/** Those that wait, each told a time of its own. */
function createTurns(clock: Pick<Clock, 'now' | 'elapsed'>) {
  const told = { people: 0, sweep: 0 };
  /** What they wait for: the next closing starts anew. */
  let waitedFor = 0;
  return {
    refuse: (lane: Lane, { because, until }: Obstacle): GateClosed => {
      if (Math.abs(until - waitedFor) > SWEEP_AFTER_MS) Object.assign(told, { people: 0, sweep: 0 });
      waitedFor = until;
      const turn = told[lane] * SPACING_MS[lane] + (lane === 'sweep' ? SWEEP_AFTER_MS : 0);
      told[lane] += 1;
      return new GateClosed(because, new Date(clock.now().getTime() + until - clock.elapsed() + turn));
    },
  };
}
