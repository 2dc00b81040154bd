import { describe, expect, it } from 'vitest';
import { sketchTemplate } from '../../../src/inspect/helm/template-sketch.ts';
import { aDeployment, aManifest, type Files, judge } from '../rules/cases.ts';
import { computingMs } from '../../computing-time.ts';

const chart = (template: string, more: Files = {}): Files => ({
  'c/Chart.yaml': 'apiVersion: v2\nname: c\n',
  'c/templates/a.yaml': template,
  ...more,
});
const doubt = '?c/Chart.yaml:1';

/** A Deployment as charts write it; `{{ … }}` everywhere but for the piece that is changed. */
const template = (...changes: readonly (readonly [string, string])[]) =>
  changes.reduce((text, [piece, by]) => {
    if (!text.includes(piece)) throw new Error(`no ${piece}`);
    return text.replace(piece, by);
  }, deployment);

const deployment = `{{- $nom := include "c.nom" . -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $nom }}
  labels:
    {{- include "c.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  template:
    metadata:
      labels: {{- toYaml .Values.labels | nindent 8 }}
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          ports:
            - containerPort: {{ .Values.port }}
          {{- with .Values.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
`;

describe('un gabarit sans {{ est un manifeste', () => {
  it('jugé comme les autres, et le chart ne cache rien quand tous le sont', () => {
    expect(judge('need-liveness-readiness', chart(aDeployment())).findings).toEqual([]);
    expect(judge('restrict-nodeport', chart(aManifest('Service', 'spec:\n  type: NodePort'))).findings).toEqual(['!c/templates/a.yaml:5']);
    expect(judge('disallow-latest', chart(aDeployment(['api:1.4.0', 'api']))).findings).toEqual(['!c/templates/a.yaml:14']);
    expect(judge('need-containers-ressources', chart(aDeployment(['resources:', 'x:']))).findings).toEqual(['!c/templates/a.yaml:13']);
  });

  it.each<readonly [string, Files]>([
    ['un autre gabarit s’exécute', { 'c/templates/b.yaml': 'a: {{ .Values.a }}\n' }],
    ['un autre gabarit n’a pas été lu', { 'c/templates/b.yaml': null }],
    ['un autre gabarit est illisible', { 'c/templates/b.yaml': 'a: [\n' }],
    ['le chart a des dépendances', { 'c/Chart.yaml': 'name: c\ndependencies: [{ name: redis }]\n' }],
    ['le chart contient d’autres charts', { 'c/charts/redis/Chart.yaml': 'name: redis\n' }],
    ['le chart apporte des CRD', { 'c/crds/a.yaml': null }],
  ])('le doute reste quand %s', (_, more) => {
    expect(judge('need-liveness-readiness', chart(aDeployment(), more)).findings).toEqual([doubt]);
  });

  it('illisible, il est dit comme un manifeste', () => {
    expect(judge('readable-yaml', chart('apiVersion: v1\nkind: Service\nspec: *x\n')).findings).toEqual(['!c/templates/a.yaml:3']);
  });
});

