import { getRequestListener } from '@hono/node-server';
import { type Handler, pathOf } from './handler.ts';

/** What answers requests as browsers make them. */
export type Answer = (request: Request) => Response | Promise<Response>;

/** Hands the requests whose path is ours to `answer`, and leaves the others to the next handler. */
export function fetchHandler(isOurs: (path: string) => boolean, answer: Answer): Handler {
  const listener = getRequestListener(answer, { overrideGlobalObjects: false });
  return async (request, response) => {
    const path = pathOf(request);
    if (path === null || !isOurs(path)) return false;
    await listener(request, response);
    return true;
  };
}
