import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownHelm } from '../../src/helm/find-helm.ts';
import { oneAhead } from '../../src/helm/one-ahead.ts';
import type { HelmCall } from '../../src/helm/run-helm.ts';

const folder = mkdtempSync(join(tmpdir(), 'accostage-ahead-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => mkdir(join(folder, 'chart/templates'), { recursive: true }));

/** Starts, waits for the end of what it is given as Helm does with `--values -`, then reads. */
const waiter = (name: string): HelmCall => ({
  helm: '/bin/sh',
  folder,
  args: ['-c', `echo $$ > ${name} && mv ${name} ${name}.pid && cat && cat told`],
});
const hasStarted = async (name: string) => {
  await expect.poll(() => existsSync(join(folder, `${name}.pid`)), { timeout: 30_000 }).toBe(true);
};
const write = (path: string, text: string) => writeFileSync(join(folder, path), text);

function isAlive(name: string): boolean {
  try {
    return process.kill(Number(readFileSync(join(folder, `${name}.pid`), 'utf8')), 0);
  } catch {
    return false;
  }
}

it('le suivant a démarré, et ne lit rien avant son tour', async () => {
  const [a, b, c] = [waiter('a'), waiter('b'), waiter('c')];
  const helm = oneAhead([a, b, c]);
  await hasStarted('a');
  write('told', 'un');
  expect(await helm.run(a)).toMatchObject({ kind: 'done', out: 'un' });
  await hasStarted('b');
  expect(existsSync(join(folder, 'c.pid'))).toBe(false);
  write('told', 'deux');
  expect(await helm.run(a)).toMatchObject({ kind: 'done', out: 'deux' });
  write('told', 'trois');
  expect(await helm.run(b)).toMatchObject({ kind: 'done', out: 'trois' });
  await hasStarted('c');
  helm.end();
  await expect.poll(() => isAlive('c'), { timeout: 30_000 }).toBe(false);
});

it('Helm ne lit ni chart ni valeurs avant la fin de ce qui lui est donné', async () => {
  const written: Readonly<Record<string, string>> = { 'chart/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', 'v.yaml': 'a: 1\n' };
  const call = {
    helm: ownHelm,
    folder,
    args: ['template', 'app', join(folder, 'chart'), '--values', '-', '--values', join(folder, 'v.yaml')],
  };
  const helm = oneAhead([call]);
  // Another one has all the time to start and to end before there is anything to read.
  expect(await oneAhead([]).run({ helm: ownHelm, folder, args: ['version', '--short'] })).toMatchObject({ kind: 'done', code: 0 });
  for (const [path, text] of Object.entries(written)) write(path, text);
  write('chart/templates/a.yaml', 'seen: {{ .Values.a }}\n');
  expect(await helm.run(call)).toMatchObject({ kind: 'done', code: 0, out: '---\n# Source: c/templates/a.yaml\nseen: 1\n' });
});
