import { describe, expect, it } from 'vitest';
import { aManifest, type Files } from '../inspect/rules/cases.ts';
import { chart, judged, typed } from './judged.ts';

describe('avec Helm, un gabarit qui ne se calcule pas ne cache pas les autres', () => {
  const broken = 'a: {{ .Values.a.b }}\n';
  const other = aManifest('Service', 'spec:\n  type: NodePort');

  it('ils sont jugés ; lui est un doute, à sa place', async () => {
    const { outcome, told } = await judged('restrict-nodeport', chart({ 'a.yaml': broken, 'b.yaml': other }));
    expect([outcome, told]).toEqual([
      'violation',
      [
        expect.stringMatching(/^c\/templates\/b\.yaml:5 /),
        'c/templates/a.yaml:1 ce gabarit ne se calcule pas : aucune des valeurs lues ne donne « .Values.a.b »',
      ],
    ]);
    expect(await judged('disallow-hostpath', chart({ 'a.yaml': broken, 'b.yaml': other }))).toMatchObject({ outcome: 'undetermined' });
  });

  it('celui d’une ConfigMap ne cache que des données, et un pod reste caché par ce qui peut en écrire un', async () => {
    const failing = (kind: string) => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: b }\ndata:\n  a: {{ .Values.a.b }}\n`;
    const all = { 'a.yaml': other.replace('NodePort', 'ClusterIP') };
    const said = async (kind: string) => {
      const files = chart({ ...all, 'b.yaml': failing(kind) });
      return [(await judged('restrict-nodeport', files)).outcome, (await judged('cm-no-credentials', files)).outcome];
    };
    expect(await said('ConfigMap')).toEqual(['conforming', 'undetermined']);
    expect(await said('Secret')).toEqual(['conforming', 'undetermined']);
    expect(await said('Service')).toEqual(['undetermined', 'undetermined']);
    expect(await said('{{ .Values.kind }}')).toEqual(['undetermined', 'undetermined']);
  });

  it('ce qu’il écrit en toutes lettres est jugé', async () => {
    const { told } = await judged(
      'restrict-nodeport',
      chart({ 'a.yaml': `${other}---\n${broken}`, 'b.yaml': aManifest('ConfigMap', 'data: {}') }),
    );
    expect(told).toEqual([expect.stringMatching(/^c\/templates\/a\.yaml:5 /), expect.stringContaining('ne se calcule pas')]);
  });

  it('avec les valeurs d’un environnement seul, c’est dit de lui, et les autres ont tout', async () => {
    const files = chart(
      { 'a.yaml': typed.replace('.Values.type', '.Values.a.type'), 'b.yaml': aManifest('ConfigMap', 'data: {}') },
      { 'c/values-dev.yaml': 'b: 1\n', 'c/values-prod.yaml': 'a: { type: NodePort }\n' },
    );
    const { outcome, told } = await judged('restrict-nodeport', files);
    expect([outcome, told]).toEqual([
      'violation',
      [
        expect.stringContaining('(avec « c/values-prod.yaml »)'),
        expect.stringContaining('ce gabarit ne se calcule pas avec « c/values-dev.yaml » :'),
      ],
    ]);
  });

  it.each<readonly [string, Files, string]>([
    ['une syntaxe fausse', { 'a.yaml': '{{ if }}' }, 'c/templates/a.yaml:1 ce gabarit ne se calcule pas'],
    ['un texte qui n’est pas du YAML', { 'a.yaml': 'juste du texte' }, 'c/templates/a.yaml:1 ce gabarit ne se calcule pas'],
    [
      'une aide fausse, qu’il emploie',
      { 'a.yaml': '{{ include "x" . }}', '_x.tpl': '{{ define "x" }}{{ .Values.a.b }}{{ end }}' },
      'c/templates/a.yaml:1',
    ],
    ['cinq gabarits', Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`a${n}.yaml`, broken])), 'c/templates/a4.yaml:1 ce gabarit'],
  ])('%s', async (...[, templates, doubt]) => {
    const { outcome, told } = await judged('restrict-nodeport', chart({ ...templates, 'b.yaml': other }));
    expect([outcome, told.join('\n')]).toEqual(['violation', expect.stringContaining(doubt)]);
  });

  it.each<readonly [string, Files]>([
    ['une aide que rien ne lit', { '_x.tpl': '{{ define "x" }}{{ if }}{{ end }}' }],
    ['six gabarits', Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`a${n}.yaml`, broken]))],
    ['un gabarit sans fin', { 'a.yaml': '{{ range until 100000000 }}a: {{ . }}\n{{ end }}' }],
  ])('%s : rien ne se calcule, et c’est dit une fois', async (...[, templates]) => {
    const { told } = await judged('restrict-nodeport', chart({ ...templates, 'b.yaml': other }));
    expect(told.filter((line) => line.includes('ne se calcule pas'))).toEqual([expect.stringContaining('ce chart ne se calcule pas :')]);
  });
});
