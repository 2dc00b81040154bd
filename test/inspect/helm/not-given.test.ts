import { describe, expect, it } from 'vitest';
import { ruleOutcome } from '../../../src/dossier/checks/rules.ts';
import { selectFiles } from '../../../src/inspect/files/select-files.ts';
import { inspect } from '../../../src/inspect/inspect.ts';
import type { Files } from '../rules/cases.ts';
import { chart, judged, made, service } from './judged-chart.ts';

const config = (line: string) => ({ 'c/templates/b.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n${line}\n` });
const outcomes = (files: Files) =>
  (['restrict-nodeport', 'cm-no-credentials'] as const).map(
    (rule) => judged(rule, { ...chart, ...files }, made(service('ClusterIP'))).outcome,
  );

describe('un fichier d’un chart que Helm n’a pas eu ne cache que ce qu’il peut cacher', () => {
  it.each<readonly [string, Files, readonly [string, string]]>([
    ['une définition de genre, trop grande', { 'c/crds/a.yaml': null }, ['conforming-as-seen', 'conforming-as-seen']],
    ['celle d’un chart qu’il contient', { 'c/charts/d/crds/x/a.yaml': null }, ['conforming-as-seen', 'conforming-as-seen']],
    ['un gabarit qui en porte le nom', { 'c/templates/crds/a.yaml': null }, ['undetermined', 'undetermined']],
    ['celui d’un chart qu’il contient', { 'c/charts/d/templates/crds/a.yaml': null }, ['undetermined', 'undetermined']],
    ['un fichier que rien ne lit', { 'c/files/tableau.json': null }, ['conforming', 'not-applicable']],
    [
      'un fichier dont un gabarit fait des données',
      { 'c/files/tableau.json': null, ...config('{{ (.Files.Glob "files/*.json").AsConfig | indent 2 }}') },
      ['conforming', 'undetermined'],
    ],
    [
      'un fichier dont un gabarit fait une empreinte',
      { 'c/files/a.conf': null, ...config('  somme: {{ .Files.Get "files/a.conf" | sha256sum }}') },
      ['conforming', 'not-applicable'],
    ],
    [
      'un fichier qu’un gabarit écrit tel quel',
      { 'c/files/b64enc.yaml': null, ...config('{{ .Files.Get "files/b64enc.yaml" }}') },
      ['undetermined', 'undetermined'],
    ],
    [
      'un fichier dont dépend ce qu’un gabarit de données écrit',
      { 'c/files/a.yaml': null, ...config('{{- with (.Files.Glob "files/*").AsConfig }}\n  a: b\n{{ end }}') },
      ['conforming', 'undetermined'],
    ],
    [
      'un fichier qu’un gabarit que l’on n’a pas lu peut lire',
      { 'c/files/a.yaml': null, 'c/templates/b.yaml': null },
      ['undetermined', 'undetermined'],
    ],
    [
      'un fichier qu’un gabarit commun, pris d’un autre chart, lit dans celui qui l’emploie',
      {
        'c/files/a.yaml': null,
        'c/Chart.yaml': `${chart['c/Chart.yaml']}dependencies: [{ name: lib, version: 1.0.0, repository: "file://../lib" }]\n`,
        'lib/Chart.yaml': 'apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n',
        'lib/templates/_tout.tpl':
          '{{- define "lib.tout" }}\n{{- range $path, $_ := .Files.Glob "files/*.yaml" }}\n{{ $.Files.Get $path }}\n{{- end }}\n{{- end }}\n',
        'c/templates/b.yaml': '{{ include "lib.tout" . }}\n',
      },
      ['undetermined', 'undetermined'],
    ],
    [
      'un fichier que lit une valeur, qu’un gabarit calcule',
      {
        'c/files/a.yaml': null,
        'c/values.yaml': `# tout\nobjets: '{{ .Files.Get "files/a.yaml" }}'\n`,
        'c/templates/b.yaml': '{{ tpl .Values.objets . }}\n',
      },
      ['undetermined', 'undetermined'],
    ],
    [
      'un fichier que lit une valeur d’un environnement, qu’un gabarit calcule',
      {
        'c/files/a.yaml': null,
        'c/values-prod.yaml': `objets: '{{ .Files.Get "files/a.yaml" }}'\n`,
        'c/templates/b.yaml': '{{ tpl .Values.objets . }}\n',
      },
      ['undetermined', 'undetermined'],
    ],
    [
      'un fichier dont un commentaire des valeurs parle',
      {
        'c/files/a.yaml': null,
        'c/values.yaml': `# objets: '{{ .Files.Get "files/a.yaml" }}'\na: 1\n`,
        'c/templates/b.yaml': '{{ tpl .Values.objets . }}\n',
      },
      ['conforming', 'not-applicable'],
    ],
    ['ce qui dit à Helm quoi lire', { 'c/.helmignore': null }, ['undetermined', 'undetermined']],
  ])('%s', (_, files, expected) => {
    expect(outcomes(files)).toEqual(expected);
  });
});

it('un manquement reste un manquement, et le fichier qui n’a pas été lu est nommé', () => {
  const files = { ...chart, 'c/crds/a.yaml': null, 'c/crds/b.yaml': null };
  expect(judged('restrict-nodeport', files, made(service('NodePort'))).outcome).toBe('violation');
  expect(judged('restrict-nodeport', files, made(service('ClusterIP'))).told).toEqual([
    'c/crds/a.yaml:1 ce fichier de « crds/ » et un autre n’ont pas été lus : ils définissent des genres, et ne déploient aucun pod',
  ]);
});

it('le texte de valeurs qui lit un fichier que Helm n’a pas eu est nommé, à sa ligne', () => {
  const values = `a: 1\nobjets: '{{ .Files.Get "files/a.yaml" }}'\n`;
  const files = { ...chart, 'c/files/a.yaml': null, 'c/values.yaml': values, 'c/templates/b.yaml': '{{ tpl .Values.objets . }}\n' };
  expect(judged('restrict-nodeport', files, made(service('ClusterIP'))).told).toEqual([
    'c/values.yaml:2 cette valeur emploie « c/files/a.yaml », qui n’a pas été donné à Helm : ce qu’un gabarit en fait reste à vérifier',
  ]);
});

describe('un lien symbolique d’un chart', () => {
  it.each([
    ['c/crds', 'conforming-as-seen'],
    ['c/crds/a.yaml', 'conforming-as-seen'],
    ['c/charts', 'undetermined'],
    ['c/charts/d', 'undetermined'],
    ['c/templates/sous', 'undetermined'],
    ['c/templates/b.yaml', 'undetermined'],
    ['c/values.yaml', 'undetermined'],
    ['c/values-prod.yaml', 'undetermined'],
    ['c/README.md', 'conforming'],
    ['c/ci', 'conforming'],
  ])('%s : %s', (link, outcome) => {
    const { unread } = selectFiles([...Object.keys(chart).map((path) => ({ path, size: 100 })), { path: link, size: 0, is: 'link' }]);
    const report = inspect({
      paths: [...Object.keys(chart), link],
      files: Object.entries(chart).map(([path, text]) => ({ path, text: text ?? '' })),
      unread,
      renderings: [{ chart: 'c/Chart.yaml', renderings: [made(service('ClusterIP'))], clusters: [] }],
    });
    const result = report.rules.find(({ rule }) => rule === 'restrict-nodeport');
    expect(result === undefined ? null : ruleOutcome(result)).toBe(outcome);
  });
});
