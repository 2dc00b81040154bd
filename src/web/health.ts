import { type Handler, pathOf, sendJson } from './handler.ts';

/**
 * Answers the probes: `/healthz` with 200 as long as the process answers at all, `/readyz` with 200 when `obstacles` is empty, else with 503
 * and the obstacles (a few words of English each, for operators).
 */
export function healthHandler(obstacles: () => readonly string[]): Handler {
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const path = pathOf(request);
    if (path === '/healthz') return sendJson(response, 200, { status: 'ok' });
    if (path !== '/readyz') return false;
    const reasons = obstacles();
    return reasons.length === 0 ? sendJson(response, 200, { status: 'ok' }) : sendJson(response, 503, { status: 'unavailable', reasons });
  };
}
