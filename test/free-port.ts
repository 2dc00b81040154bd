import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that Linux gives to whoever asks for any (`net.ipv4.ip_local_port_range`): there, only these tests take one. */
const RANGE = { first: 10_000, count: 22_000 } as const;

/**
 * A port of 127.0.0.1 to be listened on later, when its number must be known before. One taken from those that the system gives
 * to whoever asks for any would be given again, to the next server or connection of a busy machine.
 */
export async function aFreePort(): Promise<number> {
  const port = RANGE.first + Math.floor(Math.random() * RANGE.count);
  return (await isFree(port)) ? port : aFreePort();
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
