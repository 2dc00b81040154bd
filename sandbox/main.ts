import { styleText } from 'node:util';
import { pino } from 'pino';
import { readDefaults, readShipped, shippedForm } from '../src/defaults.ts';
import { systemClock } from '../src/queue/clock.ts';
import { type Service, startService } from '../src/service.ts';
import { readDossier } from './emulator/dossier-view.ts';
import { person } from './emulator/person.ts';
import { countCalls } from './emulator/request-log.ts';
import { type EmbeddedGitHub, startGitHub } from './emulator/start-github.ts';
import { grants } from './seed/grants.ts';
import { HUB, population } from './seed/population.ts';
import { seedHub, seedProjects } from './seed/seed-hub.ts';
import { createNarrator } from './tour/narrator.ts';
import { runTour, type TourResult } from './tour/run-tour.ts';
import { handOver } from './tour/hand-over.ts';
import { story } from './tour/story.ts';
import { whenIdle } from './when-idle.ts';

const WEBHOOK_SECRET = 'secret-du-bac-a-sable';

const once = readArguments(process.argv.slice(2));
if (once === null) {
  process.stderr.write('usage : npm run sandbox [-- --once]\n');
  process.exitCode = 2;
} else {
  const started = performance.now();
  const github = await startGitHub({ seed: population, grants, webhookSecret: WEBHOOK_SECRET, port: 0 });
  const service = await startApp(github);
  const result = await playTour(github, service);
  summarise(result, github, performance.now() - started);
  if (once) {
    await close(github, service);
    process.exitCode = result.differences.length === 0 ? 0 : 1;
  } else {
    print(handOver({ github, hub: HUB, number: result.number, app: `http://127.0.0.1:${service.port}` }));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close(github, service));
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

async function startApp(github: EmbeddedGitHub): Promise<Service> {
  await seedHub(github, { form: readShipped(shippedForm) });
  await seedProjects(github);
  const { appId, privateKey, url: githubApiUrl } = github;
  const service = await startService(
    {
      appId,
      privateKey,
      webhookSecret: WEBHOOK_SECRET,
      githubApiUrl,
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
      stateSecret: 'secret-de-signature-du-bac-a-sable',
      hubs: [],
      sweepIntervalMs: 15 * 60_000,
      dryRun: false,
      githubThrottling: 'off',
    },
    { log: pino({ level: 'silent' }), clock: systemClock },
  );
  await service.ready;
  github.relay.deliverTo(`http://127.0.0.1:${service.port}/api/github/webhooks`);
  await whenIdle(github, service);
  github.requests.clear();
  return service;
}

function playTour(github: EmbeddedGitHub, service: Service): Promise<TourResult> {
  const narrator = createNarrator((text) => process.stdout.write(text), github.appLogin);
  narrator.line(styleText('bold', 'accostage : visite guidée sur un GitHub embarqué (rien ne sort de cette machine)'));
  narrator.line(`Dépôt d’accompagnement : ${HUB}. Service Team : camille-st, sacha-st. Équipe projet : lea-martin, karim-benali.`);
  return runTour(story(readDefaults()), {
    as: (login) => person(login, { url: github.url, repository: HUB }),
    read: (number) => readDossier(github.url, { repository: HUB, number, reader: 'nadia-dnum' }),
    settle: () => whenIdle(github, service),
    narrator,
    app: github.appLogin,
  });
}

function summarise({ steps, differences }: TourResult, github: EmbeddedGitHub, milliseconds: number): void {
  const { reads, writes, contents } = countCalls(github.requests.of('installation'));
  print(`\n${styleText('bold', 'Bilan')}`);
  print(
    `  ${steps - new Set(differences.map((text) => text.split(' ')[1])).size}/${steps} étapes comme attendu, en ${(milliseconds / 1000).toFixed(1)} s`,
  );
  print(`  appels de l’application à GitHub : ${reads} lectures, ${writes} écritures (dont ${contents} nouveaux commentaires ou tickets)`);
  for (const difference of differences) print(styleText('red', `  ✗ ${difference}`));
}

async function close(github: EmbeddedGitHub, service: Service): Promise<void> {
  github.relay.deliverTo(null);
  await service.close();
  await github.close();
}
