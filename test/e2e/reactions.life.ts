import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import type { Fault, FaultyProxy, Proxied } from './harness/faulty-proxy.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import type { World } from './harness/world.ts';

let proxied: ProxiedWorld;
let world: World;
let proxy: FaultyProxy;
let number: number;
beforeEach(async () => {
  proxied = await startProxiedWorld();
  ({ world, proxy } = proxied);
  number = await world.as('lea-martin').submitForm({ title: 'Demat-Permis', body: aBody() });
  await world.settle();
}, 60_000);
afterEach(() => proxied.close());

const isReaction = ({ method, path }: Proxied) => method === 'POST' && path.endsWith('/reactions');
const isReply = ({ method, path, body }: Proxied) => method === 'POST' && path.endsWith('/comments') && body.includes('slot=reply/');
const refused: Fault = { status: 403, body: JSON.stringify({ message: 'Unable to create reaction because issue is locked.' }) };
const given = () => proxy.calls.filter(isReaction).length;

/** What a comment of Léa's got: reactions as they look, the text of the answer, and the status. */
async function answerTo(text: string) {
  const id = await world.as('lea-martin').comment(number, text);
  await world.settle();
  return seen(id);
}

async function seen(id: number) {
  const { comments } = await world.dossier(number);
  const bodyOf = (slot: string) =>
    comments.find(({ body, author }) => author === 'accostage[bot]' && readMarker(body) === slot)?.body ?? null;
  return {
    id,
    reactions: comments.find((comment) => comment.id === id)?.reactions,
    words: bodyOf(`reply/${id}`),
    status: bodyOf('status'),
  };
}

describe('sur GitHub, une commande', () => {
  it('faite reçoit 👍, sans un mot, une fois : ni un redémarrage ni un autre événement ne le redonnent', async () => {
    const { id, ...answer } = await answerTo('/pause congés');
    expect(answer).toMatchObject({ reactions: ['👍'], words: null });
    await world.stopApp();
    await world.startApp();
    await world.as('camille-st').addLabel(number, 'bug');
    await world.settle();
    expect(await seen(id)).toMatchObject({ reactions: ['👍'], words: null });
    expect(given()).toBe(1);
  });

  it('refusée reçoit 😕 et ses mots', async () => {
    expect(await answerTo('/fait acostage')).toMatchObject({
      reactions: ['😕'],
      words: expect.stringContaining('cette étape n’existe pas'),
    });
  });

  it('dont la réaction est refusée est répondue en mots', async () => {
    proxy.meets((call) => (isReaction(call) ? refused : null));
    expect(await answerTo('/pause congés')).toMatchObject({
      reactions: [],
      words: expect.stringContaining('les relances sont suspendues'),
    });
    expect(given()).toBe(1);
  });

  it('d’un ticket où plus rien ne s’écrit que le suivi y a sa réponse', async () => {
    proxy.meets((call) => (isReaction(call) || isReply(call) ? refused : null));
    const answer = await answerTo('/pause congés');
    expect(answer).toMatchObject({ reactions: [], words: null, status: expect.stringContaining('les relances sont suspendues') });
  });

  it('dont la réaction a eu lieu sans que GitHub ait pu le dire n’en reçoit pas d’autre', async () => {
    let lost = false;
    proxy.meets((call) => {
      if (!isReaction(call) || lost) return null;
      lost = true;
      return 'lost';
    });
    const { id } = await answerTo('/pause congés');
    world.advance({ minutes: 2 });
    await world.settle();
    expect(await seen(id)).toMatchObject({ reactions: ['👍'], words: null, status: expect.stringContaining('a suspendu les relances') });
  });
});

describe('sur GitHub, une réponse qui dure plus de dix secondes', () => {
  /** Whether somebody is of the Service Team: what Camille's commands wait for. */
  const isTeamRead = ({ path }: Proxied) => path.includes('/memberships/') || path.includes('/collaborators/');

  /** Camille writes, and GitHub does not tell who she is; the number of her comment, once the App waits. */
  async function askSlowly(fault: Fault): Promise<number> {
    proxy.meets((call) => (isTeamRead(call) ? fault : null));
    const id = await world.as('camille-st').comment(number, '/pause congés');
    await vi.waitFor(() => expect(proxy.hanging()).toBeGreaterThan(0), { timeout: 5_000 });
    return id;
  }

  async function reactionsOf(id: number): Promise<readonly string[] | undefined> {
    return (await seen(id)).reactions;
  }

  async function showsEyes(id: number): Promise<void> {
    world.advance({ minutes: 0.25 });
    await vi.waitFor(async () => expect(await reactionsOf(id)).toEqual(['👀']), { timeout: 5_000 });
  }

  function answerAtLast(): void {
    proxy.meets(() => null);
    proxy.letGo();
  }

  it('montre 👀, une fois, qui s’en va quand 👍 est là', async () => {
    const id = await askSlowly('held');
    expect(await reactionsOf(id)).toEqual([]);
    await showsEyes(id);
    world.advance({ minutes: 0.5 });
    expect(await reactionsOf(id)).toEqual(['👀']);
    expect(given()).toBe(1);
    answerAtLast();
    await world.settle();
    expect(await seen(id)).toMatchObject({ reactions: ['👍'], words: null });
  });

  it('que GitHub coupe : 👀 reste tant que rien n’est répondu, n’est pas redonné, et s’en va à la fin', async () => {
    const id = await askSlowly('hang');
    await showsEyes(id);
    proxy.meets((call) => (isTeamRead(call) ? { status: 502, body: '' } : null));
    proxy.letGo();
    await world.settle();
    expect(await reactionsOf(id)).toEqual(['👀']);
    proxy.meets(() => null);
    world.advance({ minutes: 2 });
    await world.settle();
    expect(await seen(id)).toMatchObject({ reactions: ['👍'], words: null });
  });

  it('pendant laquelle l’application est tuée : au retour, elle répond et retire 👀', async () => {
    const id = await askSlowly('hang');
    await showsEyes(id);
    answerAtLast();
    await world.stopApp();
    await world.startApp();
    await world.settle();
    world.advance({ minutes: 2 });
    await world.settle();
    expect(await seen(id)).toMatchObject({ reactions: ['👍'], words: null });
  });

  it('dont la réaction 👀 est refusée arrive quand même', async () => {
    proxy.meets((call) => (isReaction(call) ? refused : isTeamRead(call) ? 'held' : null));
    const id = await world.as('camille-st').comment(number, '/pause congés');
    await vi.waitFor(() => expect(proxy.hanging()).toBeGreaterThan(0), { timeout: 5_000 });
    world.advance({ minutes: 0.25 });
    proxy.meets((call) => (isReaction(call) ? refused : null));
    proxy.letGo();
    await world.settle();
    expect(await seen(id)).toMatchObject({ reactions: [], words: expect.stringContaining('les relances sont suspendues') });
  });

  it('où 👀 ne se laisse pas retirer : rien n’échoue, et il s’en va au passage suivant', async () => {
    const id = await askSlowly('held');
    await showsEyes(id);
    proxy.meets(({ method, path }) => (method === 'DELETE' && path.includes('/reactions/') ? refused : null));
    proxy.letGo();
    await world.settle();
    expect(await seen(id)).toMatchObject({
      reactions: expect.arrayContaining(['👀', '👍']),
      status: expect.not.stringContaining('n’a pas pu'),
    });
    proxy.meets(() => null);
    await world.as('camille-st').addLabel(number, 'bug');
    await world.settle();
    expect(await reactionsOf(id)).toEqual(['👍']);
  });
});
