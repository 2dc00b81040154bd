import { describe, expect, it } from 'vitest';
import type { Files } from '../inspect/rules/cases.ts';
import { chart, judged, typed } from './judged.ts';

/** A chart whose port a value decides, and a helmfile that installs it. */
const deployed = (helmfile: string, more: Files = {}) => chart({ 'a.yaml': typed }, { 'helmfile.yaml.gotmpl': helmfile, ...more });
const said = (helmfile: string, more: Files = {}) => judged('restrict-nodeport', deployed(helmfile, more));
const two = 'environments:\n  dev:\n    values: [{ type: ClusterIP }]\n  prod:\n    values: [{ type: NodePort }]\n---\n';

describe('avec Helm, un helmfile donne au chart les valeurs de chaque environnement', () => {
  it('celles d’un gabarit : le constat dit l’environnement, et la ligne du gabarit de valeurs', async () => {
    const { outcome, told } = await said(
      `${two}releases:\n  - name: api\n    chart: ./c\n    values: [v/{{ .Environment.Name }}.yaml.gotmpl]\n`,
      {
        'v/dev.yaml.gotmpl': 'type: ClusterIP\n',
        'v/prod.yaml.gotmpl': '{{- if true }}\n# un commentaire\ntype: {{ .Values.type }}\n{{- end }}\n',
      },
    );
    expect([outcome, told]).toEqual(['violation', [expect.stringContaining('c/templates/a.yaml:5')]]);
    expect(told[0]).toContain('(valeur écrite dans « v/prod.yaml.gotmpl:3 ») (avec « helmfile.yaml.gotmpl (prod) »)');
  });

  it.each<readonly [string, string, Files, 'violation' | 'conforming']>([
    ['celles qu’il écrit', 'releases:\n  - { name: a, chart: ./c, values: [{ type: NodePort }] }\n', {}, 'violation'],
    ['la dernière gagne', 'releases:\n  - { name: a, chart: ./c, values: [{ type: NodePort }, { type: ClusterIP }] }\n', {}, 'conforming'],
    [
      'un fichier, de son dossier',
      'releases:\n  - { name: a, chart: c, values: [./v/x.yaml] }\n',
      { 'v/x.yaml': 'type: NodePort\n' },
      'violation',
    ],
    [
      'les environnements dans la même partie',
      `${two.replace('---\n', '')}releases:\n  - { name: a, chart: ./c, values: [{ type: {{ .Values.type }} }] }\n`,
      {},
      'violation',
    ],
    [
      'les valeurs de l’environnement, dans un gabarit',
      'environments:\n  prod:\n    values: [e/{{ .Environment.Name }}.yaml.gotmpl]\n---\nreleases:\n  - { name: a, chart: ./c, values: [{ type: {{ .Values.port.type | quote }} }] }\n',
      { 'e/prod.yaml.gotmpl': 'port:\n  type: {{ printf "%s%s" "Node" "Port" }}\n' },
      'violation',
    ],
    [
      'une version qui n’est pas installée ne compte pas',
      'releases:\n  - { name: a, chart: ./c, values: [{ type: ClusterIP }] }\n  - { name: b, chart: ./c, installed: {{ eq .Environment.Name "x" | toYaml }}, values: [{ type: NodePort }] }\n',
      {},
      'conforming',
    ],
    [
      'une condition non remplie',
      'environments:\n  prod:\n    values: [{ b: { enabled: false } }]\n---\nreleases:\n  - { name: a, chart: ./c, values: [{ type: ClusterIP }] }\n  - { name: b, chart: ./c, condition: b.enabled, values: [{ type: NodePort }] }\n',
      {},
      'conforming',
    ],
    [
      'un fichier absent que le helmfile admet',
      'releases:\n  - { name: a, chart: ./c, missingFileHandler: Warn, values: [absent.yaml, { type: NodePort }] }\n',
      {},
      'violation',
    ],
    [
      'son espace et son nom',
      'releases:\n  - { name: NodePort, chart: ./c, values: [v.yaml.gotmpl] }\n',
      { 'v.yaml.gotmpl': 'type: {{ .Release.Name }}\n' },
      'violation',
    ],
    [
      'get, d’une valeur de l’environnement',
      'environments: { prod: { values: [{ a: { type: NodePort } }] } }\n---\nreleases:\n  - { name: a, chart: ./c, values: [{ type: {{ get "a.type" .Values | quote }} }] }\n',
      {},
      'violation',
    ],
    [
      'get, et ce qu’il prend à la place d’une valeur absente',
      'environments: { prod: { values: [{ a: { b: 1 } }] } }\n---\nreleases:\n  - { name: a, chart: ./c, values: [{ type: {{ .Values | get "a.type" "NodePort" }} }] }\n',
      {},
      'violation',
    ],
    [
      'get, qui décide de ce qui s’installe',
      'environments: { prod: { values: [{ a: false }] } }\n---\nreleases:\n  - { name: a, chart: ./c, installed: {{ get "a" true .Values }}, values: [{ type: NodePort }] }\n  - { name: b, chart: ./c, values: [{ type: ClusterIP }] }\n',
      {},
      'conforming',
    ],
    [
      'un fichier du dépôt, qui écrit la suite',
      'releases:\n{{ readFile "r.yaml" }}\n',
      { 'r.yaml': '  - { name: a, chart: ./c, values: [{ type: NodePort, x: { y: {} }}] }\n' },
      'violation',
    ],
    [
      'un fichier du dépôt, dans des valeurs d’un autre dossier',
      'releases:\n  - { name: a, chart: ./c, values: [v/v.yaml.gotmpl] }\n',
      { 'v/v.yaml.gotmpl': 'type: {{ readFile "type.txt.yaml" | trim | quote }}\n', 'v/type.txt.yaml': 'NodePort\n' },
      'violation',
    ],
  ])('%s', async (...[, helmfile, more, outcome]) => {
    expect(await said(helmfile, more)).toMatchObject({ outcome });
  });

  it('un chart d’un autre, nommé avec sa version, est dit à part, même là où un fichier du poste lui est donné', async () => {
    const { outcome, told } = await said(
      'releases:\n  - { name: a, chart: ./c, values: [{ type: ClusterIP }] }\n  - name: sso\n    chart: bitnami/keycloak\n    version: 24.4.8\n    values:\n      - realm: |\n{{ readFile "../realm.json" | replace "a" "b" | indent 10 }}\n',
    );
    expect([outcome, told]).toEqual(['conforming-as-seen', [expect.stringContaining('le chart « bitnami/keycloak 24.4.8 », que')]]);
  });

  it.each<readonly [string, string, Files, string]>([
    [
      'une variable de celui qui déploie',
      'releases:\n  - { name: a, chart: ./c, values: [{ type: {{ requiredEnv "T" | quote }} }] }\n',
      {},
      'requiredEnv',
    ],
    [
      'dans un gabarit de valeurs',
      'releases:\n  - { name: a, chart: ./c, values: [v.yaml.gotmpl] }\n',
      { 'v.yaml.gotmpl': 'type: {{ env "T" | default "x" }}\n' },
      'env',
    ],
    ['dont dépend ce qui s’installe', '{{ if eq (env "T") "x" }}releases: [{ name: a, chart: ./c }]{{ end }}\n', {}, 'env'],
    ['un programme', 'releases:\n  - { name: a, chart: ./c, values: [{ type: {{ exec "sh" (list "-c" "id") | quote }} }] }\n', {}, 'exec'],
    ['un fichier qui écrirait la suite', 'releases:\n{{ readFile "r.yaml" }}\n', {}, 'readFile'],
    [
      'une valeur que rien ne donne',
      'releases:\n  - { name: a, chart: ./c, values: [{ type: "{{ .Values.type }}" }] }\n',
      {},
      '.Values.type',
    ],
    [
      'get, d’une valeur que rien ne donne',
      'releases:\n  - { name: a, chart: ./c, values: [{ type: {{ get "x" .Values | quote }} }] }\n',
      {},
      'get',
    ],
    [
      'get, sous une valeur qui n’a pas de clé',
      'environments: { prod: { values: [{ a: 1 }] } }\n---\nreleases:\n  - { name: a, chart: ./c, values: [{ type: {{ get "a.b" "x" .Values }} }] }\n',
      {},
      'get',
    ],
    [
      'get, de ce qu’un autre calcul donne',
      'releases:\n  - { name: a, chart: ./c, values: [{ type: {{ merge (dict "x" "NodePort") .Values | get "x" "ClusterIP" }} }] }\n',
      {},
      'get',
    ],
    [
      'un fichier du même nom en deux endroits',
      'releases:\n  - { name: a, chart: ./c, values: [v/v.yaml.gotmpl] }\n',
      { 'v/v.yaml.gotmpl': 'type: {{ readFile "t.yaml" | quote }}\n', 'v/t.yaml': 'ClusterIP', 't.yaml': 'NodePort' },
      'readFile',
    ],
    ['une syntaxe fausse', 'releases:\n  - { name: a, chart: ./c, values: [{ type: {{ if }} }] }\n', {}, 'ne se calcule pas'],
    ['un gabarit sans fin', '{{ range until 100000000 }}a: {{ . }}\n{{ end }}', {}, 'ne se calcule pas'],
    ['un coffre', 'releases:\n  - { name: a, chart: ./c, values: [{ type: ref+vault://a/b#c }] }\n', {}, 'ref+vault://'],
    [
      'un gabarit qui ferme le nôtre',
      '{{ end }}{{ define "x" }}\nreleases: [{ name: a, chart: ./c, values: [{ type: {{ env "T" }} }] }]\n',
      {},
      'ne se lit pas',
    ],
  ])('%s : un doute, qui le nomme', async (...[, helmfile, more, named]) => {
    const { outcome, told } = await said(helmfile, more);
    expect([outcome, told.join('\n')]).toEqual(['undetermined', expect.stringContaining(named)]);
  });
});

