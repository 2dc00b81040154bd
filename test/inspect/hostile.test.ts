import { array, assert, constantFrom, oneof, property, string } from '../property.ts';
import { describe, expect, it } from 'vitest';
import { ruleNames } from '../../src/config/checks-schema.ts';
import { MAX_SIZE, selectFiles } from '../../src/inspect/files/select-files.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { aDeployment, check, judge } from './rules/cases.ts';
import { computingMs } from '../computing-time.ts';

const paths = [
  'Dockerfile',
  '.dockerignore',
  '.gitlab-ci-dso.yml',
  'k8s/a.yaml',
  'k/kustomization.yaml',
  'k/patch.yaml',
  'chart/Chart.yaml',
  'chart/values.yaml',
] as const;
const pieces = constantFrom(
  'apiVersion: v1\nkind: List\nitems:\n',
  'kind: Deployment\n',
  '  - ',
  'spec:\n  template:\n    spec:\n      containers: [{name: a, image: b}]\n',
  '&a [*a, *b]\n',
  '<<: *a\n',
  '!reference [a]\n',
  '---\n',
  'FROM ${A:-b} AS c\n',
  'ARG A=$A$A\n',
  'COPY . .\n',
  'CMD ["a", \n',
  'RUN <<EOF\n',
  'patches: [{patch: "- {op: add, path: /spec/x/-, value: 1}", target: {name: ".*"}}]\n',
  'resources: [a.yaml, ../k, .]\n',
  '"\\u0000',
  '\r\n',
  '\uFEFF',
  '{{ x }}',
);

