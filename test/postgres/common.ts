import { commonOf } from '../../src/queue/postgres/replicas.ts';

/** What the processes of these tests have in common. */
export const common = commonOf({ hubs: ['org/hub'], stateSecret: 'secret-de-signature-des-essais', appId: 1 });

/** How a queue of these tests waits, fails and tells: as little as can be. */
export const quietRules = {
  hubOf: (key: string) => key.split('#', 1)[0] ?? key,
  maxFailures: 3,
  setAsideFor: () => 0,
  backoff: () => 1_000,
  retryAtOf: () => null,
  isLimit: () => false,
  setAside: () => Promise.resolve(),
  observe: () => undefined,
} as const;
