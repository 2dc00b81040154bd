import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { oauthClient } from '../../sandbox/emulator/gaps/user-tokens.ts';
import { aGitHub, type TestGitHub } from './a-github.ts';

let world: TestGitHub;
beforeEach(async () => {
  world = await aGitHub();
});
afterEach(() => world.github.close());

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');
const granted = z.object({ access_token: z.string() });

/** A code for Léa, whose sign-in announced that challenge. */
async function aCode(challenge: string | null): Promise<string> {
  const asked = new URLSearchParams({
    state: 'a',
    redirect_uri: 'http://127.0.0.1:1/retour',
    ...(challenge === null ? {} : { code_challenge: challenge }),
  });
  await fetch(`${world.github.url}/login/oauth/authorize?${asked.toString()}`);
  const form = new URLSearchParams({
    login: 'lea-martin',
    redirect_uri: 'http://127.0.0.1:1/retour',
    state: 'a',
    client_id: oauthClient.id,
  });
  const answer = await fetch(`${world.github.url}/login/oauth/callback`, { method: 'POST', body: form, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

async function exchange(code: string, changes: object = {}): Promise<unknown> {
  const body = {
    client_id: oauthClient.id,
    client_secret: oauthClient.secret,
    code,
    redirect_uri: 'http://127.0.0.1:1/retour',
    ...changes,
  };
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return (await fetch(`${world.github.url}/login/oauth/access_token`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}

describe('une connexion par le GitHub embarqué', () => {
  it('donne un jeton de la personne, que l’application peut rendre', async () => {
    const token = granted.parse(await exchange(await aCode(challengeOf('v')), { code_verifier: 'v' })).access_token;
    expect((await world.call(`token:${token}`, 'GET /user')).json).toMatchObject({ login: 'lea-martin' });
    const revoke = (secret: string) =>
      fetch(`${world.github.url}/applications/${oauthClient.id}/token`, {
        method: 'DELETE',
        headers: { authorization: `Basic ${Buffer.from(`${oauthClient.id}:${secret}`).toString('base64')}` },
        body: JSON.stringify({ access_token: token }),
      });
    expect((await revoke('faux')).status).toBe(404);
    expect((await world.call(`token:${token}`, 'GET /user')).status).toBe(200);
    expect((await revoke(oauthClient.secret)).status).toBe(204);
    expect((await world.call(`token:${token}`, 'GET /user')).status).toBe(401);
  });

  it('sans le vérificateur qui a été annoncé, ou sans l’avoir annoncé, le code ne vaut que ce qu’il vaut', async () => {
    expect(await exchange(await aCode(challengeOf('v')), { code_verifier: 'autre' })).toEqual({ error: 'bad_verification_code' });
    expect(await exchange(await aCode(challengeOf('v')))).toEqual({ error: 'bad_verification_code' });
    expect(await exchange(await aCode(challengeOf('v')), { client_secret: 'faux' })).toEqual({ error: 'incorrect_client_credentials' });
  });

  it('un code sert une fois', async () => {
    const code = await aCode(challengeOf('v'));
    expect(granted.safeParse(await exchange(code, { code_verifier: 'v' })).success).toBe(true);
    expect(await exchange(code, { code_verifier: 'v' })).toEqual({ error: 'bad_verification_code' });
  });
});
