import { createHmac } from 'node:crypto';
import { Probot } from 'probot';
import { expect, it } from 'vitest';
import { octokitClass, withoutClientOfEvents } from '../../src/github/client.ts';
import { testKey } from './nock.ts';

const secret = 'x';

/** How many clients the handler of these events is given. */
async function clientsOf(Octokit: ReturnType<typeof octokitClass>, payloads: readonly object[]) {
  const probot = new Probot({ appId: 1, privateKey: testKey, secret, Octokit, logLevel: 'fatal' });
  await probot.ready();
  const clients: unknown[] = [];
  probot.on('issues', ({ octokit }) => void clients.push(octokit));
  for (const payload of payloads.map((one) => JSON.stringify(one))) {
    const signature = `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`;
    await probot.webhooks.verifyAndReceive({ id: '1', name: 'issues', payload, signature });
  }
  expect(clients).toHaveLength(payloads.length);
  return new Set(clients).size;
}

const events = [{ action: 'edited', installation: { id: 1 } }, { action: 'edited', installation: { id: 2 } }, { action: 'edited' }];

it('un événement n’a pas de client à lui : ce qui agit en a un par acte', async () => {
  expect(await clientsOf(octokitClass('off').plugin(withoutClientOfEvents), events)).toBe(1);
});

it('l’application garde le sien, et sa façon de s’authentifier', async () => {
  const Octokit = octokitClass('off').plugin(withoutClientOfEvents);
  const probot = new Probot({ appId: 1, privateKey: testKey, secret, Octokit, logLevel: 'fatal' });
  expect(await (await probot.auth()).auth({ type: 'app' })).toMatchObject({ type: 'app', appId: 1 });
});
