import { pino } from 'pino';
import { Probot } from 'probot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Act } from '../../src/github/acts.ts';
import { createClients, octokitClass, signedBy } from '../../src/github/client.ts';
import { createInstallations } from '../../src/github/installations.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { readGraphql } from '../../src/github/read-graphql.ts';
import { asRun, type RunNow } from '../../src/github/run-now.ts';
import { PermissionMissing } from '../../src/github/refusal.ts';
import { createShutOuts } from '../../src/github/shut-outs.ts';
import { outageOf, outageWait } from '../../src/github/unavailable.ts';
import { createMemoryQueue } from '../../src/queue/memory-queue.ts';
import { done } from '../../src/queue/result.ts';
import type { Reconcile } from '../../src/queue/work-queue.ts';
import { type DossierKey, dossierKey, readKey, type RepositoryRef } from '../../src/words/key.ts';
import { fakeClock } from '../queue/fake-clock.ts';
import { recorded } from '../queue/queue-bench.ts';
import { api, testKey } from './nock.ts';

const MINUTE = 60_000;
const longestMs = 15 * MINUTE;
/** The bounds are the same whatever their number. */
const DOSSIERS = 24;
const one: RepositoryRef = { owner: 'un', repo: 'demandes' };
const two: RepositoryRef = { owner: 'deux', repo: 'demandes' };

const answer = (status: number, body: unknown) => Response.json(body, { status });
const suspended = () => answer(403, { message: 'This installation has been suspended' });
const listed = () =>
  answer(403, { message: 'Although you appear to have the correct authorization credentials, the org has an IP allow list enabled' });
const notGranted = () => answer(422, { message: 'The permissions requested are not granted to this installation.' });

/** What GitHub answers to a call in installation 1, asking for a token or with one; undefined where it lets it in. */
type Refuses = (call: {
  readonly path: string;
  readonly body: string;
  readonly isToken: boolean;
  readonly token: string;
}) => Response | undefined;

/** One call to a repository. */
type Call = (repository: Repository) => Promise<unknown>;
const byRest: Call = ({ octokit, owner, repo }) => octokit.rest.issues.get({ owner, repo, issue_number: 1 });
const query = { text: 'query($owner: String!) { x }', answer: z.object({ number: z.number() }) };
const byGraphql: Call = ({ octokit, owner }) => readGraphql(octokit, query, { owner });

/** Dossiers of two installations in the queue of one process, each of whose looks does those acts; `calls` are those that were made in installation 1. */
function aTown(refuses: Refuses, { acts = ['read-hub'], call = byRest }: { acts?: readonly Act[]; call?: Call } = {}) {
  const clock = fakeClock();
  const world = { refuses, calls: 0, tokens: 0 };
  const looked = new Map<string, number>();
  const send = (url: string, { body, headers = {} }: RequestInit = {}) => {
    const { pathname: path } = new URL(url);
    const isQuery = path.endsWith('/graphql');
    const sent = typeof body === 'string' ? body : '';
    const owner = isQuery ? (sent.includes('"owner":"un"') ? 'un' : 'deux') : (path.split('/')[2] ?? '');
    if (path.endsWith('/installation')) return Promise.resolve(answer(200, { id: owner === 'un' ? 1 : 2, account: { login: owner } }));
    const isToken = path.endsWith('/access_tokens');
    const isOne = isToken ? path.includes('/1/') : owner === 'un';
    if (isOne) world.calls += 1;
    const refused = isOne
      ? world.refuses({ path, body: sent, isToken, token: new Headers(headers).get('authorization') ?? '' })
      : undefined;
    if (refused !== undefined) return Promise.resolve(refused);
    if (!isToken) return Promise.resolve(answer(200, isQuery ? { data: { number: 1 } } : { number: 1 }));
    world.tokens += 1;
    return Promise.resolve(answer(201, { token: `ghs_${world.tokens}`, expires_at: '2999-01-01T00:00:00Z', repositories: [{ id: 1 }] }));
  };
  const log = pino({ level: 'silent' });
  const Octokit = octokitClass('off').defaults(signedBy(() => Promise.resolve({ jwt: 'x', expiresAt: '2999-01-01T00:00:00Z' })));
  const probot = new Probot({ appId: 1, privateKey: testKey, secret: 'x', baseUrl: api, request: { fetch: send }, Octokit, log });
  const client = createClients({ apiUrl: api, throttling: 'off', send, log, clock });
  const shutOuts = createShutOuts({ clock, longestMs, opened: (keys) => void queue.wake((key) => keys.has(key), 'over') });
  const installations = createInstallations({ probot, client, clock, shutOuts, owners: [], log });
  const { options } = recorded(clock, {
    concurrency: 8,
    retryAtOf: () => null,
    outageOf,
    outageWait: (outages, lane) => outageWait(outages, { lane, longestMs }),
  });
  const reconcile: Reconcile<DossierKey> = (key, { lane, outages }) =>
    asRun({ key, lane, outages }, async () => {
      for (const act of acts) {
        const where = { owner: readKey(key).owner, repo: readKey(key).repo };
        const repository = await installations.repository(where, act);
        if (repository !== null) await call(repository);
      }
      looked.set(key, (looked.get(key) ?? 0) + 1);
      return done;
    });
  const queue = createMemoryQueue<DossierKey>({ ...options, reconcile });
  const all = (hub: RepositoryRef) => Array.from({ length: DOSSIERS }, (_, index) => dossierKey(hub, index + 1));
  return {
    clock,
    queue,
    world,
    looked,
    shutOuts,
    all,
    offer: async (hub: RepositoryRef) => {
      for (const key of all(hub)) await queue.offer(key, 'sweep');
    },
    lookedIn: ({ owner }: RepositoryRef) => [...looked.keys()].filter((key) => key.startsWith(`${owner}/`)).length,
    /** Calls made meanwhile. */
    during: async (minutes: number) => {
      const before = world.calls;
      await clock.advance(minutes * MINUTE);
      return world.calls - before;
    },
  };
}

