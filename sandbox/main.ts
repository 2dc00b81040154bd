import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';
import { readDefaults } from '../src/defaults.ts';
import { startBench } from './bench/start-bench.ts';
import { countCalls } from './emulator/request-log.ts';
import { readOwnProcess } from './own-process.ts';
import { readArguments, usage } from './read-arguments.ts';
import { HUB } from './seed/population.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';
import { tourConfiguration } from './tour/configuration.ts';
import { createNarrator } from './tour/narrator.ts';
import { projectRepositories } from './tour/project-repositories.ts';
import { runTour, type TourResult } from './tour/run-tour.ts';
import { story } from './tour/story.ts';

const asked = readArguments(process.argv.slice(2));
if (asked.mode === 'help') print(usage);
else if (asked.mode === 'wrong') {
  process.stderr.write(`${asked.because}\n\n${usage}\n`);
  process.exitCode = 2;
} else if (asked.mode === 'browser') await serve(asked.process);
else await tell(asked.stepByStep);

/** Serves the pages and the bench until the process is told to end. */
async function serve(path: string | null): Promise<void> {
  const own = path === null ? null : readOwnProcess(path);
  if (own?.ok === false) {
    print(own.told);
    process.exitCode = 1;
    return;
  }
  const bench = await startBench({ port: 0, ...(own === null ? {} : { own }) });
  print(
    `Ouvrez ${styleText('bold', `${bench.url}/`)} dans un navigateur : un GitHub embarqué, l’application au travail, et la visite guidée. Ctrl-C pour arrêter.`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void bench.close());
}

/** Tells the tour in the terminal; the exit code says whether all went as expected. */
async function tell(stepByStep: boolean): Promise<void> {
  const started = performance.now();
  const sandbox = await startSandbox({ configuration: tourConfiguration });
  const keyboard = stepByStep ? createInterface({ input: process.stdin, output: process.stdout }) : null;
  const result = await playTour(sandbox, async () => void (await keyboard?.question('\n      Entrée pour continuer ')));
  keyboard?.close();
  summarise(result, sandbox, performance.now() - started);
  await sandbox.close();
  process.exitCode = result.differences.length === 0 ? 0 : 1;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function playTour(sandbox: Sandbox, between: () => Promise<void>): Promise<TourResult> {
  const { appLogin } = sandbox.github;
  const narrator = createNarrator((text) => process.stdout.write(text), appLogin);
  narrator.line(styleText('bold', 'accostage : visite guidée sur un GitHub embarqué (rien ne sort de cette machine)'));
  narrator.line(`Dépôt d’accompagnement : ${HUB}. Service Team : camille-st, sacha-st. Équipe projet : lea-martin, karim-benali.`);
  const ports = {
    ...sandbox,
    narrator,
    app: appLogin,
    projects: projectRepositories(sandbox.github),
    requests: sandbox.github.requests,
  };
  return runTour(story(readDefaults()), ports, between);
}

function summarise({ steps, failedSteps, differences }: TourResult, { github }: Sandbox, milliseconds: number): void {
  const { reads, writes, contents } = countCalls(github.requests.of('installation'));
  print(`\n${styleText('bold', 'Bilan')}`);
  print(`  ${steps - failedSteps}/${steps} étapes comme attendu, en ${(milliseconds / 1000).toFixed(1)} s`);
  print(`  appels de l’application à GitHub : ${reads} lectures, ${writes} écritures (dont ${contents} nouveaux commentaires ou tickets)`);
  for (const difference of differences) print(styleText('red', `  ✗ ${difference}`));
}
