import { createHmac, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Service, startService } from '../../src/service.ts';
import { systemClock } from '../../src/queue/clock.ts';
import { createLog } from '../../src/log.ts';
import type { PostgresBench } from './postgres-bench.ts';

const webhookSecret = 'secret-des-webhooks';

/** Tests what the service says while the database of its queue does not answer. */
export function describeUnavailableQueue(given: () => PostgresBench): void {
  describe('une base qui ne répond plus', () => {
    let service: Service;
    beforeAll(async () => {
      service = await aService(given());
    });
    afterAll(() => service.close());
    const url = (path: string) => `http://127.0.0.1:${service.port}${path}`;

    it('un événement que la file ne peut garder est refusé avec 503, /readyz dit pourquoi, et le suivant est gardé', async () => {
      const { database } = given();
      expect(await deliver(url)).toBe(200);
      database.fail('la base est arrêtée');
      expect(await deliver(url)).toBe(503);
      const ready = await fetch(url('/readyz'));
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({ reasons: expect.arrayContaining(['PostgreSQL: la base est arrêtée']) });
      expect((await fetch(url('/healthz'))).status).toBe(200);
      database.mend();
      expect(await deliver(url)).toBe(200);
    });
  });
}

async function aService({ backend }: PostgresBench): Promise<Service> {
  return startService(
    {
      appId: 1,
      privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      webhookSecret,
      githubApiUrl: 'http://127.0.0.1:1',
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
      stateSecret: 'secret-de-signature-des-essais',
      stateSecretPrevious: null,
      hubs: ['org/hub'],
      owners: [],
      notices: [],
      sweepIntervalMs: 3_600_000,
      dryRun: false,
      githubThrottling: 'off',
      databaseUrl: null,
      signIn: { kind: 'off', missing: [] },
      portfolioToken: null,
    },
    // GitHub does not answer: what is asked of the queue does not need it. The database outlives the service.
    {
      log: createLog('silent'),
      clock: systemClock,
      backend: { ...backend, close: () => Promise.resolve() },
      send: () => Promise.reject(new Error('no GitHub here')),
    },
  );
}

/** The status with which an event is answered. */
async function deliver(url: (path: string) => string): Promise<number> {
  const body = JSON.stringify({
    action: 'opened',
    sender: { id: 7, login: 'lea' },
    installation: { id: 3 },
    repository: { name: 'hub', owner: { login: 'org' } },
    issue: { number: 4 },
  });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/1',
    'x-github-event': 'issues',
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'x-hub-signature-256': `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`,
  };
  return (await fetch(url('/api/github/webhooks'), { method: 'POST', headers, body })).status;
}
