import { renderAnswers } from '../src/form/render-answers.ts';
import { readDefaults } from '../src/defaults.ts';
import { countCalls } from '../sandbox/emulator/request-log.ts';
import { goodAnswers } from '../sandbox/seed/good-answers.ts';
import { apiFiles } from '../sandbox/seed/demat-permis-api.ts';
import { infraFiles } from '../sandbox/seed/demat-permis-infra.ts';
import { pushFiles } from '../sandbox/seed/push-files.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { selectFiles } from '../src/inspect/files/select-files.ts';
import { inspect } from '../src/inspect/inspect.ts';
import { percentile } from './percentile.ts';

const REPOSITORY = 'demat-permis/api';
const FILES = 2_000;
const RELEVANT = 60;

/**
 * Calls to GitHub and milliseconds to check a repository of 2,000 files of which 60 matter, from the opening of the dossier to its comment, and for the checks `alone`; then
 * for a push that touches nothing that matters, and for a delivery that repeats.
 */
export async function benchChecks() {
  const { github, as, settle, close } = await startSandbox();
  try {
    await pushFiles(bigRepository(), { url: github.url, repository: REPOSITORY, by: 'lea-martin', message: 'Un grand dépôt' });
    await settle();
    const only = { 'depots-applicatifs': REPOSITORY, 'depots-infra': REPOSITORY };
    github.requests.clear();
    const start = performance.now();
    await as('lea-martin').submitForm({ title: 'Grand', body: renderAnswers(readDefaults().form, { ...goodAnswers, ...only }) });
    await settle();
    const milliseconds = Math.round(performance.now() - start);
    const opened = { files: FILES, relevant: RELEVANT, milliseconds, ...countCalls(inRepository()) };
    github.requests.clear();
    await as('lea-martin').call({
      method: 'PUT',
      path: `/repos/${REPOSITORY}/contents/notes.txt`,
      body: { message: 'Une note', content: Buffer.from('rien').toString('base64'), branch: 'main' },
    });
    await settle();
    const irrelevantPush = countCalls(inRepository());
    github.requests.clear();
    github.relay.redeliver(github.relay.deliveries().find(({ event }) => event === 'issues')?.id ?? '');
    await settle();
    return {
      opened,
      alone: benchAlone(),
      irrelevantPush,
      unchanged: countCalls(github.requests.of('installation')),
      unchangedCommit: countCalls(inRepository()),
    };
  } finally {
    await close();
  }

  function inRepository() {
    return github.requests.of('installation').filter(({ path }) => path.startsWith(`/repos/${REPOSITORY}`));
  }
}

const ROUNDS = 15;

/** Milliseconds to choose the files that matter and to judge them, GitHub apart: of processor time, the first time, then the median; and what passed of time, the median. */
function benchAlone() {
  const tree = Object.entries(bigRepository()).map(([path, text]) => ({ path, text, size: Buffer.byteLength(text) }));
  const [computed, passed]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    const { wanted, unread } = selectFiles(tree);
    const chosen = new Set(wanted);
    inspect({ paths: tree.map(({ path }) => path), files: tree.filter(({ path }) => chosen.has(path)), unread });
    computed.push(process.cpuUsage(before).user / 1_000);
    passed.push(performance.now() - start);
  }
  const [first = NaN, ...others] = computed;
  return { first: Math.round(first), computed: Math.round(percentile(others, 50)), passed: Math.round(percentile(passed.slice(1), 50)) };
}

/** The files of the sandbox's projects, service by service until 60 matter, then sources until there are 2,000. */
function bigRepository(): Readonly<Record<string, string>> {
  const { Dockerfile = '' } = apiFiles;
  const manifests = Object.entries(infraFiles).filter(([path]) => path.startsWith('base/'));
  const files: Record<string, string> = { '.gitlab-ci-dso.yml': apiFiles['.gitlab-ci-dso.yml'] ?? '', Dockerfile };
  for (let service = 0; Object.keys(files).length < RELEVANT; service++) {
    const wanted = [
      [`services/s${service}/Dockerfile`, Dockerfile],
      ...manifests.map(([path, text]) => [`deploy/s${service}/${path}`, text]),
    ];
    for (const [path = '', text = ''] of wanted) if (Object.keys(files).length < RELEVANT) files[path] = text;
  }
  for (let source = 0; Object.keys(files).length < FILES; source++)
    files[`src/module-${source % 40}/fichier-${source}.ts`] = `export const n = ${source};\n`;
  return files;
}
