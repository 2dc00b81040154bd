import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { startApp } from './start-app.ts';
import { startGitHubProcess } from './start-github.ts';

const FEW = 20;
const MANY = 220;
/** The look that follows a creation comes a minute later, and reads strangers' texts; the thread that does ends a minute after its last reading. */
const WITHOUT_THREAD_MS = 135_000;

const told = z.object({ held: z.number() });

/**
 * The App at rest, as `npm start` runs it, once no thread is left: its resident memory with 20 open dossiers, and what each open dossier adds to what is still
 * held after a collection, by 20 and by 220 of them.
 */
export async function benchMemory() {
  const few = await atRest(FEW);
  const many = await atRest(MANY);
  const perDossier = (many.held - few.held) / (MANY - FEW);
  return {
    idleMb: few.residentMb,
    perDossierKb: Math.round(perDossier / 102.4) / 10,
    heldMb: { [FEW]: inMb(few.held), [MANY]: inMb(many.held) },
  };
}

async function atRest(dossiers: number) {
  const github = await startGitHubProcess(dossiers);
  const app = await startApp(github, { before: ['--import', './bench/tell-memory.js'] });
  await github.calm();
  await wait(WITHOUT_THREAD_MS);
  const residentMb = Math.round(app.residentMemory());
  const { held } = told.parse(await app.ask('memory'));
  await app.stop();
  await github.stop();
  return { residentMb, held };
}

function inMb(bytes: number): number {
  return Math.round(bytes / 104_857.6) / 10;
}
