import { systemClock } from '../../src/queue/clock.ts';
import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { Probot } from 'probot';
import { checkedFetch } from '../../src/github/checked-fetch.ts';
import { createCircuitBreaker } from '../../src/github/circuit-breaker.ts';
import { octokitClass } from '../../src/github/client.ts';
import type { AppIdentity } from '../../src/github/identity.ts';
import { createIncidents } from '../../src/github/incidents.ts';
import { createOwnWrites } from '../../src/github/own-writes.ts';
import { createWrittenTimes } from '../../src/github/written-times.ts';
import type { HubAccess, Repository } from '../../src/github/octokit.ts';

/** Without TLS: the client would make its half of it for each call, though nock answers. */
export const api = 'http://api.github.test';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
/** A key of an App that only the tests know. */
export const testKey = keys.privateKey;

/** A hub of a GitHub, whose API has that root, that only answers what nock was told, with an installation token like the App's. */
export async function aHub(root = api): Promise<Repository> {
  nock.disableNetConnect();
  nock(new URL(root).origin)
    .persist()
    .post(/\/app\/installations\/\d+\/access_tokens/)
    .reply(201, { token: 'ghs_test', expires_at: '2999-01-01T00:00:00Z', permissions: { issues: 'write', metadata: 'read' } });
  const probot = new Probot({
    appId: 1,
    privateKey: testKey,
    secret: 'x',
    baseUrl: root,
    request: { fetch: checkedFetch },
    Octokit: octokitClass('off'),
    logLevel: 'fatal',
  });
  return { octokit: await probot.auth(1), owner: 'dnum-mi', repo: 'hub' };
}

/** What a process that just started remembers. */
export function aProcess() {
  return {
    breaker: createCircuitBreaker(systemClock),
    ownWrites: createOwnWrites(systemClock),
    writtenTimes: createWrittenTimes(systemClock),
    incidents: createIncidents({ info: () => undefined, warn: () => undefined }),
  };
}

/** The App of the tests. */
export const app: AppIdentity = { appId: 1, userId: 9_000_000_001, login: 'accostage[bot]' };
/** An account as GitHub shows it: the App's own, or somebody else's. */
export const anAccount = (login: string) => ({ login, id: login === app.login ? app.userId : 7 });

/** A hub whose acts all have the same client. */
export async function anOpenHub(): Promise<HubAccess> {
  const hub = await aHub();
  return { hub, access: () => Promise.resolve(hub) };
}

/** Ends a test: nothing is left of what nock was told, and nothing expected was left unasked. */
export function endNock(): void {
  const pending = nock.pendingMocks().filter((mock) => !mock.includes('access_tokens'));
  nock.cleanAll();
  nock.enableNetConnect();
  if (pending.length > 0) throw new Error(`not asked: ${pending.join(', ')}`);
}

/** A repository `org/portail` without a file of ours, in which Léa may write, as GitHub shows it; `pulls` is called at each reading. */
export function aReadableRepository(repository: nock.Body, pulls: () => void): void {
  nock(api).persist().get('/repos/org/portail').reply(200, repository);
  nock(api)
    .persist()
    .get(/\/collaborators\/lea\/permission$/)
    .reply(200, { permission: 'write', user: { permissions: { push: true } } });
  nock(api)
    .persist()
    .get(/\/git\/ref/)
    .reply(404, { message: 'Not Found' });
  nock(api)
    .persist()
    .get('/repos/org/portail/pulls')
    .query(true)
    .reply(200, () => {
      pulls();
      return [];
    });
}
