import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/config/production.ts';
import { renderCharts } from '../../src/helm/render-charts.ts';
import type { EnvironmentValues } from '../../src/inspect/helm/chart-plan.ts';
import { planCharts } from '../../src/inspect/helm/plan-charts.ts';
import type { ChartRendering } from '../../src/inspect/helm/rendering.ts';
import { aDeployment, aManifest, type Files } from '../inspect/rules/cases.ts';
import { chart, helm, judged, portOf, typed } from './judged.ts';

/** A service that Helm makes before or after the others. */
const hooked = (hook: string, type: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  annotations: { helm.sh/hook: "${hook}" }\nspec:\n  type: ${type}\n  ports: [{ port: 80 }]\n`;

describe('avec Helm, un chart est jugé par ce qu’il produit', () => {
  it('rien n’en reste indéterminé, et chaque ligne est celle du gabarit et des valeurs', async () => {
    expect(await portOf(typed, { 'c/values.yaml': 'type: ClusterIP\n' })).toEqual({ outcome: 'conforming', told: [] });
    const { outcome, told } = await portOf(typed, { 'c/values.yaml': '# le type\ntype: NodePort\n' });
    expect([outcome, told]).toEqual(['violation', [expect.stringMatching(/^c\/templates\/a\.yaml:5 .*c\/values\.yaml:2/)]]);
  });

  it('l’espace de noms que personne n’a donné n’est pas un conseil sur une étiquette', async () => {
    const labelled = (env: string) =>
      aDeployment([
        'labels: { app: api, env: preprod, tier: backend }\n    spec',
        `labels: { app: api, env: ${env}, tier: backend }\n    spec`,
      ]);
    expect((await judged('check-labels', chart({ 'a.yaml': labelled('"{{ .Release.Namespace }}"') }))).told).toEqual([]);
    expect((await judged('check-labels', chart({ 'a.yaml': labelled('{{ print "recette" }}') }))).told).toHaveLength(1);
  });

  it.each([
    'c/values-prod.yaml',
    'c/values.prod.yml',
    'c/prod.values.yaml',
    'c/prod-values.yaml',
    'c/values/prod.yaml',
    'c/envs/prod/values.yaml',
    'c/environments/prod.yaml',
    'values/prod.yaml',
    'env/prod/values.yaml',
    'values-prod.yaml',
  ])('%s est l’environnement prod', async (path) => {
    const { told } = await portOf(typed, { 'c/values.yaml': 'type: ClusterIP\n', [path]: 'type: NodePort\n' });
    expect(told).toEqual([expect.stringContaining(`(avec « ${path} »)`)]);
  });

  it.each(['c/values-local.yaml', 'c/values.schema.yaml', 'c/ci/prod-values.yaml', 'c/values-secrets.yaml'])(
    '%s n’est pas un environnement',
    async (path) => {
      expect(await portOf(typed, { 'c/values.yaml': 'type: ClusterIP\n', [path]: 'type: NodePort\n' })).toMatchObject({
        outcome: 'conforming',
      });
    },
  );

  it('les valeurs d’un autre chart ne sont pas les siennes', async () => {
    const other = { 'd/Chart.yaml': 'apiVersion: v2\nname: d\nversion: 1.0.0\n', 'd/templates/a.yaml': aManifest('ConfigMap', 'data: {}') };
    const files = {
      ...other,
      'c/values.yaml': 'type: ClusterIP\n',
      'values-prod.yaml': 'type: NodePort\n',
      'd/values-prod.yaml': 'type: NodePort\n',
    };
    expect((await portOf(typed, files)).told.filter((line) => line.startsWith('c/'))).toEqual([]);
  });

  it('une seule, avec --values ou --environment', async () => {
    const files = chart(
      { 'a.yaml': typed },
      { 'c/values.yaml': 'type: ClusterIP', 'c/values-dev.yaml': 'type: NodePort', 'c/values-prod.yaml': 'a: 1' },
    );
    expect(await judged('restrict-nodeport', files, { wanted: { kind: 'environment', name: 'prod' } })).toMatchObject({
      outcome: 'conforming',
    });
    expect(await judged('restrict-nodeport', files, { wanted: { kind: 'environment', name: 'dev' } })).toMatchObject({
      outcome: 'violation',
    });
    const file = { path: '/ailleurs/v.yaml', text: 'type: NodePort' };
    expect(await judged('restrict-nodeport', files, { wanted: { kind: 'file', file } })).toMatchObject({ outcome: 'violation' });
  });

  it('les aides, les fichiers, les sous-charts et les charts voisins sont employés', async () => {
    const helper = '{{- define "c.type" }}{{ .Files.Get "files/type.txt" | trim }}{{- end }}';
    const files = { 'c/templates/_aide.tpl': helper, 'c/files/type.txt': 'NodePort\n' };
    expect(await portOf(typed.replace('.Values.type', 'include "c.type" .'), files)).toMatchObject({ outcome: 'violation' });
    const sub = { 'c/charts/d/Chart.yaml': 'apiVersion: v2\nname: d\nversion: 1.0.0\n', 'c/charts/d/templates/b.yaml': typed };
    const { told } = await portOf(aManifest('ConfigMap', 'data: {}'), { ...sub, 'c/values.yaml': 'd: { type: NodePort }\n' });
    expect(told).toEqual([expect.stringMatching(/^c\/charts\/d\/templates\/b\.yaml:5 /)]);
    const common = {
      'commun/Chart.yaml': 'apiVersion: v2\nname: commun\nversion: 1.0.0\ntype: library\n',
      'commun/templates/_a.tpl': '{{ define "t" }}NodePort{{ end }}',
    };
    const needs = {
      'c/Chart.yaml':
        'apiVersion: v2\nname: c\nversion: 1.0.0\ndependencies: [{ name: commun, version: 1.0.0, repository: "file://../commun" }]\n',
    };
    expect(await portOf(typed.replace('.Values.type', 'include "t" .'), { ...common, ...needs })).toMatchObject({ outcome: 'violation' });
  });

  it('une dépendance absente est un doute qui la nomme, et le reste est jugé', async () => {
    const needs =
      'apiVersion: v2\nname: c\nversion: 1.0.0\nkubeVersion: "<1.2.0"\ndependencies:\n  - name: redis\n    version: 19.0.1\n    repository: https://exemple.fr\n';
    const files = { 'c/Chart.yaml': needs, 'c/Chart.lock': 'dependencies: []', 'c/values.yaml': 'type: NodePort' };
    const { outcome, told } = await portOf(typed, files);
    expect([outcome, told]).toEqual([
      'violation',
      [expect.stringContaining('c/templates/a.yaml:5'), expect.stringContaining('« redis 19.0.1 »')],
    ]);
  });

  it('ce que le dossier crds/ contient est vu, celui des sous-charts aussi, et une définition n’est pas un doute', async () => {
    const definition = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a.b.fr }\nspec: {}\n';
    const files = { 'c/crds/a.yaml': definition, 'c/charts/d/Chart.yaml': 'apiVersion: v2\nname: d\nversion: 1.0.0\n' };
    const held = { 'c/charts/d/crds/b.yaml': aManifest('Service', 'spec:\n  type: NodePort') };
    expect(await portOf(aManifest('ConfigMap', 'data: {}'), files)).toEqual({ outcome: 'not-applicable', told: [] });
    expect((await portOf(aManifest('ConfigMap', 'data: {}'), { ...files, ...held })).told).toEqual([
      expect.stringMatching(/^c\/charts\/d\/crds\/b\.yaml:5 /),
    ]);
    expect(await portOf(aManifest('ConfigMap', 'data: {}'), { 'c/crds/a.yaml': '{{ une accolade }}: a\n' })).toMatchObject({
      outcome: 'undetermined',
    });
  });

  it.each<readonly [string, string, string]>([
    ['ne produit que des crochets', hooked('post-install,post-upgrade', 'NodePort'), 'violation'],
    ['ne produit que des crochets conformes', hooked('pre-install', 'ClusterIP'), 'conforming'],
    ['en produit après un document vide', `---\n\n---\n${hooked('post-install', 'NodePort')}`, 'violation'],
    [
      'en produit par une boucle, et finit par « --- »',
      `{{- range list 1 2 }}\n${hooked('post-install', 'NodePort')}\n---\n{{- end }}\n`,
      'violation',
    ],
    ['ne produit rien', '{{- if .Values.absent }}\nx: 1\n{{- end }}\n', 'not-applicable'],
    ['ne produit qu’un commentaire', '\n\n---\n# rien\n', 'not-applicable'],
  ])('un chart qui %s est jugé', async (_, template, outcome) => {
    expect(await portOf(template)).toMatchObject({ outcome });
  });

  it('ce que .helmignore écarte ne compte pas', async () => {
    const files = { 'c/.helmignore': 'templates/ancien/\n', 'c/templates/ancien/b.yaml': typed, 'c/values.yaml': 'type: NodePort' };
    expect(await portOf(aManifest('ConfigMap', 'data: {}'), files)).toMatchObject({ outcome: 'not-applicable' });
  });

  it('les essais de Helm ne comptent pas', async () => {
    const test = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  annotations: { helm.sh/hook: test }\nspec:\n  type: NodePort\n';
    expect(await judged('restrict-nodeport', chart({ 'a.yaml': test, 'tests/b.yaml': test }))).toMatchObject({ outcome: 'not-applicable' });
  });
});

describe('avec Helm, ce qui ne se calcule pas est un doute, avec la phrase de Helm et sa place', () => {
  it.each<readonly [string, string, Files, string]>([
    [
      'une valeur que rien ne donne',
      'a: {{ .Values.a.b }}',
      {},
      'c/templates/a.yaml:1 ce chart ne se calcule pas : aucune des valeurs lues ne donne « .Values.a.b »',
    ],
    [
      'une valeur demandée',
      'a: {{ required "l’hôte est requis" .Values.h }}',
      {},
      'c/templates/a.yaml:1 ce chart ne se calcule pas : le gabarit demande : « l’hôte est requis »',
    ],
    ['une syntaxe fausse', 'a: 1\n{{ if }}', {}, 'c/templates/a.yaml:2 ce chart ne se calcule pas : Helm répond « parse error'],
    ['une aide absente', 'a: {{ include "x" . }}', {}, 'c/templates/a.yaml:1 ce chart ne se calcule pas : il emploie « x »'],
    [
      'un texte qui n’est pas du YAML',
      'juste du texte',
      {},
      'c/templates/a.yaml:1 ce chart ne se calcule pas : ce que le gabarit produit n’est pas un objet',
    ],
    ['une tabulation', 'a:\n\tb: 1', {}, 'c/templates/a.yaml:1 ce chart ne se calcule pas : ce que le gabarit produit n’est pas un objet'],
    [
      'des valeurs d’une autre sorte',
      'a: {{ .Values.a.b }}',
      { 'c/values.yaml': 'a: [1]' },
      'c/templates/a.yaml:1 ce chart ne se calcule pas : Helm répond',
    ],
    ['des valeurs qui ne sont pas des clés', 'a: 1', { 'c/values.yaml': '- a' }, 'c/Chart.yaml:1 ce chart ne se calcule pas : Helm répond'],
    [
      'des valeurs trop longues',
      'a: 1',
      {
        'c/values.yaml': `a: ${'x'.repeat(120_000)}`,
        ...Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`c/values-e${n}.yaml`, `a: ${'x'.repeat(120_000)}`])),
      },
      'ses valeurs font plus de 1 million de caractères',
    ],
    [
      'un gabarit qui s’appelle sans fin',
      '{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}',
      {},
      'c/templates/a.yaml:1 ce chart ne se calcule pas',
    ],
    [
      'un gabarit sans fin en mémoire',
      '{{ range until 100000000 }}a: {{ . }}\n{{ end }}',
      {},
      'c/Chart.yaml:1 ce chart ne se calcule pas : ses gabarits demandent trop de mémoire',
    ],
    [
      'un gabarit sans fin',
      '{{ range until 5000000 }}{{ range until 5000000 }}{{ end }}{{ end }}',
      {},
      'c/Chart.yaml:1 ce chart ne se calcule pas',
    ],
    [
      'une sortie sans fin',
      '{{ range until 100000 }}a{{ . }}: bbbbbbbbbbbbbbbbbbb\n{{ end }}',
      {},
      'c/Chart.yaml:1 ce chart ne se calcule pas : il produit plus de 1 million',
    ],
    ['un lien symbolique', '../b.yaml', {}, 'c/templates/a.yaml:1 ce fichier du chart n’a pas été lu'],
    [
      'un renvoi de Git LFS',
      'version https://git-lfs.github.com/spec/v1\noid sha256:1',
      {},
      'c/templates/a.yaml:1 ce fichier du chart n’a pas été lu',
    ],
  ])('%s', async (...[, text, more, doubt]) => {
    const { outcome, told } = await portOf(text, more);
    expect([outcome, told.join('\n')]).toEqual(['undetermined', expect.stringContaining(doubt)]);
    expect(told.join()).not.toMatch(new RegExp(`${tmpdir()}|accostage-helm|\\.go:|goroutine`));
  });

  it('rien de la machine n’entre dans un chart, et rien n’en reste', async () => {
    const text = `${aManifest('ConfigMap', 'data:')}  a: {{ .Files.Get "/etc/passwd" | len }}x{{ .Files.Get "../../../../etc/passwd" | len }}x{{ getHostByName "localhost" }}x{{ lookup "v1" "Secret" "" "" | len }}\n`;
    const paths = ['c/Chart.yaml', 'c/templates/a.yaml'];
    const files = [
      { path: 'c/Chart.yaml', text: 'apiVersion: v2\nname: c\nversion: 1.0.0\n' },
      { path: 'c/templates/a.yaml', text },
    ];
    const { renderings } = await renderCharts({ plans: planCharts({ paths, files }), helm });
    expect(JSON.stringify(renderings)).toContain('a: 0x0xx0');
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('accostage-helm-'))).toEqual([]);
  });

  it.each<readonly [string, Partial<EnvironmentValues>, boolean]>([
    ['rien n’a changé', {}, true],
    ['un autre texte', { text: 'type: NodePort\n' }, false],
    ['d’autres valeurs avant lui', { before: [{ path: 'v.yaml', text: 'type: NodePort\n' }] }, false],
    ['un autre nom', { release: { name: 'autre', namespace: 'p' } }, false],
  ])('ce qui était calculé sous un nom n’est gardé que pour le même contenu : %s', async (_, change, isKept) => {
    const paths = ['c/Chart.yaml', 'c/templates/a.yaml'];
    const files = [
      { path: 'c/Chart.yaml', text: 'apiVersion: v2\nname: c\nversion: 1.0.0\n' },
      {
        path: 'c/templates/a.yaml',
        text: `${aManifest('ConfigMap', 'data:')}  a: {{ .Values.type }} {{ .Release.Name }} {{ randAlpha 20 }}\n`,
      },
    ];
    const values: EnvironmentValues = { path: 'prod', text: '', before: [{ path: 'v.yaml', text: 'type: ClusterIP\n' }] };
    const plansWith = (one: EnvironmentValues) => planCharts({ paths, files }).map((plan) => ({ ...plan, environments: [one] }));
    const rounds: (readonly ChartRendering[])[] = [];
    const further = (made: readonly ChartRendering[]) => {
      rounds.push(made);
      return Promise.resolve(rounds.length === 1 ? plansWith({ ...values, ...change }) : []);
    };
    await renderCharts({ plans: plansWith(values), helm, further });
    const [before, after] = rounds.map((made) => made[0]?.renderings.map(({ result }) => result));
    expect([after?.[0], isDeepStrictEqual(after?.[1], before?.[1])]).toEqual([before?.[0], isKept]);
  });

  it('un chemin qui sort du chart n’y est pas écrit', async () => {
    const files = ['c/Chart.yaml', 'c/templates/a.yaml', 'c/templates/../../../../b.yaml'].map((path) => ({
      path,
      text: path.endsWith('Chart.yaml') ? 'apiVersion: v2\nname: c\nversion: 1.0.0\n' : aManifest('ConfigMap', 'data: {}'),
    }));
    const { renderings } = await renderCharts({ plans: planCharts({ paths: files.map(({ path }) => path), files }), helm });
    expect(renderings?.[0]?.renderings[0]?.result.kind).toBe('rendered');
  });
});

it('avec Helm, des lignes en CRLF sont lues comme les autres', async () => {
  const files = { 'c/values.yaml': 'type: NodePort\r\n' };
  const { told } = await portOf(typed.replaceAll('\n', '\r\n'), files);
  expect(told).toEqual([expect.stringContaining('c/templates/a.yaml:5')]);
});

it('avec Helm, 500 gabarits sont refusés en une phrase, et 40 avec 3 environnements sont jugés en moins de cinq secondes, machine chargée comprise', async () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}.yaml`, aDeployment(['api:1.4.0', 'api:{{ .Values.tag }}'])]));
  const values = {
    'c/values.yaml': 'tag: 1.0.0',
    'c/values-dev.yaml': 'tag: 1.0.1',
    'c/values-rec.yaml': 'tag: latest',
    'c/values-prod.yaml': 'a: 1',
  };
  expect((await judged('disallow-latest', chart(many(500), values))).told.join()).toContain('il a plus de 500 fichiers');
  const start = performance.now();
  const { told } = await judged('disallow-latest', chart(many(40), values));
  expect([told.length, performance.now() - start < 5_000]).toEqual([40, true]);
});

