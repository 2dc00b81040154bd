import type { Logger } from 'pino';
import type { Settings } from './config/env.ts';
import { memoryBackend, type QueueBackend } from './queue/backend.ts';
import type { Clock } from './queue/clock.ts';

export type OpenedQueue = { readonly ok: true; readonly backend: QueueBackend } | { readonly ok: false; readonly message: string };

/** Opens the queue where the settings say. Nothing of PostgreSQL's client is loaded where it is in memory. `message` says in French what is to mend. */
export async function openQueue(settings: Settings, { log, clock }: { log: Logger; clock: Clock }): Promise<OpenedQueue> {
  const { databaseUrl } = settings;
  if (databaseUrl === null) return { ok: true, backend: memoryBackend };
  const [{ openPostgres }, { commonOf }] = await Promise.all([
    import('./queue/postgres/open-postgres.ts'),
    import('./queue/postgres/common.ts'),
  ]);
  return openPostgres({ connectionString: databaseUrl, common: commonOf(settings), clock, log });
}
