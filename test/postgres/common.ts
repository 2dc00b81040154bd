import { commonOf } from '../../src/queue/postgres/common.ts';

/** What the processes of these tests are set to. */
export const settings = {
  hubs: ['org/hub'],
  owners: [],
  stateSecret: 'secret-de-signature-des-essais',
  appId: 1,
  webhookSecret: 'secret-des-webhooks-des-essais',
  githubApiUrl: 'https://api.github.com',
  dryRun: false,
} as const;
export const common = commonOf(settings);

/** How a queue of these tests waits, fails and tells: as little as can be. */
export const quietRules = {
  hubOf: (key: string) => key.split('#', 1)[0] ?? key,
  maxFailures: 3,
  setAsideFor: () => 0,
  backoff: () => 1_000,
  retryAtOf: () => null,
  outageOf: () => null,
  outageWait: () => 60_000,
  isLimit: () => false,
  setAside: () => Promise.resolve(),
  observe: () => undefined,
} as const;
