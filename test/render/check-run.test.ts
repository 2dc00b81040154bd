import { expect, it } from 'vitest';
import type { CheckReport, Finding, RuleName } from '../../src/dossier/checks/check.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { dossierKey } from '../../src/words/key.ts';
import { renderRun } from '../../src/render/check-run.ts';

/** The check run of a report, which the process requires. */
const rendered = (report: CheckReport) =>
  renderRun({
    inspected: { id: 1, name: 'o/r', url: 'https://github.test/o/r', private: false, hasIssues: true, commit: 'c'.repeat(40), report },
    mode: 'require',
    pull: null,
    press: null,
    is: 'x',
    contradictions: [],
    actions: [],
    onBehalfOf: { authorised: 1 },
    dossier: { key: dossierKey({ owner: 'o', repo: 'hub' }, 1), url: 'https://github.test/o/hub/issues/1' },
    makesTrue: (state) => state,
  });

it('des remarques d’une vérification, les deux cents qui se voient sont de chaque règle à son tour, et l’une n’en cache aucune autre', () => {
  const container = (index: number) =>
    `    - { name: c${index}, image: 'docker.io/library/a:latest', ports: [{ containerPort: 80 }], securityContext: { privileged: true } }\n`;
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n${Array.from({ length: 150 }, (_, index) => container(index)).join('')}`;
  const files = [
    { path: 'k8s/a.yaml', text: pod },
    { path: 'Dockerfile', text: 'FROM docker.io/library/node:24\nENV DB_PASSWORD=azerty\nEXPOSE 80\nUSER root\n' },
  ];
  const report = inspect({ paths: files.map(({ path }) => path), files, unread: [] });
  const blocking = report.rules.filter(({ findings }) => findings.some(({ outcome }) => outcome === 'violation'));
  const { annotations, summary, text } = rendered(report);
  const ruleOf = ({ title }: (typeof annotations)[number]) => /\(([\w-]+)/.exec(title)?.[1];
  expect(annotations).toHaveLength(200);
  expect(annotations.every(({ annotation_level }) => annotation_level === 'failure')).toBe(true);
  const shown = new Set(annotations.map(ruleOf));
  for (const rule of [
    'no-secret-in-image',
    'rootless',
    'unprivileged-ports',
    'disallow-latest',
    'openshift-scc',
    'need-liveness-readiness',
  ])
    expect(shown).toContain(rule);
  expect(blocking.length).toBeGreaterThan(6);
  expect(summary).toMatch(/GitHub ne montre que 200 remarques/);
  expect(Math.max(summary.length, text.length)).toBeLessThan(65_535);
});

/** What an application without manifests builds, all of it right. */
const built = {
  Dockerfile: 'FROM docker.io/library/node:22.1.0-bookworm-slim\nUSER 1000:1000\nEXPOSE 8080\n',
  '.gitlab-ci-dso.yml': 'stages: [build]\na: { stage: build, extends: .vault:read_secret }\n.vault:read_secret: { script: ["true"] }\n',
};

type Found = Partial<Record<'violation' | 'undetermined', readonly RuleName[]>>;

const finding = (outcome: Finding['outcome']): Finding => ({ outcome, place: null, because: ['x'], fix: null });

it.each<[Found, string]>([
  [
    { violation: ['disallow-latest', 'rootless', 'port-coherence', 'logs-on-stdout'] },
    '2 règles bloquent en production, 1 empêche de fonctionner, 1 à améliorer',
  ],
  [{ violation: ['port-coherence'], undetermined: ['rootless', 'disallow-latest'] }, '1 règle empêche de fonctionner, 2 indéterminées'],
  [{ violation: ['logs-on-stdout'] }, '1 règle à améliorer'],
  [{ undetermined: ['rootless', 'disallow-latest', 'readable-yaml'] }, '3 règles indéterminées'],
])('le titre dit de quoi il fait le compte : %j', (found, title) => {
  const report = inspect({ paths: [], files: [], unread: [] });
  const outcomeOf = (rule: RuleName) => (['violation', 'undetermined'] as const).filter((outcome) => found[outcome]?.includes(rule));
  const rules = report.rules.map((result) => ({ ...result, findings: outcomeOf(result.rule).map(finding) }));
  expect(rendered({ ...report, rules }).title.replaceAll('\u00a0', ' ')).toBe(title);
});

const runOn = (files: Readonly<Record<string, string>>) =>
  rendered(inspect({ paths: Object.keys(files), files: Object.entries(files).map(([path, text]) => ({ path, text })), unread: [] }));

it('ce que son nom ou son dossier laisse de côté ne change pas la conclusion, et se dit d’abord là où rien ne se déploie d’autre', () => {
  const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
  const runs = [built, { ...built, 'k8s/a.example.yaml': '' }, { 'examples/@b/deployment.yaml': '' }].map(runOn);
  const [plain, example, alone] = runs;
  expect(runs.map(({ conclusion }) => conclusion)).toEqual(['success', 'success', 'neutral']);
  expect(plain?.summary).not.toContain('de côté');
  expect(example?.summary).toContain(
    '`k8s/a.example.yaml`\u00a0: 1\u00a0fichier, qui ressemble à un manifeste, est laissé de côté. Rien n’en est jugé.',
  );
  expect(example?.text).toContain('son nom dit un exemple');
  expect(alone?.summary).toContain('`examples/`');
  const beside = runOn({ ...built, 'k8s/a.example.yaml': '', 'k8s/b.yaml': manifest });
  expect(beside.summary).not.toContain('de côté');
  expect(beside.text).toContain('Laissé de côté pour son nom ou son dossier (1)');
});

it.each([
  'src/test/resources/data.yml',
  'test/integration/x.yml',
  'spec/dev/service.yaml',
  'docs/services.yaml',
  'docs/deployment.yaml',
  'docs/_data/platform/nav.yml',
  'examples/config.yaml',
  'config/services.yaml.dist',
])('%s, dans une application conforme, ne change pas la conclusion', (path) => {
  expect(runOn({ ...built, [path]: 'a: 1\n' }).conclusion).toBe('success');
});
