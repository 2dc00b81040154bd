import { describe, expect, it } from 'vitest';
import { ruleNames } from '../../../src/config/checks-schema.ts';
import type { RuleName } from '../../../src/dossier/checks/check.ts';
import { readSuppressions } from '../../../src/inspect/suppressions/read-suppressions.ts';
import { sentenceText } from '../../../src/words/sentence.ts';
import { chart as oneTemplate, judged, made, service } from '../helm/judged-chart.ts';
import { aDeployment, check, type Files, judge } from '../rules/cases.ts';

const rootDockerfile = 'FROM docker.io/library/debian:12\n';
const nodePort = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: s\nspec:\n  type: NodePort\n  ports: [{ port: 80 }]\n';
const later = (text: string, ...lines: readonly (readonly [before: string, added: string])[]) =>
  lines.reduce((written, [before, added]) => written.replace(before, added + before), text);

interface Told {
  readonly outcome: string;
  readonly ignored: readonly string[];
  readonly remarks: readonly string[];
}

function told(rule: RuleName, files: Files): Told {
  const { outcome, result } = judge(rule, files);
  return {
    outcome,
    ignored: result.ignored.map(({ finding: { place }, reason }) => `${place?.path}:${place?.line} ${reason}`),
    remarks: check(files).remarks.map(({ place, because }) => `${place.path}:${place.line} ${sentenceText(because)}`),
  };
}

type Case = readonly [title: string, rule: RuleName, files: Files, ignored: readonly string[]];

const chart = { 'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', 'c/values.yaml': 'a: 1\n' };
const typed = (line: string) => later(nodePort, ['  type', `  ${line}\n`]);

