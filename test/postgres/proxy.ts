import { connect, createServer, type Socket } from 'node:net';

/** The way to PostgreSQL, which a test may spoil. */
export interface Proxy {
  readonly port: number;
  /** `cut`: connections break, and none is made. `mute`: nothing goes through, and nothing says so. `slow`: each piece takes 100 ms. */
  readonly set: (way: 'open' | 'cut' | 'mute' | 'slow') => void;
  readonly close: () => Promise<void>;
}

const SLOW_MS = 100;

export async function startProxy(to: number): Promise<Proxy> {
  let way: Parameters<Proxy['set']>[0] = 'open';
  const sockets = new Set<Socket>();
  const pass = (from: Socket, onto: Socket) => {
    sockets.add(from);
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      onto.destroy();
    });
    from.on('data', (data) => {
      if (way === 'mute') return;
      if (way === 'slow') setTimeout(() => onto.write(data), SLOW_MS);
      else onto.write(data);
    });
  };
  const server = createServer((socket) => {
    if (way === 'cut') return socket.destroy();
    const upstream = connect(to, '127.0.0.1');
    pass(socket, upstream);
    pass(upstream, socket);
    return undefined;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy does not listen');
  return {
    port: address.port,
    set: (wanted) => {
      way = wanted;
      if (wanted === 'cut') for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
