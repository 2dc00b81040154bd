import { describe, expect, it } from 'vitest';
import { aDeployment, type Files, judge } from '../rules/cases.ts';

const image = 'image: docker.io/equipe/api:1.4.0';
const labels = '  labels: { app: api, env: preprod, tier: backend }\nspec';
const templateLabels = '      labels: { app: api, env: preprod, tier: backend }\n';
const resources = '          resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 500m, memory: 256Mi } }\n';
const bare = aDeployment(
  [labels, '  labels: { app: api, tier: backend }\nspec'],
  [templateLabels, '      labels: { app: api, tier: backend }\n'],
);

/** A base with a Deployment, and overlays by name. */
function layers(deployment: string, overlays: Readonly<Record<string, string>>, more: Files = {}): Files {
  return {
    'base/kustomization.yaml': 'resources:\n  - deployment.yaml\n',
    'base/deployment.yaml': deployment,
    ...Object.fromEntries(
      Object.entries(overlays).map(([name, rest]) => [`overlays/${name}/kustomization.yaml`, `resources:\n  - ../../base\n${rest}`]),
    ),
    ...more,
  };
}
const of = (rule: Parameters<typeof judge>[0], files: Files) => {
  const { outcome, findings } = judge(rule, files);
  return [outcome, ...findings];
};

describe('ce qu’un overlay apporte à sa base', () => {
  it.each(['labels:\n  - pairs: { env: prod }\n    includeTemplates: true\n', 'commonLabels: { env: prod }\n'])(
    'des étiquettes : %s',
    (rest) => {
      expect(of('check-labels', layers(bare, { prod: rest }))).toEqual(['conforming']);
    },
  );

  it('des étiquettes sans le modèle de pod', () => {
    expect(of('check-labels', layers(bare, { prod: 'labels: [{ pairs: { env: prod } }]\n' }))).toEqual([
      'violation',
      '!base/deployment.yaml:10',
    ]);
  });

  it('une étiquette d’une valeur hors de la liste, là où elle est écrite', () => {
    expect(of('check-labels', layers(bare, { prod: 'commonLabels: { env: production }\n' }))).toEqual([
      'conforming',
      '+overlays/prod/kustomization.yaml:3',
    ]);
  });

  it('la version d’une image', () => {
    const files = layers(aDeployment([image, 'image: api']), {
      prod: 'images:\n  - name: api\n    newName: ghcr.io/equipe/api\n    newTag: "2.0"\n',
    });
    expect(of('disallow-latest', files)).toEqual(['conforming']);
    expect(of('restrict-image-registry', files)).toEqual(['conforming']);
  });

  it('la version d’une image désignée par son empreinte', () => {
    const files = layers(aDeployment([image, `image: api@sha256:${'a'.repeat(64)}`]), {
      prod: 'images:\n  - name: api\n    newName: ghcr.io/equipe/api\n    newTag: latest\n',
    });
    expect(of('disallow-latest', files)).toEqual(['violation', '!overlays/prod/kustomization.yaml:6']);
    expect(of('restrict-image-registry', files)).toEqual(['conforming']);
  });

  it('une version latest, là où elle est écrite', () => {
    const files = layers(aDeployment(), { prod: 'images:\n  - name: docker.io/equipe/api\n    newTag: latest\n' });
    expect(of('disallow-latest', files)).toEqual(['violation', '!overlays/prod/kustomization.yaml:5']);
  });

  it('un correctif dans un fichier, qui n’est pas jugé comme un manifeste entier', () => {
    const patch = `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n${resources}`;
    const files = (reference: string) => layers(aDeployment([resources, '']), { prod: reference }, { 'overlays/prod/patch.yaml': patch });
    expect(of('need-containers-ressources', files('patches: [{ path: patch.yaml }]\n'))).toEqual(['conforming']);
    expect(of('need-containers-ressources', files('patchesStrategicMerge: [patch.yaml]\n'))).toEqual(['conforming']);
    expect(of('need-containers-ressources', files(''))).toEqual(['violation', '!base/deployment.yaml:13', '?overlays/prod/patch.yaml:1']);
  });

  it('un correctif écrit sur place, avec ses lignes', () => {
    const rest =
      'patches:\n  - target: { kind: Deployment }\n    patch: |-\n      - op: replace\n        path: /spec/template/spec/containers/0/image\n        value: nginx:latest\n';
    expect(of('disallow-latest', layers(aDeployment(), { prod: rest }))).toEqual(['violation', '!overlays/prod/kustomization.yaml:8']);
  });

  it('un correctif qui retire', () => {
    const volumes = '      volumes: [{ name: v, hostPath: { path: / } }]\n      containers:';
    const rest =
      'patches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: api }\n      spec: { template: { spec: { volumes: [{ name: v, $patch: delete }] } } }\n';
    expect(of('disallow-hostpath', layers(aDeployment(['      containers:', volumes]), { prod: rest }))).toEqual(['conforming']);
  });

  it('un composant', () => {
    const files = layers(
      bare,
      { prod: 'components: [../../components/env]\n' },
      { 'components/env/kustomization.yaml': 'kind: Component\ncommonLabels: { env: prod }\n' },
    );
    expect(of('check-labels', files)).toEqual(['conforming']);
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

  it('une base d’ailleurs', () => {
    const files = { 'k/kustomization.yaml': 'resources:\n  - https://github.com/a/b?ref=v1\n' };
    expect(of('check-labels', files)).toEqual(['undetermined', '?k/kustomization.yaml:2']);
    expect(of('linux-base', files)).toEqual(['undetermined', '?k/kustomization.yaml:2']);
  });

  it('une base sans overlay', () => {
    expect(of('check-labels', layers(bare, {}))).toEqual(['undetermined', '?base/deployment.yaml:10']);
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
