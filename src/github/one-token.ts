import { z } from 'zod';
import type { RepositoryRef } from '../words/key.ts';
import type { AppIdentity } from './identity.ts';
import type { Installations } from './installations.ts';
import type { Octokit, Repository } from './octokit.ts';
import { orNull } from './refusal.ts';

const account = z.object({ id: z.number().int(), login: z.string() });

/** Who the App of that slug is, as anybody may see it; null where GitHub knows none. */
export async function readAppIdentity(octokit: Octokit, slug: string): Promise<AppIdentity | null> {
  const app = await orNull(octokit.rest.apps.getBySlug({ app_slug: slug }));
  const bot = await orNull(octokit.rest.users.getByUsername({ username: `${slug}[bot]` }));
  const found = account.safeParse(bot?.data);
  return found.success ? { appId: app?.data?.id ?? 0, userId: found.data.id, login: found.data.login } : null;
}

/** GitHub as the owner of one token sees it, in place of the App's installations: what is out of their reach is where the App is not installed. */
export function readByOneToken(octokit: Octokit, identity: AppIdentity): Installations {
  async function repository({ owner, repo }: RepositoryRef): Promise<Repository | null> {
    return (await orNull(octokit.rest.repos.get({ owner, repo }))) === null ? null : { octokit, owner, repo };
  }
  return {
    identity: () => Promise.resolve(identity),
    repository,
    hub: async (where) => {
      const hub = await repository(where);
      return hub === null ? null : { hub, access: () => Promise.resolve(hub) };
    },
    permissions: () => Promise.resolve(null),
    remember: () => undefined,
    forget: () => undefined,
    accepts: () => true,
  };
}
