import { type Handler, pathOf, sendJson } from './handler.ts';

/** What the probes tell, asked at each of them. */
export interface Health {
  readonly obstacles: () => readonly string[];
  readonly notices: () => Promise<readonly string[]>;
}

/**
 * Answers the probes: `/healthz` with 200 as long as the process answers at all, `/readyz` with 200 when `obstacles` is empty, else with 503
 * and the obstacles. `notices`, where there are any, are told besides: what somebody should mend, while the rest works. Each is a few words of English,
 * for operators.
 */
export function healthHandler({ obstacles, notices }: Health): Handler {
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const path = pathOf(request);
    if (path === '/healthz') return sendJson(response, 200, { status: 'ok' });
    if (path !== '/readyz') return false;
    const reasons = obstacles();
    const told = await notices();
    const detail = told.length === 0 ? {} : { notices: told };
    return reasons.length === 0
      ? sendJson(response, 200, { status: 'ok', ...detail })
      : sendJson(response, 503, { status: 'unavailable', reasons, ...detail });
  };
}
