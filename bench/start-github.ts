import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { startChild } from './child.ts';

/** An embedded GitHub in a process of its own. */
export interface GitHubProcess {
  readonly appId: number;
  readonly privateKey: string;
  readonly url: string;
  /** From now on, its first dossier stands for so many. */
  readonly grow: (dossiers: number) => Promise<void>;
  /** Resolves when the App has made no call for two seconds. */
  readonly calm: () => Promise<void>;
  readonly stop: () => Promise<unknown>;
}

const identity = z.object({ appId: z.number(), privateKey: z.string() });
const counted = z.object({ calls: z.number() });

/** Starts it with so many open dossiers, which no App has looked at yet. */
export async function startGitHubProcess(dossiers: number, repositories: 'three' | 'none' = 'three'): Promise<GitHubProcess> {
  const child = await startChild(['bench/github.ts'], { DOSSIERS: String(dossiers), REPOSITORIES: repositories });
  const calls = async () => counted.parse(await child.ask('calls')).calls;
  return {
    ...identity.parse(child.told),
    url: `http://127.0.0.1:${child.port}`,
    calm: async () => {
      for (let seen = -1, now = await calls(); seen !== now; now = await calls()) {
        seen = now;
        await wait(2_000);
      }
    },
    grow: async (count) => void (await child.ask(count)),
    stop: child.stop,
  };
}
