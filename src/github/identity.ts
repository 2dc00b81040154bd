import { z } from 'zod';
import type { Clock } from '../queue/clock.ts';
import type { Octokit } from './octokit.ts';
import { judgeError, orNull } from './refusal.ts';

/** Who the App is. Its ids stay when it is renamed, its login does not. */
export interface AppIdentity {
  readonly appId: number;
  /** Id of the bot that writes for the App, as GitHub shows it with what it wrote. */
  readonly userId: number;
  /** `slug[bot]`. */
  readonly login: string;
}

/** An account as an answer of GitHub tells it. */
interface Row {
  readonly id?: number | null;
}

/** Whether the App itself is that account; null is a deleted one. */
export function isSelf({ userId }: AppIdentity, account: Row | null | undefined): boolean {
  return account?.id === userId;
}

export interface IdentityPorts {
  readonly app: () => Promise<Octokit>;
  /** A client that may look an account up. */
  readonly anyone: () => Promise<Octokit>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Says nothing of what the App was about to do: to be asked again. */
class IdentityUnknown extends Error {
  override readonly name = 'IdentityUnknown';
  readonly status = 503;
}

function told<T>(schema: z.ZodType<T>, data: unknown): T {
  const read = schema.safeParse(data);
  if (!read.success) throw new IdentityUnknown(z.prettifyError(read.error));
  return read.data;
}

const appSchema = z.object({ id: z.number().int().positive(), slug: z.string().min(1) });
const userSchema = z.object({ id: z.number().int().positive(), login: z.string().min(1) });

/** The login is asked for again after this: somebody may rename the App in its settings. */
const LOGIN_KEPT_MS = 60_000;

/**
 * Who the App is: asked of GitHub, and kept. Throws, and keeps nothing, where an answer does not tell; once known, the identity holds through any fault of
 * GitHub's.
 */
export function createIdentity({ app, anyone, clock }: IdentityPorts): () => Promise<AppIdentity> {
  let known: { readonly identity: AppIdentity; readonly at: number } | null = null;

  async function read(): Promise<AppIdentity> {
    const { id: appId, slug } = told(appSchema, (await (await app()).rest.apps.getAuthenticated()).data);
    if (known?.identity.login === `${slug}[bot]`) return known.identity;
    const found = await orNull((await anyone()).rest.users.getByUsername({ username: `${slug}[bot]` }));
    if (found === null) throw new IdentityUnknown(`GitHub does not show ${slug}[bot]`);
    const { id: userId, login } = told(userSchema, found.data);
    return { appId, userId, login };
  }

  return async () => {
    const now = clock.now().getTime();
    if (known !== null && now - known.at < LOGIN_KEPT_MS) return known.identity;
    try {
      known = { identity: await read(), at: now };
    } catch (error) {
      if (known === null || judgeError(error) !== 'unavailable') throw error;
    }
    return known.identity;
  };
}
