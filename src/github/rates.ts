import type { Clock } from '../queue/clock.ts';
import type { Lane } from '../queue/lanes.ts';

/** A call, as GitHub counts it in a while. */
export interface Rated {
  readonly lane: Lane;
  readonly method: string;
  /** It may be a template. */
  readonly url: string;
}

/** What GitHub takes in a while, whatever is left of an hour's limit. */
export interface Rates {
  /** One was sent. */
  readonly note: (call: Rated) => void;
  /** When that call may be sent, in milliseconds of the clock that nobody sets; null for now. */
  readonly next: (call: Rated) => number | null;
}

/** What was sent, and when, in milliseconds of the clock that nobody sets. */
export interface Sent {
  readonly at: number;
  readonly weight: number;
}

/** Content that the processes of the App create in one installation: GitHub counts it for all of them together. */
export interface CreatedInCommon {
  /** This process created one. */
  readonly note: () => void;
  /** What the others did within an hour, as far as is known. */
  readonly elsewhere: () => readonly Sent[];
}

/** Of a process that is alone. */
export const createdHere: CreatedInCommon = { note: () => undefined, elsewhere: () => [] };

interface Window {
  readonly of: keyof typeof weigh;
  readonly ms: number;
  readonly most: number;
}

const MINUTE_MS = 60_000;

/**
 * "Rate limits for the REST API", "… for the GraphQL API", GitHub documentation: content about 80 a minute and 500 an hour; 900 points of REST a minute, where
 * a reading is one and a write five; 2,000 of GraphQL, where a query is one.
 */
const WINDOWS: readonly Window[] = [
  { of: 'contents', ms: MINUTE_MS, most: 80 },
  { of: 'contents', ms: 60 * MINUTE_MS, most: 500 },
  { of: 'points', ms: MINUTE_MS, most: 900 },
  { of: 'queries', ms: MINUTE_MS, most: 2_000 },
];

/** What a call weighs; 0 for one that does not count. */
const weigh = {
  contents: (call: Rated) => Number(createsContent(call)),
  points: (call: Rated) => (isQuery(call) ? 0 : pointsOf(call)),
  queries: (call: Rated) => Number(isQuery(call)),
};

/** What is done in passing leaves a fifth to people. */
const SHARE = { people: 1, sweep: 0.8 } as const;

/** Nothing was sent yet by this process. */
export function createRates({ elapsed }: Pick<Clock, 'elapsed'>, created: CreatedInCommon = createdHere): Rates {
  const windows = WINDOWS.map((window) => ({ ...window, sent: [] as Sent[], sum: 0 }));
  type Filled = (typeof windows)[number];

  function forget(window: Filled): void {
    while (window.sent[0] !== undefined && window.sent[0].at <= elapsed() - window.ms) window.sum -= window.sent.shift()?.weight ?? 0;
  }

  /** When enough of what was sent is as old as the window. */
  function freeAt(window: Filled, call: Rated): number {
    const weight = weigh[window.of](call);
    if (weight === 0) return elapsed();
    forget(window);
    const elsewhere = window.of === 'contents' ? created.elsewhere().filter(({ at }) => at > elapsed() - window.ms) : [];
    let over = elsewhere.reduce((sum, one) => sum + one.weight, window.sum) + weight - window.most * SHARE[call.lane];
    let at = elapsed();
    for (const one of elsewhere.length === 0 ? window.sent : [...window.sent, ...elsewhere].toSorted((a, b) => a.at - b.at)) {
      if (over <= 0) break;
      over -= one.weight;
      at = one.at + window.ms;
    }
    return at;
  }

  return {
    note: (call) => {
      if (createsContent(call)) created.note();
      for (const window of windows) {
        const weight = weigh[window.of](call);
        if (weight === 0) continue;
        forget(window);
        window.sent.push({ at: elapsed(), weight });
        window.sum += weight;
      }
    },
    next: (call) => {
      const at = Math.max(...windows.map((window) => freeAt(window, call)));
      return at > elapsed() ? at : null;
    },
  };
}

/** For a server that has no such limit. */
export const unlimitedRates: Rates = { note: () => undefined, next: () => null };

/** Whether that is a query of GraphQL. */
export function isQuery({ url }: Pick<Rated, 'url'>): boolean {
  return url.endsWith('/graphql');
}

function pointsOf({ method }: Rated): number {
  return method === 'GET' || method === 'HEAD' ? 1 : 5;
}

/** Whether a call creates what people are told of: issues, comments, pull requests, reviews. */
function createsContent({ method, url }: Rated): boolean {
  return method === 'POST' && ['issues', 'comments', 'pulls', 'reviews'].includes(url.split(/[?#]/)[0]?.split('/').at(-1) ?? '');
}