const kept: readonly Case[] = [
  [
    'de plusieurs règles, une espace après la virgule',
    'rootless',
    { Dockerfile: '# accostage: ignore=rootless, pinned-base-image image de test\nFROM docker.io/library/debian:latest\n' },
    ['Dockerfile:2 image de test'],
  ],
  [
    'd’une règle, une virgule avant le motif',
    'restrict-nodeport',
    { 'k8s/s.yaml': typed('# accostage: ignore=restrict-nodeport, vu avec la Service Team') },
    ['k8s/s.yaml:7 vu avec la Service Team'],
  ],
  [
    'dans un commentaire de Helm',
    'restrict-nodeport',
    {
      ...chart,
      'c/templates/s.yaml': typed('{{- /* # accostage: ignore=restrict-nodeport démonstration */ -}}').replace(
        'name: s',
        'name: {{ .Values.a }}',
      ),
    },
    ['c/templates/s.yaml:7 démonstration'],
  ],
  [
    'au-dessus d’une instruction',
    'rootless',
    { Dockerfile: `# accostage: ignore=rootless image de test\n${rootDockerfile}` },
    ['Dockerfile:2 image de test'],
  ],
  [
    'au-dessus de plusieurs commentaires',
    'rootless',
    { Dockerfile: `# accostage: ignore=rootless image de test\n# autre chose\n\n${rootDockerfile}` },
    ['Dockerfile:4 image de test'],
  ],
  [
    'avec des fins de ligne de Windows',
    'rootless',
    { Dockerfile: `# accostage: ignore=rootless image de test\r\n${rootDockerfile.replaceAll('\n', '\r\n')}` },
    ['Dockerfile:2 image de test'],
  ],
  [
    'à la fin de la ligne',
    'restrict-nodeport',
    { 'k8s/s.yaml': nodePort.replace('NodePort', 'NodePort # accostage: ignore=restrict-nodeport démonstration') },
    ['k8s/s.yaml:6 démonstration'],
  ],
  [
    'au-dessus de la clé',
    'restrict-nodeport',
    { 'k8s/s.yaml': later(nodePort, ['  type', '  # accostage: ignore=restrict-nodeport démonstration\n']) },
    ['k8s/s.yaml:7 démonstration'],
  ],
  [
    'au-dessus de l’objet',
    'restrict-nodeport',
    { 'k8s/s.yaml': `# accostage: ignore=restrict-nodeport démonstration\n${nodePort}` },
    ['k8s/s.yaml:7 démonstration'],
  ],
  [
    'dans le second document seul',
    'restrict-nodeport',
    { 'k8s/s.yaml': `a: 1\n---\n# accostage: ignore=restrict-nodeport démonstration\n${nodePort}` },
    ['k8s/s.yaml:9 démonstration'],
  ],
  [
    'au-dessus d’un conteneur, pour tout ce qu’il contient',
    'disallow-latest',
    {
      'k8s/a.yaml': later(aDeployment([':1.4.0', '']), [
        '        - name',
        '        # accostage: ignore=disallow-latest,need-liveness-readiness essai court\n',
      ]).replace(/ {10}readinessProbe.*\n/, ''),
    },
    ['k8s/a.yaml:15 essai court'],
  ],
  [
    'dans un commentaire de Helm de plusieurs lignes',
    'restrict-nodeport',
    {
      ...chart,
      'c/templates/s.yaml': typed('{{- /*\n  accostage: ignore=restrict-nodeport démonstration\n  */ -}}').replace(
        'name: s',
        'name: {{ .Values.a }}',
      ),
    },
    ['c/templates/s.yaml:9 démonstration'],
  ],
  [
    'dans une condition d’un gabarit',
    'restrict-nodeport',
    {
      ...chart,
      'c/templates/s.yaml': typed('{{- if .Values.a }}\n  # accostage: ignore=restrict-nodeport démonstration').replace(
        '  ports',
        '  {{- end }}\n  ports',
      ),
    },
    ['c/templates/s.yaml:8 démonstration'],
  ],
  [
    'à la fin d’une ligne d’un gabarit',
    'restrict-nodeport',
    {
      ...chart,
      'c/templates/s.yaml': nodePort
        .replace('name: s', 'name: {{ .Values.a }}')
        .replace('NodePort', 'NodePort # accostage: ignore=restrict-nodeport démonstration'),
    },
    ['c/templates/s.yaml:6 démonstration'],
  ],
  [
    'à la fin d’une ligne, avec des fins de ligne de Windows',
    'restrict-nodeport',
    { 'k8s/s.yaml': nodePort.replace('NodePort', 'NodePort # accostage: ignore=restrict-nodeport démonstration').replaceAll('\n', '\r\n') },
    ['k8s/s.yaml:6 démonstration'],
  ],
  [
    'au-dessus d’un élément de List, pour lui seul',
    'disallow-latest',
    {
      'k8s/l.yaml':
        'apiVersion: v1\nkind: List\nitems:\n  # accostage: ignore=disallow-latest essai\n  - apiVersion: v1\n    kind: Pod\n    metadata: { name: p }\n    spec: { containers: [{ name: a, image: docker.io/a/a }] }\n',
    },
    ['k8s/l.yaml:8 essai'],
  ],
  [
    'dans un correctif de Kustomize',
    'restrict-nodeport',
    {
      'k/kustomization.yaml': 'resources: [s.yaml]\npatches: [{ path: p.yaml }]\n',
      'k/s.yaml': nodePort.replace('NodePort', 'ClusterIP'),
      'k/p.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec:\n  # accostage: ignore=restrict-nodeport démonstration\n  type: NodePort\n',
    },
    ['k/p.yaml:6 démonstration'],
  ],
  [
    'entre les lignes d’une commande, pour toute la commande',
    'no-secret-in-image',
    {
      Dockerfile:
        'FROM docker.io/library/alpine:3\nRUN a && \\\n# accostage: ignore=no-secret-in-image essai\n  DB_PASSWORD=azerty b && \\\n  c\n',
    },
    ['Dockerfile:2 essai'],
  ],
  [
    'entre les lignes d’une instruction, pour la suivante',
    'no-secret-in-image',
    {
      Dockerfile:
        'FROM docker.io/library/alpine:3\nENV A=b \\\n# accostage: ignore=no-secret-in-image essai\n  DB_PASSWORD=azerty \\\n  C=d\n',
    },
    ['Dockerfile:4 essai'],
  ],
  [
    'dans un gabarit Helm, malgré ses lignes sans retrait',
    'disallow-hostpath',
    {
      'chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 0.1.0\n',
      'chart/templates/a.yaml':
        '# accostage: ignore=disallow-hostpath agent du nœud\n{{- if .Values.a }}\napiVersion: v1\nkind: Pod\nmetadata: { name: a }\n{{- end }}\nspec:\n  containers: [{ name: a, image: docker.io/a/a:1 }]\n  volumes:\n    - name: v\n      hostPath: { path: /x }\n',
    },
    ['chart/templates/a.yaml:11 agent du nœud'],
  ],
];

