import { setTimeout as wait } from 'node:timers/promises';
import type { Service } from '../src/service.ts';
import type { EmbeddedGitHub } from './emulator/start-github.ts';

/** Longest time that the App may take to react, in milliseconds. */
const DEADLINE_MS = 30_000;

/** Resolves when every event was delivered and the App has nothing left to do now. Throws after half a minute. */
export async function whenIdle({ relay }: EmbeddedGitHub, { stats }: Pick<Service, 'stats'>): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  for (let calm = 0; calm < 2;) {
    await relay.settle();
    const { ready, running } = await stats();
    calm = ready + running === 0 ? calm + 1 : 0;
    if (performance.now() > deadline) throw new Error('l’application ne revient pas au repos');
    await wait(2);
  }
}