describe('ce qu’un gabarit écrit en toutes lettres est jugé, le reste est le doute du chart', () => {
  const image = 'image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"';
  const port = 'containerPort: {{ .Values.port }}';

  it.each<readonly [Parameters<typeof judge>[0], string, readonly (readonly [string, string])[], readonly string[]]>([
    ['disallow-latest', 'rien n’est écrit', [], []],
    ['disallow-latest', 'latest', [[image, 'image: "alpine:latest"']], ['!c/templates/a.yaml:18']],
    ['disallow-latest', 'latest après une valeur', [[image, 'image: {{ .Values.depot }}/app:latest']], ['!c/templates/a.yaml:18']],
    ['disallow-latest', 'sans version', [[image, 'image: docker.io/library/alpine']], ['!c/templates/a.yaml:18']],
    ['disallow-latest', 'une version', [[image, 'image: docker.io/library/alpine:3.20']], []],
    ['disallow-latest', 'un choix sur la ligne', [[image, 'image: {{ if .x }}a:latest{{ else }}b:1{{ end }}']], []],
    ['restrict-image-registry', 'un registre refusé', [[image, 'image: gcr.io/a/b:1']], ['!c/templates/a.yaml:18']],
    ['unprivileged-ports', 'un port', [[port, 'containerPort: 80']], ['!c/templates/a.yaml:20']],
    ['rootless', 'privilégié', [[image, 'image: a:1\n          securityContext: { privileged: true }']], ['!c/templates/a.yaml:19']],
    [
      'disallow-hostpath',
      'un dossier du nœud',
      [['      containers:', '      volumes:\n        - name: a\n          hostPath: { path: /a }\n      containers:']],
      ['!c/templates/a.yaml:18'],
    ],
    [
      'disallow-hostpath',
      'un dossier du nœud, selon les valeurs',
      [
        [
          '      containers:',
          '      volumes:\n        {{- if .Values.noeud }}\n        - name: a\n          hostPath: { path: /a }\n        {{- end }}\n      containers:',
        ],
      ],
      ['?c/templates/a.yaml:19'],
    ],
    ['need-liveness-readiness', 'ce qui manque peut venir des valeurs', [], []],
    ['check-labels', 'ce qui manque peut venir des valeurs', [], []],
    ['read-only-root-filesystem', 'ce qui manque peut venir des valeurs', [], []],
    ['need-containers-ressources', 'ce qui manque peut venir des valeurs', [], []],
  ])('%s : %s', (...[rule, , changes, findings]) => {
    expect(judge(rule, chart(template(...changes))).findings).toEqual([...findings, doubt]);
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['un Service', aManifest('Service', 'spec:\n  type: NodePort\n  selector: {{ .x }}'), ['!c/templates/a.yaml:5']],
    [
      'un gabarit tout entier selon les valeurs',
      `{{- if .Values.a }}\n${aManifest('Service', 'spec:\n  type: NodePort')}{{- end }}\n`,
      ['?c/templates/a.yaml:6'],
    ],
    [
      'une boucle',
      `{{- range .Values.a }}\n---\n${aManifest('Service', 'spec:\n  type: NodePort')}{{- end }}\n`,
      ['?c/templates/a.yaml:7'],
    ],
    ['un type selon les valeurs', aManifest('Service', 'spec:\n  type: {{ .Values.type }}'), []],
    ['deux branches', aManifest('Service', 'spec:\n  {{ if .a }}\n  type: NodePort\n  {{ else }}\n  type: ClusterIP\n  {{ end }}'), []],
    ['un commentaire', aManifest('Service', 'spec:\n  {{/* type: NodePort */}}\n  # type: NodePort {{ .x }}\n  type: ClusterIP'), []],
    ['un commentaire sur plusieurs lignes', aManifest('Service', 'spec:\n  {{- /*\n  type: NodePort\n  */}}\n  type: ClusterIP'), []],
    ['un texte de ConfigMap', aManifest('ConfigMap', 'data:\n  a.yaml: |\n    kind: Service\n    type: NodePort\n    x: {{ .x }}'), []],
    ['un gabarit qui n’est pas du YAML une fois réduit', 'a: [{{ .x }}\n  type: NodePort\n', []],
  ])('%s', (_, text, findings) => {
    expect(judge('restrict-nodeport', chart(text)).findings).toEqual([...findings, doubt]);
  });

  it('une clé de ConfigMap, quelle que soit sa valeur', () => {
    const text = aManifest('ConfigMap', 'data:\n  DB_PASSWORD: {{ .Values.passe | quote }}');
    expect(judge('cm-no-credentials', chart(text)).findings).toEqual(['!c/templates/a.yaml:5', doubt]);
  });

  it.each([
    'password: {{ .Values.passe | quote }}',
    'PASSWD={{ .p }}',
    "secret_key: '{{ .a }}-{{ .b }}'",
    'password: {{ include "a" . | b64enc }}',
  ])('un mot de passe que les valeurs donnent dans un texte n’est pas accusé : %s', (line) => {
    const text = aManifest('ConfigMap', `data:\n  a.conf: |\n    hote: x\n    ${line}\n`);
    expect(judge('cm-no-credentials', chart(text)).findings).toEqual([doubt]);
  });

  it.each(['capabilities: { add: [{{ .c }}] }', 'seLinuxOptions: { type: {{ .t }} }', 'seccompProfile: { type: {{ .s }} }'])(
    'ce que les valeurs donnent à un conteneur n’est pas jugé : %s',
    (written) => {
      const text = template(['          ports:', `          securityContext: { ${written} }\n          ports:`]);
      expect(judge('openshift-scc', chart(text)).findings).toEqual([doubt]);
    },
  );

  it('les valeurs de vérité et les nombres que donnent les valeurs ne sont pas jugés', () => {
    const text = template([
      `          ports:`,
      '          securityContext: { runAsUser: {{ .u }}, readOnlyRootFilesystem: {{ .r }} }\n          ports:',
    ]);
    for (const rule of ['rootless', 'openshift-scc', 'read-only-root-filesystem'] as const)
      expect([rule, judge(rule, chart(text)).findings]).toEqual([rule, [doubt]]);
  });

  it.each<readonly [string, readonly string[]]>([
    ['metadata: { name: x, annotations: { helm.sh/hook: test } }', []],
    ['metadata: { name: x, annotations: { "helm.sh/hook": test-success } }', []],
    ['metadata: { name: x, annotations: { "helm.sh/hook": "test, test-success" } }', []],
    ['metadata: { name: x, annotations: { "helm.sh/hook": "pre-install,test" } }', ['!c/templates/tests/a.yaml:4']],
    ['metadata: { name: x, annotations: { helm.sh/hook: pre-install } }', ['!c/templates/tests/a.yaml:4']],
    ['metadata: { name: x }', ['!c/templates/tests/a.yaml:4']],
    ['metadata: { name: {{ .Release.Name }}, annotations: {{ .Values.hooks }} }', [doubt]],
  ])('un essai se reconnaît à son annotation, pas à son dossier : %s', (metadata, findings) => {
    const test = `apiVersion: v1\nkind: Pod\n${metadata}\nspec: { containers: [{ name: a, image: busybox }] }\n`;
    expect(judge('disallow-latest', chart(aDeployment(), { 'c/templates/tests/a.yaml': test })).findings).toEqual(findings);
  });

  it.each(['deployment', 'x.txt', 'x.yaml.bak', 'README.md'])('templates/%s, que .helmignore peut écarter, est un doute', (name) => {
    const files = chart(aDeployment(), { [`c/templates/${name}`]: aDeployment(['api:1.4.0', 'api']) });
    expect(judge('disallow-latest', files).findings).toEqual([doubt]);
    const unreadable = chart(aDeployment(), { [`c/templates/${name}`]: '# Un titre\n- a: [\n' });
    expect([judge('disallow-latest', unreadable).findings, judge('readable-yaml', unreadable).outcome]).toEqual([[doubt], 'conforming']);
  });
});

describe('un gabarit réduit', () => {
  it('garde l’accolade qui suit une action', () => {
    expect(sketchTemplate('metadata: {name: {{ .Release.Name }}}\n').text).toBe('metadata: {name: __valeur__}\n');
    expect(sketchTemplate('a: {b: {c: {{ .x }}, d: {{ .y }}}}\n').text).toBe('a: {b: {c: __valeur__}}\n');
  });

  it('garde ses lignes', () => {
    const text = 'a: {{ .x }}\n{{- if .y }}\nb: {{ printf "%s"\n  .z }}\n{{ end }}\nc: "{{ .a }}:{{ .b }}"\n';
    expect(sketchTemplate(text)).toEqual({
      text: 'a: __valeur__\n\nb: __valeur__\n\n\nc: "__valeur__"\n',
      conditional: new Set([2, 3, 4, 5]),
    });
  });

  it('sans fin, il se lit en temps borné', () => {
    const spent = computingMs(() => {
      for (const text of ['{{'.repeat(60_000), '{{\n'.repeat(40_000), '{{ if }}\n'.repeat(14_000), '}}{{ x'.repeat(20_000)])
        judge('disallow-latest', chart(text));
    });
    expect(spent).toBeLessThan(5_000);
  });
});
