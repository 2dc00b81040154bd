import { Pool } from 'pg';
import { pino } from 'pino';
import { z } from 'zod';
import { systemClock } from '../../src/queue/clock.ts';
import { inCommon } from '../../src/queue/in-common.ts';
import { openPostgres } from '../../src/queue/postgres/open-postgres.ts';
import { done } from '../../src/queue/result.ts';
import { common, quietRules } from './common.ts';

/**
 * A process that shares the queue: `node replica.ts <address of the queue> <address of the traces> <milliseconds of a run> <error of its clock in milliseconds>`. Writes
 * the begin and the end of each run to the table `trace`, with what it heard of the key, tells the others that it ran, takes the keys that it is sent, ends on SIGTERM as the App does.
 */
const [, , queueUrl = '', traceUrl = '', runMs = '', skewMs = '0'] = process.argv;
const trace = new Pool({ connectionString: traceUrl, max: 2 });
trace.on('error', () => undefined);
const opened = await openPostgres({
  connectionString: queueUrl,
  common,
  clock: { ...systemClock, now: () => new Date(Date.now() + Number(skewMs)) },
  log: pino({ level: 'silent' }),
});
if (!opened.ok) {
  process.stdout.write(opened.message);
  process.exit(1);
}
const tell = (key: string, what: string) =>
  trace.query('INSERT INTO trace (key, what, process, heard) VALUES ($1, $2, $3, $4)', [key, what, process.pid, heard.get(key) ?? null]);
const { facts } = opened.backend;
const heard = new Map<string, string>();
facts.open({ kind: 'order', keptMs: null, schema: z.string(), hear: ({ subject, value }) => void heard.set(subject, value ?? '') });
const tellRan = facts.open({ kind: 'ran', keptMs: null, schema: z.number(), hear: () => undefined });
const queue = opened.backend.createQueue<string>({
  ...quietRules,
  reconcile: async (key, { causes }) => {
    await inCommon(facts, async () => {
      await tell(key, 'begin');
      await new Promise((resolve) => setTimeout(resolve, Number(runMs)));
      await tell(key, 'end');
      tellRan(key, process.pid);
    });
    return causes.includes('encore') ? { againAt: new Date(Date.now() + Number(skewMs) + 2_000) } : done;
  },
  clock: { ...systemClock, now: () => new Date(Date.now() + Number(skewMs)) },
  concurrency: 8,
});
// A delivery that reaches this process.
process.on('message', (key: string) => {
  void queue.add(key, 'x').then(
    () => process.send?.('kept'),
    (error: unknown) => process.send?.(String(error)),
  );
});
process.on('SIGTERM', () => {
  process.disconnect();
  void (async () => {
    await queue.drain();
    await opened.backend.close();
    await trace.end();
  })();
});
process.stdout.write('ready\n');
