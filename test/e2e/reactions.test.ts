import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
});
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
