import type { Send } from '../../src/github/checked-fetch.ts';
import type { InFlight } from './in-flight.ts';
import { chance, pick } from './chance.ts';
import { type CallFault, type Killed, type Profile, shutsOut } from './profile.ts';
import { countWrites } from './scenes.ts';
import type { Tally } from './tally.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What the way to GitHub is made of. */
export interface NetworkOptions {
  readonly seed: number;
  readonly profile: () => Profile;
  readonly time: VirtualTime;
  readonly inFlight: InFlight;
  readonly tally: Tally;
  readonly fetch: Send;
  /** What GitHub answers to every call now, whoever asks; null where it works. */
  readonly outage: () => Response | null;
  /** Gets each call that is made, in order. */
  readonly made: (call: CallMade) => void;
  /** Gets the place in its scene of each write that is about to be made. */
  readonly wrote: (write: number) => void;
}

/** A call of the App as another run knows it again. */
export interface CallMade {
  readonly route: string;
  readonly writes: boolean;
  /** Of a call that reads: what it asks for. */
  readonly reading: string | null;
  readonly at: number;
}

/** The end of the process that called. */
class ProcessIsDead extends Error {
  override readonly name = 'ProcessIsDead';
}

/** One process as the network sees it. */
export interface Caller {
  readonly isAlive: () => boolean;
  /** The process dies here. */
  readonly die: () => void;
  /** Called back once it is dead; gives back what takes that back. */
  readonly onDeath: (tell: () => void) => () => void;
}

const LATENCY_MS = { least: 40, most: 160 } as const;
/** An answer that is older than this is no late reading any more. */
export const LATE_MS = 15_000;

interface Call {
  readonly url: string;
  readonly options: RequestInit;
  /** What decisions about it are named by: the dossier or repository, the route, the how-manieth of them. */
  readonly name: string;
  readonly writes: boolean;
  readonly graphql: boolean;
  /** What it asks for, whichever host answers. */
  readonly reading: string;
}

/**
 * The way from the App to GitHub: each call takes a moment, and meets a fault by its own name: the seed, the dossier, the route and the number of such calls,
 * never by the order of things.
 */