const listedInQuery = () => answer(200, { data: null, errors: [{ type: 'FORBIDDEN', message: 'an IP allow list is enabled' }] });

const outages: readonly (readonly [string, Refuses, Call])[] = [
  ['identifiants refusés', ({ isToken }) => (isToken ? answer(401, { message: 'Bad credentials' }) : undefined), byRest],
  ['installation suspendue', ({ isToken }) => (isToken ? suspended() : undefined), byRest],
  ['jetons refusés', ({ isToken }) => (isToken ? undefined : answer(401, { message: 'Bad credentials' })), byRest],
  ['liste d’adresses autorisées', ({ isToken }) => (isToken ? undefined : listed()), byRest],
  ['la même, dite par GraphQL avec un statut 200', ({ isToken }) => (isToken ? undefined : listedInQuery()), byGraphql],
  ['permission pas encore acceptée', ({ isToken }) => (isToken ? notGranted() : undefined), byRest],
];

describe.each(outages)('beaucoup de dossiers, %s', (_, refuses, call) => {
  it('un essai par attente pour toute l’installation, puis un par passage', async () => {
    const town = aTown(refuses, { call });
    await town.offer(one);
    // Those that left together, twice where only a second token says that none is taken; then the tries after 1, 3, 7, 15, 30 and 45 minutes, each a token and a call at the most.
    expect(await town.during(59)).toBeLessThanOrEqual(2 * (1 + 8) + 6 * 2);
    expect(await town.during(60)).toBeLessThanOrEqual(4 * 2);
    expect(town.lookedIn(one)).toBe(0);
  });

  it('l’essai qui réussit, ou l’événement qui en dit la fin, réveille tous ceux qui attendaient', async () => {
    for (const how of ['try', 'event']) {
      const town = aTown(refuses, { call });
      await town.offer(one);
      await town.during(59);
      town.world.refuses = () => undefined;
      if (how === 'event') town.shutOuts.over(1);
      await town.during(how === 'event' ? 0 : 15);
      expect(town.lookedIn(one)).toBe(DOSSIERS);
    }
  });

  it('qui écrit essaie aussitôt ; réussi, tous repartent, sinon personne d’autre n’essaie pour lui', async () => {
    const town = aTown(refuses, { call });
    await town.offer(one);
    await town.during(59);
    const [first, second] = town.all(one);
    if (first === undefined || second === undefined) throw new Error('no dossier');
    await town.queue.add(first, 'comment');
    await town.queue.add(second, 'comment');
    expect(await town.during(0)).toBeLessThanOrEqual(2);
    await town.during(0.5);
    town.world.refuses = () => undefined;
    await town.queue.add(first, 'comment');
    await town.during(0);
    expect(town.lookedIn(one)).toBe(DOSSIERS);
  });

  it('une autre installation n’attend pas', async () => {
    const town = aTown(refuses, { call });
    await town.offer(one);
    await town.offer(two);
    await town.during(1);
    expect(town.lookedIn(two)).toBe(DOSSIERS);
    expect(town.lookedIn(one)).toBe(0);
  });
});

