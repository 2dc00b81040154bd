import { describe, expect, it } from 'vitest';
import { aDeployment, type Files, judge } from '../rules/cases.ts';
import { assemblyCases, bare, layers, resources } from './assembly-cases.ts';

const of = (rule: Parameters<typeof judge>[0], files: Files) => {
  const { outcome, findings } = judge(rule, files);
  return [outcome, ...findings];
};

const hostReplacement =
  'source: { kind: ConfigMap, name: c, fieldPath: data.h }\n  targets:\n    - select: { kind: Ingress }\n      fieldPaths: [spec.rules.0.host, metadata.annotations.h]\n';

describe('ce qu’un overlay apporte à sa base', () => {
  it.each(assemblyCases.map(([title, rule, files, ...told]) => ({ title, rule, files, told })))('$title', ({ rule, files, told }) => {
    expect(of(rule, files)).toEqual(told);
  });
});

describe('un transformateur de Kustomize', () => {
  const quiet = [
    'NamespaceTransformer',
    'PrefixTransformer',
    'SuffixTransformer',
    'PrefixSuffixTransformer',
    'HashTransformer',
    'AnnotationsTransformer',
  ];
  it.each(quiet)('qui ne change rien de ce qui est jugé n’est pas un doute : %s', (kind) => {
    const text = `apiVersion: builtin\nkind: ${kind}\nmetadata: { name: t, namespace: n }\nprefix: a-\n`;
    const files = layers(aDeployment(), { prod: 'transformers: [t.yaml]\n' }, { 'overlays/prod/t.yaml': text });
    expect(of('check-labels', files)).toEqual(['conforming']);
  });

  it('apporte l’étiquette qui manquait, et une image que la règle refuse à sa ligne', () => {
    const labels =
      'apiVersion: builtin\nkind: LabelTransformer\nmetadata: { name: t }\nlabels: { env: prod }\nfieldSpecs: [{ path: metadata/labels, create: true }, { path: spec/template/metadata/labels, create: true }]\n';
    const image =
      'apiVersion: builtin\nkind: ImageTagTransformer\nmetadata: { name: t }\nimageTag:\n  name: docker.io/equipe/api\n  newTag: latest\n';
    const filesOf = (text: string) => layers(bare, { prod: 'transformers: [t.yaml]\n' }, { 'overlays/prod/t.yaml': text });
    expect(of('check-labels', filesOf(labels))).toEqual(['conforming']);
    expect(of('disallow-latest', filesOf(image))).toEqual(['violation', '!overlays/prod/t.yaml:6']);
  });
});

