import { createServer } from 'node:net';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startProgram } from './start-program.ts';

/** app.yml, as data. */
export const manifestFile: unknown = parse(readFileSync('app.yml', 'utf8'));

/** The page of `npm run register`, served in a folder of its own that holds a copy of app.yml. */
export interface RegistrationPage {
  readonly url: string;
  readonly port: number;
  readonly output: () => string;
  readonly close: () => Promise<void>;
}

export async function openRegistrationPage(env: Readonly<Record<string, string>> = {}): Promise<RegistrationPage> {
  const folder = mkdtempSync(join(tmpdir(), 'accostage-register-'));
  for (const file of ['app.yml', 'package.json']) writeFileSync(join(folder, file), readFileSync(file));
  const port = await freePort();
  const program = startProgram('src/register.ts', { cwd: folder, env: { PORT: String(port), ...env } });
  await program.saw(/Listening on http:\/\/localhost:\d+/);
  return {
    url: `http://localhost:${port}/probot`,
    port,
    output: program.output,
    close: async () => {
      await program.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Probot takes port 0 for 3000: a port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