describe('une règle est ignorée par un commentaire avec un motif, et cela se voit', () => {
  it.each(kept)('%s', (...[, rule, files, ignored]) => {
    const { outcome, ...seen } = told(rule, files);
    expect(seen).toEqual({ ignored, remarks: files['k8s/a.yaml'] === undefined ? [] : seen.remarks });
    expect(outcome).toMatch(/ignored|undetermined/);
  });

  it('une liste sans fin ne lit pas plus de noms qu’il y a de règles', () => {
    const [spaced, joined] = ['rootless, '.repeat(100_000), 'rootless,'.repeat(100_000)];
    for (const list of [spaced, joined]) {
      const { suppressions, remarks } = readSuppressions({
        path: 'Dockerfile',
        kind: 'dockerfile',
        text: `# accostage: ignore=${list} image de test\n${rootDockerfile}`,
      });
      expect([suppressions.length, remarks]).toEqual([ruleNames.length, []]);
    }
  });

  it('ce qui n’est pas couvert reste une faute', () => {
    const two = `# accostage: ignore=restrict-nodeport démonstration\n${nodePort}---\n${nodePort}`;
    expect(told('restrict-nodeport', { 'k8s/s.yaml': two })).toEqual({
      outcome: 'violation',
      ignored: ['k8s/s.yaml:7 démonstration'],
      remarks: [],
    });
    const other = later(nodePort, ['metadata', '# accostage: ignore=restrict-nodeport démonstration\n']);
    expect(told('restrict-nodeport', { 'k8s/s.yaml': other })).toMatchObject({ outcome: 'violation', ignored: [] });
  });

  it('une seule règle est ignorée : les autres jugent encore la ligne', () => {
    const files = { Dockerfile: `# accostage: ignore=rootless image de test\nFROM docker.io/library/debian\n` };
    expect(told('rootless', files).outcome).toBe('ignored');
    expect(told('pinned-base-image', files).outcome).toBe('violation');
  });

  it('un motif long ou qui porte un secret est coupé et masqué', () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const [ignored = ''] = told('rootless', {
      Dockerfile: `# accostage: ignore=rootless ${secret} ${'x'.repeat(500)}\n${rootDockerfile}`,
    }).ignored;
    expect(ignored).not.toContain(secret);
    expect(ignored.length).toBeLessThan(120);
  });
});

