import { describe, expect, it } from 'vitest';
import type { RuleName } from '../../src/dossier/checks/check.ts';
import { aDeployment, aManifest, type Files } from '../inspect/rules/cases.ts';
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

describe('ce que les gabarits lisent par .Files', () => {
  const config = (text: string) => aManifest('ConfigMap', `data:\n  a.properties: |-\n${text}`);
  const secret = 'spring.datasource.password=Kx81kslz9\n';
  const reads = (path: string) => config(`{{ .Files.Get "${path}" | indent 4 }}`);

  it.each(['app.properties', 'scripts/a.sh', 'data/a.txt', 'sql/init.sql', 'objets/a.conf', 'a/b/c.ini'])('%s est lu', async (path) => {
    const files = chart({ 'a.yaml': reads(path) }, { [`c/${path}`]: secret });
    expect(await judged('cm-no-credentials', files)).toMatchObject({ outcome: 'violation' });
  });

  it.each(['app.properties', 'config/a.sh'])('dans un chart contenu, %s aussi', async (path) => {
    const held = { 'c/charts/r/Chart.yaml': 'apiVersion: v2\nname: r\nversion: 1.0.0\n', 'c/charts/r/templates/a.yaml': reads(path) };
    expect(await judged('cm-no-credentials', chart({}, { ...held, [`c/charts/r/${path}`]: secret }))).toMatchObject({
      outcome: 'violation',
    });
  });

  it('un gabarit qui n’est qu’un fichier est ce fichier', async () => {
    const files = chart({ 'a.yaml': '{{ .Files.Get "objets/d.txt" }}' }, { 'c/objets/d.txt': bad });
    expect(await judged('disallow-latest', files)).toMatchObject({ outcome: 'violation' });
  });

  it.each<readonly [string, 'objects' | 'data' | 'nothing']>([
    ['{{ .Files.Get "a/x.bin" }}', 'objects'],
    ['{{ range $path, $_ := .Files.Glob "a/*.bin" }}{{ $.Files.Get $path }}\n---\n{{ end }}', 'objects'],
    ['{{ .Files.Get .Values.nom }}', 'objects'],
    ['{{ .Files.Get .Values.autre }}', 'nothing'],
    ['{{ .Files.Get .Values.autre }}{{ tpl (.Files.Get (include "obj" .)) . }}', 'objects'],
    ['{{ with .Values.autre }}{{ range $path, $_ := $.Files.Glob $.Values.autre }}{{ $.Files.Get $path }}{{ end }}{{ end }}', 'nothing'],
    ['{{ .Files.Get (index .Values "autre") }}', 'objects'],
    ['{{ printf "a/%s.bin" "x" | .Files.Get }}', 'objects'],
    ['{{ printf "b/%s.bin" "x" | .Files.Get }}', 'nothing'],
    ['{{ (.Files.Glob "a/*").AsConfig }}', 'objects'],
    ['{{ .Files.Get (printf "a/%s.bin" "x") }}', 'objects'],
    [aManifest('ConfigMap', 'data:\n  a: {{ .Files.Get "a/x.bin" | quote }}'), 'data'],
    [config('{{ .Files.Get "a/x.bin" | indent 4 }}'), 'data'],
    [aManifest('Service', 'spec: {} # {{ .Files.Get "a/x.bin" | sha256sum }}'), 'nothing'],
    [aManifest('Service', 'spec: {} # {{ .Files.Get "a/y.bin" }}'), 'nothing'],
    ['{{ (.Files.Glob "a/*.txt").AsConfig }}', 'nothing'],
  ])('ce qui ne l’est pas est un doute, s’il sert : %s', async (template, hides) => {
    const files = chart({ 'd.yaml': aDeployment(), 'a.yaml': template }, { 'c/values.yaml': 'nom: a/x.bin\n', 'c/a/x.bin': null });
    const isTold = async (rule: RuleName) => (await judged(rule, files)).told.some((text) => text.includes('pas été donné à Helm'));
    expect([await isTold('disallow-latest'), await isTold('cm-no-credentials')]).toEqual([hides === 'objects', hides !== 'nothing']);
  });

  it('ce qui décrit le chart n’est lu par aucun gabarit', async () => {
    const about = { 'c/values.yaml': 'nom: x\n', 'c/README.md': null, 'c/.gitignore': null };
    const files = chart({ 'd.yaml': aDeployment(), 'a.yaml': '{{ .Files.Get .Values.nom }}' }, about);
    expect(await judged('disallow-latest', files)).toEqual({ outcome: 'conforming', told: [] });
  });
});

describe('un chart qui ne produit rien avec les valeurs de son dépôt', () => {
  const off = (text: string) => `{{- if .Values.actif }}\n${text}\n{{- end }}\n`;
  const outcomes = async (templates: Files, more: Files = {}) => [
    (await judged('restrict-nodeport', chart(templates, more))).outcome,
    (await judged('cm-no-credentials', chart(templates, more))).outcome,
  ];

  it('est déployé avec d’autres, que nul n’a lues', async () => {
    expect(await judged('restrict-nodeport', chart({ 'a.yaml': off(bad) }))).toEqual({
      outcome: 'undetermined',
      told: [expect.stringMatching(/^c\/templates\/a\.yaml:1 aucune des valeurs lues ne fait produire d’objet à ce chart/)],
    });
    expect(await outcomes({ 'a.yaml': off(bad) })).toEqual(['undetermined', 'undetermined']);
    expect(await outcomes({ 'a.yaml': off(aManifest('ConfigMap', 'data: { a: b }')) })).toEqual(['not-applicable', 'undetermined']);
  });

  it('ne cache rien où un environnement en produit, un autre gabarit, ou s’il n’a que des définitions', async () => {
    expect((await outcomes({ 'a.yaml': off(bad) }, { 'c/values-prod.yaml': 'actif: true\n' }))[0]).toBe('not-applicable');
    expect((await outcomes({ 'a.yaml': off(bad), 'b.yaml': aManifest('Service', 'spec: {}') }))[0]).toBe('conforming');
    expect(await outcomes({ '_a.tpl': `{{ define "a" }}${bad}{{ end }}` })).toEqual(['not-applicable', 'not-applicable']);
  });
});

describe('ce que Helm dit d’un chart', () => {
  it('un gabarit d’une dépendance sous un autre nom est celui de son dossier', async () => {
    const files = chart(
      { 'a.yaml': aDeployment() },
      {
        'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\ndependencies: [{ name: r, version: 1.0.0, alias: cache }]\n',
        'c/charts/r/Chart.yaml': 'apiVersion: v2\nname: r\nversion: 1.0.0\n',
        'c/charts/r/templates/a.yaml': bad,
      },
    );
    expect((await judged('disallow-latest', files)).told).toEqual([expect.stringMatching(/^c\/charts\/r\/templates\/a\.yaml:14 /)]);
  });

  it('un gabarit sans fin est nommé', async () => {
    const endless = { '_h.tpl': '{{- define "c.x" }}{{ include "c.x" . }}{{ end }}', 'a.yaml': '{{ include "c.x" . }}' };
    expect((await judged('disallow-latest', chart(endless))).told.join('')).toMatch(/le gabarit « c\.x » s’inclut lui-même sans fin/);
  });
});
