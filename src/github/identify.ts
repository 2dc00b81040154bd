import type { Logger } from 'pino';
import { z } from 'zod';
import type { Send } from './checked-fetch.ts';

/** Somebody as GitHub knows them. Their id stays when they change their login, and passes to nobody. */
export interface Person {
  readonly id: number;
  readonly login: string;
}

/** Who came back from GitHub with a code. `refused`: the code is old, used, or not for us. `misconfigured`: the operator has to mend something, told in English. */
export type Identified =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'refused' }
  | { readonly kind: 'misconfigured'; readonly because: string }
  | { readonly kind: 'unavailable' };

/** One sign-in: where GitHub sends the person back, and what proves that the browser which returns is the one that left. */
export interface SignInProof {
  readonly redirectUri: string;
  readonly state: string;
  /** SHA-256 of the verifier, base64url (RFC 7636, `S256`). */
  readonly challenge: string;
}

/** The App's sign-in through GitHub ("Generating a user access token for a GitHub App", GitHub documentation). */
export interface Identify {
  /** The page of GitHub on which the person says yes. */
  readonly pageFor: (proof: SignInProof) => string;
  /** Who that person is. The token that says so is revoked before this resolves, and kept nowhere. */
  readonly personOf: (answer: { readonly code: string; readonly verifier: string; readonly redirectUri: string }) => Promise<Identified>;
}

export interface IdentifyOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Root of the REST API, and of the pages of the same GitHub. */
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly send: Send;
  readonly log: Pick<Logger, 'warn'>;
}

const token = z.object({ access_token: z.string().min(1) });
const refusal = z.object({ error: z.string() });
const user = z.object({ id: z.number().int().positive(), login: z.string().min(1) });

export function createIdentify({ clientId, clientSecret, apiUrl, siteUrl, send, log }: IdentifyOptions): Identify {
  const json = { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'accostage' };

  async function exchange({ code, verifier, redirectUri }: Parameters<Identify['personOf']>[0]): Promise<string | Identified> {
    const body = { client_id: clientId, client_secret: clientSecret, code, code_verifier: verifier, redirect_uri: redirectUri };
    const response = await send(`${siteUrl}/login/oauth/access_token`, { method: 'POST', headers: json, body: JSON.stringify(body) });
    const answer: unknown = await response.json().catch(() => null);
    const granted = token.safeParse(answer);
    if (response.ok && granted.success) return granted.data.access_token;
    const refused = refusal.safeParse(answer);
    if (response.status >= 500 || !refused.success) return { kind: 'unavailable' };
    return refused.data.error === 'bad_verification_code' ? { kind: 'refused' } : { kind: 'misconfigured', because: refused.data.error };
  }

  async function readPerson(accessToken: string): Promise<Identified> {
    const response = await send(`${apiUrl}/user`, { headers: { ...json, authorization: `Bearer ${accessToken}` } });
    const read = user.safeParse(await response.json().catch(() => null));
    return response.ok && read.success ? { kind: 'person', person: { id: read.data.id, login: read.data.login } } : { kind: 'unavailable' };
  }

  /** The person is who they are, whether or not GitHub takes the token back now: it then ends by itself, held by nobody. */
  async function revoke(accessToken: string): Promise<void> {
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const body = JSON.stringify({ access_token: accessToken });
    try {
      const url = `${apiUrl}/applications/${encodeURIComponent(clientId)}/token`;
      const { status } = await send(url, { method: 'DELETE', headers: { ...json, authorization }, body });
      if (status >= 400 && status !== 404) log.warn({ status }, 'the token of a sign-in was not revoked');
    } catch (error) {
      log.warn({ err: error }, 'the token of a sign-in was not revoked');
    }
  }

  return {
    pageFor: ({ redirectUri, state, challenge }) => {
      const asked = {
        client_id: clientId,
        redirect_uri: redirectUri,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        allow_signup: 'false',
      };
      return `${siteUrl}/login/oauth/authorize?${new URLSearchParams(asked).toString()}`;
    },
    personOf: async (answer) => {
      try {
        const exchanged = await exchange(answer);
        if (typeof exchanged !== 'string') return exchanged;
        try {
          return await readPerson(exchanged);
        } finally {
          await revoke(exchanged);
        }
      } catch (error) {
        log.warn({ err: error }, 'GitHub did not answer a sign-in');
        return { kind: 'unavailable' };
      }
    },
  };
}
