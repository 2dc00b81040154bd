import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { appKey } from '../../sandbox/emulator/app-key.ts';
import { createAppJwt } from '../../src/github/app-jwt.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const MINUTE = 60_000;

/** What signs, at the instant that the test sets. */
function aSigner(key = appKey()) {
  let now = NOON;
  const create = createAppJwt(key, () => now);
  return {
    at: (instant: number) => (now = instant),
    sign: async (ahead?: number, appId = 4242) => (await create(appId, ahead)).jwt,
    create,
  };
}

const payloadOf = (jwt: string): unknown => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

/** Whether the key of the App signed it. */
function isSigned(jwt: string): boolean {
  const [header, payload, signature = ''] = jwt.split('.');
  return verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), createPublicKey(appKey()), Buffer.from(signature, 'base64url'));
}

describe('le jeton par lequel l’application se nomme', () => {
  it('est signé par sa clé, commence une demi-minute plus tôt et finit dix minutes plus tard', async () => {
    const { jwt, expiresAt } = await aSigner().create(4242);
    expect(isSigned(jwt)).toBe(true);
    expect(payloadOf(jwt)).toEqual({ iat: NOON / 1_000 - 30, exp: NOON / 1_000 + 570, iss: 4242 });
    expect(expiresAt).toBe('2026-03-02T12:09:30.000Z');
  });

  it('sert deux minutes, puis un autre est signé', async () => {
    const { at, sign } = aSigner();
    const first = await sign();
    at(NOON + 2 * MINUTE - 1_000);
    expect(await sign()).toBe(first);
    at(NOON + 2 * MINUTE);
    const second = await sign();
    expect(payloadOf(second)).toMatchObject({ exp: NOON / 1_000 + 120 + 570 });
    expect(isSigned(second)).toBe(true);
  });

  it('est signé de nouveau quand l’horloge recule : GitHub le dirait écrit dans l’avenir', async () => {
    const { at, sign } = aSigner();
    await sign();
    at(NOON - MINUTE);
    expect(payloadOf(await sign())).toMatchObject({ iat: NOON / 1_000 - 90 });
  });

  it('suit l’écart d’horloge que GitHub annonce, et revient à la nôtre ensuite', async () => {
    const { sign } = aSigner();
    const ours = await sign();
    expect(payloadOf(await sign(900))).toMatchObject({ iat: NOON / 1_000 + 870 });
    expect(await sign()).toBe(ours);
  });

  it('est celui de l’application nommée, et d’aucune autre', async () => {
    const { sign } = aSigner();
    await sign();
    expect(payloadOf(await sign(0, 7))).toMatchObject({ iss: 7 });
  });

  it('se signe aussi d’une clé dont les fins de ligne sont écrites « \\n »', async () => {
    expect(isSigned(await aSigner(appKey().replaceAll('\n', String.raw`\n`)).sign())).toBe(true);
  });

  it('ne se signe pas d’un texte qui n’est pas une clé : l’appel est rejeté', async () => {
    await expect(aSigner('clé').sign()).rejects.toThrow(/DECODER|PEM/i);
  });
});
