import { createServer } from 'node:http';
import { createEmulator, type EmulatorOptions } from 'emulate';

export interface RunningEmulator {
  readonly port: number;
  close(): Promise<void>;
}

/** How often another port is tried when somebody took the free one in between. */
const ATTEMPTS = 5;

/**
 * A fresh emulator on a free port of 127.0.0.1, whose links start with `baseUrl`. The emulator tells its own port only by its base URL, so a free port is
 * looked up before. Rejects when it cannot start.
 */
export async function startEmulator({
  seed,
  baseUrl,
}: {
  seed: NonNullable<EmulatorOptions['seed']>;
  baseUrl: string;
}): Promise<RunningEmulator> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      const emulator = await createEmulator({ service: 'github', port, hostname: '127.0.0.1', seed, baseUrl });
      return { port, close: () => emulator.close() };
    } catch (error) {
      if (attempt === ATTEMPTS || !isPortTaken(error)) throw error;
    }
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