describe('un environnement qui ne peut être que celui d’un poste', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: {{ .Values.image }}\n';
  const run = (own: string, ...environments: readonly string[]) =>
    judged(
      'disallow-latest',
      chart(
        { 'a.yaml': pod },
        {
          'c/values.yaml': `image: ${own}\n`,
          ...Object.fromEntries(environments.map((image, index) => [`c/values-${['dev', 'prod'][index]}.yaml`, `image: ${image}\n`])),
        },
      ),
    );

  it.each<readonly [string, readonly [string, ...string[]], 'violation' | 'undetermined' | 'conforming', string]>([
    [
      'ce que lui seul enfreint est un doute',
      ['docker.io/a/b:1', 'localhost:5001/b:latest'],
      'undetermined',
      'paraît celui d’un poste de travail',
    ],
    [
      'ce que toutes les valeurs connues enfreignent est dit',
      ['docker.io/a/b:latest', 'localhost:5001/b:latest'],
      'violation',
      'c/values.yaml',
    ],
    [
      'les autres environnements sont jugés',
      ['docker.io/a/b:1', 'localhost:5001/b:1', 'docker.io/a/b:latest'],
      'violation',
      'c/values-prod.yaml',
    ],
    ['ce qu’aucun n’enfreint est conforme', ['docker.io/a/b:1', 'kind-registry:5000/b:1'], 'conforming', ''],
  ])('%s', async (...[, [own, ...environments], outcome, named]) => {
    const found = await run(own, ...environments);
    expect([found.outcome, found.told.join('\n')]).toEqual([outcome, expect.stringContaining(named)]);
  });

  it('un chart qui n’a que ses propres valeurs est jugé comme un autre, même s’il les prend d’un poste', async () => {
    expect(await run('localhost:5001/b:latest')).toMatchObject({ outcome: 'violation' });
    expect(await run('localhost:5001/b:1', 'localhost:5001/b:1')).toMatchObject({ outcome: 'conforming' });
  });

  it('un chart qui n’est connu que par lui n’est ni conforme, ni accusé', async () => {
    const files = chart(
      { 'a.yaml': pod.replace('.Values.image', '.Values.a.image') },
      { 'c/values-dev.yaml': 'a: { image: "localhost:5001/b:latest" }\n' },
    );
    expect(await judged('disallow-latest', files)).toMatchObject({ outcome: 'undetermined' });
    expect(await judged('disallow-hostpath', files)).toMatchObject({ outcome: 'undetermined' });
  });
});
