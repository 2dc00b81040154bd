import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { type Handler, sendJson } from '../../src/web/handler.ts';
import { startServer } from '../../src/web/server.ts';
import { memoryLog } from './memory-log.ts';

function start(handlers: readonly Handler[]) {
  const { log, lines } = memoryLog();
  return startServer({ handlers, host: '127.0.0.1', port: 0, log }).then((server) => ({
    ...server,
    lines,
    url: `http://127.0.0.1:${server.port}`,
  }));
}

it('les gestionnaires sont essayés dans l’ordre, et 404 quand aucun ne répond', async () => {
  const server = await start([
    () => Promise.resolve(false),
    (request, response) => (request.url === '/a' ? sendJson(response, 200, { par: 'premier' }) : false),
    (request, response) => (request.url === '/a' || request.url === '/b' ? sendJson(response, 200, { par: 'second' }) : false),
  ]);
  const read = async (path: string) => (await fetch(server.url + path)).text();
  expect(await read('/a')).toBe('{"par":"premier"}');
  expect(await read('/b')).toBe('{"par":"second"}');
  expect(await read('/c')).toBe('{"error":"Not found"}');
  await server.close();
});

it.each<{ nom: string; handler: Handler }>([
  {
    nom: 'lancée',
    handler: () => {
      throw new Error('panne');
    },
  },
  { nom: 'promise', handler: () => Promise.reject(new Error('panne')) },
])('une erreur $nom par un gestionnaire vaut 500, va au journal et n’arrête pas le serveur', async ({ handler }) => {
  const server = await start([handler]);
  for (let time = 1; time <= 2; time++) {
    const response = await fetch(server.url);
    expect([response.status, await response.text()]).toEqual([500, '{"error":"Internal error"}']);
    expect(server.lines).toHaveLength(time);
  }
  await server.close();
});

it('une erreur après le début de la réponse coupe celle-ci', async () => {
  const server = await start([
    (_, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('début');
      throw new Error('panne');
    },
  ]);
  await expect(fetch(server.url).then((response) => response.text())).rejects.toThrow(/terminated|fetch failed/);
  await server.close();
});

it('un port déjà pris est une erreur au démarrage', async () => {
  const server = await start([]);
  await expect(startServer({ handlers: [], host: '127.0.0.1', port: server.port, log: memoryLog().log })).rejects.toThrow('EADDRINUSE');
  await server.close();
});

it('une connexion gardée ouverte sert plusieurs requêtes', async () => {
  const server = await start([]);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const reused: boolean[] = [];
  for (let time = 0; time < 2; time++) {
    const request = get(server.url, { agent });
    const [response] = await once(request, 'response');
    await text(response);
    reused.push(request.reusedSocket);
  }
  expect(reused).toEqual([false, true]);
  agent.destroy();
  await server.close();
});

it('une connexion sans requête se garde plus longtemps que la minute d’un mandataire, qui ne la trouve donc pas fermée', async () => {
  const server = await start([(_, response) => sendJson(response, 200, {})]);
  const { headers } = await fetch(server.url);
  expect(Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60);
  await server.close();
});

it('la fermeture n’attend ni une connexion muette ni une connexion gardée ouverte après sa réponse', async () => {
  const server = await start([]);
  const mute = connect(server.port, '127.0.0.1');
  await once(mute, 'connect');
  const agent = new Agent({ keepAlive: true });
  const [response] = await once(get(server.url, { agent }), 'response');
  await text(response);
  await expect(server.close()).resolves.toBeUndefined();
  agent.destroy();
});

it('la fermeture attend la réponse en cours, refuse les suivantes, et coupe les connexions muettes après elle', async () => {
  const working = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  const server = await start([
    async (_, response) => {
      arrived.resolve();
      await working.promise;
      return sendJson(response, 200, { fini: true });
    },
  ]);
  const idle = connect(server.port, '127.0.0.1');
  await once(idle, 'connect');
  const agent = new Agent({ keepAlive: true });
  const request = get(server.url, { agent });
  await arrived.promise;

  let closed = false;
  const closing = server.close().then(() => (closed = true));
  await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  expect(closed).toBe(false);
  working.resolve();
  const [response] = await once(request, 'response');
  expect(response.statusCode).toBe(200);
  await expect(text(response)).resolves.toBe('{"fini":true}');
  await closing;
  await expect(server.close()).resolves.toBeUndefined();
  agent.destroy();
});

it('les connexions sont bornées à 256 : une de plus est fermée aussitôt, et la place d’une fermée revient', async () => {
  const server = await start([(_, response) => sendJson(response, 200, {})]);
  const sockets = await Promise.all(
    Array.from({ length: 256 }, async () => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    }),
  );
  await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  const others = sockets.splice(1);
  for (const one of sockets) {
    one.end('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await text(one)).toMatch(/^HTTP\/1.1 200 /);
  }
  expect((await fetch(server.url)).status).toBe(200);
  for (const socket of others) socket.destroy();
  await server.close();
});
