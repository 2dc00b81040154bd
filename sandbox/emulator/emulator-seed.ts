import type { EmulatorOptions } from 'emulate';
import { FIRST_INSTALLATION_ID } from './credentials.ts';
import { tokensOf } from './people-tokens.ts';
import type { GitHubSeed } from './seed.ts';

export interface SeededApp {
  readonly id: number;
  readonly slug: string;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Where the emulator believes that it delivers. */
  readonly webhookAddress: string;
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly events: readonly string[];
}

/**
 * The seed in the emulator's own format. Owners of organizations are its only members there: teams are made through the API. `ghost` comes first,
 * since the emulator acts as its first user when it does not know a token.
 */
export function emulatorSeed(seed: GitHubSeed, app: SeededApp): NonNullable<EmulatorOptions['seed']> {
  return {
    tokens: Object.fromEntries(
      seed.users.flatMap(({ login }) => tokensOf(login).map((token) => [token, { login, scopes: ['repo', 'user', 'admin:org'] }])),
    ),
    github: {
      users: [{ login: 'ghost' }, ...seed.users],
      orgs: seed.organizations.map(({ login, name, owners }) => ({
        login,
        name,
        members: owners.map((owner) => ({ login: owner, role: 'admin' })),
      })),
      repos: seed.repositories.map(({ owner, name, description, visibility }) => ({
        owner,
        name,
        description,
        private: visibility === 'private',
        auto_init: true,
      })),
      apps: [
        {
          app_id: app.id,
          slug: app.slug,
          name: app.slug,
          private_key: app.privateKey,
          permissions: app.permissions,
          events: app.events,
          webhook_url: app.webhookAddress,
          webhook_secret: app.webhookSecret,
          installations: seed.installations.map(({ account, repositories }, index) => ({
            installation_id: FIRST_INSTALLATION_ID + index,
            account,
            ...(repositories === 'all'
              ? { repository_selection: 'all' }
              : { repository_selection: 'selected', repositories: [...repositories] }),
          })),
        },
      ],
    },
  };
}
