import { z } from 'zod';
import { type Clock, elapsedAt } from '../queue/clock.ts';
import type { Lane } from '../queue/lanes.ts';
import { type CallLine, createCallLine } from './call-line.ts';
import { createBudgets, type Resource } from './budgets.ts';
import { GateClosed } from './gate-closed.ts';
import { retryAtOf } from './rate-limit.ts';
import { isQuery, type Rated, type Rates } from './rates.ts';
import { FRESH_MS, roomFor } from './room.ts';

/** A call that wants to leave. */
export interface Outgoing extends Rated {
  /** What it takes of its limit, at the most. */
  readonly cost: number;
}

/** The way out to GitHub of one installation. A limit that is spent closes it once, for all its calls. */
export interface Gate {
  /** Throws GateClosed where that call may not leave before a while. */
  readonly check: (call: Outgoing) => void;
  /**
   * Makes the call when it may leave, and learns from its end. Throws GateClosed where it may not before a while, and what the call throws. A call holds its place
   * until its end: it must not wait for another one.
   */
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

/** What is known of one of GitHub's limits, times in milliseconds of the clock that nobody sets. */
interface Line {
  closedUntil: number;
  /** The last call that came back was refused for a limit. */
  refused: boolean;
  /** When GitHub answered last. */
  heardAt: number | null;
  /** What the calls on their way take. */
  spending: number;
}

/** A call on its way. */
interface Departure {
  readonly call: Outgoing;
  /** In milliseconds of the clock that nobody sets. */
  readonly at: number;
}

const newLine = (): Line => ({ closedUntil: 0, refused: false, heardAt: null, spending: 0 });

/** A gate that nothing closes yet. */
export function createGate(clock: Clock, rates: Rates): Gate {
  const budgets = createBudgets(clock);
  const turns = createTurns(clock);
  const out: Readonly<Record<Lane, CallLine>> = { people: createCallLine(clock, 'people'), sweep: createCallLine(clock, 'sweep') };
  const lines: Readonly<Record<Resource, Line>> = { core: newLine(), graphql: newLine() };
  const underWay = new Set<Departure>();
  const waiting: Readonly<Record<Lane, (() => void)[]>> = { people: [], sweep: [] };

  /** Why a call may not leave, and until when. */
  function obstacleOf(call: Outgoing): Obstacle | null {
    const resource = resourceOf(call);
    const { closedUntil, spending } = lines[resource];
    if (closedUntil > clock.elapsed()) return { because: 'GitHub’s limit is spent', until: closedUntil };
    const budget = budgets.of(resource);
    const kept = budget === null || call.lane === 'people' ? 0 : Math.ceil(budget.limit * RESERVE);
    if (budget !== null && budget.remaining - spending - kept < call.cost)
      return { because: kept > 0 ? 'what is left of GitHub’s limit is for people' : 'GitHub’s limit is spent', until: budget.until };
    const at = rates.next(call);
    return at === null ? null : { because: 'GitHub takes so many calls in a while', until: at };
  }

  function hasRoom(call: Outgoing): boolean {
    const resource = resourceOf(call);
    const { heardAt, refused: wasRefused, spending } = lines[resource];
    const silentMs = heardAt === null ? null : clock.elapsed() - heardAt;
    const lively = [...underWay].filter(({ at }) => clock.elapsed() - at < FRESH_MS).map((one) => one.call);
    const inLine = (calls: readonly Outgoing[]) => calls.filter((one) => resourceOf(one) === resource).length;
    const hanging = inLine([...underWay].map((one) => one.call)) - inLine(lively);
    const room = roomFor({
      budget: budgets.of(resource),
      spending,
      hanging: call.lane === 'people' ? hanging : 0,
      silentMs,
      refused: wasRefused,
    });
    const swept = lively.filter(({ lane }) => lane === 'sweep').length;
    return inLine(lively) < room && (call.lane === 'people' || swept < SWEEP_AT_ONCE);
  }

  /** Resolves when a call has ended, or when one is found to hang. */
  function aChange(lane: Lane): Promise<void> {
    return new Promise((resolve) => {
      const hangAt = [...underWay].map(({ at }) => at + FRESH_MS).filter((at) => at > clock.elapsed());
      const cancel = clock.setTimer(Math.min(FRESH_MS, ...hangAt.map((at) => at - clock.elapsed())), wakeAll);
      waiting[lane].push(() => {
        cancel();
        resolve();
      });
    });
  }

  /** Whoever woke first would take the place: all do, people before the others. */
  function wakeAll(): void {
    for (const wake of [...waiting.people.splice(0), ...waiting.sweep.splice(0)]) wake();
  }

  function check(call: Outgoing): void {
    const obstacle = obstacleOf(call);
    if (obstacle !== null) throw turns.refuse(call.lane, obstacle);
  }

  async function enter(call: Outgoing): Promise<Departure> {
    for (check(call); !hasRoom(call); check(call)) await aChange(call.lane);
    const departure = { call, at: clock.elapsed() };
    underWay.add(departure);
    lines[resourceOf(call)].spending += call.cost;
    rates.note(call);
    return departure;
  }

  function leave(departure: Departure): void {
    underWay.delete(departure);
    lines[resourceOf(departure.call)].spending -= departure.call.cost;
    wakeAll();
  }

  /** Closes the gate where the end of a call says so: for what is spent, or for all where GitHub asks to slow down. */
  function learn(end: unknown, call: Outgoing): void {
    if (end instanceof GateClosed) return;
    const resource = resourceOf(call);
    const headers = refused.safeParse(end).data?.response.headers ?? answered.safeParse(end).data?.headers;
    budgets.note(headers);
    const limited = spent.safeParse(end).success ? { status: 429, response: { headers } } : end;
    const at = retryAtOf(limited, clock.now());
    if (at === null) return headers === undefined ? undefined : heard(lines[resource]);
    const until = elapsedAt(clock, at);
    for (const one of headers?.['x-ratelimit-remaining'] === '0' ? [resource] : (['core', 'graphql'] as const)) {
      lines[one].closedUntil = Math.max(until, lines[one].closedUntil);
      lines[one].refused = true;
    }
  }

  /** An answer that left before the gate was closed tells nothing of what comes after. */
  function heard(line: Line): void {
    if (line.closedUntil > clock.elapsed()) return;
    line.heardAt = clock.elapsed();
    line.refused = false;
  }

  return {
    check,
    pass: (call, make) =>
      out[call.lane].pass(async () => {
        const departure = await enter(call);
        try {
          const answer = await make();
          learn(answer, call);
          return answer;
        } catch (error) {
          learn(error, call);
          throw error;
        } finally {
          leave(departure);
        }
      }),
  };
}

/** Until when, in milliseconds of the clock that nobody sets. */
interface Obstacle {
  readonly because: string;
  readonly until: number;
}

function resourceOf(call: Outgoing): Resource {
  return isQuery(call) ? 'graphql' : 'core';
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
