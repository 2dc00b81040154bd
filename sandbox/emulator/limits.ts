import { z } from 'zod';
import { type ApiRequest, type ApiResponse, bodyOf, type Gap, json, refuse } from './exchange.ts';
import { costOf } from './graphql/cost.ts';
import { readDocument } from './graphql/schema.ts';
import { kindOf } from './request-log.ts';

/** What GitHub gives an installation ("Rate limits for the REST API", "… for the GraphQL API", GitHub documentation). */
export interface LimitSizes {
  /** Calls of REST an hour. */
  readonly core: number;
  /** Points of GraphQL an hour. */
  readonly graphql: number;
  /** Writes that create content, a minute and an hour. */
  readonly contents: { readonly minute: number; readonly hour: number };
  /** Points a minute: of REST, where a reading is one and a write five, and of GraphQL, where a query is one. */
  readonly minute: { readonly core: number; readonly graphql: number };
}

/** Those of an installation on github.com. */
export const usualLimits: LimitSizes = {
  core: 5_000,
  graphql: 5_000,
  contents: { minute: 80, hour: 500 },
  minute: { core: 900, graphql: 2_000 },
};

/** GitHub's limits, which the emulator has per token alone. */
export interface Limits {
  readonly gap: Gap;
  /** Another program spends so much of what every installation has left. */
  readonly spend: (resource: Resource, amount: number) => void;
  /** The most that one installation has spent of its hour. */
  readonly spent: (resource: Resource) => number;
  /** Calls that were refused. */
  readonly refused: () => number;
}

type Resource = 'core' | 'graphql';

interface Hour {
  core: number;
  graphql: number;
  readonly endsAt: number;
}

/** What an installation sent of one kind. */
type Sent = readonly { readonly at: number; readonly weight: number }[];

interface Installation {
  hour: Hour;
  contents: Sent;
  readonly points: Record<Resource, Sent>;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Nodes that a query may ask for. */
const MOST_NODES = 500_000;

const asked = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).optional() });

/** Limits of which nothing is spent yet. */
export function createLimits(sizes: LimitSizes = usualLimits): Limits {
  const installations = new Map<number, Installation>();
  let refused = 0;

  function installationOf(id: number): Installation {
    const known = installations.get(id) ?? { hour: newHour(), contents: [], points: { core: [], graphql: [] } };
    if (known.hour.endsAt <= Date.now()) known.hour = newHour();
    installations.set(id, known);
    return known;
  }

  /** Milliseconds for which GitHub asks to slow down before it takes this; none, for now. */
  function secondaryWait({ contents, points }: Installation, { resource, weight, creates }: Weighed): number {
    const minute = waitIn(points[resource], { ms: MINUTE_MS, most: sizes.minute[resource] - weight });
    if (!creates) return minute;
    const ofContents = [
      waitIn(contents, { ms: MINUTE_MS, most: sizes.contents.minute - 1 }),
      waitIn(contents, { ms: HOUR_MS, most: sizes.contents.hour - 1 }),
    ];
    return Math.max(minute, ...ofContents);
  }

  return {
    refused: () => refused,
    spent: (resource) => Math.max(0, ...[...installations.keys()].map((id) => installationOf(id).hour[resource])),
    spend: (resource, amount) => {
      for (const id of installations.keys()) {
        const { hour } = installationOf(id);
        hour[resource] = Math.min(sizes[resource], hour[resource] + amount);
      }
    },
    gap: async (request, forward) => {
      if (request.caller.kind !== 'installation') return forward(request);
      const installation = installationOf(request.caller.id);
      const weighed = weigh(request);
      const { resource, points, nodes, weight, creates } = weighed;
      const told = (answer: ApiResponse) => ({
        ...answer,
        headers: { ...answer.headers, ...headersOf(resource, sizes[resource], installation.hour) },
      });
      if (installation.hour[resource] + points > sizes[resource]) {
        refused += 1;
        installation.hour[resource] = sizes[resource];
        const limited = json(200, { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] });
        return told(resource === 'graphql' ? limited : refuse(403, 'API rate limit exceeded for installation'));
      }
      if (nodes > MOST_NODES) return told(json(200, { errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED', message: `${nodes} nodes` }] }));
      const wait = secondaryWait(installation, weighed);
      if (wait > 0) {
        refused += 1;
        const secondary = refuse(403, 'You have exceeded a secondary rate limit');
        return told({ ...secondary, headers: { ...secondary.headers, 'retry-after': String(Math.ceil(wait / 1_000)) } });
      }
      installation.points[resource] = sentNow(installation.points[resource], { ms: MINUTE_MS, weight });
      if (creates) installation.contents = sentNow(installation.contents, { ms: HOUR_MS, weight: 1 });
      const answer = await forward(request);
      // What was not modified is free.
      if (answer.status !== 304) installation.hour[resource] += points;
      return told(answer);
    },
  };
}

function newHour(): Hour {
  return { core: 0, graphql: 0, endsAt: Date.now() + HOUR_MS };
}

/** What a call counts for. */
interface Weighed {
  readonly resource: Resource;
  /** Of the hour's limit. */
  readonly points: number;
  readonly nodes: number;
  /** Of the minute's. */
  readonly weight: number;
  readonly creates: boolean;
}

function weigh(request: ApiRequest): Weighed {
  if (request.path[0] === 'graphql') return { resource: 'graphql', ...queryCost(request), weight: 1, creates: false };
  const reads = request.method === 'GET' || request.method === 'HEAD';
  return { resource: 'core', points: 1, nodes: 0, weight: reads ? 1 : 5, creates: kindOf(request) === 'content' };
}

function queryCost(request: ApiRequest) {
  const read = asked.safeParse(bodyOf(request)).data;
  const document = read === undefined ? [] : readDocument(read.query);
  return 'kind' in document ? costOf(document, read?.variables ?? {}) : { points: 1, nodes: 0 };
}

/** Milliseconds until no more than `most` was sent in the last `ms`. */
function waitIn(sent: Sent, { ms, most }: { readonly ms: number; readonly most: number }): number {
  const within = sent.filter(({ at }) => at > Date.now() - ms);
  let sum = within.reduce((total, { weight }) => total + weight, 0);
  let wait = 0;
  for (const { at, weight } of within) {
    if (sum <= most) break;
    sum -= weight;
    wait = at + ms - Date.now();
  }
  return wait;
}

/** The same with one more, without those that are older than `ms`. */
function sentNow(sent: Sent, { ms, weight }: { readonly ms: number; readonly weight: number }): Sent {
  return [...sent.filter(({ at }) => at > Date.now() - ms), { at: Date.now(), weight }];
}

function headersOf(resource: Resource, limit: number, hour: Hour) {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - hour[resource])),
    'x-ratelimit-used': String(hour[resource]),
    'x-ratelimit-reset': String(Math.ceil(hour.endsAt / 1_000)),
    'x-ratelimit-resource': resource,
  };
}
