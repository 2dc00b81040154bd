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
}

/** Those of an installation on github.com. */
export const usualLimits: LimitSizes = { core: 5_000, graphql: 5_000, contents: { minute: 80, hour: 500 } };

/** GitHub's limits, which the emulator has per token alone. */
export interface Limits {
  readonly gap: Gap;
  /** Another program spends so much of what every installation has left. */
  readonly spend: (resource: 'core' | 'graphql', amount: number) => void;
  /** Calls that were refused. */
  readonly refused: () => number;
}

interface Hour {
  core: number;
  graphql: number;
  readonly endsAt: number;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Nodes that a query may ask for. */
const MOST_NODES = 500_000;

const asked = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).optional() });

/** Limits of which nothing is spent yet. */
export function createLimits(sizes: LimitSizes = usualLimits): Limits {
  const hours = new Map<number, Hour>();
  const contents = new Map<number, number[]>();
  let refused = 0;

  function hourOf(installation: number): Hour {
    const known = hours.get(installation);
    if (known !== undefined && known.endsAt > Date.now()) return known;
    const hour = { core: 0, graphql: 0, endsAt: Date.now() + HOUR_MS };
    hours.set(installation, hour);
    return hour;
  }

  /** Seconds until the next content may be created; null for now. */
  function contentWait(installation: number): number | null {
    const sent = contents.get(installation) ?? [];
    const since = (ms: number) => sent.filter((at) => at > Date.now() - ms);
    const waits = [
      { within: since(MINUTE_MS), most: sizes.contents.minute, ms: MINUTE_MS },
      { within: since(HOUR_MS), most: sizes.contents.hour, ms: HOUR_MS },
    ].map(({ within, most, ms }) => (within.length < most ? 0 : (within[within.length - most] ?? 0) + ms - Date.now()));
    const wait = Math.max(...waits);
    return wait > 0 ? Math.ceil(wait / 1_000) : null;
  }

  return {
    refused: () => refused,
    spend: (resource, amount) => {
      for (const hour of hours.values()) hour[resource] = Math.min(sizes[resource], hour[resource] + amount);
    },
    gap: async (request, forward) => {
      if (request.caller.kind !== 'installation') return forward(request);
      const { id } = request.caller;
      const hour = hourOf(id);
      const resource = request.path[0] === 'graphql' ? 'graphql' : 'core';
      const cost = resource === 'graphql' ? queryCost(request) : { points: 1, nodes: 0 };
      const told = (answer: ApiResponse) => ({ ...answer, headers: { ...answer.headers, ...headersOf(resource, sizes[resource], hour) } });
      if (hour[resource] + cost.points > sizes[resource]) {
        refused += 1;
        hour[resource] = sizes[resource];
        const limited = json(200, { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] });
        return told(resource === 'graphql' ? limited : refuse(403, 'API rate limit exceeded for installation'));
      }
      if (cost.nodes > MOST_NODES)
        return told(json(200, { errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED', message: `${cost.nodes} nodes` }] }));
      const creates = kindOf(request) === 'content';
      const wait = creates ? contentWait(id) : null;
      if (wait !== null) {
        refused += 1;
        const secondary = refuse(403, 'You have exceeded a secondary rate limit');
        return told({ ...secondary, headers: { ...secondary.headers, 'retry-after': String(wait) } });
      }
      if (creates) contents.set(id, [...(contents.get(id) ?? []), Date.now()]);
      const answer = await forward(request);
      // What was not modified is free.
      if (answer.status !== 304) hour[resource] += cost.points;
      return told(answer);
    },
  };
}

function queryCost(request: ApiRequest) {
  const read = asked.safeParse(bodyOf(request)).data;
  const document = read === undefined ? [] : readDocument(read.query);
  return 'kind' in document ? costOf(document, read?.variables ?? {}) : { points: 1, nodes: 0 };
}

function headersOf(resource: 'core' | 'graphql', limit: number, hour: Hour) {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - hour[resource])),
    'x-ratelimit-used': String(hour[resource]),
    'x-ratelimit-reset': String(Math.ceil(hour.endsAt / 1_000)),
    'x-ratelimit-resource': resource,
  };
}
