import { renderAnswers } from '../src/form/render-answers.ts';
import { readDefaults } from '../src/defaults.ts';
import { countCalls } from '../sandbox/emulator/request-log.ts';
import { goodAnswers } from '../sandbox/seed/good-answers.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';

/** Calls to GitHub to propose the mirror in three repositories, the move itself included, then for the same dossier when nothing changed. */
export async function benchMirror() {
  const { github, as, settle, close } = await startSandbox();
  try {
    const number = await as('lea-martin').submitForm({ title: 'Projet', body: renderAnswers(readDefaults().form, goodAnswers) });
    await settle();
    github.requests.clear();
    await as('camille-st').addLabel(number, 'phase: OVH');
    await settle();
    const proposed = { repositories: 3, ...countCalls(github.requests.of('installation')) };
    github.requests.clear();
    github.relay.redeliver(github.relay.deliveries().find(({ event }) => event === 'issues')?.id ?? '');
    await settle();
    return { proposed, unchanged: countCalls(github.requests.of('installation')) };
  } finally {
    await close();
  }
}
