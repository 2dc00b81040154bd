import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findHelm } from '../../src/helm/find-helm.ts';
import { helmFailure } from '../../src/helm/helm-error.ts';
import { runHelm } from '../../src/helm/run-helm.ts';
import { sentenceText } from '../../src/words/sentence.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-helm-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program of that name that does what the script says. */
function program(name: string, script: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, mode);
  return path;
}

/** Says the version of Helm, and what is given for a chart. */
const answering = (rendering: string) => `case "$1" in version) echo v4.1.4+g05fa379;; *) ${rendering};; esac`;

describe('Helm est cherché', () => {
  it('là où HELM le dit, et sa version est demandée', async () => {
    const path = program('bon', answering('printf -- "---\\n# Source: c/templates/a.yaml\\nseen: 42\\n"'));
    expect(await findHelm({ HELM: path })).toEqual({ kind: 'found', path, version: 'v4.1.4' });
  });

  it.each<readonly [string, string]>([
    ['d’un autre outil', 'echo helm 1.0'],
    ['de Helm 2', 'echo v2.17.0'],
    ['qui échoue', 'echo v4.1.4; exit 3'],
    ['qui se tue', 'kill -9 $$'],
    ['sans fin de sortie', 'yes v4'],
    ['d’une autre architecture', ''],
  ])('un programme %s n’est pas Helm, et c’est dit', async (name, script) => {
    const path = program('faux', script);
    if (name === 'd’une autre architecture') writeFileSync(path, '\x7fELF\0\0\0\0');
    const found = await findHelm({ HELM: path });
    expect(found.kind === 'none' && sentenceText(found.because)).toContain('n’est pas Helm 3 ou 4, ou ne démarre pas');
  });

  it.each<readonly [string, string]>([
    ['n’écrit rien', 'true'],
    ['écrit autre chose', 'echo bonjour'],
    ['recopie le gabarit', 'printf -- "---\\n# Source: c/templates/a.yaml\\nseen: {{ add 40 2 }}\\n"'],
    ['échoue', 'exit 1'],
    ['n’a pas de fin de sortie', 'yes'],
  ])('un programme qui dit la version de Helm, et qui pour un chart %s, n’est pas Helm', async (_, rendering) => {
    const found = await findHelm({ HELM: program('imposteur', answering(rendering)) });
    expect(found.kind === 'none' && sentenceText(found.because)).toContain('ne calcule pas un chart d’essai comme lui');
  });

  it('un programme qui dit la version de Helm, et qui pour un chart ne finit pas, est essayé de nouveau', async () => {
    const found = await findHelm({ HELM: program('sans-fin', answering('sleep 60')) }, 2_000);
    expect(found).toMatchObject({ kind: 'none', passing: true });
    expect(found.kind === 'none' && sentenceText(found.because)).toContain('ne calcule pas un chart d’essai comme lui');
  });

  it.each<readonly [string, string, boolean]>([
    ['que quelque chose d’autre arrête', 'kill -9 $$', true],
    ['qu’on arrête pour le chart d’essai', answering('kill -9 $$'), true],
    ['d’un autre outil', 'echo helm 1.0', false],
    ['qui calcule autre chose', answering('echo bonjour'), false],
  ])('un programme %s est essayé de nouveau, ou non', async (_, script, passing) => {
    expect(await findHelm({ HELM: program('passager', script) })).toMatchObject({ kind: 'none', passing });
  });

  it('absent ou en chemin partiel, c’est dit aussi', async () => {
    expect(await findHelm({ HELM: join(folder, 'absent') })).toMatchObject({ kind: 'none' });
    const found = await findHelm({ HELM: './helm' });
    expect(found.kind === 'none' && sentenceText(found.because)).toBe('HELM doit donner un chemin entier');
  });

  it.each(['"/usr/local/bin/helm"', "'helm'"])('%s : les guillemets, que docker garde, sont dits, et pas la valeur', async (named) => {
    const found = await findHelm({ HELM: named });
    expect(found.kind === 'none' && sentenceText(found.because)).toMatch(/^HELM : la valeur est entre guillemets.*retirez-les$/);
  });
});

