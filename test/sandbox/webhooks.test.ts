import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureDeliveries } from '../../sandbox/emulator/fetch-seam.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { aGitHub, type TestGitHub } from './a-github.ts';
import { aReceiver, type Receiver } from './a-receiver.ts';

let world: TestGitHub;
let receiver: Receiver;

beforeEach(async () => {
  world = await aGitHub();
  receiver = await aReceiver('secret');
  world.github.relay.deliverTo(receiver.address);
});
afterEach(async () => {
  await world.github.close();
  await receiver.close();
});

const names = () => receiver.received.map(({ event, payload }) => `${event}.${String(payload['action'])}`);

describe('les événements du GitHub embarqué', () => {
  it('sont connus dès que l’appel qui les cause a sa réponse', async () => {
    await world.call('lea-martin', `POST /repos/${HUB}/issues`, { title: 'Dossier' });
    expect(world.github.relay.deliveries().map(({ event }) => event)).toEqual(['issues']);
  });

  it('arrivent signés, dans l’ordre, avec l’installation et son auteur', async () => {
    await world.call('lea-martin', `POST /repos/${HUB}/issues`, { title: 'Dossier' });
    await world.call('camille-st', `POST /repos/${HUB}/issues/1/labels`, { labels: ['a', 'b'] });
    await world.call('lea-martin', `POST /repos/${HUB}/issues/1/comments`, { body: 'Bonjour' });
    await world.github.relay.settle();
    expect(names()).toEqual(['issues.opened', 'issues.labeled', 'issues.labeled', 'issue_comment.created']);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(4);
    expect(receiver.received.every(({ signed }) => signed === 'well')).toBe(true);
    for (const { payload } of receiver.received) expect(payload).toMatchObject({ installation: { id: world.github.installationId } });
    expect(receiver.received[1]?.payload).toMatchObject({ sender: { login: 'camille-st' }, label: { name: 'a' } });
  });

  it('disent ce qui a changé dans un dossier, un commentaire, une étiquette', async () => {
    await world.call('lea-martin', `POST /repos/${HUB}/issues`, { title: 'Avant', body: 'texte' });
    await world.call('lea-martin', `PATCH /repos/${HUB}/issues/1`, { title: 'Après' });
    await world.call('lea-martin', `POST /repos/${HUB}/issues/1/comments`, { body: '- [ ] une' });
    await world.call('lea-martin', `PATCH /repos/${HUB}/issues/comments/3000000001`, { body: '- [x] une' });
    await world.call('camille-st', `POST /repos/${HUB}/labels`, { name: 'phase: OVH', color: 'ff0000' });
    await world.call('camille-st', `PATCH /repos/${HUB}/labels/phase%3A%20OVH`, { new_name: 'phase: PAX' });
    await world.github.relay.settle();
    const changes = receiver.received.filter(({ payload }) => payload['action'] === 'edited').map(({ payload }) => payload['changes']);
    expect(changes).toEqual([{ title: { from: 'Avant' } }, { body: { from: '- [ ] une' } }, { name: { from: 'phase: OVH' } }]);
  });

  it('portent des instants à la seconde, comme ceux de GitHub', async () => {
    await world.call('lea-martin', `POST /repos/${HUB}/issues`, { title: 'Dossier' });
    await world.github.relay.settle();
    expect(receiver.received[0]?.payload).toMatchObject({ issue: { created_at: expect.stringMatching(/:\d\dZ$/) } });
  });

  it('restent propres à chaque GitHub quand il y en a plusieurs', async () => {
    const other = await aGitHub();
    await other.call('lea-martin', `POST /repos/${HUB}/issues`, { title: 'Ailleurs' });
    expect(other.github.relay.deliveries()).toHaveLength(1);
    expect(world.github.relay.deliveries()).toHaveLength(0);
    await other.github.close();
    await world.call('lea-martin', `POST /repos/${HUB}/issues`, { title: 'Ici' });
    expect(world.github.relay.deliveries()).toHaveLength(1);
  });
});

describe('la capture des livraisons', () => {
  it('rend `fetch` comme il était quand la dernière est levée', async () => {
    await world.github.close();
    const before = globalThis.fetch;
    const first = captureDeliveries('http://un.invalid/', () => undefined);
    const second = captureDeliveries('http://deux.invalid/', () => undefined);
    expect(() => captureDeliveries('http://un.invalid/', () => undefined)).toThrow('already captured');
    first();
    expect(globalThis.fetch).not.toBe(before);
    second();
    expect(globalThis.fetch).toBe(before);
  });
});
