import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, Server } from 'node:http';
import { createEmulator, type EmulatorOptions } from 'emulate';
import { z } from 'zod';

export interface RunningEmulator {
  /** Where it takes its requests. */
  readonly server: Server;
  close(): Promise<void>;
}

export interface EmulatorStart {
  readonly seed: NonNullable<EmulatorOptions['seed']>;
  readonly baseUrl: string;
}

/** How often another port is tried when somebody took the free one in between. */
const ATTEMPTS = 5;

/**
 * A fresh emulator on a free port of 127.0.0.1, whose links start with `baseUrl`. The emulator tells its own port only by its base URL, so a free port is
 * looked up before. Rejects when it cannot start.
 */
export async function startEmulator(start: EmulatorStart): Promise<RunningEmulator> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return await startAt(port, start);
    } catch (error) {
      if (attempt === ATTEMPTS || !isPortTaken(error)) throw error;
    }
  }
}

/** Node tells of each server that is about to listen (diagnostics_channel, `net.server.listen`): the emulator keeps its own to itself. */
const LISTENING = 'tracing:net.server.listen:asyncStart';
const listening = z.object({ server: z.instanceof(Server), options: z.object({ port: z.number() }) });

async function startAt(port: number, { seed, baseUrl }: EmulatorStart): Promise<RunningEmulator> {
  const servers: Server[] = [];
  const learn = (message: unknown) => {
    const { data } = listening.safeParse(message);
    if (data?.options.port === port) servers.push(data.server);
  };
  subscribe(LISTENING, learn);
  try {
    const emulator = await createEmulator({ service: 'github', port, hostname: '127.0.0.1', seed, baseUrl });
    const [server] = servers;
    if (server === undefined) throw new Error('the emulator does not listen');
    return { server, close: () => emulator.close() };
  } finally {
    unsubscribe(LISTENING, learn);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = address === null || typeof address === 'string' ? 0 : address.port;
      probe.close(() => resolve(port));
    });
  });
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
