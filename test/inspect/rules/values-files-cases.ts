import { aDeployment, type Case, type Files } from './cases.ts';

const chart = (files: Files): Files => ({
  'chart/Chart.yaml': 'apiVersion: v2\nname: api\n',
  'chart/templates/a.yaml': aDeployment(),
  ...files,
});

const secondChart: Files = { 'autre/Chart.yaml': 'apiVersion: v2\nname: b\nversion: 1.0.0\n' };

/** Files and what `values-files` says of them. */
export const valuesFilesCases = {
  'values-files': [
    ['aucun chart', { 'k8s/a.yaml': aDeployment() }, 'not-applicable', []],
    ['les valeurs du chart', chart({ 'chart/values.yaml': 'a: 1\n' }), 'conforming', []],
    [
      'des valeurs par environnement, à déclarer',
      chart({ 'chart/values.yaml': 'a: 1\n', 'chart/values-dev.yaml': 'a: 2\n', 'chart/values-prod.yaml': 'a: 3\n' }),
      'conforming',
      ['+chart/values-dev.yaml:1'],
    ],
    [
      'des valeurs au nom composé, que la console désigne en partie',
      chart({ 'chart/values-pre-production.yaml': 'a: 2\n' }),
      'conforming',
      ['+chart/values-pre-production.yaml:1'],
    ],
    ['un fichier vide', chart({ 'chart/values.yaml': '# rien\n' }), 'conforming', []],
    [
      'une liste',
      chart({ 'chart/values-prod.yaml': '- a\n- b\n' }),
      'violation',
      ['!chart/values-prod.yaml:1', '+chart/values-prod.yaml:1'],
    ],
    ['un texte', chart({ 'chart/values.yaml': 'bonjour\n' }), 'violation', ['!chart/values.yaml:1']],
    ['un nom presque juste', chart({ 'chart/value-prod.yaml': 'a: 1\n' }), 'undetermined', ['?chart/value-prod.yaml:1']],
    ['un nom en français', chart({ 'chart/valeurs.yaml': 'a: 1\n' }), 'undetermined', ['?chart/valeurs.yaml:1']],
    ['un nom collé', chart({ 'chart/valuesprod.yaml': 'a: 1\n' }), 'undetermined', ['?chart/valuesprod.yaml:1']],
    ['illisible', chart({ 'chart/values.yaml': 'a: [\n' }), 'undetermined', ['?chart/values.yaml:1']],
    [
      'à côté de plusieurs charts, des valeurs dont rien ne dit lequel les emploie',
      {
        ...chart({ 'values-prod.yaml': 'a: 1\n', 'values/redis.yaml': 'a: 1\n' }),
        'autre/Chart.yaml': 'apiVersion: v2\nname: b\nversion: 1.0.0\n',
      },
      'undetermined',
      ['?values-prod.yaml:1', '?values/redis.yaml:1'],
    ],
    ...(
      [
        ['Makefile', 'up:\n\thelm upgrade --install a chart -f values/prod.yaml\n'],
        ['.gitlab-ci.yml', 'a: { script: ["helm upgrade a ./chart --values=$CI_PROJECT_DIR/values/prod.yaml"] }\n'],
        ['skaffold.yaml', 'deploy:\n  helm:\n    releases: [{ chartPath: chart, valuesFiles: [values/prod.yaml] }]\n'],
        ['deploy.sh', 'helm upgrade a chart -f "values/${ENV}.yaml"\n'],
      ] as const
    ).map(([path, text]): Case => [
      `à côté de plusieurs charts, des valeurs que nomme ${path}`,
      { ...chart({ 'values/prod.yaml': 'a: 1\n' }), ...secondChart, [path]: text },
      'not-applicable',
      [],
    ]),
    ...['src/values/fr.yaml', 'app/res/values/strings.yaml'].map((path): Case => [
      `à côté de plusieurs charts, les données d’un programme : ${path}`,
      { ...chart({ [path]: 'a: 1\n' }), ...secondChart },
      'not-applicable',
      [],
    ]),
    [
      'à côté de plusieurs charts, les valeurs de l’un dans un environnement',
      { ...chart({ 'environments/prod/autre/values.yaml': 'a: 1\n' }), ...secondChart },
      'undetermined',
      ['?environments/prod/autre/values.yaml:1'],
    ],
    [
      'les valeurs d’un chart dans un environnement nommé comme des essais',
      {
        'k8s/prod/a.yaml': aDeployment(),
        'k8s/test/chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
        'k8s/test/chart/values-dev.yaml': 'a: 1\n',
        'k8s/test/values-prod.yaml': 'a: 1\n',
      },
      'conforming',
      ['+k8s/test/chart/values-dev.yaml:1'],
    ],
    ['les valeurs d’un poste de développement', chart({ 'chart/values-local.yaml': 'a: 1\n' }), 'not-applicable', []],
    ...['values-foo.yaml', 'envs/foo/values.yaml', 'values/demo.yaml', 'env/demo/values.yaml'].map((path): Case => [
      `à côté du seul chart, un nom d’aucun environnement : ${path}`,
      chart({ [path]: 'a: 1\n' }),
      'undetermined',
      [`?${path}:1`],
    ]),
    ...['values-local.yaml', 'redis-values.yaml', 'examples/values-foo.yaml', 'foo/values.yaml'].map((path): Case => [
      `à côté du seul chart, rien à dire de ${path}`,
      chart({ [path]: 'a: 1\n' }),
      'not-applicable',
      [],
    ]),
  ],
} as const satisfies Readonly<Record<string, readonly Case[]>>;
