import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { HUB } from '../sandbox/seed/population.ts';
import type { EmbeddedGitHub } from '../sandbox/emulator/start-github.ts';
import { type ChildServer, startChild } from './child.ts';

export const WEBHOOK_SECRET = 'webhook du banc : 4f1c8c4e8f0b';

export const STATE_SECRET = 'signature du banc : 9d2c0a3f0e6f4a11';

const manifest = z.object({ scripts: z.object({ start: z.string() }) });

/** What is given to the App besides: arguments of Node, settings. */
interface Besides {
  readonly before?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
}

/** The App as `npm start` runs it, in a process of its own, on an embedded GitHub. */
export function startApp(
  { appId, privateKey, url }: Pick<EmbeddedGitHub, 'appId' | 'privateKey' | 'url'>,
  { before = [], settings = {} }: Besides = {},
): Promise<ChildServer> {
  const { env, args } = commandOfStart();
  return startChild([...before, ...args], {
    ...env,
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET,
    STATE_SECRET,
    HUBS: HUB,
    GITHUB_API_URL: url,
    GITHUB_THROTTLING: 'off',
    HOST: '127.0.0.1',
    PORT: '0',
    ...settings,
  });
}

/** What `npm start` sets, and what it gives to Node. */
function commandOfStart(): { readonly env: Readonly<Record<string, string>>; readonly args: readonly string[] } {
  const { scripts } = manifest.parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
  const words = scripts.start.split(' ');
  const node = words.indexOf('node');
  return { env: Object.fromEntries(words.slice(0, node).map((word) => word.split('=', 2))), args: words.slice(node + 1) };
}