describe('le processus de Helm', () => {
  const call = (script: string, patienceMs?: number) =>
    runHelm({ helm: program('helm', script), folder, args: [], ...(patienceMs === undefined ? {} : { patienceMs }) });

  it('n’a rien de l’environnement de l’application', async () => {
    process.env['ACCOSTAGE_ESSAI'] = 'secret';
    const answer = await call('env');
    delete process.env['ACCOSTAGE_ESSAI'];
    expect(answer.kind === 'done' && answer.out).not.toMatch(/secret|APP_ID|GITHUB|npm_/);
  });

  it('sans fin, il est arrêté avec tout ce qu’il a lancé', async () => {
    expect(await call(`sleep 60 & echo $! > ${folder}/enfant; sleep 60`, 1_000)).toEqual({ kind: 'late' });
    // Where nobody is told of its end, a process that has ended keeps its number.
    const state = await call(`grep State: /proc/$(cat ${folder}/enfant)/status`);
    expect(state.kind === 'done' && state.out).toMatch(/^(State:\s+Z .*\n)?$/);
  });

  it('a une limite de mémoire', async () => {
    expect(await call('ulimit -v')).toMatchObject({ kind: 'done', out: '1500000\n' });
  });

  it('qui ne démarre pas est une réponse', async () => {
    const answer = await runHelm({ helm: join(folder, 'absent'), folder, args: [] });
    expect(helmFailure(answer).kind).toBe('failed');
    expect(await runHelm({ helm: join(folder, 'bon'), folder: join(folder, 'absent'), args: [] })).toEqual({ kind: 'not-started' });
  });
});

describe('la phrase de Helm', () => {
  const told = (err: string) => {
    const { because, at } = helmFailure({ kind: 'done', code: 1, out: '', err });
    return { because: sentenceText(because), at };
  };

  it.each<readonly [string, string, ReturnType<typeof told>]>([
    [
      'une valeur absente est nommée',
      'Error: c/templates/a.yaml:4:18\n  executing "c/templates/a.yaml" at <.Values.x.name>:\n    nil pointer evaluating interface {}.name\n\nUse --debug flag to render out invalid YAML\n',
      { because: 'aucune des valeurs lues ne donne « .Values.x.name »', at: { source: 'c/templates/a.yaml', line: 4 } },
    ],
    [
      'un gabarit qui refuse',
      'Error: execution error at (c/templates/a.yaml:4:11): x est requis\n\nUse --debug flag to render out invalid YAML\n',
      { because: 'le gabarit demande : « x est requis »', at: { source: 'c/templates/a.yaml', line: 4 } },
    ],
    [
      'rien de la machine',
      'Error: failed to load /tmp/accostage-helm-AbC/chart/values.yaml: cannot unmarshal\n',
      { because: 'Helm répond « failed to load values.yaml: cannot unmarshal »', at: null },
    ],
    [
      'une mémoire épuisée',
      'runtime: out of memory: cannot allocate\ngoroutine 1\n',
      { because: 'ses gabarits demandent trop de mémoire', at: null },
    ],
    [
      'une raison à la ligne d’après',
      'Error: c/templates/a.yaml:45:26\n  executing "c/templates/a.yaml" at <4>:\n    invalid value; expected string\n\nUse --debug flag to render out invalid YAML\n',
      { because: 'Helm répond « invalid value; expected string »', at: { source: 'c/templates/a.yaml', line: 45 } },
    ],
    [
      'une aide qu’une dépendance devait apporter',
      'Error: c/templates/a.yaml:7:14\n  executing "c/templates/a.yaml" at <include "common.labels.standard" .>:\n    error calling include: template: no template "common.labels.standard" associated with template "gotpl"\n',
      {
        because:
          'il emploie « common.labels.standard », qu’aucun des fichiers lus ne définit : c’est sans doute à une dépendance absente de le faire',
        at: { source: 'c/templates/a.yaml', line: 7 },
      },
    ],
    ['rien', '', { because: 'Helm répond «  »', at: null }],
  ])('%s', (_, error, expected) => {
    expect(told(error)).toEqual(expected);
  });
});
