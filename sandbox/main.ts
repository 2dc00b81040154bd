import { styleText } from 'node:util';
import { readDefaults } from '../src/defaults.ts';
import { countCalls } from './emulator/request-log.ts';
import { HUB } from './seed/population.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';
import { handOver } from './tour/hand-over.ts';
import { createNarrator } from './tour/narrator.ts';
import { projectRepositories } from './tour/project-repositories.ts';
import { runTour, type TourResult } from './tour/run-tour.ts';
import { story } from './tour/story.ts';

const once = readArguments(process.argv.slice(2));
if (once === null) {
  process.stderr.write('usage : npm run sandbox [-- --once]\n');
  process.exitCode = 2;
} else {
  const started = performance.now();
  const sandbox = await startSandbox();
  const result = await playTour(sandbox);
  summarise(result, sandbox, performance.now() - started);
  if (once) {
    await sandbox.close();
    process.exitCode = result.differences.length === 0 ? 0 : 1;
  } else {
    print(handOver({ ...sandbox, hub: HUB, number: result.number }));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
  }
}

/** True with `--once`, false without, null for anything else. */
function readArguments(args: readonly string[]): boolean | null {
  if (args.length === 0) return false;
  return args.length === 1 && args[0] === '--once' ? true : null;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function playTour(sandbox: Sandbox): Promise<TourResult> {
  const { appLogin } = sandbox.github;
  const narrator = createNarrator((text) => process.stdout.write(text), appLogin);
  narrator.line(styleText('bold', 'accostage : visite guidée sur un GitHub embarqué (rien ne sort de cette machine)'));
  narrator.line(`Dépôt d’accompagnement : ${HUB}. Service Team : camille-st, sacha-st. Équipe projet : lea-martin, karim-benali.`);
  return runTour(story(readDefaults()), {
    ...sandbox,
    narrator,
    app: appLogin,
    projects: projectRepositories(sandbox.github),
    requests: sandbox.github.requests,
  });
}

function summarise({ steps, failedSteps, differences }: TourResult, { github }: Sandbox, milliseconds: number): void {
  const { reads, writes, contents } = countCalls(github.requests.of('installation'));
  print(`\n${styleText('bold', 'Bilan')}`);
  print(`  ${steps - failedSteps}/${steps} étapes comme attendu, en ${(milliseconds / 1000).toFixed(1)} s`);
  print(`  appels de l’application à GitHub : ${reads} lectures, ${writes} écritures (dont ${contents} nouveaux commentaires ou tickets)`);
  for (const difference of differences) print(styleText('red', `  ✗ ${difference}`));
}
