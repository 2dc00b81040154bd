import { describe, expect, it } from 'vitest';
import { type RuleName, ruleNames } from '../../../src/config/checks-schema.ts';
import { printGithub } from '../../../src/cli/print-github.ts';
import { printText } from '../../../src/cli/print-text.ts';
import { sarifLog } from '../../../src/cli/sarif.ts';
import { concludeRun } from '../../../src/dossier/checks/run.ts';
import { ruleOutcome, type RuleOutcome } from '../../../src/dossier/checks/rules.ts';
import { countRules } from '../../../src/dossier/checks/summary.ts';
import type { ChartRendering } from '../../../src/inspect/helm/rendering.ts';
import { countsText } from '../../../src/render/check-counts.ts';
import { renderReport } from '../../../src/render/check-report.ts';
import type { Terminal } from '../../../src/cli/command.ts';
import { aDeployment, aManifest, check, type Files } from '../rules/cases.ts';

/** The rules on objects that `aDeployment` conforms to. */
const onObjects: readonly RuleName[] = [
  'check-labels',
  'cm-no-credentials',
  'disallow-latest',
  'disallow-hostpath',
  'limit-size-pvc',
  'need-containers-ressources',
  'restrict-image-registry',
  'restrict-nodeport',
  'need-liveness-readiness',
  'job-history',
  'linux-base',
  'openshift-scc',
  'read-only-root-filesystem',
  'port-coherence',
];

const needs = 'name: c\ndependencies:\n  - { name: redis, version: 19.0.1 }\n  - { name: kafka, version: ~3 }\n';
const chart: Files = { 'c/Chart.yaml': needs, 'c/templates/a.yaml': aDeployment() };

/** What is said of a chart that made these manifests. */
function reportOf(manifest: string, files: Files = chart) {
  const text = manifest === '' ? '' : `---\n# Source: c/templates/a.yaml\n${manifest}`;
  const rendering: ChartRendering = {
    chart: 'c/Chart.yaml',
    renderings: [{ values: null, result: { kind: 'rendered', text, leftOut: [] } }],
    clusters: [],
  };
  return check(files, [rendering]);
}

function outcomesOf(report: ReturnType<typeof reportOf>, rules: readonly RuleName[] = onObjects): readonly RuleOutcome[] {
  return [...new Set(report.rules.filter(({ rule }) => rules.includes(rule)).map(ruleOutcome))];
}

const repository = { id: 1, name: 'o/r', url: 'https://github.test/o/r', private: false, hasIssues: true, commit: 'c0ffee0' } as const;

describe('les objets d’une dépendance absente ne sont pas vus', () => {
  it('les règles sur les objets jugent ceux du dépôt, qu’ils soient ou non de leur genre, et ne sont « conformes » que pour ce qui est vu', () => {
    expect(outcomesOf(reportOf(aDeployment()))).toEqual(['conforming-as-seen']);
    expect(outcomesOf(reportOf(aManifest('Secret', 'data: {}')))).toEqual(['conforming-as-seen']);
  });

  it('ce qui est vu accuse comme partout ailleurs', () => {
    const report = reportOf(aDeployment(['api:1.4.0', 'api:latest']));
    expect(outcomesOf(report, ['disallow-latest'])).toEqual(['violation']);
    expect(outcomesOf(report, ['restrict-nodeport'])).toEqual(['conforming-as-seen']);
  });

  it('un doute sur ce qui est vu reste un doute', () => {
    expect(outcomesOf(reportOf(aDeployment(['docker.io/equipe/api:1.4.0', 'api:1.4.0'])), ['restrict-image-registry'])).toEqual([
      'undetermined',
    ]);
    expect(outcomesOf(reportOf(aDeployment(), { ...chart, 'c/templates/b.yaml': null }))).toEqual(['undetermined']);
  });

  it('là où un chart n’a aucun objet à lui, rien n’est jugé : tout est indéterminé', () => {
    expect(outcomesOf(reportOf(''))).toEqual(['undetermined']);
  });

  it('les règles qui ne regardent pas les objets n’en disent rien', () => {
    const report = reportOf(aDeployment(), {
      ...chart,
      Dockerfile: 'FROM docker.io/library/node:22.1.0\nUSER 1000\n',
      '.gitlab-ci-dso.yml': 'stages: [a]\n',
    });
    expect(outcomesOf(report, ['pinned-base-image', 'readable-yaml', 'dockerfile-present', 'ci-file'])).toEqual(['conforming']);
  });

  it('une dépendance n’est dite qu’une fois, avec sa version, et jamais avec la liste des règles', () => {
    const report = reportOf(aDeployment());
    const told: readonly string[] = [
      renderReport({ ...repository, report }, { places: 10, snippets: 'shown' }).markdown,
      written((terminal) => printText(report, terminal)),
      written((terminal) => printGithub(report, terminal)),
      JSON.stringify(sarifLog(report)),
    ];
    for (const text of told) {
      expect([text.match(/redis 19\.0\.1/g)?.length, text.match(/kafka ~3/g)?.length]).toEqual([1, 1]);
      expect(
        text.split('\n').filter((line) => line.includes('redis 19.0.1') && line.includes('cm-no-credentials') && text !== told[3]),
      ).toEqual([]);
    }
    expect(told[1]).toMatch(/^c\/Chart\.yaml:3: non vu : le chart « redis 19\.0\.1 »/m);
  });

  it('le compte le dit, et la vérification du commit n’est pas un succès', () => {
    const report = reportOf(aDeployment());
    const { asSeen, undetermined } = countRules(report.rules);
    expect([asSeen > 10, undetermined]).toEqual([true, 0]);
    expect(countsText(countRules(report.rules)).markdown).toContain('conformes pour ce qui est vu');
    expect(concludeRun({ mode: 'require', inspected: { ...repository, report } })).toBe('neutral');
    expect(report.rules.map(({ rule }) => rule)).toEqual(ruleNames);
  });
});

/** What a printer writes on the standard output. */
function written(print: (terminal: Pick<Terminal, 'out' | 'commands' | 'err'>) => void): string {
  const out: string[] = [];
  print({ out: (text) => out.push(text), commands: (text) => out.push(text), err: () => undefined });
  return out.join('');
}
