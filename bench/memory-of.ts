import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { startApp } from './start-app.ts';
import { startGitHubProcess } from './start-github.ts';

/** The look that follows a creation comes a minute later, and the thread that reads strangers' texts ends a minute after its last reading. */
const AT_REST_MS = 135_000;

const told = z.object({ held: z.number() });

/**
 * The App as `npm start` runs it, in a process of its own, that starts on so many open dossiers: the most that it holds while it reads them all, what it holds at
 * rest, and its own time of processor, which is not that of GitHub's process.
 */
export async function memoryOf(dossiers: number) {
  const github = await startGitHubProcess(1, 'none');
  try {
    const first = await startApp(github);
    await github.calm();
    await wait(65_000);
    await first.stop();
    await github.grow(dossiers);
    const app = await startApp(github, { before: ['--import', './bench/tell-memory.js'] });
    let highest = 0;
    const timer = setInterval(() => (highest = Math.max(highest, app.residentMemory())), 50);
    await github.calm();
    await wait(AT_REST_MS);
    clearInterval(timer);
    const cpuMs = app.processorMs();
    const restMb = Math.round(app.residentMemory());
    const { held } = told.parse(await app.ask('memory'));
    await app.stop();
    return { dossiers, highestMb: Math.round(highest), restMb, heldMb: Math.round(held / 104_857.6) / 10, startCpuMs: cpuMs };
  } finally {
    await github.stop();
  }
}
