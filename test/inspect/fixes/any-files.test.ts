import { describe, expect, it } from 'vitest';
import { planFixes } from '../../../src/inspect/fixes/plan-fixes.ts';
import * as fc from '../../property.ts';
import { check } from '../rules/cases.ts';
import { context, type Files, fixed, inputOf, pod } from './files-to-fix.ts';

describe('quels que soient les fichiers', () => {
  const pieces = fc.constantFrom(
    context('runAsUser: 1000', 'fsGroup: 2000 # volumes'),
    context('runAsUser: 0'),
    context('fsGroup: &g 2000'),
    '      securityContext: { runAsUser: 1000, runAsGroup: 3 }\n',
    '      securityContext: { fsGroup: "{{ g }}" }\n',
    '      securityContext: {\n        fsGroup: 2000,\n        runAsUser: 1 }\n',
    '      securityContext: !!map { fsGroup: 2000 }\n',
    '      "securityContext":\n          "fsGroup" : 2000\n          runAsNonRoot:   true\n',
    '\t      securityContext: { fsGroup: 1 }\n',
    '',
  );
  const images = fc.constantFrom('node', 'node:22.1.0', 'node:latest', 'nginx', 'docker.io/library/node', 'python:3.13.1', '${I}');
  const lineEnds = fc.constantFrom('\n', '\r\n');
  /** What editors and people leave in files. */
  const oddities = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => `\uFEFF${text}`,
    (text) => text.replace(/\n$/, ''),
    (text) => `# début\t\n\n${text}\n\n# fin\t  `,
    (text) => `---\n${text}...\n`,
    (text) => text.replaceAll('# publiée', '\t# publiée   '),
    (text) => `${text}---\nx: &x { a: 1 }\ny: *x\n---\n`,
  );
  const repositories = fc
    .record({
      one: pieces,
      two: pieces,
      labels: fc.constantFrom('{ app: api, env: prod, tier: backend }', '{}', '{ app: 12 }', '\n        app: api'),
      image: images,
      base: images,
      last: images,
      end: lineEnds,
      odd: oddities,
    })
    .map(({ one, two, labels, image, base, last, end, odd }): Files => {
      const text = `${pod(one)}---\n${pod(two).replace('docker.io/equipe/api:1.4.0', image).replace('      labels: { app: api, env: prod, tier: backend }', `      labels: ${labels}`)}`;
      return {
        'k8s/a.yaml': odd(text).replaceAll('\n', end),
        Dockerfile: `FROM ${base} AS a\nFROM ${last}\n# fin\nCMD x\n`.replaceAll('\n', end),
      };
    });

  it('rien de nouveau n’est à redire, les autres lignes et les commentaires restent, et un second passage ne change rien', () => {
    fc.assert(
      fc.property(repositories, (files) => {
        const plan = planFixes({ input: inputOf(files), rules: [], setAside: [] });
        const after: Files = { ...files, ...Object.fromEntries(plan.files.map(({ path, text }) => [path, text])) };
        const counts = (all: Files) =>
          Map.groupBy(
            check(all).rules.flatMap(({ rule, findings }) => findings.map(({ outcome, place }) => `${rule} ${outcome} ${place?.path}`)),
            (kind) => kind,
          );
        const before = counts(files);
        for (const [kind, found] of counts(after)) expect(found.length).toBeLessThanOrEqual(before.get(kind)?.length ?? 0);
        expect(plan.files.length > 0).toBe(plan.changes.length > 0);
        for (const [path, text] of Object.entries(files)) {
          const comments = (written = '') => written.match(/#.*/g) ?? [];
          expect(comments(after[path])).toEqual(comments(text));
          const bare = (after[path] ?? '').replaceAll('\r\n', '').includes('\n');
          expect(bare).toBe(!text.includes('\r\n'));
          const others = (written = '') =>
            written
              .split(/(?<=\n)/)
              .filter((line) => !/runAs|fsGroup|securityContext|volumes|labels|app|env|tier|image|FROM|USER/.test(line));
          expect(others(after[path])).toEqual(others(text));
        }
        expect(fixed(after)).toEqual({});
      }),
      { numRuns: 30 },
    );
  });
});
