import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { HUB } from '../sandbox/seed/population.ts';
import { percentile } from './percentile.ts';
import { WEBHOOK_SECRET } from './start-app.ts';

/**
 * Sends a burst of signed webhooks to each port of this machine that it is told, from a process of its own, and tells how long the answers took. Its connections are
 * opened before: Node accepts one connection a turn of its loop (libuv 1.52), so that the last of fifty opened amid the burst would wait for its end, whoever answers.
 */
const DELIVERIES = 500;
const DOSSIERS = 20;
const AT_ONCE = 50;
const [owner = '', name = ''] = HUB.split('/');

/** What is sent is made beforehand: its cost is not the answerer's. */
function deliveryOf(number: number) {
  const body = Buffer.from(
    JSON.stringify({
      action: 'edited',
      issue: { number, title: 'Projet', body: 'x'.repeat(8_000), labels: [] },
      repository: { name, full_name: HUB, owner: { login: owner } },
      installation: { id: 101 },
      sender: { id: 1, login: 'lea-martin' },
    }),
  );
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'x-github-event': 'issues',
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')}`,
  };
  return { body, headers };
}

/** Milliseconds from the sending to the end of the answer. Rejects where it is no success. */
function deliver(to: { readonly port: number; readonly agent: Agent }, { body, headers }: ReturnType<typeof deliveryOf>): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request({ ...to, host: '127.0.0.1', path: '/api/github/webhooks', method: 'POST', headers }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - start);
        else reject(new Error(`webhook answered ${response.statusCode}`));
      });
    });
    sent.once('error', reject).end(body);
  });
}

/** Opens as many connections as will be used at once, by a request of which the answer does not matter. */
async function openConnections(to: { readonly port: number; readonly agent: Agent }): Promise<void> {
  const open = () =>
    new Promise<void>((resolve, reject) => {
      const sent = request({ ...to, host: '127.0.0.1', path: '/healthz' }, (response) => response.resume().once('end', resolve));
      sent.once('error', reject).end();
    });
  await Promise.all(Array.from({ length: AT_ONCE }, open));
}

async function burst(port: number): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  const deliveries = Array.from({ length: DELIVERIES }, (_, index) => deliveryOf((index % DOSSIERS) + 1)).values();
  // Connections of an earlier burst may have been closed since.
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  await openConnections({ port, agent });
  const worker = async () => {
    for (const delivery of deliveries) times.push(await deliver({ port, agent }, delivery));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  agent.destroy();
  return { p50: percentile(times, 50), p99: percentile(times, 99) };
}

process.on('message', (port) => void burst(Number(port)).then((times) => process.send?.(times)));
process.once('SIGTERM', () => process.disconnect());
process.stdout.write(`${JSON.stringify({ msg: 'listening', port: 0 })}\n`);