const refused: readonly (readonly [title: string, files: Files, remark: RegExp])[] = [
  ['sans motif', { Dockerfile: `# accostage: ignore=rootless\n${rootDockerfile}` }, /Dockerfile:1 .*il manque le motif/],
  ['avec un signe pour motif', { Dockerfile: `# accostage: ignore=rootless -- !\n${rootDockerfile}` }, /il manque le motif/],
  ['écrit presque', { Dockerfile: `# accostage-ignore: rootless image de test\n${rootDockerfile}` }, /s’écrit « # accostage: ignore=/],
  ['écrit au pluriel', { Dockerfile: `# accostage: ignores=rootless image de test\n${rootDockerfile}` }, /s’écrit « # accostage: ignore=/],
  [
    'd’une règle inconnue',
    { Dockerfile: `# accostage: ignore=rootles image de test\n${rootDockerfile}` },
    /« rootles » n’existe pas \(peut-être « rootless »\)/,
  ],
  ['d’aucune règle', { Dockerfile: `# accostage: ignore= image de test\n${rootDockerfile}` }, /n’existe pas/],
  ['sans rien dessous', { Dockerfile: `${rootDockerfile}# accostage: ignore=rootless image de test\n` }, /rien ne suit/],
  [
    'à la fin d’un document',
    { 'k8s/s.yaml': `${nodePort}# accostage: ignore=restrict-nodeport démonstration\n---\na: 1\n`, Dockerfile: rootDockerfile },
    /rien ne suit/,
  ],
  [
    'de ce qui est conforme',
    { Dockerfile: `# accostage: ignore=rootless image de test\nFROM docker.io/a/a:1\nUSER 1001\n` },
    /rien n’est à ignorer ici/,
  ],
];

describe('ce qui n’ignore rien est dit', () => {
  it.each(refused)('%s', (_, files, remark) => {
    const { remarks, ignored } = told('rootless', files);
    expect(ignored).toEqual([]);
    expect(remarks).toEqual([expect.stringMatching(remark)]);
  });

  it('un texte qui n’est pas un commentaire n’ignore rien, et c’est dit', () => {
    const data = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  s: |\n    # accostage: ignore=rootless motif\n    x\n  t: "# accostage: ignore=rootless motif"\n`;
    const patch = `resources: [c.yaml]\npatches:\n  - patch: |\n      # accostage: ignore=rootless motif\n      kind: ConfigMap\n`;
    const text = 'ce n’est pas ici un commentaire, mais du texte du fichier : rien n’est ignoré';
    expect(
      told('rootless', {
        'k/c.yaml': data,
        'k/kustomization.yaml': patch,
        Dockerfile: `FROM docker.io/library/debian:12 # accostage: ignore=rootless motif\nRUN <<EOF\n# accostage: ignore=rootless motif\nEOF\n`,
      }),
    ).toEqual({
      outcome: 'violation',
      ignored: [],
      remarks: ['k/c.yaml:6', 'k/c.yaml:8', 'k/kustomization.yaml:4', 'Dockerfile:1', 'Dockerfile:3'].map((place) => `${place} ${text}`),
    });
  });

  it.each([
    '# # accostage: ignore=restrict-nodeport plus besoin',
    '# pour ignorer, écrire : # accostage: ignore=restrict-nodeport parce que',
    '# voir « # accostage: ignore=restrict-nodeport motif »',
  ])('un commentaire qui en parle n’ignore rien, et rien n’en est dit : %s', (comment) => {
    const silent = { outcome: 'violation', ignored: [], remarks: [] };
    expect(told('restrict-nodeport', { 'k8s/s.yaml': typed(comment) })).toEqual(silent);
    expect(told('restrict-nodeport', { 'k8s/s.yaml': nodePort.replace('NodePort', `NodePort ${comment}`) })).toEqual(silent);
    expect(told('rootless', { Dockerfile: `${comment.replace('restrict-nodeport', 'rootless')}\n${rootDockerfile}` })).toEqual(silent);
    const template = typed(comment).replace('name: s', 'name: {{ .Values.a }}');
    expect(told('restrict-nodeport', { ...chart, 'c/templates/s.yaml': template })).toEqual(silent);
  });

  it('deux sur une ligne sont lus tous deux', () => {
    const line = 'NodePort # accostage: ignore=restrict-nodeport démonstration # accostage: ignore=rootles essai';
    const { ignored, remarks } = told('restrict-nodeport', { 'k8s/s.yaml': nodePort.replace('NodePort', line) });
    expect(ignored).toEqual(['k8s/s.yaml:6 démonstration']);
    expect(remarks).toEqual([expect.stringContaining('« rootles » n’existe pas')]);
  });

  it('des commentaires de Helm sans fin, ou sans nombre, se lisent en un temps qui suit leur longueur', () => {
    for (const text of ['{{/* accostage: ignore '.repeat(5_000), '{{/* accostage: ignore=x y */}}\n'.repeat(4_000)]) {
      expect(readSuppressions({ path: 'c/templates/a.yaml', kind: 'yaml', text }).suppressions).toEqual([]);
    }
  });

  it('au-delà de cent dans un fichier, les autres ne sont plus lus, et c’est dit', () => {
    const many = Array.from({ length: 300 }, () => '# accostage: ignore=rootless motif\n').join('');
    const { remarks } = told('rootless', { Dockerfile: many + rootDockerfile });
    expect(remarks.some((remark) => remark.startsWith('Dockerfile:101 ') && remark.includes('plus de 100'))).toBe(true);
  });
});

describe('un commentaire de Helm', () => {
  const two = (first: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: {{ .Values.a }} }\nspec:\n  containers:\n    - name: a\n${first}\n    - name: b\n      image: docker.io/a/redis:latest\n`;
  const image = '      image: docker.io/a/nginx:latest';
  const comment = '{{/* accostage: ignore=disallow-latest essai seul */}}';

  it.each<readonly [title: string, written: string, covered: { readonly from: number; readonly to: number }]>([
    ['à la fin d’une ligne', `${image} ${comment}`, { from: 7, to: 7 }],
    ['au début d’une ligne', `${comment}${image}`, { from: 7, to: 7 }],
    ['après un autre, sur plusieurs lignes', `{{- /* x\n y */}}\n${image} ${comment}`, { from: 9, to: 9 }],
    ['seul au-dessus', `      ${comment}\n${image}`, { from: 8, to: 8 }],
  ])('%s : pour cette image seule', (_, written, covered) => {
    const { suppressions } = readSuppressions({ path: 'c/templates/p.yaml', kind: 'yaml', text: two(written) });
    expect(suppressions.map((one) => one.covered)).toEqual([covered]);
  });

  it('sans nombre sur une ligne, il se lit en un temps qui suit sa longueur', () => {
    const text = '{{/* accostage: ignore=x y */}}'.repeat(40_000);
    expect(readSuppressions({ path: 'c/templates/a.yaml', kind: 'yaml', text }).suppressions).toEqual([]);
  });
});

describe('dans les valeurs qui décident d’un constat', () => {
  const given = (type: string): Files => ({ ...oneTemplate, 'c/values.yaml': `expose: true\n${type}\n` });

  it('un commentaire l’écarte', () => {
    const rendering = made(service('NodePort'));
    expect(judged('restrict-nodeport', given('type: NodePort'), rendering).outcome).toBe('violation');
    expect(judged('restrict-nodeport', given('type: NodePort # accostage: ignore=restrict-nodeport essai'), rendering)).toEqual({
      outcome: 'ignored',
      told: [],
    });
    const elsewhere = given('# accostage: ignore=restrict-nodeport essai\nautre: 1\ntype: NodePort');
    expect(judged('restrict-nodeport', elsewhere, rendering).outcome).toBe('violation');
  });
});
