import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchHandler } from '../../src/web/fetch-handler.ts';
import { healthHandler } from '../../src/web/health.ts';
import { startServer, type RunningServer } from '../../src/web/server.ts';
import { isPage } from '../../src/web/site.ts';
import { memoryLog } from './memory-log.ts';

let server: RunningServer;
beforeAll(async () => {
  const health = healthHandler({ obstacles: () => [], notices: () => Promise.resolve(['a/b: no such repository']) });
  const pages = fetchHandler(isPage, ({ url }) => new Response(url.slice('http://localhost'.length)));
  server = await startServer({ handlers: [health, pages], host: '127.0.0.1', port: 0, log: memoryLog().log });
});
afterAll(() => server.close());

/** The whole answer to an address that is sent as it is: clients such as `fetch` put it in order first. */
async function ask(target: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1').setEncoding('utf8');
  let answer = '';
  socket.on('data', (text: string) => (answer += text));
  socket.write(`GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
  await once(socket, 'close');
  return answer;
}

// A proxy that compares the beginning of an address as it was sent lets each of them through to where nothing is published.
it.each([
  '/api/github/webhooks/../../../readyz',
  '/api/github/webhooks/%2e%2e/.%2E/../readyz',
  '/api/github/webhooks/..\\..\\..\\readyz',
  '/portefeuille/../readyz',
  '/portefeuille\\..\\readyz?x',
  '/portefeuille/./../readyz#x',
  '/api/github/webhooks/../../../portefeuille',
  '//ailleurs/readyz',
  '\\\\ailleurs/readyz',
])('%s n’est l’adresse de rien', async (target) => {
  const answer = await ask(target);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer).not.toContain('a/b');
});

it.each([
  ['/readyz', 'a/b'],
  ['/readyz?..', 'a/b'],
  ['http://localhost/readyz', 'a/b'],
  ['http://ailleurs:8080/readyz?x', 'a/b'],
  ['/portefeuille?q=a/../b', '/portefeuille?q=a/../b'],
  ['/dossiers/a/b...c/1', '/dossiers/a/b...c/1'],
  ['/dossiers/%C3%A9', '/dossiers/%C3%A9'],
])('%s est l’adresse qui est écrite', async (target, told) => {
  const answer = await ask(target);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain(told);
});
