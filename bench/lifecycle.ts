import { readDefaults } from '../src/defaults.ts';
import { renderAnswers } from '../src/form/render-answers.ts';
import { goodAnswers } from '../sandbox/seed/good-answers.ts';
import type { EmbeddedGitHub } from '../sandbox/emulator/start-github.ts';
import { type Call, type CallCounts, countCalls } from '../sandbox/emulator/request-log.ts';
import { createNarrator } from '../sandbox/tour/narrator.ts';
import { projectRepositories } from '../sandbox/tour/project-repositories.ts';
import { runTour } from '../sandbox/tour/run-tour.ts';
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.ts';
import { story } from '../sandbox/tour/story.ts';

/** Calls to GitHub over the tour's whole lifecycle, then for a dossier that did not change, and for one whose body did. */
export async function benchLifecycle() {
  const sandbox = await startSandbox();
  const { github, settle } = sandbox;
  try {
    const narrator = createNarrator(() => undefined, github.appLogin);
    const { steps, differences } = await runTour(story(readDefaults()), {
      ...sandbox,
      narrator,
      app: github.appLogin,
      projects: projectRepositories(github),
      requests: github.requests,
    });
    const lifecycle = { steps, differences: differences.length, ...callsOfLife(github) };
    const unchanged = await callsUnchanged(sandbox);
    const number = await sandbox.as('lea-martin').submitForm({ title: 'Banc', body: renderAnswers(readDefaults().form, goodAnswers) });
    await settle();
    github.requests.clear();
    await sandbox.as('lea-martin').editIssue(number, { body: renderAnswers(readDefaults().form, { ...goodAnswers, calendrier: '?' }) });
    await settle();
    return { lifecycle, unchanged, changed: countCalls(github.requests.of('installation')) };
  } finally {
    await sandbox.close();
  }
}

/** What the App asked of GitHub since the sandbox was ready: calls, writes that say again what was so already, installation tokens. */
export function callsOfLife(github: EmbeddedGitHub) {
  const calls = github.requests.of('installation');
  return { ...countCalls(calls), repeatedWrites: repeated(calls), tokens: tokensMade(github) };
}

/** What the App asks of GitHub when it looks again at a dossier that did not change. Forgets the calls before. */
export async function callsUnchanged({ github, settle }: Pick<Sandbox, 'github' | 'settle'>): Promise<CallCounts> {
  github.requests.clear();
  github.relay.redeliver(github.relay.deliveries().find(({ event }) => event === 'issues')?.id ?? '');
  await settle();
  return countCalls(github.requests.of('installation'));
}

/** Installation tokens that GitHub gave out since the sandbox was ready. */
function tokensMade({ requests }: EmbeddedGitHub): number {
  return requests.of('app').filter(({ path }) => path.endsWith('/access_tokens')).length;
}

/** Writes that say again what was so already: the same text in a comment, a label added or removed twice with nothing in between. */
function repeated(calls: readonly Call[]): number {
  const last = new Map<string, string>();
  return calls.filter(({ kind, method, path, bodyDigest }) => {
    if (kind !== 'write' && kind !== 'content') return false;
    const labels = /^.*\/labels/.exec(path)?.[0];
    const address = labels ?? path;
    const said = labels === undefined ? `${method} ${bodyDigest}` : `${method} ${path} ${bodyDigest}`;
    const same = last.get(address) === said;
    last.set(address, said);
    return same;
  }).length;
}
