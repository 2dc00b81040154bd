import { z } from 'zod';
import type { ApiResponse, Caller } from './exchange.ts';
import { parseJson } from './exchange.ts';
import type { GitHubSeed } from './seed.ts';

/** Knows every credential of the embedded GitHub. The emulator itself takes an unknown token for its first user; this does not. */
export interface Credentials {
  callerOf(authorization: string | undefined): Caller;
  /** Remembers an installation token from the answer that gave it out. */
  learn(installationId: number, response: ApiResponse): void;
  /** The token of somebody who signs in, and its end. */
  learnUser(token: string, login: string): void;
  forgetUser(token: string): void;
}

const grantedToken = z.object({ token: z.string(), expires_at: z.iso.datetime(), permissions: z.record(z.string(), z.string()) });

/** Token of a seeded person: the same at each start, so that a `curl` line can be typed again. */
export function tokenOf(login: string): string {
  return `jeton-${login}`;
}

/** First installation id; each seeded installation gets the next one, in order. */
export const FIRST_INSTALLATION_ID = 101;

/** The credentials of the seeded people, and of installations as they ask for them. Installation tokens end with their hour. */
export function createCredentials(seed: GitHubSeed): Credentials {
  const users = new Map(seed.users.map(({ login }) => [tokenOf(login), login]));
  const granted = new Map<string, { readonly until: number; readonly caller: Caller }>();
  return {
    callerOf: (authorization) => {
      if (authorization === undefined) return { kind: 'anonymous' };
      const token = authorization.replace(/^(bearer|token)\s+/i, '').trim();
      const login = users.get(token);
      if (login !== undefined) return { kind: 'user', login };
      const grant = granted.get(token);
      if (grant !== undefined && grant.until > Date.now()) return grant.caller;
      return token.startsWith('eyJ') ? { kind: 'app' } : { kind: 'unknown' };
    },
    learnUser: (token, login) => void users.set(token, login),
    forgetUser: (token) => void users.delete(token),
    learn: (installationId, response) => {
      const account = seed.installations[installationId - FIRST_INSTALLATION_ID]?.account;
      const answer = grantedToken.safeParse(parseJson(response.body));
      if (account === undefined || !answer.success) return;
      const { token, expires_at, permissions } = answer.data;
      granted.set(token, { until: Date.parse(expires_at), caller: { kind: 'installation', id: installationId, account, permissions } });
    },
  };
}
