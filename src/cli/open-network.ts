import { existsSync, readFileSync } from 'node:fs';
import { readNetwork } from '../config/network.ts';
import { useNetwork } from '../use-network.ts';
import { type Send, UsageError } from './command.ts';

/** Opens the network as the server does: `.env`, then the proxy and the private authorities. Throws UsageError with the variables that are wrong. */
export function openNetwork(): Send {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const read = readNetwork(process.env, (path) => readFileSync(path, 'utf8'));
  if (!read.ok) throw new UsageError(read.problems.join('\n'));
  useNetwork(read.network);
  return (url, options) => fetch(url, options);
}
