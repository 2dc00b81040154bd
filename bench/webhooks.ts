import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { renderAnswers } from '../src/form/render-answers.ts';
import { readDefaults, readShipped, shippedForm } from '../src/defaults.ts';
import { person } from '../sandbox/emulator/person.ts';
import { type EmbeddedGitHub, startGitHub } from '../sandbox/emulator/start-github.ts';
import { goodAnswers } from '../sandbox/seed/good-answers.ts';
import { grants } from '../sandbox/seed/grants.ts';
import { HUB, population } from '../sandbox/seed/population.ts';
import { seedHub } from '../sandbox/seed/seed-hub.ts';
import { startChild } from './child.ts';
import { percentile } from './percentile.ts';
import { startApp, WEBHOOK_SECRET } from './start-app.ts';

const DELIVERIES = 500;
const ROUNDS = 3;
const AT_ONCE = 50;
const DOSSIERS = 20;

/** How fast a burst of webhooks is answered, by the App at work and by a bare Probot app, each in its own process; and the App's memory when idle. */
export async function benchWebhooks() {
  const github = await startGitHub({ seed: population, grants, webhookSecret: WEBHOOK_SECRET, port: 0 });
  try {
    await seedHub(github, { form: readShipped(shippedForm) });
    await openDossiers(github);
    const env = { APP_ID: String(github.appId), PRIVATE_KEY: github.privateKey, WEBHOOK_SECRET };
    const bare = await startChild(['bench/bare-probot.ts'], env);
    const bareTimes = await burst(bare.port);
    await bare.stop();
    const app = await startApp(github);
    await calm(github);
    const idleMemoryMb = Math.round(app.residentMemory());
    const appTimes = await burst(app.port);
    await calm(github);
    const exitCode = await app.stop();
    const summary = (times: readonly number[]) => ({ p50: percentile(times, 50), p99: percentile(times, 99) });
    const ratio = percentile(appTimes, 99) / percentile(bareTimes, 99);
    return {
      deliveries: DELIVERIES,
      bare: summary(bareTimes),
      app: summary(appTimes),
      ratioOfP99: Math.round(ratio * 100) / 100,
      idleMemoryMb,
      exitCode,
    };
  } finally {
    await github.close();
  }
}

async function openDossiers({ url }: EmbeddedGitHub): Promise<void> {
  const lea = person('lea-martin', { url, repository: HUB });
  const body = renderAnswers(readDefaults().form, goodAnswers);
  for (let count = 0; count < DOSSIERS; count++) await lea.submitForm({ title: `Projet ${count}`, body });
}

/** Waits until the App has made no call for two seconds. */
async function calm({ requests }: EmbeddedGitHub): Promise<void> {
  for (let seen = -1; seen !== requests.of('installation').length;) {
    seen = requests.of('installation').length;
    await wait(2_000);
  }
}

/** Milliseconds that each of the deliveries of some bursts took to be answered, after a burst to warm up. */
async function burst(port: number): Promise<readonly number[]> {
  await deliverAll(port);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(...(await deliverAll(port)));
  return times;
}

async function deliverAll(port: number): Promise<readonly number[]> {
  const times: number[] = [];
  const numbers = Array.from({ length: DELIVERIES }, (_, index) => (index % DOSSIERS) + 1).values();
  const worker = async () => {
    for (const number of numbers) times.push(await deliver(port, number));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return times;
}

async function deliver(port: number, number: number): Promise<number> {
  const [owner = '', name = ''] = HUB.split('/');
  const body = JSON.stringify({
    action: 'edited',
    issue: { number, title: 'Projet', body: 'x'.repeat(8_000), labels: [] },
    repository: { name, full_name: HUB, owner: { login: owner } },
    installation: { id: 101 },
    sender: { login: 'lea-martin' },
  });
  const start = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'issues',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')}`,
    },
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`webhook answered ${response.status}`);
  return performance.now() - start;
}
