import { commonOf } from '../../src/queue/postgres/replicas.ts';

/** What the processes of these tests have in common. */
export const common = commonOf({ hubs: ['org/hub'], stateSecret: 'secret-de-signature-des-essais', appId: 1 });
