import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Body, readBody } from '../../src/web/read-body.ts';
import { type RunningServer, startServer } from '../../src/web/server.ts';
import { memoryLog } from './memory-log.ts';

let server: RunningServer;
let reading: PromiseWithResolvers<void>;
let read: PromiseWithResolvers<Body>;
beforeEach(async () => {
  reading = Promise.withResolvers();
  read = Promise.withResolvers();
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    log: memoryLog().log,
    handlers: [
      async (request, response) => {
        const body = readBody(request, 10);
        reading.resolve();
        read.resolve(await body);
        response.end();
        return true;
      },
    ],
  });
});
afterEach(() => server.close());

async function send(text: string): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\n${text}`);
  await once(socket, 'connect');
  return socket;
}

it.each<{ nom: string; text: string; expected: Body }>([
  { nom: 'corps de longueur annoncée', text: 'Content-Length: 10\r\n\r\n0123456789', expected: { bytes: Buffer.from('0123456789') } },
  {
    nom: 'corps en morceaux',
    text: 'Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n',
    expected: { bytes: Buffer.from('abcde') },
  },
  { nom: 'pas de corps', text: '\r\n', expected: { bytes: Buffer.from('') } },
  { nom: 'longueur annoncée trop grande, rien d’envoyé', text: 'Content-Length: 11\r\n\r\n', expected: 'too large' },
  {
    nom: 'morceaux trop grands ensemble, avant la fin',
    text: 'Transfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n5\r\nghijk\r\n',
    expected: 'too large',
  },
])('$nom', async ({ text, expected }) => {
  const socket = await send(text);
  expect(await read.promise).toEqual(expected);
  socket.destroy();
});

it('un expéditeur parti avant la fin ne laisse pas attendre', async () => {
  const socket = await send('Content-Length: 10\r\n\r\n012');
  await reading.promise;
  socket.destroy();
  expect(await read.promise).toBe('cut short');
});
