import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { maskSecrets } from './words/secrets.ts';
import type { Settings } from './config/env.ts';

/** The local part is bounded, so that a long text without an address costs no more than its length. */
const emailAddress = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,24}/gi;

/** JSON lines for operators, on the standard output by default. Whatever a line is made of, tokens, keys and e-mail addresses in it are masked. */
export function createLog(level: Settings['logLevel'], output: DestinationStream = destination(1)): Logger {
  const masked = { write: (line: string) => output.write(`${JSON.stringify(JSON.parse(line, maskText))}\n`) };
  return pino({ name: 'accostage', level, serializers: { err: describeError, error: describeError } }, masked);
}

/**
 * The same log for a library, which keeps of its lines the sentence and the error: Octokit gives the body of each request as the fields of a line,
 * and what a library puts there tomorrow is not ours to know.
 */
export function logForLibraries(log: Logger): Logger {
  const onlyError = (fields: object) => ('err' in fields ? { err: fields.err } : {});
  return log.child({}, { formatters: { log: onlyError } });
}

function maskText(_: string, value: unknown): unknown {
  return typeof value === 'string' ? maskSecrets(value).replace(emailAddress, '[email]') : value;
}

/** Errors of Octokit carry the request they failed on, with its body and its token: neither goes to the log. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause instanceof Error ? { cause: `${cause.name}: ${cause.message}` } : {}) };
}
