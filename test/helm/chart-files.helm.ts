import { describe, expect, it } from 'vitest';
import { aDeployment } from '../inspect/rules/cases.ts';
import { chart, judged } from './judged.ts';

const bad = aDeployment(['api:1.4.0', 'api']);

describe('ce que Helm prend d’un chart', () => {
  it.each(['deployment', 'x.txt', 'x.yaml.bak', 'tests/d.yaml', 'test/d.yaml', 'docs/x.yml', '_d/x.yaml'])(
    'templates/%s est déployé, quel que soit son nom',
    async (name) => {
      expect(await judged('disallow-latest', chart({ 'a.yaml': aDeployment(), [name]: bad }))).toMatchObject({
        outcome: 'violation',
        told: [expect.stringMatching(`^c/templates/${name}:14 `)],
      });
    },
  );

  it.each(['NOTES.txt', 'z-NOTES.txt', '_x.yaml', '.x.yaml', '.d/x.yaml', 'x.bak'])('templates/%s ne l’est pas', async (name) => {
    const files = chart({ 'a.yaml': aDeployment(), [name]: bad }, { 'c/.helmignore': '*.bak\n' });
    expect(await judged('disallow-latest', files)).toEqual({ outcome: 'conforming', told: [] });
  });

  it.each(['d.yaml', 'p.json', 'q', 'tests/d.yaml'])('ni moins un chart qu’il contient : charts/r/templates/%s', async (name) => {
    const held = { 'c/charts/r/Chart.yaml': 'apiVersion: v2\nname: r\nversion: 1.0.0\n', [`c/charts/r/templates/${name}`]: bad };
    expect(await judged('disallow-latest', chart({ 'a.yaml': aDeployment() }, held))).toMatchObject({ outcome: 'violation' });
  });

  it('un essai de helm test se reconnaît à son annotation, et ses définitions servent', async () => {
    const hook = bad.replace('labels:', 'annotations: { helm.sh/hook: test }\n  labels:');
    const templates = {
      'a.yaml': aDeployment(['name: api', 'name: {{ include "nom" . }}']),
      'tests/_h.tpl': '{{- define "nom" -}}api{{- end }}',
      'tests/a.yaml': hook,
    };
    expect(await judged('disallow-latest', chart(templates))).toEqual({ outcome: 'conforming', told: [] });
  });

  it.each(['c/charts/redis-1.0.0.tgz', 'c/charts/redis.tgz', 'c/charts/r/charts/redis-1.0.0.tgz'])(
    'une archive que rien ne déclare est déployée, et n’est pas lue : %s',
    async (archive) => {
      const held = { 'c/charts/r/Chart.yaml': 'apiVersion: v2\nname: r\nversion: 1.0.0\n', [archive]: null };
      const told = [expect.stringMatching(/^c\/Chart\.yaml:1 le chart « redis.*, est dans une archive, qui n’est pas lue/)];
      for (const rule of ['disallow-latest', 'limit-size-pvc'] as const)
        expect(await judged(rule, chart({ 'a.yaml': aDeployment() }, held))).toMatchObject({ told });
    },
  );

  it.each(['c/charts/_redis-1.0.0.tgz', 'c/files/redis-1.0.0.tgz'])('Helm passe sur %s', async (archive) => {
    const files = chart({ 'a.yaml': aDeployment() }, { [archive]: null });
    expect((await judged('limit-size-pvc', files)).told).toEqual([]);
  });
});
