import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { helmFailure } from '../../src/helm/helm-error.ts';
import { runHelm, startHelm } from '../../src/helm/run-helm.ts';
import { chart, judged } from './judged.ts';

const shell = (script: string, patienceMs?: number) =>
  runHelm({ helm: '/bin/sh', folder: tmpdir(), args: ['-c', script], ...(patienceMs === undefined ? {} : { patienceMs }) });

it('un programme auquel la machine n’a pas donné le temps de finir finira peut-être une autre fois', async () => {
  const answer = await shell('read -r _ < /dev/zero & wait', 100);
  expect(answer).toEqual({ kind: 'late' });
  expect(helmFailure({ kind: 'late' })).toMatchObject({ endless: true, passing: true });
});

it('un programme qui a eu son temps de calcul n’en aura pas davantage une autre fois', { timeout: 60_000 }, async () => {
  expect(await shell('while :; do :; done', 50_000)).toEqual({ kind: 'endless' });
  expect(helmFailure({ kind: 'endless' })).toMatchObject({ endless: true, passing: false });
});

it('un programme que la machine a tué sans qu’il ait eu son temps finira peut-être une autre fois', async () => {
  expect(await shell('kill -9 $$')).toEqual({ kind: 'late' });
});

it('un programme qui ne démarre pas démarrera peut-être', async () => {
  const answer = await runHelm({ helm: '/bin/sh', folder: '/nulle/part', args: [] });
  expect(answer).toEqual({ kind: 'not-started' });
  expect(helmFailure({ kind: 'not-started' })).toMatchObject({ passing: true });
});

it('un programme qui a fini avant d’être appelé n’est plus attendu', async () => {
  const helm = startHelm({ helm: '/bin/sh', folder: tmpdir(), args: ['-c', 'exit 0'] });
  helm.end();
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const answer = helm.work();
  expect(timers()).toBe(before);
  expect(await answer).toEqual({ kind: 'late' });
});

it('un gabarit sans fin n’est jamais une accusation', { timeout: 60_000 }, async () => {
  const files = chart({ 'a.yaml': '{{ range until 9000 }}{{ range until 9000 }}{{ $a := sha256sum "a" }}{{ end }}{{ end }}' }, {});
  const { outcome, told } = await judged('restrict-nodeport', files);
  expect([outcome, told]).toEqual(['undetermined', [expect.stringMatching(/Helm n’a pas (fini|eu le temps)/)]]);
});

it('dix mégaoctets de valeurs sont un doute en une phrase, et Helm n’est pas lancé', { timeout: 60_000 }, async () => {
  const values = `type: NodePort\na:\n${'  - "0123456789abcdef0123456789abcdef"\n'.repeat(280_000)}`;
  expect(values.length).toBeGreaterThan(10_000_000);
  const files = chart({ 'a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { type: {{ .Values.type }} }\n' }, {});
  for (const given of [{ 'c/values.yaml': values }, { 'c/values.yaml': 'type: ClusterIP\n', 'c/values-prod.yaml': values }]) {
    const before = process.cpuUsage();
    const { outcome, told } = await judged('restrict-nodeport', { ...files, ...given });
    expect(outcome).toBe('undetermined');
    expect(told.join()).toMatch(/valeurs|n’a pas été lu|dépasse/);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(4_000);
  }
});
