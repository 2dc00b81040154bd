import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Body, createBodyRoom, readBody } from '../../src/web/read-body.ts';
import { type RunningServer, startServer } from '../../src/web/server.ts';
import { memoryLog } from './memory-log.ts';

let server: RunningServer;
let room = createBodyRoom(100);
let reading: PromiseWithResolvers<void>;
let read: PromiseWithResolvers<Exclude<Body, object> | { text: string }>;
beforeEach(async () => {
  room = createBodyRoom(100);
  reading = Promise.withResolvers();
  read = Promise.withResolvers();
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    log: memoryLog().log,
    handlers: [
      async (request, response) => {
        const body = readBody(request, { maxBytes: 10, room });
        reading.resolve();
        const given = await body;
        read.resolve(typeof given === 'string' ? given : { text: String(Buffer.concat(given.chunks, given.size)) });
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

it.each<{ nom: string; text: string; expected: Exclude<Body, object> | { text: string } }>([
  { nom: 'corps de longueur annoncée', text: 'Content-Length: 10\r\n\r\n0123456789', expected: { text: '0123456789' } },
  {
    nom: 'corps en morceaux',
    text: 'Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n',
    expected: { text: 'abcde' },
  },
  { nom: 'pas de corps', text: '\r\n', expected: { text: '' } },
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

describe('la place des corps', () => {
  it('est prise par ce qui est arrivé, et gardée jusqu’à ce qu’elle soit rendue', async () => {
    room = createBodyRoom(10);
    const socket = await send('Content-Length: 10\r\n\r\n0123456789');
    expect(await read.promise).toEqual({ text: '0123456789' });
    expect(room.take(1)).toBe(false);
    room.free(10);
    expect(room.take(10)).toBe(true);
    socket.destroy();
  });

  it('manque : le corps est refusé, et rend ce qu’il avait pris', async () => {
    room = createBodyRoom(8);
    const socket = await send('Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n');
    await reading.promise;
    socket.write('5\r\n56789\r\n');
    expect(await read.promise).toBe('no room');
    expect(room.take(8)).toBe(true);
    socket.destroy();
  });

  it.each([
    { nom: 'trop grand', text: '6\r\nabcdef\r\n5\r\nghijk\r\n', expected: 'too large' },
    { nom: 'coupé', text: '6\r\nabcdef\r\n', expected: 'cut short' },
  ])('est rendue par un corps $nom', async ({ text, expected }) => {
    const socket = await send(`Transfer-Encoding: chunked\r\n\r\n${text}`);
    await reading.promise;
    if (expected === 'cut short') socket.destroy();
    expect(await read.promise).toBe(expected);
    expect(room.take(100)).toBe(true);
    socket.destroy();
  });
});
