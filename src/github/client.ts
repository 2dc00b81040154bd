import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { ProbotOctokit } from 'probot';
import type { Clock } from '../queue/clock.ts';
import { alone, type SharedFacts } from '../queue/facts.ts';
import type { Lane } from '../queue/lanes.ts';
import { BoundedMap } from './bounded-map.ts';
import type { CreateAppJwt } from './app-jwt.ts';
import { checkedFetch, type Send } from './checked-fetch.ts';
import { createCreatedInCommon } from './created-in-common.ts';
import { createGate, type Gate } from './gate.ts';
import type { Octokit } from './octokit.ts';
import type { WritingLine } from './lane.ts';
import type { Patience } from './patience.ts';
import { pointsOf } from './queries/points.ts';
import { refusedIn } from './read-graphql.ts';
import { createRates, unlimitedRates } from './rates.ts';

/**
 * The client class for the App. Limits of GitHub are thrown, not waited for: the queue waits, and works on something else meanwhile. Calls of
 * clients of one class and one installation wait for each other, and for nobody else's.
 */
export function octokitClass(throttling: 'on' | 'off'): typeof ProbotOctokit {
  const line = randomUUID();
  return ProbotOctokit.defaults((options: object) => ({
    ...options,
    throttle: {
      ...inLine(line, throttleOf(options)),
      global: besideTheGate,
      enabled: throttling === 'on',
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
    // A call that may have taken effect is never sent again blindly: the queue tries again, after reading.
    retry: { enabled: false },
  }));
}

/** In the place of the plugin's own ten calls at once, of which those that hang are as many: the gate, which knows them, counts. */
const besideTheGate = {
  key: () => ({ schedule: <Options, Answer>(_: unknown, send: (options: Options) => Answer, options: Options) => send(options) }),
};

/**
 * Probot makes a client for each event, which nothing here uses: what is read and written has clients of its own, one an act. With this plugin an event is given the
 * App's own, which exists already, and may do nothing in an installation.
 */
export function withoutClientOfEvents(octokit: Pick<Octokit, 'auth'>) {
  const { auth } = octokit;
  const answer = async (options?: object) => (isForEvent(options) ? octokit : await auth(options));
  return { auth: Object.assign(answer, 'hook' in auth ? { hook: auth.hook } : {}) };
}

function isForEvent(options: object | undefined): boolean {
  return options !== undefined && 'type' in options && options.type === 'event-octokit';
}

/** The options of the App's own client, which then signs with this, and is given no key. */
export function signedBy(createJwt: CreateAppJwt) {
  return (options: object) =>
    'auth' in options ? { ...options, auth: { ...asObject(options.auth), privateKey: undefined, createJwt } } : options;
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** The plugin keeps the queues of a whole process by their name. */
function inLine(line: string, throttle: object): object {
  return { ...throttle, id: `${line} ${'id' in throttle ? String(throttle.id) : 'app'}` };
}

/** What a client was made with: its queue, that of its installation. */
function throttleOf(options: object): object {
  return 'throttle' in options && typeof options.throttle === 'object' ? { ...options.throttle } : {};
}

/** Where a client gets its token for each call. */
export interface TokenSource {
  /** Rejects where no call may be made now. */
  readonly token: () => Promise<string>;
  /** What a call that was sent ended with; null for an answer, one of GraphQL that says no apart. */
  readonly ended: (error: unknown) => void;
  /** For whom the calls are made. */
  readonly lane: Lane;
  /** Behind which others they wait, where they write. */
  readonly line: WritingLine;
  /** How whoever makes them waits. */
  readonly patience: Patience;
}

/** Makes the client of one act; those of an installation and a line share a queue. */
export type MakeClient = (installation: number, source: TokenSource) => Octokit;

/** Installations whose limits are remembered. */
const MAX_GATES = 1_000;

export interface ClientOptions {
  readonly apiUrl: string;
  readonly throttling: 'on' | 'off';
  readonly send?: Send;
  readonly log: Logger;
  readonly clock: Clock;
  readonly facts?: Pick<SharedFacts, 'open'>;
}

/** Clients whose every call carries a token of its source, and nothing else that could act. Those of an installation leave by one gate. */
export function createClients({ apiUrl, throttling, send = checkedFetch, log, clock, facts = alone }: ClientOptions): MakeClient {
  const Client = octokitClass(throttling);
  const created = createCreatedInCommon(clock, facts);
  const gates = new BoundedMap<number, Gate>(MAX_GATES);
  const gateOf = (installation: number) => {
    const gate =
      gates.get(installation) ?? createGate(clock, throttling === 'on' ? createRates(clock, created(installation)) : unlimitedRates);
    gates.set(installation, gate);
    return gate;
  };
  return (installation, source) =>
    new Client({
      baseUrl: apiUrl,
      request: { fetch: send },
      log: log.child({ name: 'github' }),
      // What a person waits for does not wait behind the comments of a sweep, of which one leaves every three seconds.
      throttle: { id: `${installation} ${source.line}` },
      authStrategy: (authOptions: TokenSource) => tokenOfSource(authOptions, gateOf(installation)),
      auth: source,
    });
}

/** A call as it goes through Octokit's hooks. */
interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Of a query of GraphQL. */
  readonly variables?: unknown;
}

/**
 * The strategy by which Octokit lets a call out with a token, after it has waited for its turn. The token is there before the call takes a place in the gate: to
 * have it, a call of its own may have to pass.
 */
function tokenOfSource({ token, ended, lane, patience }: TokenSource, gate: Gate) {
  const made = async (call: Promise<unknown>) => {
    try {
      const answer = await call;
      ended(refusedIn(answer));
      return answer;
    } catch (error) {
      ended(error);
      throw error;
    }
  };
  return Object.assign(async () => ({ type: 'token', token: await token() }), {
    hook: async (send: (call: Call) => Promise<unknown>, call: Call) => {
      const outgoing = { lane, method: call.method, url: call.url, cost: pointsOf(call.variables) };
      gate.check(outgoing);
      const authorization = `token ${await token()}`;
      // Others may hang before it in the gate: that is to wait for them too.
      return patience(gate.pass(outgoing, () => made(send({ ...call, headers: { ...call.headers, authorization } }))));
    },
  });
}
