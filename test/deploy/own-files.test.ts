import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listTree } from '../../src/cli/list-tree.ts';
import { ruleOutcome } from '../../src/dossier/checks/rules.ts';
import { sentenceText } from '../../src/words/sentence.ts';
import { selectFiles } from '../../src/inspect/files/select-files.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { ownPaths } from '../../src/web/site.ts';

const tree = listTree('.');
const { wanted, unread } = selectFiles(tree);
const report = inspect({
  paths: tree.map(({ path }) => path),
  files: wanted.map((path) => ({ path, text: readFileSync(path, 'utf8') })),
  unread,
  declared: [{ environment: null, cpu: 2, memory: 4 * 2 ** 30 }],
});

/** There is no volume, no CronJob, no chart and no image of the platform's own registry. */
const withoutObject: ReadonlySet<string> = new Set([
  'limit-size-pvc',
  'job-history',
  'registry-pull-secret',
  'values-files',
  'kube-version',
]);

describe('accostage respecte les règles qu’il vérifie', () => {
  it.each(report.rules)('$rule', ({ rule, examined, findings, ignored }) => {
    expect(findings.map(({ place, because }) => `${place?.path}:${place?.line} ${sentenceText(because)}`)).toEqual([]);
    expect(ruleOutcome({ rule, examined, findings, ignored })).toBe(withoutObject.has(rule) ? 'not-applicable' : 'conforming');
  });

  it('tout a été lu', () => {
    expect(report.unread).toEqual([]);
    expect(report.facts).toEqual({
      dockerfiles: ['Dockerfile'],
      ciFile: '.gitlab-ci-dso.yml',
      infrastructure: [
        { kind: 'kustomize', path: 'deploy/base/kustomization.yaml' },
        { kind: 'kustomize', path: 'deploy/overlays/preprod/kustomization.yaml' },
        { kind: 'kustomize', path: 'deploy/overlays/prod/kustomization.yaml' },
      ],
    });
  });

  it.each(['preprod', 'prod'])('%s nomme un dépôt d’accompagnement, sans quoi le serveur ne démarre pas', (overlay) => {
    expect(readFileSync(`deploy/overlays/${overlay}/kustomization.yaml`, 'utf8')).toMatch(/^ +- HUBS=[\w-]+\/[\w.-]+$/m);
  });

  it('deploy/README.md nomme chaque chemin que l’Ingress doit publier pour que les pages soient entières', () => {
    const [, listed = ''] = /ajoutez-y les chemins ([^(]+)\(/.exec(readFileSync('deploy/README.md', 'utf8')) ?? [];
    expect([...listed.matchAll(/`([^`]+)`/g)].map(([, path]) => path)).toEqual([...ownPaths]);
  });

  it('l’image déployée est celle de cette version, et celle que la CI construit', () => {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8')));
    expect(readFileSync('deploy/base/deployment.yaml', 'utf8')).toContain(`image: ghcr.io/dnum-mi/accostage:${version}\n`);
    expect(readFileSync('.gitlab-ci-dso.yml', 'utf8')).toContain(` IMAGE_NAMES: accostage:${version}\n`);
  });
});
