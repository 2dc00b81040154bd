import { describe, expect, it } from 'vitest';
import type { RuleName } from '../../../src/dossier/checks/check.ts';
import { planFixes } from '../../../src/inspect/fixes/plan-fixes.ts';
import { linked } from '../linked.ts';
import { context, type Files, pod } from './files-to-fix.ts';

/** The files that change, of a repository with links. */
function fixed(files: Files, links: Files, ...rules: readonly RuleName[]): Files {
  const { files: changed } = planFixes({ input: linked(files, links), rules, setAside: [] });
  return Object.fromEntries(changed.map(({ path, text }) => [path, text]));
}

const dockerfile = 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n';

describe('rien n’est corrigé à travers un lien', () => {
  it('un Dockerfile est corrigé là où il est, et construit une fois', () => {
    const after = fixed({ 'docker/Dockerfile': dockerfile }, { 'app/Dockerfile': '../docker/Dockerfile' });
    expect(Object.keys(after).toSorted()).toEqual(['.gitlab-ci-dso.yml', 'docker/Dockerfile']);
    expect(after['.gitlab-ci-dso.yml']).not.toContain('app/Dockerfile');
    expect(after['docker/Dockerfile']).toContain('USER 1001');
  });

  it('un Dockerfile qui n’en a le nom que par son lien reste tel quel', () => {
    expect(fixed({ 'images/prod.txt': dockerfile }, { Dockerfile: 'images/prod.txt' })).toEqual({});
  });

  it('une base est corrigée là où elle est', () => {
    const files = {
      'base/kustomization.yaml': 'resources: [a.yaml]\n',
      'base/a.yaml': pod(context('runAsUser: 1000', 'fsGroup: 2000')),
      'overlays/prod/kustomization.yaml': 'resources: [base]\n',
    };
    expect(Object.keys(fixed(files, { 'overlays/prod/base': '../../base' }, 'openshift-scc'))).toEqual(['base/a.yaml']);
  });
});
