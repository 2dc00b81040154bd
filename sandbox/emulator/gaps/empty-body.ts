import { type Gap, withBody } from '../exchange.ts';

/** Writings without a body are fine for GitHub; the emulator answers 400 to them. */
export const emptyBody: Gap = (request, forward) =>
  forward(['POST', 'PUT', 'PATCH'].includes(request.method) && request.body.length === 0 ? withBody(request, {}) : request);
