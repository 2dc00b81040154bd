import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Handler } from '../../src/web/handler.ts';

/** Holds what browsers ask while there is no world to answer it: a page then comes late, and is never one that says that nothing is there. */
export interface Gate {
  /** Asked before the pages. */
  readonly handler: Handler;
  /** Lets the pages that are under way end, and holds the next ones until `work` is done or has failed. Rejects as `work` does. */
  readonly during: <Done>(work: () => Promise<Done>) => Promise<Done>;
}

/** A gate that is open. */
export function createGate(): Gate {
  let opened: Promise<unknown> = Promise.resolve();
  const underWay = new Set<Promise<unknown>>();
  return {
    handler: async (incoming, outgoing) => {
      if (!isForAPage(incoming)) return false;
      for (let held: typeof opened | null = null; held !== opened;) await (held = opened);
      const ended = once(outgoing, 'close')
        .catch(() => undefined)
        .finally(() => underWay.delete(ended));
      underWay.add(ended);
      return false;
    },
    during: (work) => {
      const done = Promise.all(underWay).then(work);
      opened = done.catch(() => undefined);
      return done;
    },
  };
}

/** Whether that is a page, or what one loads; the calls of the API, which the world makes too while it starts, are neither. */
function isForAPage({ url, headers }: IncomingMessage): boolean {
  return url?.startsWith('/-/') === true || headers.accept?.includes('text/html') === true;
}
