import { existsSync, readFileSync } from 'node:fs';
import { readEnv } from './config/env.ts';
import { findHelm } from './helm/find-helm.ts';
import { keepLooking } from './helm/keep-looking.ts';
import { createLog } from './log.ts';
import { openQueue } from './open-queue.ts';
import { systemClock } from './queue/clock.ts';
import { startService } from './service.ts';
import { useNetwork } from './use-network.ts';
import { onTermination } from './web/shutdown.ts';

/** A bit less than the 30 s that Kubernetes gives a pod to end. */
const DRAIN_DEADLINE_MS = 25_000;

if (existsSync('.env')) process.loadEnvFile('.env');
const read = readEnv(process.env, (path) => readFileSync(path, 'utf8'));
if (read.ok) {
  useNetwork(read.network);
  const log = createLog(read.settings.logLevel);
  const helm = keepLooking(async () => {
    const found = await findHelm(process.env);
    if (found.kind === 'none') log.warn({ passing: found.passing }, 'charts are not rendered: no Helm found');
    return found;
  }, systemClock);
  await helm();
  const queue = await openQueue(read.settings, { log, clock: systemClock });
  if (queue.ok) {
    const service = await startService(read.settings, { log, clock: systemClock, helm, backend: queue.backend });
    log.info({ port: service.port, dryRun: read.settings.dryRun }, 'listening');
    onTermination({
      source: process,
      drain: service.close,
      deadlineMs: DRAIN_DEADLINE_MS,
      clock: systemClock,
      exit: (code) => process.exit(code),
      log,
    });
  } else {
    process.stderr.write(`Configuration incorrecte :\n  DATABASE_URL : ${queue.message}\n`);
    process.exitCode = 1;
  }
} else {
  process.stderr.write(`${read.message}\n`);
  process.exitCode = 1;
}
