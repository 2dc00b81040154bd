import { type Attempt, type Delivery, deliveryHeaders, newDelivery, type Payload } from './delivery.ts';

/** What to do with the next new event: hand it over, lose it, or hand it over twice. */
type Fault = 'none' | 'drop' | 'duplicate';

/** Carries the emulator's events to the App as GitHub would: signed, one after the other in order, never again by itself. */
export interface Relay {
  /** The App's webhook address; null: nobody listens and events are lost, as when the App is down. */
  deliverTo(address: string | null): void;
  /** Takes an event that the emulator cannot cause (`issues.deleted`, `installation`…) or that it just caused. Returns the delivery's id. */
  send(event: string, payload: Payload): string;
  /** Delivers a known event again under the same id. Throws on an unknown id. */
  redeliver(id: string): void;
  /** The faults of the coming new events, in order; afterwards all goes well again. */
  plan(faults: readonly Fault[]): void;
  /** How many of the coming events have a fault planned. */
  planned(): number;
  /** Keeps new events back until `release`. */
  hold(): void;
  /** Hands over what was kept back, in the order that `arrange` gives (by default that of the events). */
  release(arrange?: (held: readonly Delivery[]) => readonly Delivery[]): void;
  /** Resolves when every event so far has been answered, lost or kept back, those caused meanwhile included. */
  settle(): Promise<void>;
  /** All events since the start, oldest first. */
  deliveries(): readonly Delivery[];
}

/** GitHub gives the receiver ten seconds. */
const TIMEOUT_MS = 10_000;

/** A relay that nobody listens to yet. */
export function createRelay({ secret, appId }: { secret: string; appId: number }): Relay {
  const log = new Map<string, Delivery>();
  const faults: Fault[] = [];
  let address: string | null = null;
  let held: Delivery[] | null = null;
  let tail: Promise<void> = Promise.resolve();

  const enqueue = (delivery: Delivery, attempt: () => Promise<Attempt>) => {
    const before = tail;
    const run = async () => {
      await before;
      const result = await attempt();
      const { attempts } = log.get(delivery.id) ?? delivery;
      log.set(delivery.id, { ...delivery, attempts: [...attempts, result] });
    };
    tail = run();
  };
  const handOver = (delivery: Delivery) => {
    enqueue(delivery, () => post(delivery, { address, secret, appId }));
  };
  const accept = (delivery: Delivery) => {
    const fault = faults.shift() ?? 'none';
    if (fault === 'drop') {
      enqueue(delivery, () => Promise.resolve({ outcome: 'lost' }));
      return;
    }
    const copies = fault === 'duplicate' ? [delivery, delivery] : [delivery];
    if (held !== null) held.push(...copies);
    else copies.forEach(handOver);
  };

  return {
    deliverTo: (next) => {
      address = next;
    },
    send: (event, payload) => {
      const delivery = newDelivery(event, payload);
      log.set(delivery.id, delivery);
      accept(delivery);
      return delivery.id;
    },
    redeliver: (id) => {
      const delivery = log.get(id);
      if (delivery === undefined) throw new Error(`unknown delivery ${id}`);
      handOver(delivery);
    },
    plan: (next) => {
      faults.push(...next);
    },
    planned: () => faults.length,
    hold: () => {
      held ??= [];
    },
    release: (arrange = (kept) => kept) => {
      const kept = held ?? [];
      held = null;
      arrange(kept).forEach(handOver);
    },
    settle: async () => {
      let last;
      do {
        last = tail;
        await last;
      } while (tail !== last);
    },
    deliveries: () => [...log.values()],
  };
}

async function post(delivery: Delivery, to: { address: string | null; secret: string; appId: number }): Promise<Attempt> {
  if (to.address === null) return { outcome: 'lost' };
  const body = JSON.stringify(delivery.payload);
  try {
    const response = await fetch(to.address, {
      method: 'POST',
      headers: deliveryHeaders(delivery, { body, ...to }),
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return { outcome: 'answered', status: response.status };
  } catch (error) {
    return { outcome: 'failed', because: error instanceof Error ? error.message : String(error) };
  }
}
