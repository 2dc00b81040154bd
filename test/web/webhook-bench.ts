import { createHmac, generateKeyPairSync } from 'node:crypto';
import { Probot } from 'probot';
import { startServer } from '../../src/web/server.ts';
import { guardWebhook } from '../../src/web/webhook-guard.ts';
import { memoryLog } from './memory-log.ts';

export const path = '/api/github/webhooks';
const secret = 'un secret de test';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A bare Probot app behind the guard, over real HTTP: it only writes down what it was asked to handle. */
export interface WebhookBench {
  readonly port: number;
  /** Events that reached the app. */
  readonly received: string[];
  readonly logLines: string[];
  readonly close: () => Promise<void>;
}

export async function startWebhookBench(): Promise<WebhookBench> {
  const { log, lines } = memoryLog();
  const probot = new Probot({ appId: 1, privateKey: String(privateKey.export({ type: 'pkcs1', format: 'pem' })), secret, log });
  const received: string[] = [];
  probot.on(['issues', 'issue_comment'], ({ name }) => {
    received.push(name);
  });
  const probotMiddleware = await probot.getNodeMiddleware({ path });
  const guard = guardWebhook({ path, secret, middleware: async (request, response) => Boolean(await probotMiddleware(request, response)) });
  const { port, close } = await startServer({ handlers: [guard], host: '127.0.0.1', port: 0, log });
  return { port, received, logLines: lines, close };
}

export function sign(body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Headers of a delivery by GitHub; a header given as null is left out. */
export function deliveryHeaders(body: string, changed: Readonly<Record<string, string | null>> = {}): Record<string, string> {
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'issues',
    'x-github-delivery': '4f1c8c4e-8f0b-4c8e-9d2c-0a3f0e6f4a11',
    'x-hub-signature-256': sign(body),
    ...changed,
  };
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}