export function createNetwork({
  seed,
  profile,
  time,
  inFlight,
  tally,
  fetch,
  outage,
  made,
  wrote,
}: NetworkOptions): (caller: Caller) => Send {
  const numbers = new Map<string, number>();
  const seen = new Map<string, { readonly call: Call; readonly at: number; readonly answer: Response }>();
  const count = countWrites();
  let place = -1;

  function callOf(url: string, options: RequestInit): Call {
    const method = options.method ?? 'GET';
    const route = routeOf(url, options);
    const number = (numbers.get(route) ?? 0) + 1;
    numbers.set(route, number);
    const graphql = url.endsWith('/graphql');
    const reading = readingOf(url, options);
    return { url, options, name: `${route} ${number}`, graphql, reading, writes: !graphql && method !== 'GET' && method !== 'HEAD' };
  }

  async function answer(call: Call): Promise<Response> {
    const response = await inFlight.during(() => fetch(call.url, call.options));
    if (!call.writes) seen.set(call.reading, { call, at: time.now(), answer: response.clone() });
    return response;
  }

  /** Asks now what will be answered late: as before the write that is about to be made. */
  async function askBefore(number: number): Promise<void> {
    const before = profile().struck?.before ?? null;
    const asked = before?.call === number ? seen.get(before.reading) : undefined;
    if (asked !== undefined) await answer(asked.call);
  }

  /** The answer of a moment ago, where there was one. */
  function lateAnswer({ reading }: Call): Response | null {
    const before = seen.get(reading);
    return before === undefined || time.now() - before.at > LATE_MS ? null : before.answer.clone();
  }

  function faultOf({ name, writes, graphql }: Call, number: number): CallFault | null {
    const { calls, kinds, struck, shutOut } = profile();
    if (struck?.call === number) return struck.fault;
    if (chance(seed, 'call', name) >= calls) return null;
    const possible = kinds.filter(
      (kind) => (writes || !kind.endsWith('write')) && (graphql || kind !== 'graphql limit') && (!writes || kind !== 'late read'),
    );
    if (possible.length === 0) return null;
    const drawn = pick(possible, chance(seed, 'fault', name));
    const ofOne = possible.filter((kind) => !shutsOut(kind));
    return shutsOut(drawn) && ofOne.length > 0 && chance(seed, 'shut out', name) >= shutOut
      ? pick(ofOne, chance(seed, 'of one', name))
      : drawn;
  }

  /** Whether the process dies before the call is made, or once it is. */
  function deathOf({ name }: Call, write: number | null): Killed['when'] | null {
    const { kills, killed } = profile();
    if (killed !== null && killed.write === write) return killed.when;
    return chance(seed, 'kill', name) < kills ? pick(['before', 'after'] as const, chance(seed, 'kill when', name)) : null;
  }

  async function meet(fault: CallFault, call: Call): Promise<Response> {
    switch (fault) {
      case '500':
      case '502':
      case '503':
        return refusal(Number(fault), {});
      case '500 after the write':
      case '502 after the write':
        await answer(call);
        return refusal(Number(fault.slice(0, 3)), {});
      case 'reset':
        throw new TypeError('fetch failed');
      case 'reset after the write':
        await answer(call);
        throw new TypeError('fetch failed');
      case 'cut':
        return cut(await answer(call));
      case 'html':
        return new Response('<html><body>Mandataire</body></html>', { status: 200, headers: { 'content-type': 'text/html' } });
      case '429':
        return refusal(429, { 'retry-after': '20' });
      case 'secondary limit':
        return refusal(403, { 'retry-after': '30' }, 'You have exceeded a secondary rate limit.');
      case 'suspended once':
        return refusal(403, {}, 'This installation has been suspended');
      case 'graphql limit':
        return Response.json({ data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] });
      case 'hang':
        return never(call.options.signal ?? null, time);
      case 'late read':
        return lateAnswer(call) ?? answer(call);
      default:
        return fault satisfies never;
    }
  }

  return (caller) => async (url, options) => {
    const call = callOf(url, options);
    await time.sleep(LATENCY_MS.least + Math.floor(chance(seed, 'latency', call.name) * (LATENCY_MS.most - LATENCY_MS.least)));
    const write = caller.isAlive() ? count({ route: call.name, writes: call.writes, at: time.now() }) : null;
    if (write !== null) wrote(write);
    const dies = deathOf(call, write);
    if (dies === 'before' && caller.isAlive()) {
      tally.add('kill before a call');
      caller.die();
    }
    if (!caller.isAlive()) throw new ProcessIsDead(call.name);
    tally.add('call');
    const number = (place += 1);
    made({ route: call.name, writes: call.writes, reading: call.writes ? null : call.reading, at: time.now() });
    await askBefore(number);
    const fault = faultOf(call, number);
    if (fault !== null) tally.add(`fault ${fault}`);
    const refused = outage();
    const response = refused ?? (await unlessDead(caller, fault === null ? answer(call) : meet(fault, call)));
    if (dies === 'after' && caller.isAlive()) {
      tally.add('kill after a call');
      caller.die();
    }
    if (!caller.isAlive()) throw new ProcessIsDead(call.name);
    return response;
  };
}

async function unlessDead<T>(caller: Caller, work: Promise<T>): Promise<T> {
  const death = Promise.withResolvers<never>();
  const forget = caller.onDeath(() => death.reject(new ProcessIsDead()));
  try {
    return await Promise.race([work, death.promise]);
  } finally {
    forget();
  }
}

function readingOf(url: string, { method = 'GET', body }: RequestInit): string {
  const { pathname, search } = new URL(url);
  return `${method} ${pathname}${search} ${typeof body === 'string' ? body : ''}`;
}

/** Method and path, of ids nothing but a dossier's number; for GraphQL the number in its variables. */
function routeOf(url: string, { method = 'GET', body }: RequestInit): string {
  const { pathname } = new URL(url);
  const number = typeof body === 'string' && pathname === '/graphql' ? (/"number":(\d+)/.exec(body)?.[1] ?? '') : '';
  return `${method} ${pathname.replace(/\/(?!\/)(?<!issues\/)[0-9a-f]*\d[0-9a-f]{3,}(?=\/|$)/g, '/…')} ${number}`;
}

function refusal(status: number, headers: Record<string, string>, message = 'Server Error'): Response {
  return Response.json({ message, documentation_url: 'https://docs.github.com/rest' }, { status, headers });
}

async function cut(answer: Response): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(bytes.subarray(0, bytes.length >> 1));
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(answer.status === 204 ? null : body, { status: answer.status, headers: answer.headers });
}

/** An answer that never comes: it ends with the deadline of the call, within a minute. */
export function never(signal: AbortSignal | null, time: VirtualTime): Promise<Response> {
  const { promise, reject } = Promise.withResolvers<Response>();
  signal?.addEventListener('abort', () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted')));
  for (let second = 1; second <= 60; second += 1) time.at(time.now() + second * 1_000, () => undefined);
  return promise;
}
