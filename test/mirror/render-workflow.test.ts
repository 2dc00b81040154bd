import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { changePlatforms, isOurs, readMirrorFile } from '../../src/mirror/change-platforms.ts';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';
import { settingsScript, triggerScript } from '../../src/mirror/trigger-script.ts';
import { namesOf } from '../../src/mirror/workflow-model.ts';
import { judgeWorkflow } from './judge-workflow.ts';
import { aWorkflow, called, cloudPiNative, inside, oddBranches, ovh, variants } from './workflows.ts';

/** Secrets that the file's matrices name, one for each platform. */
function tokensOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/jeton: (\w+)/g)].map(([, token = '']) => token))];
}

/** A file that the App wrote before tags went by their name. */
const former = (name: string) => readFileSync(new URL(`../corpus/mirror-files/0.1.0-${name}.yml`, import.meta.url), 'utf8');

describe('le fichier', () => {
  it.each(variants)('$mode, tags $tags, $platforms : accepté par actionlint et par GitHub', async (model) => {
    expect(await judgeWorkflow(renderWorkflow(model))).toEqual([]);
  });

  it('le juge refuse bien un fichier faux', async () => {
    const broken = renderWorkflow(aWorkflow()).replace('runs-on: ubuntu-latest', 'runs-on: ubuntu-latest\n    neighbours: 3');
    expect(await judgeWorkflow(broken)).not.toEqual([]);
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
    const both = [called(ovh), called(cloudPiNative)];
    const one = renderWorkflow(aWorkflow({ platforms: [called(ovh)] }));
    expect(parse(one)).toMatchObject({
      jobs: {
        reglages: { steps: [{ run: settingsScript }] },
        miroir_organisation: {
          uses: expect.stringContaining('@'),
          with: { SYNC_ALL: false, REPOSITORY_NAME: expect.stringContaining("|| 'api'") },
        },
      },
    });
    const two = renderWorkflow(aWorkflow({ platforms: both }));
    expect(changePlatforms(one, aWorkflow({ platforms: both }), [])).toBe(two);
    expect(changePlatforms(two, aWorkflow({ platforms: [called(ovh)] }), [cloudPiNative])).toBe(one);
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
    expect(tokensOf(changed)).toEqual(['CPIN_OVH_MIRROR_TOKEN', 'CPIN_CLOUD_PI_NATIVE_MIRROR_TOKEN']);
    expect((await judgeWorkflow(changed)).filter((said) => !said.includes('"mi" is unknown'))).toEqual([]);
  });

  it('une entrée que l’équipe a ajoutée reste, quoi qu’il vienne ou parte', () => {
    const own = '          - { plateforme: Autre, url: U, projet: P, jeton: AUTRE_JETON }\n';
    const theirs = two.replace('    # Une synchronisation', `${own}    # Une synchronisation`);
    expect(tokensOf(changePlatforms(theirs, aWorkflow({ platforms: [cloudPiNative] }), [ovh]))).toEqual([
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
    expect(readMirrorFile('on: push', [ovh])).toEqual({ transports: {}, formerTags: false });
  });
});

describe('le transport de chaque plateforme', () => {
  const hosted = { kind: 'github-action', runsOn: [] };

  it.each(variants)('$mode, tags $tags, $platforms : relu tel qu’il est écrit', (model) => {
    const { transports, formerTags } = readMirrorFile(renderWorkflow(model), [ovh, cloudPiNative]);
    const written = model.platforms.map(({ id, transport }) => [
      id,
      transport.kind === 'reusable' ? { kind: 'reusable', runsOn: [] } : { kind: transport.kind, runsOn: transport.runsOn },
    ]);
    expect({ transports, formerTags }).toEqual({ transports: Object.fromEntries(written), formerTags: false });
  });

  it('d’un fichier à un autre, quel que soit celui dont on part : rien ne manque, rien ne reste, et rien ne change deux fois', () => {
    for (const from of variants.filter(({ mode, tags }) => mode === 'pushed-branch' && !tags)) {
      for (const to of variants.filter(({ mode, tags }) => mode === 'pushed-branch' && !tags)) {
        const gone = from.platforms.filter(({ id }) => to.platforms.every((kept) => kept.id !== id));
        const changed = changePlatforms(renderWorkflow(from), to, gone);
        expect(readMirrorFile(changed, [ovh, cloudPiNative])).toEqual(readMirrorFile(renderWorkflow(to), [ovh, cloudPiNative]));
        expect(changePlatforms(changed, to, gone)).toBe(changed);
      }
    }
  });

  it.each(
    variants
      .filter(({ mode, tags }) => mode === 'pushed-branch' && !tags)
      .map(({ platforms }) => [platforms.map(({ id, transport }) => `${id} ${transport.kind}`).join(', '), platforms] as const),
  )('un fichier d’origine changé vers %s : accepté par actionlint et par GitHub', async (_, platforms) => {
    const gone = [ovh, cloudPiNative].filter(({ id }) => platforms.every((kept) => kept.id !== id));
    expect(await judgeWorkflow(changePlatforms(former('appel'), aWorkflow({ platforms }), gone))).toEqual([]);
  });

  it('la machine d’une plateforme ne change pas celle des autres', () => {
    const text = renderWorkflow(aWorkflow({ platforms: [ovh, inside(cloudPiNative)] }));
    expect(parse(text)).toMatchObject({
      jobs: {
        miroir: {
          'runs-on': "${{ matrix.machine || 'ubuntu-latest' }}",
          strategy: {
            matrix: { include: [expect.not.objectContaining({ machine: expect.anything() }), { machine: ['self-hosted', 'mi'] }] },
          },
        },
      },
    });
    expect(readMirrorFile(text, [ovh, cloudPiNative]).transports).toEqual({
      ovh: hosted,
      'cloud-pi-native': { kind: 'github-action', runsOn: ['self-hosted', 'mi'] },
    });
  });

  it('un job appelé « miroir » qui appelle le workflow de l’organisation n’est pas pris pour l’appel direct', () => {
    expect(readMirrorFile(former('organisation'), [ovh]).transports).toEqual({ ovh: { kind: 'reusable', runsOn: [] } });
    const moved = changePlatforms(former('organisation'), aWorkflow({ platforms: [ovh, called(cloudPiNative)] }), []);
    expect(readMirrorFile(moved, [ovh, cloudPiNative]).transports).toMatchObject({ ovh: hosted, 'cloud-pi-native': { kind: 'reusable' } });
  });
});

describe('un fichier d’avant, où un tag synchronisait tout', () => {
  it.each(['appel', 'toutes-branches', 'organisation'])('%s : reconnu, puis mis à jour une fois', async (name) => {
    const before = former(name);
    const platforms = name === 'organisation' ? [called(ovh)] : [ovh];
    expect(readMirrorFile(before, [ovh])).toMatchObject({ formerTags: true });
    const after = changePlatforms(before, aWorkflow({ platforms }), []);
    expect(readMirrorFile(after, [ovh])).toMatchObject({ formerTags: false });
    expect(after).not.toMatch(/\|\| \[ "\$REF_TYPE" = tag|ref_type == 'tag'/);
    expect(changePlatforms(after, aWorkflow({ platforms }), [])).toBe(after);
    expect(await judgeWorkflow(after)).toEqual([]);
  });

  it('toutes les branches par le workflow de l’organisation, à chaque tag aussi : plus aux tags', () => {
    const all = former('organisation').replace("${{ github.ref_type == 'tag' }}", 'true');
    const model = aWorkflow({ platforms: [called(ovh)], mode: 'all-branches', tags: true });
    expect(readMirrorFile(all, [ovh]).formerTags).toBe(true);
    const after = changePlatforms(all, model, []);
    expect(parse(after).jobs.miroir.with.SYNC_ALL).toBe("${{ github.ref_type != 'tag' }}");
    expect(changePlatforms(after, model, [])).toBe(after);
    expect(readMirrorFile(all.replace(/\n {4}tags:\n.*/, ''), [ovh]).formerTags).toBe(false);
  });

  it('le script que personne n’a changé devient celui d’aujourd’hui', () => {
    const job = parse(changePlatforms(former('appel'), aWorkflow(), [])).jobs.miroir;
    expect(job.steps).toMatchObject([{ run: triggerScript }]);
  });

  it.each(['appel', 'organisation'])('%s : le dépôt y prend son nom interne, au lieu de son nom sur GitHub', (name) => {
    const platforms = name === 'organisation' ? [called(ovh)] : [ovh];
    const after = changePlatforms(former(name), aWorkflow({ platforms, internalName: 'demat-permis' }), []);
    expect(after).toContain("${{ vars.CPIN_REPOSITORY_NAME || 'demat-permis' }}");
    expect(after).not.toContain('github.event.repository.name');
  });

  it('un nom que l’équipe a écrit elle-même reste', () => {
    const theirs = former('appel').replace('${{ vars.CPIN_REPOSITORY_NAME || github.event.repository.name }}', 'le-notre');
    expect(changePlatforms(theirs, aWorkflow({ internalName: 'demat-permis' }), [])).toContain('PROJECT_NAME: le-notre');
  });

  it('d’un script que l’équipe a changé, une ligne change, les leurs restent', () => {
    const theirs = former('appel').replace('set -euo pipefail', 'set -euo pipefail\n          echo "le nôtre"');
    const after = changePlatforms(theirs, aWorkflow(), []);
    expect(after).toContain('echo "le nôtre"');
    expect(after).toContain('if [ "$SYNC_ALL" = true ] && [ "$REF_TYPE" != tag ]; then');
    expect(readMirrorFile(after, [ovh]).formerTags).toBe(false);
  });

  it('un fichier d’une équipe qui fait de même n’est pas de l’application : elle n’en dit rien', () => {
    expect(readMirrorFile(former('appel').split('\n').slice(1).join('\n'), [ovh]).formerTags).toBe(false);
  });
});
