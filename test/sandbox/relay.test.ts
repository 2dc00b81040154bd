import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRelay, type Relay } from '../../sandbox/emulator/relay.ts';
import { aReceiver, type Receiver } from './a-receiver.ts';

let receiver: Receiver;
let relay: Relay;

beforeEach(async () => {
  receiver = await aReceiver('secret');
  relay = createRelay({ secret: 'secret', appId: 7 });
  relay.deliverTo(receiver.address);
});
afterEach(() => receiver.close());

const sendAll = (...actions: readonly string[]) => actions.map((action) => relay.send('issues', { action }));
const actions = () => receiver.received.map(({ payload }) => payload['action']);

describe('le relais', () => {
  it('livre dans l’ordre, signé, avec un identifiant par événement', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `action-${index}`);
    const ids = sendAll(...many);
    await relay.settle();
    expect(actions()).toEqual(many);
    expect(receiver.received.every(({ signed }) => signed === 'well')).toBe(true);
    expect(receiver.received.map(({ id }) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(60);
  });

  it('perd, répète ou livre les événements suivants comme demandé, puis tous', async () => {
    relay.plan(['drop', 'duplicate', 'none']);
    sendAll('a', 'b', 'c', 'd');
    await relay.settle();
    expect(actions()).toEqual(['b', 'b', 'c', 'd']);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(3);
    expect(relay.deliveries().map(({ attempts }) => attempts.map(({ outcome }) => outcome))).toEqual([
      ['lost'],
      ['answered', 'answered'],
      ['answered'],
      ['answered'],
    ]);
  });

  it('retient les événements et les livre dans l’ordre choisi', async () => {
    relay.hold();
    sendAll('a', 'b', 'c');
    await relay.settle();
    expect(actions()).toEqual([]);
    relay.release((held) => held.toReversed());
    sendAll('d');
    await relay.settle();
    expect(actions()).toEqual(['c', 'b', 'a', 'd']);
  });

  it('livre de nouveau un événement perdu sous le même identifiant', async () => {
    relay.plan(['drop']);
    const [id = ''] = sendAll('a');
    relay.redeliver(id);
    await relay.settle();
    expect(receiver.received.map((one) => one.id)).toEqual([id]);
    expect(() => relay.redeliver('inconnu')).toThrow('inconnu');
  });

  it('perd les événements tant que personne n’écoute', async () => {
    relay.deliverTo(null);
    sendAll('a');
    await relay.settle();
    relay.deliverTo(receiver.address);
    sendAll('b');
    await relay.settle();
    expect(actions()).toEqual(['b']);
  });

  it('ne réessaie pas de lui-même après une erreur ou une connexion refusée, et continue', async () => {
    receiver.answer(500);
    sendAll('a');
    await relay.settle();
    await receiver.close();
    sendAll('b');
    await relay.settle();
    expect(relay.deliveries().map(({ attempts }) => attempts)).toEqual([
      [{ outcome: 'answered', status: 500 }],
      [{ outcome: 'failed', because: expect.any(String) }],
    ]);
  });
});
