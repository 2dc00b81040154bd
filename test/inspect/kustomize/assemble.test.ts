import { describe, expect, it } from 'vitest';
import { aDeployment, type Files, judge } from '../rules/cases.ts';
import { assemblyCases, bare, layers, resources } from './assembly-cases.ts';

const of = (rule: Parameters<typeof judge>[0], files: Files) => {
  const { outcome, findings } = judge(rule, files);
  return [outcome, ...findings];
};

describe('ce qu’un overlay apporte à sa base', () => {
  it.each(assemblyCases.map(([title, rule, files, ...told]) => ({ title, rule, files, told })))('$title', ({ rule, files, told }) => {
    expect(of(rule, files)).toEqual(told);
  });
});

describe('ce qui n’est pas suivi', () => {
  it.each([
    'transformers: [t.yaml]\n',
    'replacements: [{ path: r.yaml }]\n',
    'patches: [{ path: absent.yaml }]\n',
    'components: [https://github.com/a/b]\n',
    'patches:\n  - target: { labelSelector: "app=api" }\n    patch: "{kind: x}"\n',
    'patches:\n  - target: { kind: Deployment, name: "a.*" }\n    patch: "{kind: x}"\n',
  ])('peut apporter ce qui manque : %s', (rest) => {
    expect(of('check-labels', layers(bare, { prod: rest }))[0]).toBe('undetermined');
  });

  it('des boucles et des répétitions sans fin', () => {
    const files = { 'k/kustomization.yaml': 'resources: [., ../k, a.yaml]\ncomponents: [.]\n', 'k/a.yaml': bare };
    expect(of('check-labels', files)[0]).toBe('not-applicable');
  });
});

describe('plusieurs overlays', () => {
  it('ce qu’ils ont en commun n’est dit qu’une fois', () => {
    const { findings, because, result } = judge('need-containers-ressources', layers(aDeployment([resources, '']), { dev: '', prod: '' }));
    expect(findings).toEqual(['!base/deployment.yaml:13']);
    expect(because[0]).not.toContain('overlays');
    expect(result.examined).toBe(1);
  });

  it('ce qu’un seul a est dit avec son nom', () => {
    const { findings, because } = judge('check-labels', layers(bare, { dev: 'commonLabels: { env: dev }\n', prod: '' }));
    expect(findings).toEqual(['!base/deployment.yaml:10']);
    expect(because[0]).toContain('(dans « overlays/prod »)');
  });
});