describe('un générateur de Kustomize, écrit dans un fichier', () => {
  const generator = (text: string) => layers(aDeployment(), { prod: 'generators: [g.yaml]\n' }, { 'overlays/prod/g.yaml': text });
  const own = (kind: string, rest: string) => `apiVersion: builtin\nkind: ${kind}\nmetadata: { name: g }\n${rest}`;
  it.each<readonly [string, string, readonly string[]]>([
    ['une ConfigMap', own('ConfigMapGenerator', 'literals: [A=1]\n'), ['conforming']],
    ['un mot de passe, à sa ligne', own('ConfigMapGenerator', 'literals:\n  - PASSWORD=x\n'), ['violation', '!overlays/prod/g.yaml:5']],
    ['un Secret', own('SecretGenerator', 'literals: [PASSWORD=x]\n'), ['not-applicable']],
    ['un chart', own('HelmChartInflationGenerator', 'name: redis\n'), ['undetermined', '?overlays/prod/kustomization.yaml:3']],
    [
      'celui d’un programme',
      'apiVersion: a/v1\nkind: ConfigMapGenerator\nmetadata: { name: g }\n',
      ['undetermined', '?overlays/prod/kustomization.yaml:3'],
    ],
    [
      'deux, dont un inconnu',
      `${own('ConfigMapGenerator', 'literals: [A=1]\n')}---\napiVersion: a/v1\nkind: B\n`,
      ['undetermined', '?overlays/prod/kustomization.yaml:3'],
    ],
  ])('%s', (_, text, told) => {
    expect(of('cm-no-credentials', generator(text))).toEqual(told);
  });

  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  volumes: [{ name: v, hostPath: { path: /x } }]\n';
  const pouring = own('ConfigMapGenerator', 'files: [exemple.yaml]\n');
  const unknown = '---\napiVersion: a/v1\nkind: B\n';
  it.each<readonly [string, string, string]>([
    ['dans une ConfigMap', `configMapGenerator: [{ name: g, files: [exemple.yaml] }]\n`, ''],
    ['par un générateur', 'generators: [g.yaml]\n', pouring],
    ['par un générateur, à côté d’un inconnu', 'generators: [g.yaml]\n', `${pouring}${unknown}`],
    ['dans un Secret', 'generators: [g.yaml]\n', own('SecretGenerator', 'files: [a=exemple.yaml]\n')],
    ['un correctif d’un transformateur', 'transformers: [g.yaml]\n', own('PatchTransformer', 'path: exemple.yaml\n')],
    ['un correctif, à côté d’un inconnu', 'transformers: [g.yaml]\n', `${own('PatchTransformer', 'path: exemple.yaml\n')}${unknown}`],
  ])('ce qui est versé n’est pas déployé : %s', (_, prod, text) => {
    const files = layers(aDeployment(), { prod }, { 'overlays/prod/g.yaml': text, 'overlays/prod/exemple.yaml': pod });
    expect(of('disallow-hostpath', files).filter((line) => line.includes('exemple.yaml'))).toEqual([]);
  });

  it('qui n’est pas lu : un doute de toutes', () => {
    expect(of('disallow-hostpath', layers(aDeployment(), { prod: 'generators: [absent.yaml]\n' }))[0]).toBe('undetermined');
  });
});

