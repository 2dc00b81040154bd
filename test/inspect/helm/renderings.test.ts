import { describe, expect, it } from 'vitest';
import { readDeclaredText } from '../../../src/answers/declared-resources.ts';
import { inspect } from '../../../src/inspect/inspect.ts';
import type { Rendering } from '../../../src/inspect/helm/rendering.ts';
import { say, sentenceText } from '../../../src/words/sentence.ts';
import { aDeployment, aManifest, type Files } from '../rules/cases.ts';
import { chart, judged, made, service } from './judged-chart.ts';

const failed = (values: string | null, source: string | null = null): Rendering => ({
  values,
  result: {
    kind: 'failed',
    because: say`la valeur manque`,
    at: source === null ? null : { source, line: 4 },
    endless: false,
    passing: false,
  },
});

describe('ce que Helm a produit d’un chart', () => {
  it('est jugé en entier, et rien n’en reste indéterminé', () => {
    expect(judged('restrict-nodeport', chart, made(service('ClusterIP')))).toEqual({ outcome: 'conforming', told: [] });
    const { outcome, told } = judged('restrict-nodeport', chart, made(service('NodePort')));
    expect([outcome, told.length, told[0]?.split(' ')[0]]).toEqual(['violation', 1, 'c/templates/a.yaml:7']);
  });

  it('dit la ligne des valeurs qui en décident', () => {
    const files = { ...chart, 'c/values.yaml': 'expose: true\ntype: NodePort\n' };
    expect(judged('restrict-nodeport', files, made(service('NodePort'))).told).toEqual([
      expect.stringMatching(/^c\/templates\/a\.yaml:7 .*« c\/values\.yaml:2 »/),
    ]);
  });

  it('ne dit pas la ligne de valeurs qui n’en décident pas', () => {
    const files = { ...chart, 'c/values.yaml': 'type: ClusterIP\n' };
    expect(judged('restrict-nodeport', files, made(service('NodePort'))).told.join()).not.toContain('valeur écrite');
  });

  it('dit dans quels environnements une règle n’est pas respectée', () => {
    const files = { ...chart, 'c/values.yaml': 'type: ClusterIP', 'c/values-dev.yaml': 'a: 1', 'c/values-prod.yaml': 'b: 1' };
    const dev = made(service('NodePort'), 'c/values-dev.yaml');
    const prod = made(service('ClusterIP'), 'c/values-prod.yaml');
    const { outcome, told } = judged('restrict-nodeport', files, made(service('ClusterIP')), dev, prod);
    expect([outcome, told]).toEqual(['violation', [expect.stringContaining('(avec « c/values-dev.yaml »)')]]);
    const all = judged('restrict-nodeport', files, made(service('NodePort')), dev, made(service('NodePort'), 'c/values-prod.yaml'));
    expect([all.told.length, all.told.join().includes('avec')]).toEqual([1, false]);
  });

  it('les ressources déclarées se comparent aux valeurs de chaque environnement, et non à celles qu’elles complètent', () => {
    const files = { ...chart, 'c/values.yaml': 'a: 1', 'c/values-dev.yaml': 'a: 1', 'c/values-prod.yaml': 'a: 1' };
    const pods = (count: number) => `---\n# Source: c/templates/a.yaml\n${aDeployment(['  selector', `  replicas: ${count}\n  selector`])}`;
    const report = (prod: number) =>
      inspect({
        paths: Object.keys(files),
        files: Object.entries(files).map(([path, text]) => ({ path, text: text ?? '' })),
        unread: [],
        renderings: [
          {
            chart: 'c/Chart.yaml',
            renderings: [made(pods(9)), made(pods(1), 'c/values-dev.yaml'), made(pods(prod), 'c/values-prod.yaml')],
            clusters: [],
          },
        ],
        declared: readDeclaredText('dev : 2 vCPU, 2 Go\nproduction : 4 vCPU, 8 Go'),
      }).rules.find(({ rule }) => rule === 'declared-resources');
    expect(report(3)).toMatchObject({ examined: 1, findings: [] });
    const because = report(9)?.findings.map((finding) => [finding.outcome, sentenceText(finding.because)]);
    expect(because).toEqual([
      ['violation', expect.stringMatching(/4,5 CPU.*4 CPU et 8 Gi déclarés pour « prod ».*\(avec « c\/values-prod\.yaml »\)/)],
    ]);
  });

  it('avec ses seules valeurs, quand des environnements en ont d’autres, n’est qu’un doute', () => {
    const files = { ...chart, 'c/values.yaml': 'a: 1', 'c/values-dev.yaml': 'a: 1' };
    const { outcome, told } = judged(
      'restrict-nodeport',
      files,
      made(service('NodePort')),
      made(service('ClusterIP'), 'c/values-dev.yaml'),
    );
    expect([outcome, told]).toEqual(['undetermined', [expect.stringContaining('seul, s’il est déployé ainsi')]]);
  });

  it.each<readonly [string, Files, string]>([
    [
      'un chart du dépôt qui n’est pas où il est dit',
      { 'c/Chart.yaml': 'name: c\ndependencies: [{ name: d, repository: "file://../d" }]\n' },
      'c/Chart.yaml:2 le chart « d »',
    ],
    ['un gabarit qui n’a pas été lu', { 'c/templates/b.yaml': null }, 'c/templates/b.yaml:1 ce fichier du chart n’a pas été lu'],
    ['une aide qui n’a pas été lue', { 'c/templates/_h.tpl': null }, 'c/templates/_h.tpl:1 ce fichier du chart n’a pas été lu'],
    [
      'un renvoi de Git LFS',
      { 'c/templates/b.yaml': 'version https://git-lfs.github.com/spec/v1\noid sha256:1\n' },
      'c/templates/b.yaml:1 ce fichier du chart n’a pas été lu',
    ],
    [
      'un sous-chart qui n’a pas été lu',
      { 'c/charts/r/templates/b.yaml': null },
      'c/charts/r/templates/b.yaml:1 ce fichier du chart n’a pas été lu',
    ],
  ])('laisse un doute, qui dit %s, et le reste est jugé', (_, more, doubt) => {
    const { outcome, told } = judged('restrict-nodeport', { ...chart, ...more }, made(service('ClusterIP')));
    expect([outcome, told]).toEqual(['undetermined', [expect.stringContaining(doubt)]]);
    expect(judged('restrict-nodeport', { ...chart, ...more }, made(service('NodePort'))).outcome).toBe('violation');
  });

  it.each<readonly [string, Files, string]>([
    [
      'une dépendance absente',
      { 'c/Chart.yaml': 'name: c\ndependencies:\n  - name: redis\n    version: 1.2.3\n' },
      'c/Chart.yaml:3 le chart « redis 1.2.3 »',
    ],
    [
      'une dépendance en archive',
      { 'c/Chart.yaml': 'name: c\ndependencies: [{ name: redis }]\n', 'c/charts/redis-1.tgz': null },
      'c/Chart.yaml:2 le chart « redis », dont dépend « c/Chart.yaml », est dans une archive',
    ],
    [
      'une dépendance d’ancienne sorte',
      { 'c/requirements.yaml': 'dependencies: [{ name: redis }]\n' },
      'c/requirements.yaml:1 le chart « redis »',
    ],
  ])('ne dit rien des objets de %s : ceux du dépôt sont jugés, et le doute la nomme', (_, more, doubt) => {
    const { outcome, told } = judged('restrict-nodeport', { ...chart, ...more }, made(service('ClusterIP')));
    expect([outcome, told]).toEqual(['conforming-as-seen', [expect.stringContaining(doubt)]]);
    expect(judged('restrict-nodeport', { ...chart, ...more }, made(service('NodePort'))).outcome).toBe('violation');
  });

  it.each<readonly [string, string, string, string | null]>([
    ['écartée partout par sa condition, elle n’est pas un doute', 'redis.enabled', 'redis: { enabled: false }', null],
    ['gardée par un environnement, elle en est un', 'redis.enabled', 'redis: { enabled: false }', 'redis: { enabled: true }'],
    ['dont la condition n’est pas donnée, elle en est un', 'redis.enabled', 'a: 1', null],
    ['dont la première condition donnée décide', 'x.y, redis.enabled', 'redis: { enabled: false }', null],
    ['écartée par toutes ses étiquettes, elle n’est pas un doute', 'x.y\n    tags: [a, b]', 'tags: { a: false }', null],
    ['dont une étiquette la garde, elle en est un', 'x.y\n    tags: [a, b]', 'tags: { a: false, b: true }', null],
    ['dont aucune étiquette n’est donnée, elle en est un', 'x.y\n    tags: [a, b]', 'a: false', null],
    ['dont la condition l’emporte sur les étiquettes, elle en est un', 'x.y\n    tags: [a]', 'tags: { a: false }\nx: { y: true }', null],
  ])('une dépendance absente %s', (...[title, condition, values, environment]) => {
    const chartFile = `name: c\ndependencies:\n  - name: redis\n    condition: ${condition}\n`;
    const more = environment === null ? {} : { 'c/values-dev.yaml': environment };
    const { outcome } = judged(
      'restrict-nodeport',
      { ...chart, 'c/Chart.yaml': chartFile, 'c/values.yaml': values, ...more },
      made(service('ClusterIP')),
    );
    expect(outcome).toBe(title.endsWith('est un') ? 'conforming-as-seen' : 'conforming');
  });

  it.each<readonly [number, string | null]>([
    [10, null],
    [11, 'c/values-dev-11.yaml:1 ce chart n’a pas été calculé avec ce fichier de valeurs, après 10 environnements'],
    [14, 'c/values-dev-11.yaml:1 ce chart n’a pas été calculé avec 4 fichiers de valeurs, à partir de celui-ci, après 10 environnements'],
  ])('%i environnements : ceux qui passent la borne sont un doute, qui les compte', (count, doubt) => {
    const names = Array.from({ length: count }, (_, index) => `c/values-dev-${String(index + 1).padStart(2, '0')}.yaml`);
    const files = { ...chart, ...Object.fromEntries(names.map((name) => [name, 'a: 1\n'])) };
    const rendered = names.slice(0, 10).map((name) => made(service('ClusterIP'), name));
    const { outcome, told } = judged('restrict-nodeport', files, made(service('ClusterIP')), ...rendered);
    const said = told.map((text) => text.replace(/ : « accostage inspect --values ».*$/, ''));
    expect([outcome, said]).toEqual(doubt === null ? ['conforming', []] : ['undetermined', [doubt]]);
    // Whoever asks for one environment is told of that one.
    expect(judged('restrict-nodeport', files, ...rendered.slice(0, 1)).told).toEqual([]);
  });

  it('des valeurs d’exemple ou d’essai, que personne ne lit, ne sont pas un doute', () => {
    const files = { ...chart, 'c/examples/values-prod.yaml': null, 'ci/kind/env/helm-values.dev.yaml': null };
    expect(judged('restrict-nodeport', files, made(service('ClusterIP')))).toEqual({ outcome: 'conforming', told: [] });
  });

  it('la ligne des valeurs n’est dite que d’un constat sur cette valeur', () => {
    const text = aDeployment(['- name: api', '- name: {{ .Values.nom }}'], ['api:1.4.0', 'api:{{ .Values.tag }}']);
    const files = { ...chart, 'c/templates/a.yaml': text, 'c/values.yaml': 'nom: api\ntag: latest\n' };
    const rendered = `---\n# Source: c/templates/a.yaml\n${aDeployment(['api:1.4.0', 'api:latest'], ['resources:', 'x:'])}`;
    expect(judged('disallow-latest', files, made(rendered)).told.join()).toContain('c/values.yaml:2');
    expect(judged('need-containers-ressources', files, made(rendered)).told.join()).not.toContain('values.yaml');
  });

  const direct = 'image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"';
  it.each<
    readonly [string, { readonly line: string; readonly values: string; readonly image?: string; readonly prod?: string }, string | null]
  >([
    ['le dépôt et la version', { line: direct, values: 'image:\n  repository: x\n  tag: latest\n' }, 'c/values.yaml:2, c/values.yaml:3'],
    [
      'la version d’un environnement',
      { line: direct, values: 'image:\n  repository: x\n  tag: "1"\n', prod: 'image: { tag: latest }\n' },
      'c/values.yaml:2, c/values-prod.yaml:1',
    ],
    [
      'une aide, à qui sont données ces valeurs',
      { line: 'image: {{ include "lib.image" (dict "root" .Values.image) }}', values: 'image:\n  repository: x\n  tag: latest\n' },
      'c/values.yaml:2, c/values.yaml:3',
    ],
    [
      'une aide, avec le registre de toutes les images',
      {
        line: 'image: {{ include "lib.image" . }}',
        values: 'global:\n  imageRegistry: quay.io\napi:\n  image:\n    repository: x\n    tag: latest\n',
        image: 'quay.io/x:latest',
      },
      'c/values.yaml:2, c/values.yaml:5, c/values.yaml:6',
    ],
    [
      'la version du chart, que rien ne remplace',
      {
        line: 'image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"',
        values: 'image: { repository: x, tag: "" }',
      },
      'c/values.yaml:1, c/Chart.yaml:4',
    ],
    ['une boucle sur une liste', { line: 'image: {{ .image }}', values: 'jobs:\n  - image: x:latest\n' }, 'c/values.yaml:2'],
    [
      'un bloc with',
      { line: 'image: {{ .repository }}:{{ .tag }}', values: 'web:\n  image:\n    repository: x\n    tag: latest\n' },
      'c/values.yaml:3, c/values.yaml:4',
    ],
    [
      'celles que le gabarit nomme, quand d’autres donnent la même image',
      {
        line: 'image: {{ include "i" .Values.b.image }}',
        values: 'a:\n  image: { repository: x, tag: latest }\nb:\n  image: { repository: x, tag: latest }\n',
      },
      'c/values.yaml:4',
    ],
    [
      'aucune, quand plusieurs donnent la même image',
      {
        line: 'image: {{ include "i" . }}',
        values: 'a:\n  image: { repository: x, tag: latest }\nb:\n  image: { repository: x, tag: latest }\n',
      },
      null,
    ],
    [
      'aucune, quand elles en donnent une autre',
      { line: 'image: {{ include "i" . }}', values: 'image: { repository: y, tag: latest }' },
      null,
    ],
  ])('la ligne des valeurs d’une image : %s', (_, { line, values, image = 'x:latest', prod }, found) => {
    const written = aDeployment(['image: docker.io/equipe/api:1.4.0', line]);
    const output = `---\n# Source: c/templates/a.yaml\n${aDeployment(['image: docker.io/equipe/api:1.4.0', `image: ${line.includes('"{{') ? `"${image}"` : image}`])}`;
    const version = { 'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\nappVersion: latest\n' };
    const files = {
      ...version,
      'c/templates/a.yaml': written,
      'c/values.yaml': values,
      ...(prod === undefined ? {} : { 'c/values-prod.yaml': prod }),
    };
    const { told } = judged('disallow-latest', files, prod === undefined ? made(output) : made(output, 'c/values-prod.yaml'));
    const lines = [...told.join().matchAll(/valeur écrite dans « ([^»]*) »/g)].map(([, places = '']) => places.trim());
    expect([told.length, lines]).toEqual([1, found === null ? [] : [found]]);
  });

  it('la ligne des valeurs est dite aussi d’un constat sur le registre', () => {
    const written = aDeployment(['image: docker.io/equipe/api:1.4.0', 'image: {{ include "i" . }}']);
    const output = `---\n# Source: c/templates/a.yaml\n${aDeployment(['docker.io/equipe/api:1.4.0', 'registre.exemple.fr/equipe/api:1'])}`;
    const files = {
      ...chart,
      'c/templates/a.yaml': written,
      'c/values.yaml': 'image:\n  repository: registre.exemple.fr/equipe/api\n  tag: 1\n',
    };
    expect(judged('restrict-image-registry', files, made(output)).told.join()).toContain('c/values.yaml:2, c/values.yaml:3');
  });

  it('un environnement qui ne se calcule pas est un doute, à la ligne où Helm s’arrête ; les valeurs seules peuvent ne pas suffire', () => {
    const files = { ...chart, 'c/values-dev.yaml': 'a: 1', 'c/values-prod.yaml': 'a: 1' };
    const dev = made(service('ClusterIP'), 'c/values-dev.yaml');
    expect(judged('restrict-nodeport', files, failed(null), dev)).toEqual({ outcome: 'conforming', told: [] });
    expect(judged('restrict-nodeport', files, failed(null), dev, failed('c/values-prod.yaml', 'c/templates/a.yaml')).told).toEqual([
      'c/templates/a.yaml:4 ce chart ne se calcule pas avec « c/values-prod.yaml » : la valeur manque',
    ]);
  });

  it('rien : le chart est lu sans Helm, avec ses lignes écrites en toutes lettres et la phrase de Helm', () => {
    const files = { ...chart, 'c/templates/b.yaml': aManifest('Service', 'spec:\n  type: NodePort') };
    const { told } = judged('restrict-nodeport', files, failed(null, 'c/templates/a.yaml'));
    expect(told.map((line) => line.split(' ')[0])).toEqual(['c/templates/b.yaml:5', 'c/templates/a.yaml:4']);
  });

  it('de ce qu’un gabarit sans {{ écrit, les lignes sont les siennes', () => {
    const files = { ...chart, 'c/templates/a.yaml': aDeployment(['api:1.4.0', 'api']) };
    const text = `---\n# Source: c/templates/a.yaml\n${aDeployment(['api:1.4.0', 'api'])}`;
    expect(judged('disallow-latest', files, made(text)).told.map((line) => line.split(' ')[0])).toEqual(['c/templates/a.yaml:14']);
  });

  it.each<readonly [string, string]>([
    ['une source inconnue', '---\n# Source: c/templates/inconnu.yaml\nkind: Service\napiVersion: v1\nspec:\n  type: NodePort\n'],
    ['un YAML illisible', '---\n# Source: c/templates/a.yaml\na: [\n'],
    ['un texte', '---\n# Source: c/templates/a.yaml\njuste un texte\n'],
    ['rien', ''],
    ['une source sans fin', '---\n# Source: c'],
  ])('%s n’arrête rien', (_, text) => {
    expect(() => judged('restrict-nodeport', chart, made(text))).not.toThrow();
  });

  it('illisible, c’est un doute', () => {
    expect(judged('restrict-nodeport', chart, made('---\n# Source: c/templates/a.yaml\na: [\n')).told.join()).toContain(
      'n’est pas lisible',
    );
  });

  it('calculé par une aide, il est dit vers la ligne', () => {
    const files = { ...chart, 'c/templates/a.yaml': 'apiVersion: v1\nkind: Service\nspec:\n  {{- include "x" . | nindent 2 }}\n' };
    const text = '---\n# Source: c/templates/a.yaml\napiVersion: v1\nkind: Service\nspec:\n  type: NodePort\n';
    expect(judged('restrict-nodeport', files, made(text)).told).toEqual([
      expect.stringMatching(/^c\/templates\/a\.yaml:4 .*vers cette ligne/),
    ]);
  });

  const container = (indent: string) => `${indent}containers:\n${indent}  - name: x\n${indent}    image: x:latest\n`;
  it.each<readonly [string, { readonly written: string; readonly output: string; readonly line: number }]>([
    [
      'au bout d’une ligne qui est écrite telle quelle',
      {
        written: 'apiVersion: v1\nkind: Pod\nspec: {{- include "x" . | nindent 2 }}\n',
        output: `apiVersion: v1\nkind: Pod\nspec:\n${container('  ')}`,
        line: 3,
      },
    ],
    [
      'sous une ligne qui est écrite telle quelle, la suite du gabarit étant du texte',
      {
        written: 'apiVersion: v1\nkind: Pod\nspec:\n  {{- if .Values.a }}{{ include "x" . | nindent 2 }}{{ end }}\nstatus: {}\n',
        output: `apiVersion: v1\nkind: Pod\nspec:\n${container('  ')}status: {}\n`,
        line: 4,
      },
    ],
    [
      'comme une ligne du même texte, à un autre retrait',
      {
        written: 'apiVersion: v1\nkind: Pod\nspec:\n  {{- include "x" . | nindent 2 }}\nimage: {{ .Values.image }}\n',
        output: `apiVersion: v1\nkind: Pod\nspec:\n${container('  ')}image: y:1\n`,
        line: 4,
      },
    ],
    [
      'comme une ligne que les valeurs n’ont pas fait écrire, à un autre retrait',
      {
        written:
          'apiVersion: v1\nkind: Pod\n{{- if .Values.a }}\nimage: {{ .Values.image }}\n{{- end }}\nspec: {{- include "x" . | nindent 2 }}\n',
        output: `apiVersion: v1\nkind: Pod\nspec:\n${container('  ')}`,
        line: 6,
      },
    ],
    [
      'par une liste de valeurs, comme la première ligne',
      {
        written: 'apiVersion: v1\nkind: Pod\nspec:\n  containers: {{- toYaml .Values.containers | nindent 4 }}\n',
        output: `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: w\n      image: x:1\n    - name: x\n      image: x:latest\n`,
        line: 4,
      },
    ],
  ])('calculé %s, il est dit vers la ligne', (_, { written, output, line }) => {
    const files = { ...chart, 'c/templates/a.yaml': written };
    const { told } = judged('disallow-latest', files, made(`---\n# Source: c/templates/a.yaml\n${output}`));
    expect(told).toEqual([expect.stringMatching(new RegExp(`^c/templates/a\\.yaml:${line} .*vers cette ligne`))]);
  });

  it('écrit par une boucle, il est à sa ligne', () => {
    const loop =
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  {{- range .Values.a }}\n    - name: {{ . }}\n      image: {{ . }}:latest\n  {{- end }}\n';
    const output =
      '---\n# Source: c/templates/a.yaml\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: x\n      image: x:latest\n    - name: y\n      image: y:latest\n';
    const { told } = judged('disallow-latest', { ...chart, 'c/templates/a.yaml': loop }, made(output));
    expect(told.map((text) => [text.split(' ')[0], text.includes('vers cette ligne')])).toEqual([
      ['c/templates/a.yaml:7', false],
      ['c/templates/a.yaml:7', false],
    ]);
  });
});
