import { createServer, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What happens to a call on its way: another answer, the path where what it asks for has moved, another body in the place of its own, an answer that is cut, the true answer altered, or lost after GitHub did what was asked, or no answer until the proxy lets go; held until then, it goes on its way. */
export type Fault =
  | { readonly status: number; readonly body: string; readonly type?: string }
  | { readonly movedTo: string }
  | { readonly asksInstead: string }
  | { readonly alters: (body: string) => string }
  | 'cut'
  | 'lost'
  | 'hang'
  | 'held';

export interface Proxied {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: string;
}

export interface FaultyProxy {
  readonly url: string;
  /** From now on, the fault of each call; null lets it through. */
  meets(fault: (call: Proxied) => Fault | null): void;
  readonly calls: readonly Proxied[];
  /** Calls that hang or are held now. */
  hanging(): number;
  /** Cuts the connections of the calls that hang, and lets those go on that are held. */
  letGo(): void;
  close(): void;
}

/** A proxy on 127.0.0.1 between the App and GitHub. */
export async function startProxy(target: string): Promise<FaultyProxy> {
  let url = '';
  let faultOf: (call: Proxied) => Fault | null = () => null;
  const calls: Proxied[] = [];
  const hung = new Set<ServerResponse>();
  const held = new Set<() => void>();
  // Longer than any test waits: the App finds no connection that was closed a moment ago.
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    void (async () => {
      const { method = 'GET', url: path = '/', headers } = request;
      const body = await buffer(request);
      const call = { method, path, body: body.toString() };
      calls.push(call);
      const fault = faultOf(call);
      if (fault === 'cut') {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('[');
        setImmediate(() => response.destroy());
        return;
      }
      if (fault === 'hang') {
        hung.add(response);
        response.on('close', () => hung.delete(response));
        return;
      }
      if (fault === 'held') await new Promise<void>((resolve) => held.add(resolve));
      if (fault !== null && typeof fault === 'object' && 'status' in fault) {
        response.writeHead(fault.status, { 'content-type': fault.type ?? 'application/json' }).end(fault.body);
        return;
      }
      if (fault !== null && typeof fault === 'object' && 'movedTo' in fault) {
        // As GitHub tells of a repository that was renamed ("Follow redirects", its REST documentation).
        response.writeHead(method === 'GET' ? 301 : 307, { location: `${url}${fault.movedTo}` }).end();
        return;
      }
      const answer = await fetch(`${target}${path}`, {
        method,
        headers: { accept: headers.accept ?? '*/*', authorization: headers.authorization ?? '', 'content-type': 'application/json' },
        ...(body.length === 0
          ? {}
          : { body: fault !== null && typeof fault === 'object' && 'asksInstead' in fault ? fault.asksInstead : body }),
      });
      const told = Buffer.from(await answer.arrayBuffer());
      const bytes = fault !== null && typeof fault === 'object' && 'alters' in fault ? Buffer.from(fault.alters(told.toString())) : told;
      if (fault === 'lost') response.destroy();
      else response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' }).end(bytes);
      // A GitHub that goes away meanwhile, as at the end of a test, leaves its caller without an answer.
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    calls,
    hanging: () => hung.size + held.size,
    letGo: () => {
      for (const go of held) go();
      held.clear();
      for (const response of hung) response.destroy();
    },
    meets: (fault) => {
      faultOf = fault;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
