import { isUtf8 } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { refuseHeaders } from './delivery-headers.ts';
import { giveBack } from './give-back.ts';
import { type Handler, pathOf, sendJson } from './handler.ts';
import { hangUp } from './hang-up.ts';
import { createBodyRoom, readBody } from './read-body.ts';

export interface WebhookGuard {
  /** Path of the webhooks, the same as the middleware's. */
  readonly path: string;
  readonly secret: string;
  /** Probot's webhook middleware. */
  readonly middleware: Handler;
}

const MEGABYTE = 1024 * 1024;

/** GitHub sends no larger payload ("Webhook events and payloads", GitHub documentation). */
const MAX_BYTES = 25 * MEGABYTE;

/** All bodies together; far more than GitHub ever has under way to one App, and a small part of the memory that the server is given. */
const MAX_BYTES_HELD = 64 * MEGABYTE;

/**
 * Hands a webhook to Probot's middleware only if its headers are those of GitHub (else 400, 401 or 415, without its body), its body is at most
 * 25 MB (else 413), finds room (else 503), is signed with the secret (else 401) and can be a JSON object (else 400). The middleware by itself
 * reads any size, writes the body of a forged delivery to the log, and fails on JSON that is no object.
 */
export function guardWebhook({ path, secret, middleware }: WebhookGuard): Handler {
  const room = createBodyRoom(MAX_BYTES_HELD);
  return async (request, response) => {
    if (request.method !== 'POST' || pathOf(request) !== path) return false;
    const refusal = refuseHeaders(request.headers);
    if (refusal !== null) return hangUp(request, response, refusal);
    const body = await readBody(request, { maxBytes: MAX_BYTES, room });
    if (body === 'cut short') return true;
    if (body === 'too large') return hangUp(request, response, { status: 413, error: 'Payload larger than 25 MB' });
    if (body === 'no room') return hangUp(request, response, { status: 503, error: 'Too many payloads at once' });
    try {
      if (!isSigned(body.chunks, { secret, signature: String(request.headers['x-hub-signature-256']) }))
        return sendJson(response, 401, { error: 'Signature does not match' });
      const text = textOf(body);
      if (text === null || !/^\s*\{/.test(text)) return sendJson(response, 400, { error: 'Payload is not a JSON object' });
      return await middleware(Object.assign(request, { body: text }), response);
    } finally {
      body.chunks.forEach(giveBack);
      room.free(body.size);
    }
  };
}

/** The text of a body; null where it is not UTF-8. The middleware verifies a text: only of UTF-8 is it the same as the bytes that were signed. */
function textOf({ chunks, size }: { readonly chunks: readonly Buffer[]; readonly size: number }): string | null {
  const bytes = Buffer.concat(chunks, size);
  const text = isUtf8(bytes) ? bytes.toString('utf8') : null;
  giveBack(bytes);
  return text;
}

/**
 * HMAC of the bytes as they came, compared in constant time ("Validating webhook deliveries", GitHub documentation). What Octokit's `verify` says of
 * the same bytes (a test compares them), without its three copies of a body that nobody may have signed.
 */
export function isSigned(chunks: readonly Uint8Array[], { secret, signature }: { secret: string; signature: string }): boolean {
  const hmac = createHmac('sha256', secret);
  for (const chunk of chunks) hmac.update(chunk);
  const expected = Buffer.from(`sha256=${hmac.digest('hex')}`);
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
