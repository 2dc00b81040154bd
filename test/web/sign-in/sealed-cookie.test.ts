import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSealedBox } from '../../../src/web/sign-in/sealed-box.ts';
import { createSealedCookie } from '../../../src/web/sign-in/sealed-cookie.ts';
import * as fc from '../../property.ts';

const secret = 'un secret de seize caractères';
const HOUR_MS = 3_600_000;

let now = Date.parse('2027-03-01T09:00:00Z');
const clock = { now: () => new Date(now) };
const schema = z.object({ login: z.string() });

interface Options {
  readonly name?: string;
  readonly secrets?: readonly [string, ...string[]];
  readonly https?: boolean;
  readonly audience?: string;
}

const here = 'https://pages.test https://api.github.com';

function aCookie({ name = 'session', secrets = [secret], https = true, audience = here }: Options = {}) {
  return createSealedCookie({ name, schema, lifeMs: HOUR_MS }, { secrets, audience, https, clock });
}

const pairOf = (setCookie: string) => setCookie.split(';', 1)[0] ?? '';
const bringing = (cookie: string) => new Request('https://pages.test/', { headers: { cookie } });

it('tout texte scellé se relit, sans rien en montrer', () => {
  const box = createSealedBox('essai', [secret]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      const sealed = box.seal(text);
      expect(box.open(sealed)).toBe(Buffer.from(text).toString());
      expect(sealed).toMatch(/^[\w-]+$/);
    }),
  );
  expect(box.seal('le même')).not.toBe(box.seal('le même'));
});

it('ce qui est changé, d’un seul signe, coupé ou allongé ne s’ouvre pas', () => {
  const box = createSealedBox('essai', [secret]);
  const sealed = box.seal('{"login":"lea-martin"}');
  fc.assert(
    fc.property(fc.nat({ max: sealed.length - 1 }), fc.constantFrom('A', 'B', '_', '0'), (at, sign) => {
      const changed = `${sealed.slice(0, at)}${sign}${sealed.slice(at + 1)}`;
      fc.pre(!Buffer.from(changed, 'base64url').equals(Buffer.from(sealed, 'base64url')));
      expect(box.open(changed)).toBeNull();
      expect(box.open(sealed.slice(0, at))).toBeNull();
    }),
  );
  for (const other of ['', 'x', `${sealed}AAAA`, 'A'.repeat(5_000), '{"login":"lea-martin"}']) expect(box.open(other)).toBeNull();
});

it('la clé est celle d’un usage : ce qui est scellé pour un autre ne s’ouvre pas', () => {
  const sealed = createSealedBox('accostage-connexion', [secret]).seal('{}');
  expect(createSealedBox('accostage', [secret]).open(sealed)).toBeNull();
  expect(createSealedBox('accostage-connexion', [secret]).open(sealed)).toBe('{}');
});

it.each([
  ['une autre adresse', 'https://preprod.test https://api.github.com'],
  ['les comptes d’un autre GitHub', 'https://pages.test https://github.exemple.gouv.fr/api/v3'],
])('le cookie d’un serveur qui a le même secret et %s n’est pas cru', (_, audience) => {
  const pair = pairOf(aCookie({ audience }).keep({ login: 'lea-martin' }));
  expect(aCookie({ audience }).read(bringing(pair))).toEqual({ login: 'lea-martin' });
  expect(aCookie().read(bringing(pair))).toBeNull();
});

it('un secret remplacé ouvre encore ce qu’il a scellé, tant qu’il est donné comme l’ancien', () => {
  const pair = pairOf(aCookie({ secrets: ['l’ancien secret de ce serveur'] }).keep({ login: 'lea-martin' }));
  expect(aCookie({ secrets: [secret, 'l’ancien secret de ce serveur'] }).read(bringing(pair))).toEqual({ login: 'lea-martin' });
  expect(aCookie({ secrets: [secret] }).read(bringing(pair))).toBeNull();
  const fresh = pairOf(aCookie({ secrets: [secret, 'l’ancien secret de ce serveur'] }).keep({ login: 'lea-martin' }));
  expect(aCookie({ secrets: [secret] }).read(bringing(fresh))).toEqual({ login: 'lea-martin' });
});

describe('le cookie', () => {
  it('en https, n’est vu ni des scripts, ni des autres sites, et nul autre hôte ne peut le poser', () => {
    const { keep, forget } = aCookie();
    expect(keep({ login: 'lea-martin' })).toMatch(/^__Host-session=[\w-]+; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(forget).toBe('__Host-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax');
  });

  it('sur sa propre machine, sans https, garde le reste', () => {
    expect(aCookie({ https: false }).keep({ login: 'lea-martin' })).toMatch(
      /^session=[\w-]+; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it('finit à son heure, même gardé plus longtemps par le navigateur', () => {
    const cookie = aCookie();
    const pair = pairOf(cookie.keep({ login: 'lea-martin' }));
    now += HOUR_MS - 1;
    expect(cookie.read(bringing(pair))).toEqual({ login: 'lea-martin' });
    now += 1;
    expect(cookie.read(bringing(pair))).toBeNull();
  });

  it('se lit parmi d’autres, et pas sous un autre nom', () => {
    const cookie = aCookie();
    const pair = pairOf(cookie.keep({ login: 'lea-martin' }));
    expect(cookie.read(bringing(`a=1; ${pair}; b=2`))).toEqual({ login: 'lea-martin' });
    expect(cookie.read(bringing(pair.replace('__Host-', '')))).toBeNull();
    expect(cookie.read(bringing(''))).toBeNull();
    expect(cookie.read(bringing('__Host-session=%E0%A4%A; ='))).toBeNull();
  });

  it('d’une autre forme, comme en écrivait une version passée, est sans valeur', () => {
    const box = createSealedBox('session', [secret]);
    for (const text of ['{"value":{"login":"lea-martin"}}', `{"until":${now + 1},"value":{}}`, 'null', '[]'])
      expect(aCookie().read(bringing(`__Host-session=${box.seal(text)}`))).toBeNull();
  });
});
