import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { EmbeddedGitHub } from '../sandbox/emulator/start-github.ts';

/** How long each call takes on the way, and how many are on it at once: GitHub's own bounds, and not this machine's, say how fast one replica is. */
const AT_ONCE = 8;

/** A way to GitHub for one replica, on a port of this machine, on which each call takes so many milliseconds, eight at a time. Resolves with the port. */
export async function openSlowWay({ url, fetch }: Pick<EmbeddedGitHub, 'url' | 'fetch'>, callMs: number): Promise<number> {
  let under = 0;
  const waiting: (() => void)[] = [];
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = Buffer.concat(await incoming.toArray());
      if (under >= AT_ONCE) await new Promise<void>((resolve) => void waiting.push(resolve));
      else under += 1;
      await wait(callMs);
      const { method = 'GET' } = incoming;
      const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as const] : [],
      );
      const answer = await fetch(`${url}${incoming.url}`, {
        method,
        headers: Object.fromEntries(headers.filter(([name]) => name !== 'host')),
        ...(body.length === 0 ? {} : { body: body.toString() }),
      });
      const next = waiting.shift();
      if (next === undefined) under -= 1;
      else next();
      // The next page is on the same way.
      const told = [...answer.headers].map(([name, value]) => [name, value.replaceAll(url, `http://${incoming.headers.host}`)] as const);
      outgoing.writeHead(answer.status, Object.fromEntries(told)).end(Buffer.from(await answer.arrayBuffer()));
    })().catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the way does not listen on a port');
  return address.port;
}
