import { existsSync, readFileSync } from 'node:fs';
import { readNetwork } from '../config/network.ts';
import { useNetwork } from '../use-network.ts';
import { type Send, UsageError } from './command.ts';

/** The server's. That of the folder where the command is run may be a stranger's checkout, which would choose where the token goes, and what passes for Helm. */
const own = new URL('../../.env', import.meta.url);

/** Opens the network as the server does: its `.env`, then the proxy and the private authorities. Throws UsageError with the variables that are wrong. */
export function openNetwork(): Send {
  if (existsSync(own)) process.loadEnvFile(own);
  const read = readNetwork(process.env, (path) => readFileSync(path, 'utf8'));
  if (!read.ok) throw new UsageError(read.problems.join('\n'));
  useNetwork(read.network);
  return (url, options) => fetch(url, options);
}
