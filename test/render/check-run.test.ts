import { expect, it } from 'vitest';
import { inspect } from '../../src/inspect/inspect.ts';
import { dossierKey } from '../../src/words/key.ts';
import { renderRun } from '../../src/render/check-run.ts';

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
  const { annotations, summary, text } = renderRun({
    inspected: { id: 1, name: 'o/r', url: 'https://github.test/o/r', private: false, hasIssues: true, commit: 'c'.repeat(40), report },
    mode: 'require',
    pull: null,
    is: 'x',
    contradictions: [],
    actions: [],
    onBehalfOf: { authorised: 1 },
    dossier: { key: dossierKey({ owner: 'o', repo: 'hub' }, 1), url: 'https://github.test/o/hub/issues/1' },
    makesTrue: (state) => state,
  });
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
