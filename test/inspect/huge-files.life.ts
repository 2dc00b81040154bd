import { expect, it } from 'vitest';
import { MAX_SIZE } from '../../src/inspect/files/select-files.ts';
import { aDeployment, check, judge } from './rules/cases.ts';
import { computingMs } from '../computing-time.ts';

it('des fichiers énormes : du temps en proportion, des constats comptés', () => {
  const size = MAX_SIZE - 100;
  const fill = (piece: string) => piece.repeat(Math.floor(size / piece.length));
  const huge = [
    `apiVersion: v1\nkind: Pod\nx: ${fill('[')}`,
    `kind: ConfigMap\napiVersion: v1\ndata: {a: "${fill('x')}"}`,
    fill('---\n'),
    `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    password:${fill(']').slice(0, -100)}x\n`,
    fill(`---\n${aDeployment(['api:1.4.0', 'api'])}`),
  ];
  const spent = computingMs(() => {
    for (const text of huge) check({ 'k8s/a.yaml': text });
    for (const text of [
      fill('FROM a\n'),
      `FROM a\n${fill('COPY . .\n')}`,
      `FROM a\nRUN ${fill('\\\n b')}`,
      `FROM ${fill('${a')}`,
      `FROM a\nCOPY ${fill('"')}x /a\n`,
    ]) {
      check({ Dockerfile: text, '.env': null, '.dockerignore': fill('**/*a*b*/**/x\n') });
    }
  });
  expect(spent).toBeLessThan(15_000);
  expect(judge('disallow-latest', { 'k8s/a.yaml': huge[4] ?? '' }).findings).toHaveLength(201);
});
