import type { Case, Files } from './cases.ts';

const path = '.gitlab-ci-dso.yml';
const ci = (text: string): Files => ({ [path]: text, Dockerfile: 'FROM docker.io/library/node:22\n' });

/** What `ci-jobs` says of a CI file that includes others of its repository. */
export const includeCases: readonly Case[] = [
  ['un fichier du dépôt qui n’y est pas', ci('include: [{ local: ci/commun.yml }]\na: { script: [a] }\n'), 'violation', [`!${path}:1`]],
  [
    'le même, s’il n’est inclus que parfois',
    ci('include: [{ local: ci/commun.yml, rules: [{ if: $A }] }]\na: { script: [a] }\n'),
    'undetermined',
    [`?${path}:1`],
  ],
  ['un fichier du dépôt, d’un nom que GitLab compose', ci('include: [ci/$A.yml]\na: { script: [a] }\n'), 'undetermined', [`?${path}:1`]],
  ['un motif trop étoilé pour être suivi', ci('include: [ci/*a*b*c*d*.yml]\na: { script: [a] }\n'), 'undetermined', [`?${path}:1`]],
  ['un motif que rien ne suit', ci('include: [ci/*.yml]\na: { script: [a] }\n'), 'conforming', []],
  [
    'le modèle d’un fichier du dépôt, et ses étapes',
    {
      ...ci('include: /.gitlab/ci/commun.yml\na: { extends: [.modele], stage: image }\n'),
      '.gitlab/ci/commun.yml': 'stages: [image]\n.modele: { script: [a] }\n',
    },
    'conforming',
    [],
  ],
  [
    'les étapes du fichier, sur celles d’un fichier inclus',
    {
      ...ci('include: [ci/commun.yml]\nstages: [test]\na: { script: [a] }\n'),
      'ci/commun.yml': 'stages: [image]\nb:\n  stage: image\n  script: [a]\n',
    },
    'violation',
    ['!ci/commun.yml:3'],
  ],
  [
    'un motif, un fichier qui en inclut un autre, et un mélange',
    {
      ...ci(
        'include:\n  - local: ci/**.yml\n  - project: $CATALOG_PATH\n    file: [vault-ci.yml]\nr: { extends: .lecture }\na: { extends: .b, stage: test }\n',
      ),
      'ci/a/x.yml': 'include: [commun/lire.gitlab-ci.yml]\n',
      'ci/b.yml': '.b: { script: [a] }\n',
      'ci/b.yaml': 'c: { stage: absente }\n',
      'commun/lire.gitlab-ci.yml': '.lecture: { extends: .vault:read_secret }\n',
    },
    'conforming',
    [],
  ],
  [
    'ce qu’inclut d’ailleurs un fichier inclus',
    { ...ci('include: [ci/a.yml]\na: { extends: .b }\n'), 'ci/a.yml': 'include:\n  - component: $CI_SERVER_FQDN/a/b@1\n' },
    'undetermined',
    ['?ci/a.yml:2', `?${path}:2`],
  ],
  [
    'des fichiers qui s’incluent l’un l’autre',
    {
      ...ci('include: [ci/a.yml]\na: { extends: .b }\n'),
      'ci/a.yml': `include: [ci/b.yml, ${path}]\n`,
      'ci/b.yml': 'include: [ci/a.yml]\n.b: { script: [a] }\n',
    },
    'conforming',
    [],
  ],
  [
    'un fichier inclus illisible',
    { ...ci('include: [ci/a.yml]\na: { script: [a] }\n'), 'ci/a.yml': 'a: [\n' },
    'undetermined',
    [`?${path}:1`],
  ],
  [
    'un fichier inclus qui n’a pas été lu',
    { ...ci('include: [ci/a.yml]\na: { script: [a] }\n'), 'ci/a.yml': null },
    'undetermined',
    [`?${path}:1`],
  ],
  [
    'un fichier inclus qui attend des paramètres',
    {
      ...ci('include: [ci/a.yml]\na: { extends: .b }\n'),
      'ci/a.yml': 'spec: { inputs: { a: {} } }\n---\n".$[[ inputs.a ]]": { script: [a] }\n',
    },
    'undetermined',
    [`?${path}:1`, `?${path}:2`],
  ],
  [
    'une ancre du fichier, et une étape par défaut',
    ci('.a: &a { stage: build, script: [a] }\nb: { <<: *a }\ndefault: { image: a }\n'),
    'conforming',
    [],
  ],
];
