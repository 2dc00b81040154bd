import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createIdentify } from '../../src/github/identify.ts';
import type { Send } from '../../src/github/checked-fetch.ts';
import { memoryLog } from '../web/memory-log.ts';

type Answer = () => Response;

const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
const usual: Readonly<Record<string, Answer>> = {
  'POST https://github.com/login/oauth/access_token': () => json(200, { access_token: 'ghu_jeton', token_type: 'bearer', scope: '' }),
  'GET https://api.github.com/user': () => json(200, { id: 12, login: 'lea-martin', email: 'lea@exemple.fr' }),
  'DELETE https://api.github.com/applications/Iv1.a/token': () => new Response(null, { status: 204 }),
};

/** A GitHub that answers what it is told, and keeps what it was asked. */
function aGitHub(answers: Readonly<Record<string, Answer>> = {}) {
  const calls: { readonly name: string; readonly headers: Headers; readonly body: string }[] = [];
  const send: Send = async (url, options) => {
    const request = new Request(url, options);
    const name = `${request.method} ${url}`;
    calls.push({ name, headers: request.headers, body: await request.text() });
    const answer = answers[name] ?? usual[name];
    if (answer === undefined) throw new Error(`unexpected ${name}`);
    return answer();
  };
  const { log, lines } = memoryLog();
  const identify = createIdentify({
    clientId: 'Iv1.a',
    clientSecret: 'le secret',
    apiUrl: 'https://api.github.com',
    siteUrl: 'https://github.com',
    send,
    log,
  });
  return { identify, calls, lines };
}

const redirectUri = 'https://pages.test/connexion/retour';
const answer = { code: 'le-code', verifier: 'le-verificateur', redirectUri };
const [exchange, user, revocation] = Object.keys(usual);

it('la page de GitHub reçoit l’état, et l’empreinte du vérificateur seulement', () => {
  const challenge = createHash('sha256').update('le-verificateur').digest('base64url');
  const page = new URL(aGitHub().identify.pageFor({ redirectUri, state: 'état&', challenge }));
  expect(`${page.origin}${page.pathname}`).toBe('https://github.com/login/oauth/authorize');
  expect(Object.fromEntries(page.searchParams)).toEqual({
    client_id: 'Iv1.a',
    redirect_uri: redirectUri,
    state: 'état&',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    allow_signup: 'false',
  });
});

it('le code est échangé avec le vérificateur, la personne lue, le jeton rendu', async () => {
  const { identify, calls } = aGitHub();
  expect(await identify.personOf(answer)).toEqual({ kind: 'person', person: { id: 12, login: 'lea-martin' } });
  expect(calls.map(({ name }) => name)).toEqual([exchange, user, revocation]);
  expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({ code: 'le-code', code_verifier: 'le-verificateur', redirect_uri: redirectUri });
  expect(calls[1]?.headers.get('authorization')).toBe('Bearer ghu_jeton');
  expect(calls[2]?.headers.get('authorization')).toBe(`Basic ${Buffer.from('Iv1.a:le secret').toString('base64')}`);
  expect(JSON.parse(calls[2]?.body ?? '')).toEqual({ access_token: 'ghu_jeton' });
});

describe('ce que GitHub répond à l’échange', () => {
  it.each<[string, Answer, object]>([
    ['un code déjà pris ou trop vieux', () => json(200, { error: 'bad_verification_code' }), { kind: 'refused' }],
    [
      'un secret faux',
      () => json(200, { error: 'incorrect_client_credentials' }),
      { kind: 'misconfigured', because: 'incorrect_client_credentials' },
    ],
    ['une adresse de retour inconnue', () => json(200, { error: 'redirect_uri_mismatch' }), { kind: 'misconfigured' }],
    ['une application supprimée', () => json(404, { error: 'Not Found' }), { kind: 'misconfigured' }],
    ['une panne', () => json(503, { error: 'x' }), { kind: 'unavailable' }],
    ['la page d’un mandataire', () => new Response('<html>', { status: 200 }), { kind: 'unavailable' }],
    ['rien', () => new Response('', { status: 200 }), { kind: 'unavailable' }],
    ['une liste', () => json(200, []), { kind: 'unavailable' }],
    ['un jeton vide', () => json(200, { access_token: '' }), { kind: 'unavailable' }],
    [
      'rien, le réseau étant coupé',
      () => {
        throw new Error('réseau');
      },
      { kind: 'unavailable' },
    ],
  ])('%s', async (_, exchanged, expected) => {
    const { identify, calls } = aGitHub({ [exchange ?? '']: exchanged });
    expect(await identify.personOf(answer)).toMatchObject(expected);
    expect(calls.map(({ name }) => name)).toEqual([exchange]);
  });
});

describe('le jeton est rendu quoi qu’il arrive', () => {
  it.each<[string, Answer]>([
    ['GitHub ne dit pas qui c’est', () => json(503, {})],
    ['la réponse n’a pas d’identifiant', () => json(200, { login: 'lea-martin' })],
    [
      'le réseau est coupé',
      () => {
        throw new Error('réseau');
      },
    ],
  ])('%s', async (_, read) => {
    const { identify, calls } = aGitHub({ [user ?? '']: read });
    expect(await identify.personOf(answer)).toEqual({ kind: 'unavailable' });
    expect(calls.map(({ name }) => name)).toEqual([exchange, user, revocation]);
  });

  it('que GitHub ne le reprenne pas n’empêche pas la connexion : le journal le dit, sans le jeton', async () => {
    const { identify, lines } = aGitHub({ [revocation ?? '']: () => json(500, {}) });
    expect(await identify.personOf(answer)).toMatchObject({ kind: 'person' });
    expect(lines.join('')).toMatch(/the token of a sign-in was not revoked/);
    expect(lines.join('')).not.toContain('ghu_');
  });
});
