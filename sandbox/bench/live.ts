import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

/** Tells the pages that are open when something has changed. */
export interface Live {
  readonly changed: () => void;
  /** Serves `GET /-/direct`, a stream of events without content: a page then asks for itself anew. */
  readonly serve: (app: Hono) => void;
  readonly close: () => void;
}

/** Changes that follow one another within this time are told together, in milliseconds. */
const TOGETHER_MS = 60;

/** How often an idle stream says that it is alive, in milliseconds: a proxy or a browser would take it for dead. */
const ALIVE_MS = 20_000;

/** No page is open yet. */
export function createLive(): Live {
  const pages = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;
  const end = new AbortController();
  const wake = () => {
    timer = null;
    for (const page of pages) page();
  };
  return {
    changed: () => {
      timer ??= setTimeout(wake, TOGETHER_MS).unref();
    },
    serve: (app) =>
      void app.get('/-/direct', (context) =>
        streamSSE(context, async (stream) => {
          while (!stream.aborted && !end.signal.aborted) {
            const happened = await new Promise<boolean>((resolve) => {
              const page = () => settle(true);
              const idle = setTimeout(() => settle(false), ALIVE_MS).unref();
              const settle = (told: boolean) => {
                clearTimeout(idle);
                pages.delete(page);
                resolve(told);
              };
              pages.add(page);
              stream.onAbort(() => settle(false));
            });
            if (happened) await stream.writeSSE({ data: 'changement' });
            else if (!stream.aborted) await stream.write(': toujours là\n\n');
          }
        }),
      ),
    close: () => {
      end.abort();
      wake();
    },
  };
}
