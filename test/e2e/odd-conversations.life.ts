import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { aBody } from '../dossier/toy-hub.ts';
import type { FaultyProxy, Proxied } from './harness/faulty-proxy.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import type { World } from './harness/world.ts';
import { passSweeps } from './harness/sweeps.ts';

let proxied: ProxiedWorld;
let world: World;
let proxy: FaultyProxy;
let number: number;
beforeEach(async () => {
  proxied = await startProxiedWorld({ projects: 'filled' }, { sweepIntervalMs: 15 * 60_000 });
  ({ world, proxy } = proxied);
  number = await world.as('lea-martin').submitForm({ title: 'Projet', body: aBody() });
  await world.rest();
});
afterEach(() => proxied.close());

const issue = () => `/repos/${HUB}/issues/${number}`;

const sweeps = (count: number) => passSweeps(world, count);

const own = async () => (await world.dossier(number)).comments.filter(({ author }) => author === 'accostage[bot]');
const status = async () => (await own()).find(({ body }) => readMarker(body) === 'status')?.body.replaceAll('\u00a0', ' ') ?? '';
const replies = async () => (await own()).filter(({ body }) => readMarker(body)?.startsWith('reply/') === true);
const isComment = ({ method, path }: Proxied) => method === 'POST' && path === `${issue()}/comments`;
const isReaction = ({ method, path }: Proxied) => method === 'POST' && /\/comments\/\d+\/reactions$/.test(path);

/** GitHub refuses words and reactions of an App to an issue that is locked ("Locking conversations", GitHub documentation). */
const lockedOut = { status: 403, body: JSON.stringify({ message: 'Unable to create comment because issue is locked.' }) };

describe('un ticket verrouillé pendant que l’application répond', () => {
  /** The command is written, then the issue is locked: GitHub takes no word of the App from before its answer. */
  async function lockedAfter(command: string): Promise<void> {
    proxy.meets((call) => (isComment(call) || isReaction(call) ? lockedOut : null));
    await world.as('lea-martin').comment(number, command);
    await world.as('nadia-dnum').call({ method: 'PUT', path: `${issue()}/lock`, body: { lock_reason: 'resolved' } });
    await world.settle();
  }

  async function unlock(event: 'arrive' | 'se perd' = 'arrive'): Promise<void> {
    proxy.meets(() => null);
    if (event === 'se perd') world.github.relay.hold();
    await world.as('nadia-dnum').call({ method: 'DELETE', path: `${issue()}/lock` });
    if (event === 'se perd') world.github.relay.release(() => []);
    await world.settle();
  }

  async function wait(hours: number): Promise<void> {
    for (let hour = 0; hour < hours; hour += 1) await sweeps(4);
  }

  it.each([
    ['aussitôt', { before: 0, event: 'arrive', after: 0 }],
    ['deux heures après', { before: 2, event: 'arrive', after: 0 }],
    ['un jour après', { before: 24, event: 'arrive', after: 0 }],
    ['deux heures après, sans que l’événement arrive', { before: 2, event: 'se perd', after: 6 }],
  ] as const)(
    'puis déverrouillé %s : une réponse trop longue pour le suivi, qui dit ce qu’il en est, est donnée une fois',
    async (_, { before, event, after }) => {
      await lockedAfter('/aide');
      await wait(before);
      expect(await replies()).toEqual([]);
      expect(await status()).toMatch(/n’a pas pu répondre à un commentaire de `?lea-martin`? : .*issue is locked.* Elle réessaiera/);
      await unlock(event);
      await wait(after);
      expect(await replies()).toHaveLength(1);
      await sweeps(8);
      expect(await replies()).toHaveLength(1);
      expect(await status()).not.toMatch(/n’a pas pu|trop longue/);
    },
  );

  it('avec une commande qui change le dossier, elle n’est pas rejouée : le suivi dit de redemander', async () => {
    await lockedAfter('/pause\n/aide');
    await sweeps(8);
    expect(await status()).toContain('écrivez de nouveau la commande quand l’application pourra commenter');
    await unlock();
    await sweeps(8);
    expect(await replies()).toEqual([]);
    await world.as('lea-martin').comment(number, '/aide');
    await sweeps(3);
    expect(await replies()).toHaveLength(1);
  });

  it('une réponse courte est lue dans le suivi, une fois, et n’est pas redite', async () => {
    await lockedAfter('/abracadabra');
    expect((await status()).split('/abracadabra').length - 1).toBe(1);
    await sweeps(3);
    await unlock();
    await sweeps(3);
    expect((await status()).split('/abracadabra').length - 1).toBe(1);
    expect(await replies()).toEqual([]);
  });
});