/** What the runs of an installation meet; each run is a sweep's. */
function aDoor(act: Act | null) {
  const clock = fakeClock();
  const shutOuts = createShutOuts({ clock, longestMs, opened: () => undefined });
  const door = { installation: 1, act };
  let runs = 0;
  const aRun = () => ({ key: `org/hub#${(runs += 1)}`, lane: 'sweep', outages: 0 }) as const;
  const isTurnedAway = (run: RunNow = aRun()) => {
    try {
      shutOuts.check(door, run);
      return false;
    } catch {
      return true;
    }
  };
  return { clock, shutOuts, door, aRun, isTurnedAway };
}

it('un jeton refusé avant que GitHub dise la fin, un autre après : l’installation n’est pas fermée', () => {
  const { shutOuts, door, aRun, isTurnedAway } = aDoor(null);
  const error = Object.assign(new Error('Bad credentials'), { status: 401 });
  shutOuts.ended(door, aRun(), { error, token: 'ghs_1' });
  shutOuts.over(1);
  shutOuts.ended(door, aRun(), { error, token: 'ghs_2' });
  expect(isTurnedAway()).toBe(false);
});

it('chaque passage essaie, bien que la réponse à son essai soit venue un peu après lui', async () => {
  const { clock, shutOuts, door, aRun, isTurnedAway } = aDoor('write-hub');
  let tries = 0;
  for (let sweep = 0; sweep < 8; sweep += 1) {
    await clock.advance(sweep * longestMs - clock.elapsed());
    const run = aRun();
    if (isTurnedAway(run)) continue;
    tries += 1;
    await clock.advance(200);
    shutOuts.ended(door, run, { error: new PermissionMissing('issues: write'), token: null });
  }
  expect(tries).toBe(8);
});

it('un essai que GitHub fait échouer ne dit rien : qui écrit essaie à son tour, les passages attendent', async () => {
  const { clock, shutOuts, door, aRun, isTurnedAway } = aDoor(null);
  const refused = Object.assign(new Error('Bad credentials'), { status: 401 });
  shutOuts.ended(door, aRun(), { error: refused, token: null });
  await clock.advance(longestMs);
  const first = aRun();
  const person = { ...aRun(), lane: 'people' } as const;
  expect(isTurnedAway(first)).toBe(false);
  // The one that tries may have its answer any moment.
  expect(isTurnedAway(person)).toBe(true);
  shutOuts.ended(door, first, { error: Object.assign(new Error('Bad gateway'), { status: 502 }), token: null });
  expect(isTurnedAway()).toBe(true);
  expect(isTurnedAway(person)).toBe(false);
  shutOuts.ended(door, person, { error: null, token: null });
  expect(isTurnedAway()).toBe(false);
});

it('une permission qui manque pour un acte n’arrête pas ce que les autres permettent, et se demande une fois pour tous', async () => {
  const town = aTown(({ isToken, body }) => (isToken && body.includes('"issues":"write"') ? notGranted() : undefined), {
    acts: ['read-hub', 'write-hub'],
  });
  await town.offer(one);
  await town.during(0);
  expect(town.world.calls).toBeGreaterThanOrEqual(DOSSIERS);
  expect(town.world.calls).toBeLessThanOrEqual(DOSSIERS + 10);
  expect(town.lookedIn(one)).toBe(0);
});

it('un seul jeton retiré n’arrête pas les autres dossiers : le suivant est pris', async () => {
  const town = aTown(() => undefined);
  await town.offer(one);
  await town.during(0);
  town.world.refuses = ({ token }) => (token.endsWith('ghs_1') ? answer(401, { message: 'Bad credentials' }) : undefined);
  town.looked.clear();
  await town.offer(one);
  await town.during(0);
  expect(town.lookedIn(one)).toBeGreaterThanOrEqual(DOSSIERS - 8);
  await town.during(1);
  expect(town.lookedIn(one)).toBe(DOSSIERS);
});
