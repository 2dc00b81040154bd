/** Who reads strangers' texts. */
export const readerNames = [
  'configuration',
  'formulaire',
  'workflow',
  'manifeste',
  'kustomization',
  'dockerfile',
  'dockerignore',
  'corps',
  'commandes',
  'flux',
  'outils',
] as const;
export type ReaderName = (typeof readerNames)[number];

/** The greatest length that each of them reads, in characters. */
export const longest: Readonly<Record<ReaderName, number>> = {
  configuration: 64 * 1024,
  formulaire: 64 * 1024,
  workflow: 100_000,
  manifeste: 128 * 1024,
  kustomization: 128 * 1024,
  dockerfile: 128 * 1024,
  dockerignore: 128 * 1024,
  corps: 65_536,
  commandes: 65_536,
  flux: 65_536,
  outils: 128 * 1024,
};

/** Repeats a piece, or what is made of its rank, between a beginning and an end, up to a length. */
function fill(
  length: number,
  piece: string | ((rank: number) => string),
  [before = '', after = '']: readonly (string | undefined)[],
): string {
  const parts: string[] = [];
  for (let [rank, left] = [0, length - before.length - after.length]; left > 0; rank++) {
    const part = typeof piece === 'string' ? piece : piece(rank);
    parts.push(part.slice(0, left));
    left -= Math.max(part.length, 1);
  }
  return before + parts.join('') + after;
}

type Kind = readonly [piece: string | ((rank: number) => string), before?: string, after?: string];
type Kinds = Readonly<Record<string, Kind>>;

/** What makes a careless reader of YAML slow. */
const yaml: Kinds = {
  clés: [(rank) => `k${rank}: 1\n`],
  'clés répétées': ['a: 1\n'],
  'clés composées': [(rank) => `? [a, ${rank}]\n: x\n`],
  guillemets: ['"'],
  'textes sans séparateur': ['"" ', '['],
  'ancres et alias': [(rank) => `- &a${rank} x\n- *a${rank}\n`],
  'une ancre, ses alias': ['- *a\n', '- &a [x, x]\n'],
  'alias sans ancre': ['* '],
  'ancres sans valeur': ['& '],
  accolades: ['{'],
  crochets: ['['],
  'listes sur une ligne': ['- '],
  'clés sur une ligne': ['? '],
  'deux-points': [':\n'],
  documents: ['---\n'],
  directives: [(rank) => `%TAG !a${rank}! a\n--- x\n...\n`],
  étiquettes: ['- !!set {a}\n'],
  commentaires: ['# x\n', 'a: 1\n'],
  'lignes vides': ['\n'],
  tabulations: ['\t\n'],
  'fusions de YAML 1.1': ['  <<: *a\n', '%YAML 1.1\n---\na: &a {x: 1}\nb:\n'],
};

/** Those that say most of a reader that shares the parser with another. */
const shared: Kinds = Object.fromEntries(
  ['clés', 'guillemets', 'ancres et alias', 'une ancre, ses alias', 'accolades', 'lignes vides'].map((kind) => [kind, yaml[kind] ?? ['']]),
);

const step = 'on: push\njobs:\n  a:\n    steps:\n    - run: "/trigger/pipeline ';

