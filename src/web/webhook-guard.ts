import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Handler, pathOf, sendJson } from './handler.ts';
import { readBody } from './read-body.ts';

export interface WebhookGuard {
  /** Path of the webhooks, the same as the middleware's. */
  readonly path: string;
  readonly secret: string;
  /** Probot's webhook middleware; it answers by itself 400 for a missing header or malformed JSON, 415 for another type than JSON. */
  readonly middleware: Handler;
}

/** GitHub sends no larger payload ("Webhook events and payloads", GitHub documentation). */
const MAX_BYTES = 25 * 1024 * 1024;

/**
 * Hands a webhook to Probot's middleware only if its body is at most 25 MB (else 413), is signed with the secret (else 401) and can be a JSON object
 * (else 400). The middleware by itself reads any size, writes the body of a forged delivery to the log, and fails on JSON that is no object.
 */
export function guardWebhook({ path, secret, middleware }: WebhookGuard): Handler {
  return async (request, response) => {
    if (request.method !== 'POST' || pathOf(request) !== path) return false;
    const body = await readBody(request, MAX_BYTES);
    if (body === 'cut short') return true;
    if (body === 'too large') return sendJson(response, 413, { error: 'Payload larger than 25 MB' });
    const signature = request.headers['x-hub-signature-256'];
    if (typeof signature === 'string' && !isSigned({ bytes: body.bytes, secret, signature })) {
      return sendJson(response, 401, { error: 'Signature does not match' });
    }
    const text = body.bytes.toString('utf8');
    if (!/^\s*\{/.test(text)) return sendJson(response, 400, { error: 'Payload is not a JSON object' });
    return middleware(Object.assign(request, { body: text }), response);
  };
}

/** "Validating webhook deliveries", GitHub documentation: HMAC of the bytes as they came, compared in constant time. */
function isSigned({ bytes, secret, signature }: { bytes: Buffer; secret: string; signature: string }): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`);
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
