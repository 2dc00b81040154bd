import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { startGitHub } from '../sandbox/emulator/start-github.ts';
import { grants } from '../sandbox/seed/grants.ts';
import { population } from '../sandbox/seed/population.ts';
import type { ChildServer } from './child.ts';
import { startApp, WEBHOOK_SECRET } from './start-app.ts';

const CONNECTIONS = 30;
const BODY = Buffer.alloc(25 * 1024 * 1024, ' ');
const ROUNDS = 3;

/** The App's memory under 30 deliveries of 25 MB at once that GitHub has not sent: without a signature, then with a well-formed one that is false, more than once. */
export async function benchFlood() {
  const github = await startGitHub({ seed: population, grants, webhookSecret: WEBHOOK_SECRET, port: 0 });
  try {
    const app = await startApp(github);
    const unsigned = await flood(app, {});
    const falselySigned = [];
    for (let round = 0; round < ROUNDS; round++)
      falselySigned.push(await flood(app, { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }));
    await app.stop();
    return { unsigned, falselySigned };
  } finally {
    await github.close();
  }
}

async function flood(app: ChildServer, signature: Readonly<Record<string, string>>) {
  const memoryMb = () => Math.round(app.residentMemory());
  await wait(2_000);
  const before = memoryMb();
  let highest = before;
  const timer = setInterval(() => (highest = Math.max(highest, memoryMb())), 20);
  const answers = await Promise.all(Array.from({ length: CONNECTIONS }, () => send(app.port, signature)));
  await wait(2_000);
  clearInterval(timer);
  const counts = Object.fromEntries([...new Set(answers)].map((status) => [status, answers.filter((other) => other === status).length]));
  return { memoryMb: { before, highest, after: memoryMb() }, answers: counts };
}

/** Sends one delivery, and gives the status of the answer; `cut` where the server went away without one. */
async function send(port: number, signature: Readonly<Record<string, string>>): Promise<string> {
  const headers = {
    host: 'x',
    'content-length': String(BODY.length),
    'content-type': 'application/json',
    'x-github-event': 'issues',
    'x-github-delivery': 'inondation',
    ...signature,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(port, '127.0.0.1');
  socket.write(`POST /api/github/webhooks HTTP/1.1\r\n${lines.join('')}\r\n`);
  socket.write(BODY);
  try {
    const [data] = await once(socket, 'data');
    return String(data).slice(9, 12);
  } catch {
    return 'cut';
  } finally {
    socket.destroy();
  }
}
