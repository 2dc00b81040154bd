import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { z } from 'zod';

interface Received {
  readonly id: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly signed: 'well' | 'badly';
}

export interface Receiver {
  readonly address: string;
  readonly received: Received[];
  /** Status of the coming answers. */
  answer(status: number): void;
  close(): Promise<void>;
}

const object = z.record(z.string(), z.unknown());

/** A webhook endpoint that keeps what it gets and checks each signature against `secret`. */
export async function aReceiver(secret: string): Promise<Receiver> {
  const received: Received[] = [];
  let status = 202;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const expected = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
      received.push({
        id: String(request.headers['x-github-delivery']),
        event: String(request.headers['x-github-event']),
        payload: object.parse(JSON.parse(body.toString('utf8'))),
        signed: request.headers['x-hub-signature-256'] === expected ? 'well' : 'badly',
      });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    address: `http://127.0.0.1:${address.port}/webhooks`,
    received,
    answer: (next) => {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
