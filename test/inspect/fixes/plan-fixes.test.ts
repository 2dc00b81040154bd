import { describe, expect, it } from 'vitest';
import type { RuleName } from '../../../src/dossier/checks/check.ts';
import { planFixes } from '../../../src/inspect/fixes/plan-fixes.ts';
import { aDeployment } from '../rules/cases.ts';
import { context, type Files, findingsOf, fixed, inputOf, pod } from './files-to-fix.ts';

type Case = readonly [title: string, rule: RuleName, path: string, before: string, after: string];

/** Its image comes from the platform's own registry. */
const fromHarbor = (more = '') => pod(more).replace('docker.io/equipe/api:1.4.0', 'harbor.numerique-interieur.com/equipe/api:1.4.0');

const ownLabels = '{ app: api, env: preprod, tier: backend }';

const mended: readonly Case[] = [
  [
    'une clé seule sur sa ligne, entre accolades, s’en va avec sa ligne',
    'openshift-scc',
    'k8s/a.yaml',
    pod('      securityContext: {\n        fsGroup: 2000,\n        runAsNonRoot: true }\n'),
    pod('      securityContext: {\n        runAsNonRoot: true }\n'),
  ],
  [
    'le secret de la plateforme est nommé dans le pod qui n’en nomme aucun',
    'registry-pull-secret',
    'k8s/a.yaml',
    fromHarbor(),
    fromHarbor('      imagePullSecrets:\n        - name: registry-pull-secret\n'),
  ],
  [
    'un groupe de volumes fixé s’en va, le reste ne bouge pas',
    'openshift-scc',
    'k8s/a.yaml',
    pod(context('runAsNonRoot: true', 'fsGroup: 2000')),
    pod(context('runAsNonRoot: true')),
  ],
  [
    'un utilisateur fixé laisse la garde contre root',
    'openshift-scc',
    'k8s/a.yaml',
    pod(context('runAsUser: 1000 # celui de l’image')),
    pod(context('runAsNonRoot: true # celui de l’image')),
  ],
  [
    'root laisse la place à la garde contre root',
    'openshift-scc',
    'k8s/a.yaml',
    pod(context('runAsUser: 0')),
    pod(context('runAsNonRoot: true')),
  ],
  [
    'le commentaire d’une ligne qui s’en va reste',
    'openshift-scc',
    'k8s/a.yaml',
    pod(context('runAsNonRoot: true', 'fsGroup: 2000 # volumes')),
    pod(context('runAsNonRoot: true', '# volumes')),
  ],
  ['un contexte vidé reste, vide', 'openshift-scc', 'k8s/a.yaml', pod(context('fsGroup: 2000')), pod('      securityContext: {}\n')],
  [
    'deux champs à la fois',
    'openshift-scc',
    'k8s/a.yaml',
    pod(context('runAsUser: 1000', 'runAsGroup: 1000', 'fsGroup: 2000')),
    pod(context('runAsNonRoot: true')),
  ],
  [
    'entre accolades, au milieu',
    'openshift-scc',
    'k8s/a.yaml',
    pod('      securityContext: { runAsNonRoot: true, fsGroup: 2000, seccompProfile: { type: RuntimeDefault } }\n'),
    pod('      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }\n'),
  ],
  [
    'entre accolades, à la fin',
    'openshift-scc',
    'k8s/a.yaml',
    pod('      securityContext: { runAsNonRoot: true, fsGroup: 2000 }\n'),
    pod('      securityContext: { runAsNonRoot: true }\n'),
  ],
  [
    'entre accolades, seul',
    'openshift-scc',
    'k8s/a.yaml',
    pod('      securityContext: { fsGroup: 2000 }\n'),
    pod('      securityContext: {}\n'),
  ],
  [
    'une élévation de privilèges demandée par un conteneur',
    'openshift-scc',
    'k8s/a.yaml',
    pod('', '          securityContext:\n            allowPrivilegeEscalation: true\n            readOnlyRootFilesystem: true\n'),
    pod('', '          securityContext:\n            readOnlyRootFilesystem: true\n'),
  ],
  [
    'les étiquettes de l’objet descendent au modèle de pod',
    'check-labels',
    'k8s/a.yaml',
    aDeployment(['      labels: { app: api, env: preprod, tier: backend }\n    spec', '      labels: { app: api }\n    spec']),
    aDeployment([
      '      labels: { app: api, env: preprod, tier: backend }\n    spec',
      '      labels: { env: preprod, tier: backend, app: api }\n    spec',
    ]),
  ],
  [
    'en lignes, au même retrait',
    'check-labels',
    'k8s/a.yaml',
    aDeployment(['      labels: { app: api, env: preprod, tier: backend }\n    spec', '      labels:\n        app: api # fixe\n    spec']),
    aDeployment([
      '      labels: { app: api, env: preprod, tier: backend }\n    spec',
      '      labels:\n        env: preprod\n        tier: backend\n        app: api # fixe\n    spec',
    ]),
  ],
  [
    'un dossier d’environnement dit env',
    'check-labels',
    'k8s/prod/a.yaml',
    aDeployment(
      ['labels: { app: api, env: preprod, tier: backend }\nspec', 'labels: { tier: backend }\nspec'],
      ['      labels: { app: api, env: preprod, tier: backend }\n    spec', '      labels:\n        x: a\n    spec'],
    ),
    aDeployment(
      ['labels: { app: api, env: preprod, tier: backend }\nspec', 'labels: { tier: backend }\nspec'],
      [
        '      labels: { app: api, env: preprod, tier: backend }\n    spec',
        '      labels:\n        app: api\n        env: prod\n        tier: backend\n        x: a\n    spec',
      ],
    ),
  ],
  [
    'une étiquette qui n’est pas un texte',
    'check-labels',
    'k8s/a.yaml',
    aDeployment(['      labels: { app: api, env', '      labels: { app: 12, env']),
    aDeployment(['      labels: { app: api, env', '      labels: { app: "12", env']),
  ],
  [
    'un nombre entre guillemets',
    'job-history',
    'k8s/c.yaml',
    'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: c }\nspec:\n  successfulJobsHistoryLimit: "5" # cinq\n',
    'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: c }\nspec:\n  successfulJobsHistoryLimit: 5 # cinq\n',
  ],
  [
    'la version que le même fichier emploie déjà',
    'pinned-base-image',
    'Dockerfile',
    'FROM --platform=linux/amd64 node:22.1.0 AS build\nFROM  node:latest AS run\nUSER 1001\n',
    'FROM --platform=linux/amd64 node:22.1.0 AS build\nFROM  node:22.1.0 AS run\nUSER 1001\n',
  ],
  [
    'un langage sans USER, avant ce qui démarre',
    'rootless',
    'Dockerfile',
    'FROM node:22.1.0\nCOPY . .\n\n# démarre\nCMD ["node", "x.js"]\n',
    'FROM node:22.1.0\nCOPY . .\n\nUSER 1001:0\n# démarre\nCMD ["node", "x.js"]\n',
  ],
  [
    'un langage de Docker, chez Amazon',
    'rootless',
    'Dockerfile',
    'FROM public.ecr.aws/docker/library/node:22.1.0\n',
    'FROM public.ecr.aws/docker/library/node:22.1.0\nUSER 1001:0\n',
  ],
  [
    'un langage sans rien qui démarre ni fin de ligne',
    'rootless',
    'Dockerfile',
    'FROM node:22.1.0\nCOPY . .',
    'FROM node:22.1.0\nCOPY . .\nUSER 1001:0\n',
  ],
  [
    'le port d’une base qui écoute sur 8080',
    'unprivileged-ports',
    'Dockerfile',
    'FROM nginxinc/nginx-unprivileged:1.27\nCOPY dist /usr/share/nginx/html\nexpose  80/tcp\n',
    'FROM nginxinc/nginx-unprivileged:1.27\nCOPY dist /usr/share/nginx/html\nexpose  8080/tcp\n',
  ],
  [
    'sur une ligne avec ce qui les tient',
    'check-labels',
    'k8s/a.yaml',
    aDeployment([`    metadata:\n      labels: ${ownLabels}\n`, '    metadata: { labels: { app: api, tier: backend } }\n']),
    aDeployment([`    metadata:\n      labels: ${ownLabels}\n`, '    metadata: { labels: { env: preprod, app: api, tier: backend } }\n']),
  ],
  [
    'ceux d’un Dockerfile aussi, quel que soit leur retrait',
    'rootless',
    'Dockerfile',
    'FROM node:22.1.0\nCOPY . .\n# au démarrage\n  # et pas avant\nCMD ["node", "a.js"]\n',
    'FROM node:22.1.0\nCOPY . .\nUSER 1001:0\n# au démarrage\n  # et pas avant\nCMD ["node", "a.js"]\n',
  ],
  [
    'les commentaires restent au-dessus de ce qu’ils disent',
    'check-labels',
    'k8s/a.yaml',
    aDeployment([
      `labels: ${ownLabels}\n    spec`,
      'labels: # du pod\n        # visée par le Service\n        # à garder\n        app: api\n    spec',
    ]),
    aDeployment([
      `labels: ${ownLabels}\n    spec`,
      'labels: # du pod\n        env: preprod\n        tier: backend\n        # visée par le Service\n        # à garder\n        app: api\n    spec',
    ]),
  ],
  [
    'celui des conteneurs reste au-dessus d’eux',
    'registry-pull-secret',
    'k8s/a.yaml',
    fromHarbor('      hostname: a\n        # la machine\n      # un seul\n'),
    fromHarbor('      hostname: a\n        # la machine\n      imagePullSecrets:\n        - name: registry-pull-secret\n      # un seul\n'),
  ],
];