describe('quoi qu’on lui donne', () => {
  it('ne lève jamais, juge chaque règle une fois, et ne cite que des lignes qui existent', () => {
    const text = array(oneof(pieces, string({ unit: 'binary', maxLength: 40 })), { maxLength: 25 }).map((parts) => parts.join(''));
    assert(
      property(array(text, { minLength: paths.length, maxLength: paths.length }), (texts) => {
        const files = paths.map((path, index) => ({ path, text: texts[index] ?? '' }));
        const { rules } = inspect({ paths: [...paths, '.env'], files, unread: [] });
        expect(rules.map(({ rule }) => rule)).toEqual(ruleNames);
        for (const { place } of rules.flatMap(({ findings }) => findings)) {
          const lines = files.find(({ path }) => path === place?.path)?.text.split(/\r\n|\n|\r/).length ?? 1;
          expect(place?.line ?? 1).toBeGreaterThanOrEqual(1);
          expect(place?.line ?? 1).toBeLessThanOrEqual(Math.max(lines, 1));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('les fins de ligne de Windows et la marque d’ordre ne déplacent rien', () => {
    const text = aDeployment(['api:1.4.0', 'api:latest']);
    for (const changed of [text, text.replaceAll('\n', '\r\n'), `\uFEFF${text}`]) {
      expect(judge('disallow-latest', { 'k8s/a.yaml': changed }).findings).toEqual(['!k8s/a.yaml:14']);
    }
    for (const ending of ['\n', '\r\n']) {
      expect(judge('rootless', { Dockerfile: `\uFEFF# a${ending}FROM alpine:3${ending}USER 0${ending}` }).findings).toEqual([
        '!Dockerfile:3',
      ]);
    }
  });

  it('une bombe d’alias est laissée de côté, et dite', () => {
    const bomb = `a: &a [x, x]\n${'bcdefghijklmnopqrstuvwxyz'.replaceAll(/./g, (c) => `${c}: &${c} [*${String.fromCodePoint((c.codePointAt(0) ?? 98) - 1)}, *${String.fromCodePoint((c.codePointAt(0) ?? 98) - 1)}]\n`)}`;
    expect(judge('readable-yaml', { 'k8s/a.yaml': `${bomb}apiVersion: v1\nkind: List\nitems: *z\n` }).findings).toEqual(['?k8s/a.yaml:1']);
  });

  it('des alias ordinaires et des fusions sont lus', () => {
    const text = aDeployment(['resources: {', 'resources: &r {'], ['          image:', '          <<: { tty: true }\n          image:']);
    const second = text
      .replace('resources: &r', 'resources:')
      .replace('spec:\n  selector', 'x: &labels { app: a, env: dev, tier: db }\nspec:\n  selector');
    expect(judge('need-containers-ressources', { 'k8s/a.yaml': text }).outcome).toBe('conforming');
    expect(judge('check-labels', { 'k8s/a.yaml': second.replace('      labels: {', '      labels: { <<: *labels,') }).outcome).toBe(
      'conforming',
    );
  });

  it('plusieurs documents, une List, un Template d’OpenShift', () => {
    const bad = aDeployment(['api:1.4.0', 'api']);
    const indented = bad.replaceAll(/^/gm, '    ').replace('    apiVersion', '  - apiVersion').trimEnd();
    expect(judge('disallow-latest', { 'k8s/a.yaml': `# rien\n---\n${bad}---\n---\n${bad}` }).findings).toEqual([
      '!k8s/a.yaml:16',
      '!k8s/a.yaml:36',
    ]);
    expect(judge('disallow-latest', { 'k8s/a.yaml': `apiVersion: v1\nkind: List\nitems:\n${indented}\n` }).findings).toEqual([
      '!k8s/a.yaml:17',
    ]);
    expect(judge('disallow-latest', { 'k8s/a.yaml': `apiVersion: v1\nkind: Template\nobjects:\n${indented}\n` }).findings).toEqual([
      '!k8s/a.yaml:17',
    ]);
    expect(
      judge('restrict-nodeport', { 'k8s/a.json': '{"kind":"Service","apiVersion":"v1",\n"spec":{"type":"NodePort"}}' }).findings,
    ).toEqual(['!k8s/a.json:2']);
  });

  it.each(['CronJob', 'Job', 'DaemonSet', 'StatefulSet', 'ReplicaSet', 'ReplicationController', 'Pod', 'DeploymentConfig'])(
    '%s',
    (kind) => {
      const pod = { containers: [{ name: 'a', image: 'a' }] };
      const template = { spec: pod };
      const spec = kind === 'Pod' ? pod : kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { selector: {}, template };
      expect(judge('disallow-latest', { 'k8s/a.json': JSON.stringify({ apiVersion: 'v1', kind, spec }) }).findings).toEqual([
        '!k8s/a.json:1',
      ]);
    },
  );

  it.each([' #', '#', '\t#', '# ', ' #a', '#=', ' # =a '])(
    'une ligne sans fin de signes d’un Dockerfile se lit en temps borné : « %s »',
    (sign) => {
      const line = sign.repeat(Math.floor((MAX_SIZE - 100) / sign.length));
      const spent = computingMs(() => {
        check({ Dockerfile: line });
        check({ Dockerfile: `FROM docker.io/a:1\nRUN a ${line}` });
      });
      expect(spent).toBeLessThan(4_000);
    },
  );

  it('un fichier plus grand que la limite est dit, pas lu', () => {
    expect(check({ 'k8s/a.yaml': 'x'.repeat(MAX_SIZE + 1) }).unread).toMatchObject([{ path: 'k8s/a.yaml' }]);
  });

  it('une phrase et un correctif ne répètent ni secret ni texte sans fin', () => {
    const token = `glpat-${'a'.repeat(30)}`;
    const { result } = judge('disallow-latest', {
      'k8s/a.yaml': aDeployment(['docker.io/equipe/api:1.4.0', `x:${token}@${token}/${'y'.repeat(5_000)}`]),
    });
    expect(JSON.stringify(result)).not.toContain(token);
    expect(JSON.stringify(result).length).toBeLessThan(2_000);
  });

  it('tout arbre se trie sans lever', () => {
    assert(
      property(
        array(string({ unit: constantFrom('/', '.', 'a', 'Dockerfile', 'Chart.yaml', 'templates', 'k8s', '.yaml', 'é') })),
        (tree) => {
          const { wanted } = selectFiles(tree.map((path) => ({ path, size: 1 })));
          expect(wanted.every((path) => tree.includes(path))).toBe(true);
        },
      ),
    );
  });
});
