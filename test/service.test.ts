import { createHmac, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Settings } from '../src/config/env.ts';
import type { Send } from '../src/github/checked-fetch.ts';
import { createLog } from '../src/log.ts';
import { type Service, startService } from '../src/service.ts';
import { fakeClock } from './queue/fake-clock.ts';

const MINUTE = 60_000;
const webhookSecret = 'secret-des-webhooks';
const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const settings: Settings = {
  appId: 1,
  privateKey,
  webhookSecret,
  githubApiUrl: 'http://127.0.0.1:1',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'info',
  stateSecret: 'secret-de-signature-des-essais',
  stateSecretPrevious: null,
  hubs: ['org/hub'],
  owners: [],
  notices: [],
  sweepIntervalMs: 60 * MINUTE,
  dryRun: false,
  githubThrottling: 'off',
  databaseUrl: null,
  signIn: { kind: 'off', missing: [] },
  portfolioToken: null,
};

/** A line of the log that tells of a run. */
const runLine = z.object({ key: z.string(), result: z.string() });

let service: Service | null = null;
afterEach(() => service?.close());

/** The service on a GitHub that answers so, and what becomes of its keys. */
async function aService(given: { readonly send: Send } | { readonly githubApiUrl: string }) {
  const clock = fakeClock();
  const runs: { readonly key: string; readonly minute: number; readonly result: string }[] = [];
  const write = (line: string) => {
    const { data } = runLine.safeParse(JSON.parse(line));
    if (data !== undefined) runs.push({ ...data, minute: clock.elapsed() / MINUTE });
  };
  const ports = { log: createLog('info', { write }), clock, ...('send' in given ? given : {}) };
  const started = await startService({ ...settings, ...('send' in given ? {} : given) }, ports);
  service = started;
  const rest = async () => {
    for (let busy = true, turns = 0; busy || turns < 20; turns += 1) {
      await turn();
      const { ready, running } = await started.stats();
      busy = ready + running > 0;
    }
  };
  await rest();
  return {
    /** Those of a key. */
    runsOf: (key: string) => runs.filter((run) => run.key === key),
    pass: async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        await clock.advance(MINUTE);
        await rest();
      }
    },
    /** GitHub tells of something that somebody did. */
    tell: async (event: string, payload: object) => {
      const body = JSON.stringify({ sender: { id: 7 }, ...payload });
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/1',
        'x-github-event': event,
        'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
        'x-hub-signature-256': `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`,
      };
      const url = `http://127.0.0.1:${started.port}/api/github/webhooks`;
      expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200);
      await rest();
    },
  };
}

/** Somebody changes the fourth dossier. */
const edited = {
  action: 'edited',
  installation: { id: 3 },
  repository: { name: 'hub', owner: { login: 'org' } },
  issue: { number: 4 },
};

describe('une panne dont nul ne dit la fin', () => {
  const refusal = () => Promise.resolve(Response.json({ message: 'Bad credentials' }, { status: 401 }));

  it('se réessaie plus souvent où une personne attend que pour un passage', async () => {
    const { runsOf, pass, tell } = await aService({ send: refusal });
    await tell('issues', edited);
    await pass(8);
    expect(runsOf('org/hub#4').map(({ minute }) => minute)).toEqual([0, 1, 2, 3, 5]);
    expect(runsOf('org/hub').map(({ minute }) => minute)).toEqual([0, 1, 3, 7]);
  });

  it.each([
    ['de ce compte', { id: 3, account: { login: 'org' } }, [0, 1, 1]],
    ['d’un autre', { id: 4, account: { login: 'autre' } }, [0, 1]],
  ] as const)('l’installation %s, rétablie, réveille ce qui y attend, et rien d’autre', async (_, installation, minutes) => {
    const { runsOf, pass, tell } = await aService({ send: refusal });
    await tell('issues', edited);
    await pass(1);
    await tell('installation', { action: 'unsuspend', installation });
    expect(runsOf('org/hub#4').map(({ minute }) => minute)).toEqual(minutes);
  });

  it('à chaque passage sauf le premier, GitHub est interrogé sur ce qu’il n’a pas pu livrer', async () => {
    const asked: string[] = [];
    const { pass } = await aService({
      send: (url) => {
        asked.push(new URL(url).pathname);
        return refusal();
      },
    });
    expect(asked).not.toContain('/app/hook/deliveries');
    await pass(61);
    expect(asked).toContain('/app/hook/deliveries');
  });
});

it('ce qui est mis de côté est proposé au passage suivant, une fois', async () => {
  const { runsOf, pass, tell } = await aService({ send: () => Promise.resolve(Response.json({})) });
  await tell('issues', edited);
  await pass(59);
  const before = runsOf('org/hub#4');
  expect(before.map(({ result }) => result)).toEqual(['retry', 'retry', 'set-aside']);
  await pass(30);
  expect(runsOf('org/hub#4').slice(before.length)).toMatchObject([{ minute: 60, result: 'set-aside' }]);
});

it('sans autre chemin vers GitHub, la page d’un mandataire n’est pas crue', async () => {
  const proxy = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Accès filtré</html>'));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address: string | AddressInfo | null = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { runsOf, pass } = await aService({ githubApiUrl: `http://127.0.0.1:${address.port}` });
  try {
    await pass(1);
    await expect.poll(() => runsOf('org/hub').at(0)?.result).toBe('outage');
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});
