import { describe, expect, it } from 'vitest';
import type { RuleName } from '../../src/dossier/checks/check.ts';
import { sentenceText } from '../../src/words/sentence.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { aDeployment } from './rules/cases.ts';
import { linked } from './linked.ts';

type Files = Readonly<Record<string, string>>;

/** What a rule says of a repository with links. */
function told(rule: RuleName, files: Files, links: Files): readonly string[] {
  const found = inspect(linked(files, links)).rules.find((result) => result.rule === rule)?.findings ?? [];
  return found.map(({ outcome, place, because }) => `${outcome} ${place?.path}:${place?.line} ${sentenceText(because)}`);
}

const dockerfile = 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n';
const bad = aDeployment(['api:1.4.0', 'api']);

it('un manifeste nommé comme un exemple est lu à côté d’une kustomization', () => {
  const files = { 'k8s/web.example.yaml': bad, 'k8s/kustomization.yaml': 'resources: [web.example.yaml]\n' };
  expect(told('disallow-latest', files, {})).toEqual([expect.stringMatching(/^violation k8s\/web\.example\.yaml:14 /)]);
});

describe('ce qu’un lien représente est jugé une fois, là où il est', () => {
  const once = [expect.stringMatching(/^violation docker\/Dockerfile:1 /)];

  it('un Dockerfile', () => {
    const links = { 'app/Dockerfile': '../docker/Dockerfile' };
    expect(told('rootless', { 'docker/Dockerfile': dockerfile }, links)).toEqual(once);
    expect(inspect(linked({ 'docker/Dockerfile': dockerfile }, links)).facts.dockerfiles).toEqual(['docker/Dockerfile']);
  });

  it('un Dockerfile que la CI construit par le lien', () => {
    const ci = `include:
  - project: $CATALOG_PATH
    ref: main
    file: [vault-ci.yml, kaniko-ci.yml]
stages: [read-secret, docker-build]
build:
  stage: docker-build
  extends: .kaniko:build-push
  variables: { WORKING_DIR: app, DOCKERFILE: app/Dockerfile }
`;
    const files = { 'docker/Dockerfile': dockerfile, '.gitlab-ci-dso.yml': ci };
    const links = { 'app/Dockerfile': '../docker/Dockerfile' };
    expect(told('rootless', files, links)).toEqual(once);
    expect(told('ci-dockerfiles', files, links).filter((text) => text.startsWith('violation'))).toEqual([]);
  });

  it.each<readonly [string, Files, Files]>([
    [
      'une base qu’un overlay nomme par le lien',
      { 'base/kustomization.yaml': 'resources: [a.yaml]\n', 'base/a.yaml': bad, 'overlays/prod/kustomization.yaml': 'resources: [base]\n' },
      { 'overlays/prod/base': '../../base' },
    ],
    [
      'une base qu’un overlay nomme là où elle est, à côté d’un lien',
      {
        'base/kustomization.yaml': 'resources: [a.yaml]\n',
        'base/a.yaml': bad,
        'overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
      },
      { 'overlays/prod/base': '../../base' },
    ],
    [
      'un manifeste qu’une kustomization nomme par le lien',
      { 'base/a.yaml': bad, 'o/kustomization.yaml': 'resources: [a.yaml]\n' },
      { 'o/a.yaml': '../base/a.yaml' },
    ],
    [
      'un manifeste qu’aucune kustomization ne nomme par le lien',
      { 'base/a.yaml': bad, 'o/kustomization.yaml': 'resources: []\n' },
      { 'o/a.yaml': '../base/a.yaml' },
    ],
  ])('%s', (_, files, links) => {
    expect(told('disallow-latest', files, links)).toEqual([expect.stringMatching(/^violation base\/a\.yaml:14 /)]);
    expect(told('openshift-scc', files, links).filter((text) => text.includes('aucun overlay'))).toEqual([]);
  });

  it('ce que l’overlay corrige par le lien ne manque pas là où il est', () => {
    const files = {
      'base/a.yaml': bad,
      'o/kustomization.yaml': 'resources: [a.yaml]\nimages: [{ name: docker.io/equipe/api, newTag: 1.4.0 }]\n',
    };
    expect(told('disallow-latest', files, { 'o/a.yaml': '../base/a.yaml' })).toEqual([]);
  });

  it('une exception écrite dans le fichier vaut pour les deux, et n’est pas dite sans effet', () => {
    const files = { 'docker/Dockerfile': `# accostage: ignore=rootless -- essai\n${dockerfile}` };
    const report = inspect(linked(files, { 'app/Dockerfile': '../docker/Dockerfile' }));
    expect(report.remarks).toEqual([]);
    expect(report.rules.find(({ rule }) => rule === 'rootless')).toMatchObject({ findings: [], ignored: [{}] });
  });
});
