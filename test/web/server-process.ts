import { pino } from 'pino';
import { systemClock } from '../../src/queue/clock.ts';
import { sendJson } from '../../src/web/handler.ts';
import { startServer } from '../../src/web/server.ts';
import { onTermination } from '../../src/web/shutdown.ts';

// A server as a process of its own, for the test of signals: each request is answered once the process is told "end" on its standard input.
const log = pino({ level: 'info' }, { write: (line: string) => process.stdout.write(line) });
const ended = Promise.withResolvers<void>();
process.stdin.once('data', () => ended.resolve());

const server = await startServer({
  host: '127.0.0.1',
  port: 0,
  log,
  handlers: [
    async (_, response) => {
      log.info('working');
      await ended.promise;
      return sendJson(response, 200, { fini: true });
    },
  ],
});
onTermination({
  source: process,
  drain: () => server.close(),
  deadlineMs: 20_000,
  clock: systemClock,
  exit: (code) => process.exit(code),
  log,
});
log.info({ port: server.port }, 'listening');
