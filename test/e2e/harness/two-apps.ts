import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Logger } from 'pino';
import { type FaultyProxy, startProxy } from './faulty-proxy.ts';
import { startAccostage } from './start-accostage.ts';
import type { AppEnvironment, RunningApp } from './world.ts';

/**
 * Two servers of the same App, started together by mistake: each gets every event, and neither knows of the other. The first time that each reads a dossier,
 * both read the same: neither sees yet what the other writes.
 */
export function startTwice(log: Logger) {
  return async (environment: AppEnvironment): Promise<RunningApp> => {
    const start = startAccostage({}, log);
    const firsts = new Map<string, string>();
    const proxies = [await startProxy(environment.apiUrl), await startProxy(environment.apiUrl)];
    for (const proxy of proxies) readsFirst(proxy, firsts);
    const apps = await Promise.all(proxies.map(({ url: apiUrl }) => start({ ...environment, apiUrl })));
    const server = createServer((request, response) => {
      void (async () => {
        const body = await buffer(request);
        const headers = Object.entries(request.headers).flatMap(([name, value]) =>
          typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name) ? [[name, value] as [string, string]] : [],
        );
        const answers = await Promise.all(apps.map(({ url }) => fetch(`${url}${request.url ?? ''}`, { method: 'POST', headers, body })));
        response.writeHead(Math.max(...answers.map(({ status }) => status))).end();
      })().catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return {
      url: `http://127.0.0.1:${address.port}`,
      settle: async () => {
        await Promise.all(apps.map((app) => app.settle()));
      },
      close: async () => {
        server.closeAllConnections();
        server.close();
        await Promise.all(apps.map((app) => app.close()));
        for (const proxy of proxies) proxy.close();
      },
    };
  };
}

/** The first reading of each dossier through this proxy is that of whoever read it first. */
function readsFirst(proxy: FaultyProxy, firsts: Map<string, string>): void {
  const read = new Set<string>();
  proxy.meets(({ path, body }) => {
    const number = path === '/graphql' ? /"number":(\d+)\}/.exec(body)?.[1] : undefined;
    if (number === undefined || read.has(number)) return null;
    read.add(number);
    return {
      alters: (answer) => {
        const first = firsts.get(number) ?? answer;
        firsts.set(number, first);
        return first;
      },
    };
  });
}
