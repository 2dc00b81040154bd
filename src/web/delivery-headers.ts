import type { IncomingHttpHeaders } from 'node:http';

/** Why a delivery is refused, as it is answered. */
export interface Refusal {
  readonly status: 400 | 401 | 415;
  readonly error: string;
}

/**
 * What is wrong with the headers of a delivery, null when they are those that GitHub sends ("Webhook events and payloads", GitHub documentation).
 * They cost nothing to read: a sender that GitHub is not is refused by them, before any byte of its body is kept.
 */
export function refuseHeaders(headers: IncomingHttpHeaders): Refusal | null {
  const { 'content-type': type = '', 'x-github-event': event, 'x-github-delivery': delivery, 'x-hub-signature-256': signature } = headers;
  if (!/^application\/json\s*(?:;|$)/i.test(type)) return { status: 415, error: 'Content type is not application/json' };
  if (typeof event !== 'string' || !isEventName(event)) return { status: 400, error: 'Header x-github-event is missing or malformed' };
  if (typeof delivery !== 'string' || !/^[\w-]{1,64}$/.test(delivery))
    return { status: 400, error: 'Header x-github-delivery is missing or malformed' };
  if (signature === undefined) return { status: 400, error: 'Header x-hub-signature-256 is missing' };
  return typeof signature === 'string' && /^sha256=[0-9a-f]{64}$/.test(signature)
    ? null
    : { status: 401, error: 'Signature does not match' };
}

/** GitHub adds events, so any name passes that could be one; the libraries look names up in plain objects, which know a few by themselves. */
function isEventName(name: string): boolean {
  return /^[a-z_]{1,64}$/.test(name) && !(name in Object.prototype);
}
