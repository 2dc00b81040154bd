import type { Case, Files } from './cases.ts';
import { includeCases } from './ci-include-cases.ts';

const path = '.gitlab-ci-dso.yml';
const include = 'include:\n  - project: $CATALOG_PATH\n    file: [vault-ci.yml, kaniko-ci.yml, buildkit-ci.yml]\n';
const stages = 'stages: [read-secret, build]\n';
const reader = 'read_secret: { stage: read-secret, extends: .vault:read_secret }\n';
const builder = (rest = 'variables: { DOCKERFILE: Dockerfile }', template = '.kaniko:build-push') =>
  `image:api: { stage: build, extends: ${template}, ${rest} }\n`;
const ci = (...parts: readonly string[]): Files => ({ [path]: parts.join(''), Dockerfile: 'FROM docker.io/library/node:22\n' });
const whole = (...parts: readonly string[]) => ci(include, stages, reader, ...parts);
const simple = (variables: string) => whole(builder(`variables: { ${variables} }`, '.kaniko:simple-build-push'));
const named = 'TAG: "1.0", REGISTRY_URL: $IMAGE_REPOSITORY';
const other = 'include:\n  - remote: https://exemple.fr/commun.yml\n  - project: $CATALOG_PATH\n    file: vault-ci.yml\n';
const unreadable: Files = { [path]: 'a: [\n', Dockerfile: 'FROM docker.io/library/node:22\n' };

