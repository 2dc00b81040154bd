import { existsSync, readFileSync } from 'node:fs';
import { pino } from 'pino';
import { readEnv } from './config/env.ts';
import { systemClock } from './queue/clock.ts';
import { startService } from './service.ts';
import { onTermination } from './web/shutdown.ts';

/** Errors of Octokit carry the request they failed on, with its body and its token: neither goes to the log. */
function describeError(error: unknown) {
  return error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : error;
}

/** A bit less than the 30 s that Kubernetes gives a pod to end. */
const DRAIN_DEADLINE_MS = 25_000;

if (existsSync('.env')) process.loadEnvFile('.env');
const read = readEnv(process.env, (path) => readFileSync(path, 'utf8'));
if (read.ok) {
  const log = pino({ name: 'accostage', level: read.settings.logLevel, serializers: { err: describeError, error: describeError } });
  const service = await startService(read.settings, { log, clock: systemClock });
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
  process.stderr.write(`${read.message}\n`);
  process.exitCode = 1;
}