describe('avec Helm, un chart est calculé pour les plateformes du processus', () => {
  const cluster = (kubernetes: string, apiVersions: readonly string[] = []): Cluster => ({ platform: 'OVH', kubernetes, apiVersions });
  const wanting = (kubeVersion: string): Files =>
    chart(
      { 'a.yaml': typed },
      { 'c/Chart.yaml': `apiVersion: v2\nname: c\nversion: 1.0.0\nkubeVersion: "${kubeVersion}"\n`, 'c/values.yaml': 'type: NodePort' },
    );
  const versionOf = (wanted: string, ...clusters: readonly Cluster[]) => judged('kube-version', wanting(wanted), { clusters });

  it.each<readonly [wanted: string, kubernetes: string, outcome: string]>([
    ['>=1.33', '1.30', 'violation'],
    ['>=1.33.0-0', '1.34.2', 'conforming'],
    ['>=1.30.5', '1.30', 'undetermined'],
    ['>=1.30.5 <1.30.9', '1.30', 'undetermined'],
    ['>=1.30.5', '1.30.4', 'violation'],
    ['<1.25 || ^1.30', '1.30', 'conforming'],
    ['1.30.x', '1.30', 'conforming'],
    ['n’importe laquelle', '1.30', 'violation'],
    ['>=1.20 \\"{{ 1 }}', '1.30', 'violation'],
  ])('« kubeVersion: %s » sur une plateforme en %s : %s', async (...[wanted, kubernetes, outcome]) => {
    expect(await versionOf(wanted, cluster(kubernetes))).toMatchObject({ outcome });
  });

  it('un chart qui exclut une plateforme le dit à sa ligne, avec les deux versions, et est calculé quand même', async () => {
    const clusters = [cluster('1.30'), { ...cluster('1.34'), platform: 'MI' }];
    expect((await versionOf('<1.32', ...clusters)).told).toEqual([
      'c/Chart.yaml:4 ce chart demande Kubernetes « <1.32 », et « MI » a la version « 1.34 » : Helm refuse de l’installer',
    ]);
    expect(await judged('restrict-nodeport', wanting('>=1.99'), { clusters })).toMatchObject({ outcome: 'violation' });
  });

  it('sans version de plateforme, la demande d’un chart est un doute avec la commande qui le lève ; sans demande, la règle est sans objet', async () => {
    const { outcome, told } = await versionOf('>=1.33');
    expect([outcome, told]).toEqual(['undetermined', [expect.stringContaining('--kube-version')]]);
    expect(await judged('kube-version', chart({ 'a.yaml': typed }), { clusters: [cluster('1.30')] })).toMatchObject({
      outcome: 'not-applicable',
    });
  });

  it('ce que les gabarits demandent de la plateforme est ce qu’elle a', async () => {
    const route = '{{ if .Capabilities.APIVersions.Has "route.openshift.io/v1" }}NodePort{{ else }}ClusterIP{{ end }}';
    const older = '{{ if semverCompare "<1.31" .Capabilities.KubeVersion.Version }}NodePort{{ else }}ClusterIP{{ end }}';
    const outcomeOf = async (type: string, ...clusters: readonly Cluster[]) =>
      (await judged('restrict-nodeport', chart({ 'a.yaml': typed.replace('{{ .Values.type | quote }}', type) }), { clusters })).outcome;
    expect(await outcomeOf(route, cluster('1.30', ['route.openshift.io/v1']))).toBe('violation');
    expect(await outcomeOf(route, cluster('1.30'))).toBe('conforming');
    expect([await outcomeOf(older, cluster('1.30')), await outcomeOf(older, cluster('1.31.2'))]).toEqual(['violation', 'conforming']);
  });
});