/** What each rule over the CI file says. */
export const ciCases = {
  'ci-jobs': [
    ['aucun job', ci(include, stages, '.modele: { script: [a] }\n'), 'violation', [`!${path}:1`]],
    ['aucun job ici, peut-être ailleurs', ci('include: [{ template: Commun.gitlab-ci.yml }]\n'), 'undetermined', [`?${path}:1`]],
    ['ce que le catalogue définit', whole(builder()), 'conforming', []],
    ['un modèle du fichier', whole('.image: { extends: .kaniko:build-push }\na: { stage: build, extends: [.image] }\n'), 'conforming', []],
    [
      'le modèle du catalogue, écrit dans le fichier',
      ci('.vault:read_secret: { script: [a] }\nr: { extends: .vault:read_secret }\n'),
      'conforming',
      [],
    ],
    ['le catalogue non inclus', ci(stages, reader), 'violation', [`!${path}:2`]],
    [
      'un des fichiers du catalogue non inclus',
      ci('include:\n  project: ${CATALOG_PATH}\n  file: /vault-ci.yml\n', stages, reader, builder()),
      'violation',
      [`!${path}:6`],
    ],
    ['le modèle d’une ancienne page', whole(builder('when: manual', '.kaniko:build')), 'violation', [`!${path}:6`]],
    ['un modèle que rien ne définit', ci('a: { extends: .modele, script: [a] }\n'), 'violation', [`!${path}:1`]],
    ['un modèle que le catalogue a peut-être depuis', whole(builder('when: manual', '.kaniko:construire')), 'undetermined', [`?${path}:6`]],
    [
      'une branche du catalogue, qui le définit peut-être',
      ci('include:\n  - project: $CATALOG_PATH\n    file: vault-ci.yml\n    ref: essai\n', stages, reader, builder()),
      'undetermined',
      [`?${path}:7`],
    ],
    [
      'un fichier que le catalogue n’avait pas',
      ci('include: [{ project: $CATALOG_PATH, file: vault.yml }]\na: { stage: test, script: [a] }\n'),
      'undetermined',
      [`?${path}:1`],
    ],
    [
      'ce qui est inclus d’ailleurs',
      ci(other, 'r: { extends: .vault:read_secret }\na: { extends: .image }\n'),
      'undetermined',
      [`?${path}:2`, `?${path}:6`],
    ],
    ...includeCases,
    ['une étape que rien ne déclare', whole('sonar: { stage: sonar, script: [a] }\n'), 'violation', [`!${path}:6`]],
    [
      'un modèle, qui ne s’exécute pas, à une étape que rien ne déclare',
      whole('.sonar: { stage: sonar, script: [a] }\n'),
      'conforming',
      [],
    ],
    [
      'les étapes de GitLab',
      ci('a: { stage: deploy, script: [a] }\nb: { stage: .pre, script: [a] }\nc: { script: [a] }\n'),
      'conforming',
      [],
    ],
    ['sans étape, dans un fichier qui n’a pas celle de GitLab', whole('a: { script: [a] }\n'), 'violation', [`!${path}:6`]],
    [
      'une étape que la lecture d’ailleurs peut déclarer',
      ci(other, 'a: { stage: sonar, script: [a] }\n'),
      'undetermined',
      [`?${path}:2`, `?${path}:5`],
    ],
    ['un en-tête de paramètres', ci('spec: { inputs: {} }\n---\n', include, stages, reader), 'conforming', []],
    ['illisible', unreadable, 'undetermined', [`?${path}:1`]],
    ['absent', { Dockerfile: 'FROM docker.io/library/node:22\n' }, 'not-applicable', []],
    ['sous un nom que la plateforme ne lit pas', { '.gitlab-ci-dso.yaml': stages }, 'not-applicable', []],
  ],
  'ci-read-secret': [
    ['lus avant', whole(builder()), 'conforming', []],
    [
      'lus par un modèle du fichier',
      ci(include, stages, '.lecture: { extends: .vault:read_secret, stage: read-secret }\nr: { extends: .lecture }\n', builder()),
      'conforming',
      [],
    ],
    [
      'lus dans la même étape, mais attendus',
      ci(include, 'stages: [build]\n', 'r: { stage: build, extends: .vault:read_secret }\n', builder('needs: [r]')),
      'conforming',
      [],
    ],
    ['aucun job ne les lit', ci(include, stages, builder()), 'violation', [`!${path}:5`]],
    ['lus après', ci(include, 'stages: [build, read-secret]\n', reader, builder()), 'violation', [`!${path}:6`]],
    [
      'lus dans la même étape',
      ci(include, 'stages: [build]\n', 'r: { stage: build, extends: .vault:read_secret }\n', builder()),
      'violation',
      [`!${path}:6`],
    ],
    ['une liste sans celui qui les lit', whole(builder('needs: [tests]')), 'violation', [`!${path}:6`]],
    ['une liste vide', whole(builder('needs: []')), 'violation', [`!${path}:6`]],
    ['une liste de jobs en toutes lettres', whole(builder('needs: [{ job: read_secret, artifacts: true }]')), 'conforming', []],
    ['une liste par renvoi', whole('.m: { needs: [read_secret] }\n', builder('needs: !reference [.m, needs]')), 'conforming', []],
    [
      'une liste par renvoi, sans celui qui les lit',
      whole('.m: { needs: [autre] }\n', builder('needs: !reference [.m, needs]')),
      'violation',
      [`!${path}:6`],
    ],
    [
      'une liste faite de renvois',
      whole('.m: { needs: [read_secret] }\n', builder('needs: [autre, !reference [.m, needs]]')),
      'conforming',
      [],
    ],
    ['un renvoi à ce que rien ne définit', whole(builder('needs: !reference [.m, needs]')), 'undetermined', [`?${path}:6`]],
    [
      'des renvois qui tournent en rond',
      whole('.m: { needs: !reference [.n, needs] }\n.n: { needs: !reference [.m, needs] }\n', builder('needs: !reference [.m, needs]')),
      'undetermined',
      [`?${path}:7`],
    ],
    [
      'lus par un fichier inclus',
      { ...ci(include.replace('include:\n', 'include:\n  - local: ci/lire.yml\n'), stages, builder()), 'ci/lire.yml': reader },
      'conforming',
      [],
    ],
    ['dependencies: []', whole(builder('dependencies: []')), 'violation', [`!${path}:6`]],
    [
      'une liste dans le modèle',
      whole('.m: { needs: [autre] }\n', 'a: { stage: build, extends: [.m, .kaniko:build-push] }\n'),
      'violation',
      [`!${path}:6`],
    ],
    ['un job qui n’en a pas besoin', whole('essais: { stage: read-secret, needs: [], script: [a] }\n'), 'conforming', []],
    ['ce qui est inclus d’ailleurs les lit peut-être', ci(other, 'a: { extends: .kaniko:build-push }\n'), 'undetermined', [`?${path}:5`]],
    [
      'un script du fichier les lit peut-être',
      ci(include, 'lire: { script: ["vault kv get a"] }\n', 'a: { extends: .kaniko:build-push }\n'),
      'undetermined',
      [`?${path}:5`],
    ],
    ['rien n’est construit par le catalogue', ci('a: { script: [make] }\n'), 'undetermined', [`?${path}:1`]],
    ['illisible', unreadable, 'undetermined', [`?${path}:1`]],
  ],
  'ci-dockerfiles': [
    ['à la racine, sans rien dire', whole(builder('when: always')), 'conforming', []],
    [
      'dans un dossier',
      { ...whole(builder('variables: { DOCKERFILE: ./api/Dockerfile, WORKING_DIR: api }')), 'api/Dockerfile': 'FROM a:1\n' },
      'conforming',
      [],
    ],
    [
      'dans le dossier de travail, pour le modèle simple',
      { ...simple('WORKING_DIR: ./api/, DOCKERFILE: Dockerfile.prod'), 'api/Dockerfile.prod': 'FROM a:1\n' },
      'conforming',
      [],
    ],
    [
      'par un modèle du fichier et une variable',
      {
        ...whole(
          '.m: { extends: .kaniko:build-push, variables: { DOCKERFILE: $DOSSIER/Dockerfile } }\na: { stage: build, extends: .m, variables: { DOSSIER: api } }\n',
        ),
        'api/Dockerfile': 'FROM a:1\n',
      },
      'conforming',
      [],
    ],
    [
      'par une matrice',
      {
        ...whole(builder('parallel: { matrix: [{ DOSSIER: [api, web] }] }, variables: { DOCKERFILE: $DOSSIER/Dockerfile }')),
        'api/Dockerfile': 'FROM a:1\n',
        'web/Dockerfile': 'FROM a:1\n',
      },
      'conforming',
      [],
    ],
    [
      'buildkit',
      { ...whole(builder('variables: { WORKING_DIR: api }', '.buildkit:build-push')), 'api/Dockerfile': 'FROM a:1\n' },
      'conforming',
      [],
    ],
    ['un chemin qui n’existe pas', whole(builder('variables: { DOCKERFILE: docker/Dockerfile }')), 'violation', [`!${path}:6`]],
    [
      'le dossier de travail compté deux fois',
      { ...simple('WORKING_DIR: api, DOCKERFILE: api/Dockerfile'), 'api/Dockerfile': 'FROM a:1\n' },
      'violation',
      [`!${path}:6`],
    ],
    [
      'le dossier de travail, que ce modèle ne compte pas',
      { [path]: [include, stages, reader, builder('variables: { WORKING_DIR: api }')].join(''), 'api/Dockerfile': 'FROM a:1\n' },
      'violation',
      [`!${path}:6`],
    ],
    ['une casse pour une autre', whole(builder('variables: { DOCKERFILE: dockerfile }')), 'violation', [`!${path}:6`]],
    [
      'un élément de la matrice',
      {
        ...whole(builder('parallel: { matrix: [{ DOSSIER: [api, web] }] }, variables: { DOCKERFILE: $DOSSIER/Dockerfile }')),
        'api/Dockerfile': 'FROM a:1\n',
      },
      'violation',
      [`!${path}:6`],
    ],
    [
      'la variable de tout le fichier, que celle du modèle remplace',
      {
        [path]: [include, stages, reader, 'variables: { DOCKERFILE: api/Dockerfile }\n', builder('when: always')].join(''),
        'api/Dockerfile': 'FROM a:1\n',
      },
      'violation',
      [`!${path}:7`],
    ],
    [
      'un Dockerfile qu’un job peut écrire',
      whole(
        'prepare: { stage: read-secret, script: [a], artifacts: { paths: [out/] } }\n',
        builder('variables: { DOCKERFILE: out/Dockerfile }'),
      ),
      'undetermined',
      [`?${path}:7`],
    ],
    [
      'un chemin que seule l’exécution connaît',
      whole(builder('variables: { DOCKERFILE: $DOSSIER/Dockerfile }')),
      'undetermined',
      [`?${path}:6`],
    ],
    [
      'un chemin qu’une règle remplace',
      whole(builder('variables: { DOCKERFILE: a }, rules: [{ if: $A, variables: { DOCKERFILE: b } }]')),
      'undetermined',
      [`?${path}:6`],
    ],
    ['un job qui écrit son propre script', whole(builder('script: [make], variables: { DOCKERFILE: absent }')), 'conforming', []],
    ['illisible', unreadable, 'undetermined', [`?${path}:1`]],
  ],
  'ci-image-names': [
    [
      'des variables par renvoi, à celles d’un fichier inclus',
      {
        ...ci(
          include.replace('include:\n', 'include:\n  - ci/v.yml\n'),
          stages,
          reader,
          builder('variables: !reference [.v, variables]', '.kaniko:simple-build-push'),
        ),
        'ci/v.yml': `.v: { variables: { IMAGE_NAME: api, ${named} } }\n`,
      },
      'conforming',
      [],
    ],
    [
      'un mauvais nom, à sa ligne d’un fichier inclus',
      {
        ...ci(
          include.replace('include:\n', 'include:\n  - ci/v.yml\n'),
          stages,
          reader,
          builder('variables: !reference [.v, variables]', '.kaniko:simple-build-push'),
        ),
        'ci/v.yml': `.v:\n  variables: { IMAGE_NAME: Api, ${named} }\n`,
      },
      'violation',
      ['!ci/v.yml:2'],
    ],
    [
      'des variables par renvoi, à ce que rien ne définit',
      whole(builder('variables: !reference [.v, variables]', '.kaniko:simple-build-push')),
      'undetermined',
      [`?${path}:6`, `?${path}:6`, `?${path}:6`],
    ],
    ['une liste', whole(builder('variables: { IMAGE_NAMES: "api:$CI_COMMIT_SHORT_SHA api:1.0" }')), 'conforming', []],
    ['les trois variables', simple(`IMAGE_NAME: api, ${named}`), 'conforming', []],
    ['les noms du modèle', whole(builder()), 'conforming', []],
    [
      'buildkit, par ses sorties',
      whole(builder('variables: { OUTPUT_IMAGES: "$IMAGE_REPOSITORY/api:1" }', '.buildkit:build-push')),
      'conforming',
      [],
    ],
    ['une majuscule', simple(`IMAGE_NAME: Api, ${named}`), 'violation', [`!${path}:6`]],
    ['une majuscule dans la liste', whole(builder('variables: { IMAGE_NAMES: "api:1 Web:1" }')), 'violation', [`!${path}:6`]],
    ['une étiquette dans le nom', simple(`IMAGE_NAME: "api:1.0", ${named}`), 'violation', [`!${path}:6`]],
    ['une liste pour le modèle qui n’en attend pas', simple(`IMAGE_NAMES: "api:1 api:2", ${named}`), 'violation', [`!${path}:6`]],
    ['une étiquette impossible', simple('IMAGE_NAME: api, TAG: "a/b", REGISTRY_URL: $IMAGE_REPOSITORY'), 'violation', [`!${path}:6`]],
    ['un nom que le modèle ne lit pas', whole(builder('variables: { IMAGE_NAME: api }')), 'violation', [`!${path}:6`]],
    ['une étiquette que le modèle ne lit pas', whole(builder('variables: { TAG: "1.0" }')), 'violation', [`!${path}:6`]],
    [
      'un nom qui sert à la liste',
      whole(
        'variables: { IMAGE_NAMES: "$IMAGE_NAME:1" }\n',
        builder('variables: { IMAGE_NAME: api, EXTRA_KANIKO_ARGS: "--label $IMAGE_NAME" }'),
      ),
      'conforming',
      [],
    ],
    [
      'la branche pour étiquette',
      simple('IMAGE_NAME: api, TAG: $CI_COMMIT_REF_NAME, REGISTRY_URL: $IMAGE_REPOSITORY'),
      'conforming',
      [`+${path}:6`],
    ],
    [
      'le nom donné à tout le fichier, que le modèle remplace',
      ci(
        include,
        stages,
        reader,
        'variables: { IMAGE_NAME: api, TAG: "1", REGISTRY_URL: $IMAGE_REPOSITORY }\n',
        builder('when: always', '.kaniko:simple-build-push'),
      ),
      'undetermined',
      [`?${path}:7`],
    ],
    [
      'un nom que le modèle ne lit pas, avec ce qui est inclus d’ailleurs',
      ci(other.replace('vault-ci.yml', 'kaniko-ci.yml'), 'a: { extends: .kaniko:build-push, variables: { IMAGE_NAME: api } }\n'),
      'undetermined',
      [`?${path}:5`],
    ],
    ['rien', simple('WORKING_DIR: .'), 'undetermined', [`?${path}:6`, `?${path}:6`, `?${path}:6`]],
    ['illisible', unreadable, 'undetermined', [`?${path}:1`]],
  ],
} as const satisfies Readonly<Record<string, readonly Case[]>>;