describe('un correctif certain', () => {
  it.each(mended)('%s', (...[, rule, path, before, after]) => {
    expect(fixed({ [path]: before }, rule)).toEqual({ [path]: after });
    expect(findingsOf({ [path]: after }, rule).filter(({ outcome }) => outcome !== 'undetermined')).toEqual([]);
    expect(fixed({ [path]: after }, rule)).toEqual({});
  });

  it.each(mended)('garde les fins de ligne de Windows : %s', (...[, rule, path, before, after]) => {
    const windows = (text: string) => text.replaceAll('\n', '\r\n');
    const ended = after.endsWith('\n') && !before.endsWith('\n') && !before.includes('\r\n') ? before : windows(before);
    if (ended === before) return;
    expect(fixed({ [path]: ended }, rule)).toEqual({ [path]: windows(after) });
  });

  it('le fichier de CI se fait des Dockerfiles, et la règle est alors tenue', () => {
    const files = {
      Dockerfile: 'FROM docker.io/a/a:1\nUSER 1\n',
      'api/Dockerfile': 'FROM docker.io/a/a:1\nUSER 1\n',
      'test/Dockerfile': 'FROM docker.io/a/a:1\n',
    };
    const { '.gitlab-ci-dso.yml': ci = '' } = fixed(files);
    expect(ci).toContain('.vault:read_secret');
    expect(ci).toContain('    DOCKERFILE: api/Dockerfile\n    WORKING_DIR: api\n    IMAGE_NAMES: api:$CI_COMMIT_SHORT_SHA\n');
    expect(ci).toContain('    DOCKERFILE: Dockerfile\n    WORKING_DIR: .\n    IMAGE_NAMES: $CI_PROJECT_NAME:$CI_COMMIT_SHORT_SHA\n');
    expect(ci).not.toContain('test/');
    expect(findingsOf({ ...files, '.gitlab-ci-dso.yml': ci }, 'ci-file')).toEqual([]);
  });

  it('un dossier dont le nom se lirait autrement prend des guillemets', () => {
    const written = fixed({ 'true/Dockerfile': 'FROM docker.io/library/node:22.1.0\nUSER 1\n' }, 'ci-file');
    expect(written['.gitlab-ci-dso.yml']).toContain('WORKING_DIR: "true"\n');
  });

  it('le dossier de construction est celui qui contient ce que le Dockerfile prend', () => {
    const files = {
      'docker/Dockerfile': 'FROM docker.io/a/a:1\nCOPY package.json src ./\nUSER 1001\n',
      'package.json': '{}\n',
      'src/main.js': '',
    };
    expect(fixed(files)['.gitlab-ci-dso.yml']).toContain('    DOCKERFILE: docker/Dockerfile\n    WORKING_DIR: .\n');
  });

  it('une version fixée dans un manifeste vaut pour un Dockerfile, et l’inverse', () => {
    const manifest = aDeployment(['docker.io/equipe/api:1.4.0', '"docker.io/library/redis"']);
    expect(fixed({ 'k8s/a.yaml': manifest, Dockerfile: 'FROM redis:7.2\nUSER 1\n' }, 'disallow-latest')).toEqual({
      'k8s/a.yaml': manifest.replace('library/redis', 'library/redis:7.2'),
    });
  });
});

