import { createHmac, randomUUID } from 'node:crypto';

/** What came of handing a delivery to the App: its HTTP status, or why there is none. */
export type Attempt =
  | { readonly outcome: 'answered'; readonly status: number }
  | { readonly outcome: 'failed'; readonly because: string }
  /** Nobody listened, or a test asked for the loss. */
  | { readonly outcome: 'lost' };

/** One event on its way to the App. `id` stays the same when it is delivered again, as GitHub's does. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  /** Action of the payload, null for events without one. */
  readonly action: string | null;
  readonly payload: Payload;
  /** When it was first sent. */
  readonly at: string;
  readonly attempts: readonly Attempt[];
}

export type Payload = Readonly<Record<string, unknown>>;

/** A delivery with a fresh GUID that has not been attempted. */
export function newDelivery(event: string, payload: Payload): Delivery {
  const action = typeof payload['action'] === 'string' ? payload['action'] : null;
  return { id: randomUUID(), event, action, payload, at: new Date().toISOString(), attempts: [] };
}

/** The headers that GitHub puts on a delivery to an App ("Webhook events and payloads", delivery headers). */
export function deliveryHeaders(
  { id, event }: Pick<Delivery, 'id' | 'event'>,
  { body, secret, appId }: { body: string; secret: string; appId: number },
): Readonly<Record<string, string>> {
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/sandbox',
    'x-github-delivery': id,
    'x-github-event': event,
    'x-github-hook-id': String(appId),
    'x-github-hook-installation-target-id': String(appId),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
}
