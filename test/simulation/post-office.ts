import { randomUUID } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import { Agent, IncomingMessage, request } from 'node:http';
import { deliveryHeaders, type Payload } from '../../sandbox/emulator/delivery.ts';
import { chance } from './chance.ts';
import type { InFlight } from './in-flight.ts';
import type { Profile } from './profile.ts';
import type { Tally } from './tally.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface PostOfficeOptions {
  readonly seed: number;
  readonly profile: () => Profile;
  readonly time: VirtualTime;
  readonly inFlight: InFlight;
  readonly tally: Tally;
  readonly secret: string;
  readonly appId: number;
  /** Ports of the processes that get a delivery, where it is one by a number in [0, 1); none while none listens. */
  readonly receivers: (number: number) => readonly number[];
}

/** Carries GitHub's events to the App over HTTP, as GitHub does: signed, and never again by itself. */
export interface PostOffice {
  send(event: string, payload: Payload): void;
  close(): void;
}

const TRAVEL_MS = 700;
const LATEST_MS = 10 * 60_000;

/** A post office in which letters get lost, come twice, late, and so in another order, by their names. */
export function createPostOffice({ seed, profile, time, inFlight, tally, secret, appId, receivers }: PostOfficeOptions): PostOffice {
  const agent = new Agent({ keepAlive: true });
  const numbers = new Map<string, number>();
  const unread = new Map<string, () => void>();

  function arrive(event: string, { payload, lot }: { payload: Payload; lot: number }): void {
    const ports = receivers(lot);
    if (ports.length === 0) tally.add('delivery while nobody listened');
    for (const port of ports) handOver(port, { event, payload });
  }

  function handOver(port: number, { event, payload }: { event: string; payload: Payload }): void {
    const id = randomUUID();
    const body = JSON.stringify(payload);
    const headers = { ...deliveryHeaders({ id, event }, { body, secret, appId }), 'content-length': Buffer.byteLength(body) };
    const outgoing = request({ agent, host: '127.0.0.1', port, method: 'POST', path: '/api/github/webhooks', headers });
    // The answer may wait for calls to GitHub; the App has the letter once it has read it to its end.
    const { promise: read, resolve } = Promise.withResolvers<void>();
    unread.set(id, resolve);
    outgoing.on('response', (answer) => answer.resume()).on('error', () => resolve());
    outgoing.end(body);
    void inFlight.during(() => read);
  }

  const received = (message: unknown) => {
    const letter = incoming(message);
    const id = String(letter?.headers['x-github-delivery']);
    letter?.on('end', () => {
      unread.get(id)?.();
      unread.delete(id);
    });
  };
  arrivals.subscribe(received);

  return {
    send: (event, payload) => {
      const about = nameOf(event, payload);
      const number = (numbers.get(about) ?? 0) + 1;
      numbers.set(about, number);
      const lot = (what: string) => chance(seed, 'delivery', what, about, number);
      const letter = { payload, lot: lot('receiver') };
      const arrives = (after: number) => void time.at(time.now() + after, () => arrive(event, letter));
      tally.add('delivery');
      if (lot('fault') >= profile().deliveries) return arrives(TRAVEL_MS);
      const fate = lot('fate');
      if (fate < 0.4) return tally.add('delivery lost');
      arrives(fate < 0.6 ? TRAVEL_MS : TRAVEL_MS + Math.floor(lot('delay') * LATEST_MS));
      tally.add(fate < 0.8 ? 'delivery doubled' : 'delivery late');
      if (fate < 0.8) arrives(TRAVEL_MS + Math.floor(lot('double') * LATEST_MS));
    },
    close: () => {
      arrivals.unsubscribe(received);
      agent.destroy();
    },
  };
}

/** Node tells every request that a server of this process gets. */
const arrivals = channel('http.server.request.start');

function incoming(message: unknown): IncomingMessage | null {
  const isArrival = typeof message === 'object' && message !== null && 'request' in message;
  return isArrival && message.request instanceof IncomingMessage ? message.request : null;
}

function nameOf(event: string, payload: Payload): string {
  const { issue, repository, action } = payload;
  const number = typeof issue === 'object' && issue !== null && 'number' in issue ? String(issue.number) : '';
  const name = typeof repository === 'object' && repository !== null && 'full_name' in repository ? String(repository.full_name) : '';
  return `${event} ${typeof action === 'string' ? action : ''} ${name} ${number}`;
}
