import { describe, expect, it } from 'vitest';
import { ruleNames } from '../../src/config/checks-schema.ts';
import { say } from '../../src/words/sentence.ts';
import { ruleOutcome } from '../../src/dossier/checks/rules.ts';
import type { InspectInput } from '../../src/inspect/repository.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { aChart, aDeployment, aManifest, check } from './rules/cases.ts';

describe('le rapport', () => {
  it('d’un dépôt vide : chaque règle, dans l’ordre, et rien d’examiné que l’absence de Dockerfile', () => {
    const { facts, rules, unread } = inspect({ paths: [], files: [], unread: [] });
    expect(facts).toEqual({ dockerfiles: [], ciFile: null, infrastructure: [] });
    expect(rules.map(({ rule }) => rule)).toEqual(ruleNames);
    expect(rules.filter(({ examined }) => examined > 0).map(({ rule }) => rule)).toEqual(['dockerfile-present']);
    expect(unread).toEqual([]);
  });

  it('dit ce que le dépôt contient, même de ce qui n’a pas été lu', () => {
    const { facts } = check({
      ...aChart,
      'web/Dockerfile': null,
      'api/Containerfile': null,
      'node_modules/x/Dockerfile': null,
      '.gitlab-ci-dso.yaml': null,
      'deploy/base/kustomization.yaml': 'resources: [a.yaml]',
      'deploy/base/a.yaml': aDeployment(),
      'k8s/service.yaml': aManifest('Service', 'spec: {}'),
      'service.yaml': aManifest('Service', 'spec: {}'),
      'k8s/notes.yaml': 'a: b\n',
    });
    expect(facts).toEqual({
      dockerfiles: ['api/Containerfile', 'web/Dockerfile'],
      ciFile: '.gitlab-ci-dso.yaml',
      infrastructure: [
        { kind: 'helm', path: 'chart/Chart.yaml' },
        { kind: 'kustomize', path: 'deploy/base/kustomization.yaml' },
        { kind: 'manifests', path: '.' },
        { kind: 'manifests', path: 'k8s' },
      ],
    });
  });

  it('garde ce qui n’a pas été lu, et y ajoute ce qui ne peut pas l’être', () => {
    const given = { path: 'k8s/grand.yaml', because: say`trop grand` };
    const files = [{ path: 'Dockerfile', text: '# rien\n' }];
    expect(inspect({ paths: ['Dockerfile'], files, unread: [given] }).unread).toEqual([
      given,
      { path: 'Dockerfile', because: ['aucune instruction FROM n’y a été trouvée'] },
    ]);
  });

  it('compte les objets examinés une fois, même assemblés par plusieurs overlays', () => {
    const { rules } = check({
      'base/kustomization.yaml': 'resources: [a.yaml]',
      'base/a.yaml': aDeployment(),
      'dev/kustomization.yaml': 'resources: [../base]',
      'prod/kustomization.yaml': 'resources: [../base]',
    });
    expect(rules.find(({ rule }) => rule === 'disallow-latest')).toEqual({
      rule: 'disallow-latest',
      examined: 1,
      findings: [],
      ignored: [],
    });
  });

  it('les registres sont ceux du processus', () => {
    const files = [{ path: 'k8s/a.yaml', text: aDeployment(['docker.io/equipe', 'registre.exemple.fr/equipe']) }];
    const outcomeOf = (registries: InspectInput['registries']) => {
      const report = inspect({ paths: ['k8s/a.yaml'], files, unread: [], ...(registries === undefined ? {} : { registries }) });
      const result = report.rules.find(({ rule }) => rule === 'restrict-image-registry');
      return result && ruleOutcome(result);
    };
    expect(outcomeOf(undefined)).toBe('violation');
    expect(outcomeOf([{ prefix: '*.exemple.fr/' }])).toBe('conforming');
    expect(outcomeOf([{ prefix: 'registre.exemple.fr/autre/' }])).toBe('violation');
  });

  it('une fois lu, un même dépôt donne toujours le même rapport', () => {
    const files = { Dockerfile: 'FROM node\n', 'k8s/a.yaml': aDeployment(['api:1.4.0', 'api']) };
    expect(check(files)).toEqual(check(files));
  });
});
