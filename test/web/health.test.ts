import { afterEach, beforeEach, expect, it } from 'vitest';
import { healthHandler } from '../../src/web/health.ts';
import { startServer, type RunningServer } from '../../src/web/server.ts';
import { memoryLog } from './memory-log.ts';

let obstacles: string[];
let notices: string[];
let server: RunningServer;
beforeEach(async () => {
  obstacles = [];
  notices = [];
  const health = healthHandler({ obstacles: () => obstacles, notices: () => Promise.resolve(notices) });
  server = await startServer({ handlers: [health], host: '127.0.0.1', port: 0, log: memoryLog().log });
});
afterEach(() => server.close());

async function ask(path: string, method = 'GET'): Promise<{ status: number; body: string }> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
  return { status: response.status, body: await response.text() };
}

const ok = { status: 200, body: '{"status":"ok"}' };

it('/healthz répond dès que le processus tourne, même pas prêt', async () => {
  obstacles = ['first sweep not finished'];
  expect(await ask('/healthz')).toEqual(ok);
});

it('/readyz dit ce qui manque, puis que tout va', async () => {
  obstacles = ['first sweep not finished', 'draining'];
  expect(await ask('/readyz')).toEqual({
    status: 503,
    body: '{"status":"unavailable","reasons":["first sweep not finished","draining"]}',
  });
  obstacles = [];
  expect(await ask('/readyz?verbose')).toEqual(ok);
});

it('/readyz dit ce qui est à corriger sans être pour autant indisponible', async () => {
  notices = ['a/b: no such repository'];
  expect(await ask('/readyz')).toEqual({ status: 200, body: '{"status":"ok","notices":["a/b: no such repository"]}' });
  expect(await ask('/healthz')).toEqual(ok);
  obstacles = ['draining'];
  expect(await ask('/readyz')).toMatchObject({ status: 503, body: expect.stringContaining('"notices":["a/b: no such repository"]') });
});

it.each([
  { path: '/healthz', method: 'HEAD', status: 200 },
  { path: '/readyz', method: 'HEAD', status: 200 },
  { path: '/healthz', method: 'POST', status: 404 },
  { path: '/healthz/', method: 'GET', status: 404 },
  { path: '/', method: 'GET', status: 404 },
])('$method $path : $status', async ({ path, method, status }) => {
  expect((await ask(path, method)).status).toBe(status);
});
