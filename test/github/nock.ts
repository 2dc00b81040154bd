import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { Probot } from 'probot';
import { octokitClass } from '../../src/github/installations.ts';
import type { Repository } from '../../src/github/octokit.ts';

export const api = 'https://api.github.test';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

/** A hub of a GitHub that only answers what nock was told, with an installation token like the App's. */
export async function aHub(): Promise<Repository> {
  nock.disableNetConnect();
  nock(api)
    .persist()
    .post(/\/app\/installations\/\d+\/access_tokens/)
    .reply(201, { token: 'ghs_test', expires_at: '2999-01-01T00:00:00Z', permissions: { issues: 'write', metadata: 'read' } });
  const probot = new Probot({ appId: 1, privateKey, secret: 'x', baseUrl: api, Octokit: octokitClass('off'), logLevel: 'fatal' });
  return { octokit: await probot.auth(1), owner: 'dnum-mi', repo: 'hub' };
}

/** Ends a test: nothing is left of what nock was told, and nothing expected was left unasked. */
export function endNock(): void {
  const pending = nock.pendingMocks().filter((mock) => !mock.includes('access_tokens'));
  nock.cleanAll();
  nock.enableNetConnect();
  if (pending.length > 0) throw new Error(`not asked: ${pending.join(', ')}`);
}
