import { expect, it } from 'vitest';
import { type Call, createRequestLog } from '../../sandbox/emulator/request-log.ts';
import { person } from '../../sandbox/emulator/person.ts';
import { createNarrator } from '../../sandbox/tour/narrator.ts';
import { runTour } from '../../sandbox/tour/run-tour.ts';

const call = (kind: Call['kind'], path: string): Call => ({
  kind,
  path,
  method: kind === 'read' ? 'GET' : 'POST',
  caller: { kind: 'installation', id: 1, account: 'org', permissions: {} },
  status: 200,
  bodyDigest: '',
});

/** Differences that the tour finds when the App makes those calls while nothing may be written in `org/seul`. */
async function differences(before: readonly Call[], during: readonly Call[]): Promise<readonly string[]> {
  const requests = createRequestLog();
  for (const one of before) requests.add(one);
  const narrator = createNarrator(() => undefined, 'accostage[bot]');
  const nothing = () => Promise.reject(new Error('no repository here'));
  const step = {
    who: 'hugo-petit',
    does: 'essaie',
    act: async () => {
      for (const one of during) requests.add(one);
      return Promise.resolve(1);
    },
    expected: { state: 'open', phase: '', labels: [], says: [], untouched: ['org/seul'] },
  } as const;
  const result = await runTour([step], {
    as: (login) => person(login, { url: 'http://127.0.0.1:9', repository: 'org/hub' }),
    read: () => Promise.resolve({ state: 'open', stateReason: null, title: '', body: '', labels: [], assignees: [], comments: [] }),
    settle: () => Promise.resolve(),
    narrator,
    app: 'accostage[bot]',
    projects: { names: [], merge: nothing, push: nothing, runOnTag: nothing, run: nothing, showPull: nothing },
    requests,
    nextSecond: () => Promise.resolve(),
  });
  return result.differences;
}

it('une écriture de l’application là où elle ne doit rien écrire fait échouer l’étape', async () => {
  for (const kind of ['write', 'content'] as const)
    expect(await differences([], [call(kind, '/repos/org/seul/git/refs')])).toEqual([
      'étape 1 (hugo-petit essaie) : aucune écriture attendue dans org/seul',
    ]);
});

it.each<[string, readonly Call[], readonly Call[]]>([
  ['une lecture', [], [call('read', '/repos/org/seul')]],
  ['une écriture d’avant', [call('write', '/repos/org/seul/git/refs')], []],
  ['une écriture dans un dépôt dont le nom commence pareil', [], [call('write', '/repos/org/seulement/git/refs')]],
])('%s ne la fait pas échouer', async (_, before, during) => {
  expect(await differences(before, during)).toEqual([]);
});