describe('un ticket qui disparaît pendant qu’une réponse s’écrit', () => {
  const deleted = { status: 410, body: '{"message":"This issue was deleted"}' };
  const converted = { status: 404, body: '{"message":"Not Found"}' };
  it.each([
    ['supprimé (410)', 'arrive', deleted],
    ['supprimé (410)', 'se perd', deleted],
    ['converti en discussion (404)', 'arrive', converted],
    ['converti en discussion (404)', 'se perd', converted],
  ] as const)('%s, dont l’événement %s : rien n’est écrit ailleurs, ni retenté sans fin', async (_, event, gone) => {
    const other = await world.as('lea-martin').submitForm({ title: 'Autre projet', body: aBody() });
    await world.rest();
    const before = (await world.dossier(other)).comments.length;
    let isGone = false;
    proxy.meets((call) => {
      if (isComment(call)) isGone = true;
      return isGone && (call.path.startsWith(issue()) || /\/issues\/comments\//.test(call.path)) ? gone : null;
    });
    await world.as('lea-martin').comment(number, '/aide');
    await world.settle();
    expect(isGone).toBe(true);
    if (event === 'se perd') world.github.relay.hold();
    await world.github.deleteIssue({ repository: HUB, number }, 'nadia-dnum');
    if (event === 'se perd') world.github.relay.release(() => []);
    await world.settle();
    await sweeps(2);
    const writes = () => proxy.calls.filter(({ method, path }) => method !== 'GET' && path.startsWith(`/repos/${HUB}`)).length;
    const sofar = writes();
    await sweeps(8);
    world.advance({ days: 2 });
    await world.settle();
    expect(writes()).toBe(sofar);
    proxy.meets(() => null);
    expect((await world.dossier(other)).comments).toHaveLength(before);
    await world.as('lea-martin').comment(other, '/aide');
    await world.settle();
    expect((await world.dossier(other)).comments.length).toBe(before + 2);
  });
});

describe('un texte de 65 536 caractères', () => {
  const filled = (commands: string, filler: string) => {
    const room = 65_536 - commands.length - 2;
    return `${filler.repeat(Math.floor(room / filler.length)).padEnd(room, '.')}\n\n${commands}`;
  };

  it.each([
    ['de mots', 'mot '],
    ['de lignes', 'une ligne\n'],
    ['de citations', '> cité\n'],
    ['de listes profondes', '  - a\n'],
    ['d’astérisques', '*'],
    ['de crochets', '['],
    ['de mentions', '@camille-st '],
  ])('%s dans un commentaire : sa commande a sa réponse, une seule', async (_, filler) => {
    await world.as('lea-martin').comment(number, filled('/aide', filler));
    await world.settle();
    await sweeps(2);
    expect(await replies()).toHaveLength(1);
  });

  it('de commandes : chacune est répondue dans un commentaire qui tient', async () => {
    await world.as('lea-martin').comment(number, '/statut\n'.repeat(8192).slice(0, 65_536));
    await world.settle();
    await sweeps(2);
    const answered = await replies();
    expect(answered).toHaveLength(1);
    expect((await own()).every(({ body }) => body.length <= 65_536)).toBe(true);
  });

  it('dans la demande : elle est lue, le suivi tient, et une commande a sa réponse', async () => {
    const body = aBody();
    await world.as('lea-martin').editIssue(number, { body: `${body}\n\n${'mot '.repeat(20_000)}`.slice(0, 65_536) });
    await world.settle();
    await world.as('lea-martin').comment(number, '/aide');
    await world.settle();
    await sweeps(2);
    expect(await replies()).toHaveLength(1);
    expect((await own()).every((one) => one.body.length <= 65_536)).toBe(true);
  });
});
