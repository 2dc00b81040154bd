import { isQuoted, quotesKept } from '../config/quoted-values.ts';
import { type Terminal, UsageError } from './command.ts';

/** Variables by which GitHub is read. The secrets of the state may have quotes of their own, as the server's. */
const read = ['GITHUB_TOKEN', 'GITHUB_API_URL'];

/** Throws UsageError, which repeats no value, for quotes that are part of one: GitHub would only answer that it knows no such token. To be called once `.env` was read. */
export function refuseQuoted({ environment }: Pick<Terminal, 'environment'>): void {
  const quoted = read.filter((name) => isQuoted(environment[name]));
  if (quoted.length > 0) throw new UsageError(quoted.map((name) => `${name} : ${quotesKept}`).join('\n'));
}