const left: readonly (readonly [title: string, rule: RuleName, files: Files])[] = [
  ['une version que rien ne dit', 'pinned-base-image', { Dockerfile: 'FROM node\nUSER 1\n' }],
  [
    'deux versions de la même image',
    'pinned-base-image',
    { Dockerfile: 'FROM node:20.1.0 AS a\nFROM node:22.1.0 AS b\nFROM node\nUSER 1\n' },
  ],
  ['une version d’un autre système', 'pinned-base-image', { Dockerfile: 'FROM node AS a\nFROM node:22.1.0-alpine\nUSER 1\n' }],
  ['une variable', 'pinned-base-image', { Dockerfile: 'ARG I=node\nFROM node:20.1.0 AS a\nFROM ${I}\nUSER 1\n' }],
  ['un serveur, qui a besoin d’un autre port', 'rootless', { Dockerfile: 'FROM nginx:1.27\n' }],
  ['un système, dont ce qui tourne n’est pas connu', 'rootless', { Dockerfile: 'FROM debian:12\nRUN apt-get install -y nginx\n' }],
  ['un USER root que la suite emploie', 'rootless', { Dockerfile: 'FROM node:22.1.0\nUSER root\nRUN apt-get update\n' }],
  [
    'un port d’une configuration copiée',
    'unprivileged-ports',
    { Dockerfile: 'FROM nginxinc/nginx-unprivileged:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\nEXPOSE 80\n' },
  ],
  ['un port du programme du projet', 'unprivileged-ports', { Dockerfile: 'FROM node:22.1.0\nUSER 1\nENV PORT=80\n' }],
  [
    'une étiquette tier que rien ne dit',
    'check-labels',
    {
      'k8s/a.yaml': aDeployment(
        ['labels: { app: api, env: preprod, tier: backend }\nspec', 'labels: {}\nspec'],
        ['      labels: { app: api, env: preprod, tier: backend }\n    spec', '      labels: { app: api }\n    spec'],
      ),
    },
  ],
  ['un utilisateur derrière un ancrage', 'openshift-scc', { 'k8s/a.yaml': pod(context('runAsUser: &u 1000', 'runAsGroup: *u')) }],
  [
    'un contexte ancré que vider changerait ailleurs',
    'openshift-scc',
    { 'k8s/a.yaml': pod('      securityContext: &c\n        fsGroup: 2000\n') },
  ],
  [
    'des étiquettes ancrées, que le sélecteur reprend',
    'check-labels',
    {
      'k8s/prod/a.yaml': pod('')
        .replace('      labels: { app: api, env: prod, tier: backend }\n', '      labels: &l { app: api }\n')
        .replace('matchLabels: { app: api }', 'matchLabels: { app: api }\n  autre: *l'),
    },
  ],
  [
    'un pod ancré, qu’un autre objet reprend',
    'check-labels',
    {
      'k8s/prod/a.yaml': pod('')
        .replace('  template:\n', '  template: &t\n')
        .replace('      labels: { app: api, env: prod, tier: backend }\n', '      labels: { app: api }\n'),
    },
  ],
  ...(['openshift-scc', 'check-labels', 'registry-pull-secret', 'job-history', 'disallow-latest'] as const).map(
    (rule): readonly [string, RuleName, Files] => [
      `un manifeste en Windows-1252, dont un signe s’est perdu à la lecture (${rule})`,
      rule,
      {
        'k8s/prod/a.yaml': fromHarbor(context('fsGroup: 2000')).replace('# publiée', '# publi\uFFFDe'),
        'k8s/prod/b.yaml': pod('')
          .replace('      labels: { app: api, env: prod, tier: backend }\n', '      labels: { app: api } # \uFFFDt\n')
          .replace('docker.io/equipe/api:1.4.0', 'docker.io/equipe/api'),
      },
    ],
  ),
  ['un Dockerfile en Windows-1252', 'rootless', { Dockerfile: '# d\uFFFDmarre\nFROM node:22.1.0\nCMD x\n' }],
  ['un gabarit', 'openshift-scc', { 'k8s/a.yaml': pod(context('fsGroup: 2000')).replace('name: api # son nom', 'name: "{{ nom }}"') }],
  ...[
    'remove, path: /spec/template/spec/securityContext/fsGroup',
    'test, path: /spec/template/spec/securityContext/fsGroup, value: 2000',
  ].map((operation): readonly [string, RuleName, Files] => [
    `ce qu’un correctif JSON d’un autre environnement suppose là (${operation.slice(0, 6)})`,
    'openshift-scc',
    {
      'base/a.yaml': pod(context('fsGroup: 2000')),
      'base/kustomization.yaml': 'resources: [a.yaml]\n',
      'overlays/dev/kustomization.yaml': 'resources: [../../base]\n',
      'overlays/prod/kustomization.yaml': `resources: [../../base]\npatches:\n  - target: { kind: Deployment }\n    patch: '[{ op: ${operation} }]'\n`,
    },
  ]),
  [
    'une capacité que l’application demande',
    'openshift-scc',
    { 'k8s/a.yaml': pod('', '          securityContext: { capabilities: { add: [SYS_ADMIN] } }\n') },
  ],
  [
    'une sonde',
    'need-liveness-readiness',
    { 'k8s/a.yaml': aDeployment(['          readinessProbe: { httpGet: { path: /sante, port: 8080 } }\n', '']) },
  ],
  [
    'des ressources',
    'need-containers-ressources',
    {
      'k8s/a.yaml': aDeployment([
        '          resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 500m, memory: 256Mi } }\n',
        '',
      ]),
    },
  ],
  [
    'un autre secret que celui de la plateforme',
    'registry-pull-secret',
    { 'k8s/a.yaml': fromHarbor('      imagePullSecrets: [{ name: autre }]\n') },
  ],
  [
    'un compte de service qui n’est pas dans le dépôt',
    'registry-pull-secret',
    { 'k8s/a.yaml': fromHarbor('      serviceAccountName: api\n') },
  ],
  [
    'un pod derrière un gabarit',
    'registry-pull-secret',
    { 'k8s/a.yaml': fromHarbor().replace('name: api # son nom', 'name: "{{ nom }}"') },
  ],
  ['un fichier de CI mal nommé', 'ci-file', { Dockerfile: 'FROM docker.io/a/a:1\nUSER 1\n', '.gitlab-ci-dso.yaml': 'a: 1\n' }],
];

describe('ce qui ne se sait pas', () => {
  it.each(left)('reste une question, et aucun fichier ne change : %s', (_, rule, files) => {
    const plan = planFixes({ input: inputOf(files), rules: [rule], setAside: [] });
    expect(plan.files).toEqual([]);
    expect(plan.changes).toEqual([]);
    const violated = findingsOf(files, rule).some(({ outcome }) => outcome === 'violation');
    expect(plan.questions.length > 0).toBe(violated);
  });

  it('une sonde et des ressources à remplir sont données en exemple', () => {
    const files = { 'k8s/a.yaml': aDeployment(['          readinessProbe: { httpGet: { path: /sante, port: 8080 } }\n', '']) };
    const { questions } = planFixes({ input: inputOf(files), rules: [], setAside: [] });
    expect(questions.map(({ rules, example }) => [rules, example?.text.split('\n')[0]])).toEqual([
      [['need-liveness-readiness'], 'readinessProbe:'],
    ]);
  });

  it('ce qui est ignoré avec un motif ne change pas', () => {
    const ignored = pod(context('fsGroup: 2000 # accostage: ignore=openshift-scc vu avec la Service Team'));
    expect(fixed({ 'k8s/a.yaml': ignored })).toEqual({});
  });
});