describe('ce qui n’est pas suivi', () => {
  it.each([
    'transformers: [t.yaml]\n',
    'replacements: [{ path: r.yaml }]\n',
    'patches: [{ path: absent.yaml }]\n',
    'components: [https://github.com/a/b]\n',
    'patches:\n  - target: { labelSelector: "app=api" }\n    patch: "{kind: x}"\n',
    'patches:\n  - target: { kind: Deployment, name: "a.*" }\n    patch: "{kind: x}"\n',
  ])('peut apporter ce qui manque : %s', (rest) => {
    expect(of('check-labels', layers(bare, { prod: rest }))[0]).toBe('undetermined');
  });

  const transformer = (text: string) => [{ prod: 'transformers: [t.yaml]\n' }, { 'overlays/prod/t.yaml': text }] as const;
  const labelled = 'apiVersion: builtin\nkind: LabelTransformer\nlabels: { a: b }\n';
  const ordinary = aDeployment();
  const inline = (target: string) =>
    `patches:\n  - target: { kind: Deployment, ${target} }\n    patch: '[{ op: add, path: /metadata/annotations, value: { a: b } }]'\n`;
  const json = (operation: string) => `patches:\n  - target: { kind: Deployment }\n    patch: '[{ op: ${operation} }]'\n`;
  it.each([
    ['un correctif qui n’est pas lu', { prod: 'patches: [{ path: gros.yaml }]\n' }, { 'overlays/prod/gros.yaml': null }],
    ['un correctif qui n’existe pas', { prod: 'patchesStrategicMerge: [absent.yaml]\n' }, {}],
    ['un correctif JSON d’un autre dépôt', { prod: 'patches: [{ target: { kind: Deployment }, path: ../../../a.yaml }]\n' }, {}],
    ['un composant d’un autre dépôt', { prod: 'components: [https://github.com/a/b]\n' }, {}],
    ['un composant qui n’est pas lu', { prod: 'components: [../../components/x]\n' }, {}],
    ['un transformateur', { prod: 'transformers: [t.yaml]\n' }, {}],
    ['un transformateur d’un programme', ...transformer('apiVersion: example.com/v1\nkind: LabelTransformer\n')],
    ['un transformateur que Kustomize n’a pas', ...transformer('apiVersion: builtin\nkind: constructor\n')],
    ['des étiquettes d’un seul groupe', ...transformer(`${labelled}fieldSpecs: [{ path: metadata/labels }, { path: a, group: apps }]\n`)],
    [
      'des annotations mises ailleurs',
      ...transformer('apiVersion: builtin\nkind: AnnotationsTransformer\nfieldSpecs: [{ path: spec/type }]\n'),
    ],
    [
      'un transformateur suivi et un autre',
      ...transformer(`${labelled}fieldSpecs: [{ path: metadata/labels }]\n---\napiVersion: a/v1\nkind: B\n`),
    ],
    ['un remplacement écrit ailleurs', { prod: 'replacements: [{ path: r.yaml }]\n' }, {}],
    [
      'un remplacement dans les pods',
      {
        prod: 'replacements:\n  - source: { kind: ConfigMap, name: c, fieldPath: data.u }\n    targets:\n      - select: { kind: Deployment }\n        fieldPaths: [spec.template.spec.securityContext.runAsUser]\n',
      },
      {},
    ],
    ['un correctif par étiquettes', { prod: inline('labelSelector: "tier=backend"') }, {}],
    ['un correctif par un motif de nom', { prod: inline('name: "a.+i"') }, {}],
    ['un correctif d’un autre espace de noms', { prod: inline('namespace: kube-system') }, {}],
    ['une version sans guillemets, que Kustomize refuse', { prod: 'images: [{ name: docker.io/equipe/api, newTag: 1.4 }]\n' }, {}],
    ['une étiquette sans guillemets', { prod: 'labels: [{ pairs: { palier: 1 } }]\n' }, {}],
    ['une clé que Kustomize ne connaît pas', { prod: 'configMapGenerators: []\n' }, {}],
    ['un nombre de pods pour un nom que rien ne porte', { prod: 'replicas: [{ name: absent, count: 3 }]\n' }, {}],
    ['un nombre de pods entre guillemets', { prod: 'replicas: [{ name: api, count: "3" }]\n' }, {}],
    ['un motif de noms d’images', { prod: 'images: [{ name: "docker.io/.*", newTag: "2" }]\n' }, {}],
    ['un correctif JSON qui retire ce qui n’est pas là', { prod: json('remove, path: /spec/paused') }, {}],
    ['un correctif JSON dont l’essai échoue', { prod: json('test, path: /metadata/name, value: autre') }, {}],
    ['un correctif qui nomme l’objet avec un préfixe', { prod: `namePrefix: prod-\n${inline('name: prod-api')}` }, {}],
  ] as const)('rend indéterminé même ce qui est écrit comme il faut : %s', (_, overlays, more) => {
    for (const rule of ['disallow-hostpath', 'image-pull-policy', 'openshift-scc', 'need-liveness-readiness'] as const) {
      expect([rule, of(rule, layers(ordinary, overlays, more))[0]]).toEqual([rule, 'undetermined']);
    }
  });

  it.each([
    ['un correctif de l’espace de noms de l’objet', inline('name: api, namespace: default')],
    [
      'un remplacement d’un nom de machine',
      'replacements:\n  - source: { kind: ConfigMap, name: c, fieldPath: data.h }\n    targets:\n      - select: { kind: Ingress }\n        fieldPaths: [spec.rules.0.host, metadata.annotations.h]\n',
    ],
    ['une configuration de Kustomize', 'configurations: [kustomizeconfig.yaml]\n'],
    ['un remplacement écrit dans un fichier, d’un nom de machine', 'replacements: [{ path: r.yaml }]\n'],
  ])('laisse conforme ce qui est écrit comme il faut : %s', (_, rest) => {
    expect(of('disallow-hostpath', layers(ordinary, { prod: rest }, { 'overlays/prod/r.yaml': `- ${hostReplacement}` }))).toEqual([
      'conforming',
    ]);
  });

  it.each<readonly [string, string | null]>([
    ['n’est pas lu', null],
    ['ne se lit pas', '- source: [\n'],
    [
      'en porte un dans les pods',
      `- ${hostReplacement}- ${hostReplacement.replace('metadata.annotations.h', 'spec.template.spec.hostname')}`,
    ],
  ])('un fichier de remplacements qui %s est un doute', (_, text) => {
    const files = layers(ordinary, { prod: 'replacements: [{ path: r.yaml }]\n' }, { 'overlays/prod/r.yaml': text });
    expect(of('disallow-hostpath', files)[0]).toBe('undetermined');
  });

  it.each([
    ['un autre genre', hostReplacement, 'violation'],
    ['un autre nom', hostReplacement.replace('kind: Ingress', 'kind: Deployment, name: worker'), 'violation'],
    ['son nom', hostReplacement.replace('kind: Ingress', 'kind: Deployment, name: api'), 'undetermined'],
    ['son nom, avec un préfixe', hostReplacement.replace('kind: Ingress', 'kind: Deployment, name: prod-api'), 'undetermined'],
    ['son genre', hostReplacement.replace('kind: Ingress', 'kind: Deployment'), 'undetermined'],
    ['un motif', hostReplacement.replace('kind: Ingress', 'kind: ".*"'), 'undetermined'],
    ['rien', hostReplacement.replace(/select: .*\n *fieldPaths/, 'fieldPaths'), 'undetermined'],
  ])('une étiquette qui manque, là où un remplacement vise %s', (_, replacement, outcome) => {
    expect(of('check-labels', layers(bare, { prod: `replacements:\n- ${replacement}` }))[0]).toBe(outcome);
  });

  it.each(['config/crd/bases/a.yaml', 'k/crds/a.yaml', 'crd/a.yml'])('les définitions de genres ne cachent pas d’objet : %s', (path) => {
    const files = { 'deploy/kustomization.yaml': `resources: [../${path}, a.yaml]\n`, 'deploy/a.yaml': ordinary, [path]: null };
    expect(of('disallow-hostpath', files)).toEqual(['conforming']);
  });

  it('mais celles qui manquent, si', () => {
    expect(
      of('disallow-hostpath', { 'deploy/kustomization.yaml': 'resources: [crd/a.yaml, a.yaml]\n', 'deploy/a.yaml': ordinary })[0],
    ).toBe('undetermined');
  });

  it.each(['test', 'tests', 'demo'])('le composant %s d’un overlay qui est lu est suivi', (name) => {
    const files = layers(
      ordinary,
      { test: `components: [../../components/${name}]\n` },
      {
        [`components/${name}/kustomization.yaml`]:
          'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n  - target: { kind: Deployment, name: api }\n    patch: |\n      - op: add\n        path: /spec/template/spec/containers/0/imagePullPolicy\n        value: Never\n',
      },
    );
    expect(of('image-pull-policy', files)).toEqual(['violation', `!components/${name}/kustomization.yaml:8`]);
  });

  it('des boucles et des répétitions sans fin', () => {
    const files = { 'k/kustomization.yaml': 'resources: [., ../k, a.yaml]\ncomponents: [.]\n', 'k/a.yaml': bare };
    expect(of('check-labels', files)[0]).toBe('not-applicable');
  });
});

describe('plusieurs overlays', () => {
  it('ce qu’ils ont en commun n’est dit qu’une fois', () => {
    const { findings, because, result } = judge('need-containers-ressources', layers(aDeployment([resources, '']), { dev: '', prod: '' }));
    expect(findings).toEqual(['!base/deployment.yaml:13']);
    expect(because[0]).not.toContain('overlays');
    expect(result.examined).toBe(1);
  });

  it('ce qu’un seul a est dit avec son nom', () => {
    const { findings, because } = judge('check-labels', layers(bare, { dev: 'commonLabels: { env: dev }\n', prod: '' }));
    expect(findings).toEqual(['!base/deployment.yaml:10']);
    expect(because[0]).toContain('(dans « overlays/prod »)');
  });
});
