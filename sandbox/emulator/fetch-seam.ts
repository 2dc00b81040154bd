/** Gets the deliveries that would have gone to one address: headers in lower case, body as sent. */
export type Receiver = (headers: Readonly<Record<string, string>>, body: string) => void;

const receivers = new Map<string, Receiver>();
let original: typeof globalThis.fetch | null = null;

/**
 * Hands every `fetch` of this process to `address` to `receive` instead of the network, and answers it 202. The emulator calls `fetch` before it
 * answers the API call that caused the delivery: what has happened when an API call returns is therefore known, without waiting. This rests on
 * the pinned version of the emulator; a contract test holds it. Gives back what undoes it. Throws when the address is taken.
 */
export function captureDeliveries(address: string, receive: Receiver): () => void {
  if (receivers.has(address)) throw new Error(`deliveries to ${address} are already captured`);
  receivers.set(address, receive);
  if (original === null) {
    const passOn = globalThis.fetch;
    original = passOn;
    globalThis.fetch = (input, init) => captured(input, init) ?? passOn(input, init);
  }
  return () => {
    receivers.delete(address);
    if (receivers.size > 0 || original === null) return;
    globalThis.fetch = original;
    original = null;
  };
}

function captured(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): Promise<Response> | null {
  const receive = typeof input === 'string' ? receivers.get(input) : undefined;
  if (receive === undefined || typeof init?.body !== 'string') return null;
  receive(Object.fromEntries(new Headers(init.headers)), init.body);
  return Promise.resolve(new Response(null, { status: 202 }));
}