const own: Readonly<Record<ReaderName, Kinds>> = {
  configuration: {
    ...yaml,
    'étapes par alias': ['      - *e\n', 'phases:\n  - id: ovh\n    checklist:\n      - &e {id: e, title: E, owner: projet, help: h}\n'],
    'éléments placés l’un après l’autre': [(rank) => `- {id: a${rank}, after: a${rank - 1}}\n`, 'prerequisites:\n'],
    'prérequis de champs inconnus': [(rank) => `- {id: a${rank}, title: a, field: x, kind: flows, help: h}\n`, 'prerequisites:\n'],
    'choix inconnus': [
      (rank) => `v${rank},`,
      'prerequisites: [{id: a, title: a, field: x, kind: flows, help: h, when: {field: environnements, in: [',
      ']}}]',
    ],
  },
  formulaire: {
    guillemets: ['"'],
    'champs de même nom': ['- {type: input, attributes: {label: L}}\n', 'name: a\ndescription: b\nbody:\n'],
    'mots pris pour des booléens': [
      '    - yes\n',
      'name: a\ndescription: b\nbody:\n- type: dropdown\n  attributes:\n    label: L\n    options:\n',
    ],
  },
  workflow: {
    ...shared,
    expressions: ['${{ ', step, '"'],
    'points d’interrogation': ['?a', step, '"'],
    appels: ['curl ', step, '"'],
    options: ['k', `${step}curl -`, '"'],
  },
  manifeste: {
    ...shared,
    objets: ['---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b}]}\n'],
    'mots de passe': ['password=', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: "', '"'],
    'listes de fusions': ['*a,', 'apiVersion: v1\nkind: Pod\nx: &a {a: 1, b: 2}\nspec: {<<: [', ']}'],
  },
  kustomization: {
    correctifs: ['- {patch: "- {op: add, path: /a, value: 1}", target: {kind: Pod}}\n', 'resources: [a.yaml]\npatches:\n'],
    remontées: ['../', 'resources: [', ']'],
  },
  dockerfile: {
    étapes: [(rank) => `FROM ${rank === 0 ? 'x' : `a${rank - 1}`} AS a${rank}\nENV X${rank}=1\n`],
    copies: ['COPY x/.env .\n', 'FROM a\n'],
    étoiles: ['*a', 'FROM a\nCOPY ', ' /x\n'],
    guillemets: ['"', 'FROM a\nCOPY ', 'x /a\n'],
    continuations: ['\\\n b', 'FROM a\nRUN '],
    variables: ['${a', 'FROM '],
    options: ['--a=b ', 'FROM a\nRUN '],
  },
  dockerignore: { 'étoiles doubles': ['**/a/'], motifs: [`${'**/a/'.repeat(58)}x\n`], exceptions: ['! '] },
  corps: {
    titres: ['### Nom\n\n'],
    commentaires: ['<!--', '### Nom\n'],
    blocs: ['```\n', '### Nom\n'],
    cases: ['- [x] a\n'],
    citations: ['> '],
    liens: ['[a](b'],
    chevrons: ['<a '],
    ligatures: ['\u{FDFA}', '### Nom\n'],
  },
  commandes: { commandes: ['/forcer ovh motif\n'], accents: ['`', '/forcer '], commentaires: ['<!--'], listes: ['- '] },
  flux: {
    lignes: [(rank) => `hote-${rank}.exemple.fr:443/tcp\n`],
    guillemets: ['"a;', 'destination;port\n'],
    flèches: ['-> '],
    chiffres: ['12 '],
    barres: ['|'],
    tildes: ['~a ~~b '],
    'tildes de paragraphes': ['~a\n\n'],
    'texte barré': ['<del>~~a.fr~~'],
    tableau: [(rank) => `| hote-${rank}.exemple.fr | 443 |\n`, '| Destination | Port |\n|---|---|\n'],
  },
  outils: {
    'lignes vides': ['\n', 'kubectl\n'],
    'espaces dans une ligne': [' ', 'kubectl\nname:', 'x'],
    'charts distants d’une liste': ['  remoteChart: x\n'],
    'charts distants, un par élément': ['- name: a\n  remoteChart: x\n'],
    'charts de plus en plus profonds': [(rank) => `${' '.repeat(rank % 500)}helm:\n`],
    'textes sans fin': ['helm <<EOF\n'],
    'textes sans fin, de noms divers': [(rank) => `helm <<E${rank}\n`],
    'ressources sans fin': ['resource "helm_release" "a" {\n'],
    'commentaires sans fin': ['/* '],
    'guillemets échappés': ['\\"', 'resource "helm_release" "a" {\n chart = "', '\n}\n'],
    'expressions sans fin': ['"${', 'resource "helm_release" "a" {\n chart = ', '\n}\n'],
    mixins: ['mixins:'],
    'variables en chaîne': ['$A ', `kubectl\nA=${'x'.repeat(10_000)}\nkubectl apply -f `],
    'fichiers écrits puis appliqués': ['a>/tmp/x\nkubectl apply -f /tmp/x\n'],
    'commandes dans des commandes': ['ssh a "', '', 'kubectl apply -f x'],
    'machines dans des machines': [(rank) => `${rank > 2_900 ? `E${5_800 - rank}` : `ssh a <<E${rank}`}\n`, 'kubectl\n'],
    tuyaux: ['kubectl apply -f -|'],
    nombres: ['1 ', 'kubectl\ntimeout '],
  },
};

/** Every hostile text: who reads it, its kind, and how it is made at a length. */
export const corpus = readerNames.flatMap((reader) =>
  Object.entries(own[reader]).map(([kind, [piece, ...around]]) => ({
    reader,
    kind,
    text: (length: number) => fill(length, piece, around),
  })),
);
