import { describe, expect, it } from 'vitest';
import { asideFiles } from '../../../src/inspect/files/aside-files.ts';
import { treeKinds } from '../../../src/inspect/files/tree-kinds.ts';
import { sentenceText } from '../../../src/words/sentence.ts';
import { aDeployment, check, type Files } from '../rules/cases.ts';

const told = (files: Files) => check(files).aside.map(({ path, files: count }) => `${path} ${count}`);
const pod = aDeployment();
const chart = (folder: string): Files => ({ [`${folder}/Chart.yaml`]: 'name: a\n', [`${folder}/templates/deployment.yaml`]: pod });

/** Files of ordinary applications, whose names or folders are also those of manifests. */
const ofApplications = [
  'src/test/resources/data.yml',
  'api/src/test/resources/application-service.yml',
  'test/integration/x.yml',
  'test/resources/deployment.yml',
  'spec/dev/service.yaml',
  'docs/services.yaml',
  'docs/_data/platform/nav.yml',
  'examples/config.yaml',
  'examples/dev/config.yaml',
  'hack/boilerplate.yaml',
  'e2e/notes.yaml',
  'config/services.yaml.dist',
  'config/routes.yaml.dist',
  'config/services_test.yaml.dist',
  'dev/config.yaml.sample',
];

describe('ce que son nom ou son dossier laisse de côté est dit, une fois', () => {
  it.each<readonly [string, Files, readonly string[]]>([
    ['un manifeste d’exemple', { 'k8s/app.example.yml': pod }, ['k8s/app.example.yml 1']],
    ['un modèle à copier', { 'k8s/app.yaml.dist': pod, 'k8s/app.yaml.sample': pod }, ['k8s/app.yaml.dist 1', 'k8s/app.yaml.sample 1']],
    ['un manifeste, où qu’il soit', { 'deployment.sample.yaml': pod }, ['deployment.sample.yaml 1']],
    ['un dossier d’exemples', { 'examples/a/deployment.yaml': pod, 'examples/service.yaml': pod, 'examples/a.yaml': pod }, ['examples/ 2']],
    ['un dossier d’essais', { 'e2e/k8s/app.yaml': pod, 'e2e/resources/notes.yaml': 'a: 1\n' }, ['e2e/ 1']],
    ['un chart d’exemple, une fois', { ...chart('demo/chart'), ...chart('demo/chart/charts/a'), ...chart('demo/b') }, ['demo/ 2']],
    [
      'une kustomization d’exemple',
      { 'samples/a/kustomization.yaml': 'resources: [app.yaml]\n', 'samples/a/app.yaml': pod },
      ['samples/ 1'],
    ],
    ['le dossier le plus profond, qui peut être jugé', { 'docs/examples/deployment.yaml': pod }, ['docs/examples/ 1']],
    [
      'dans ce qui est jugé, ce qui ne l’est pas',
      { 'overlays/test/docs/deployment.yaml': pod, 'overlays/test/app.yaml': pod, 'k8s/docs/test/e.yaml': pod, 'k8s/docs/e.yaml': pod },
      ['k8s/docs/test/ 1', 'overlays/test/docs/ 1'],
    ],
    [
      'un dossier d’exemples dans un environnement d’essai',
      { 'k8s/test/examples/app.yaml': pod, 'k8s/test/app.yaml': pod, 'k8s/prod/app.yaml': pod },
      ['k8s/test/examples/ 1'],
    ],
    [
      'une copie gardée',
      { 'k8s/app.yaml.bak': pod, 'k8s/app.yaml.orig': pod, 'k8s/app.yml.old': pod, 'k8s/app.yaml~': pod, 'k8s/app.yaml.disabled': pod },
      ['k8s/app.yaml.bak 1', 'k8s/app.yaml.disabled 1', 'k8s/app.yaml.orig 1', 'k8s/app.yaml~ 1', 'k8s/app.yml.old 1'],
    ],
    ['ce qui est gardé', { 'k8s/.old/app.yaml': pod, 'k8s/app.yaml': pod }, ['k8s/.old/ 1']],
    ['de la documentation', { 'docs/deployment.yaml': pod }, ['docs/ 1']],
  ])('%s', (_, files, places) => {
    expect(told(files)).toEqual(places);
  });

  it.each<readonly [string, Files]>([
    ['les réglages d’un programme', { 'config.example.yml': 'a: 1\n', 'tests/config.yml': 'a: 1\n', 'docs/openapi.yaml': 'a: 1\n' }],
    ['ce qui est d’autrui', { 'node_modules/a/k8s/app.yaml': pod, 'vendor/k8s/app.yaml': pod, 'tests/fixtures/k8s/app.yaml': pod }],
    ['un environnement d’essai', { 'k8s/test/app.yaml': pod, 'k8s/prod/app.yaml': pod }],
    [
      'les données d’un essai',
      { 'spec/cassettes/service.yml': 'a: 1\n', 'tests/data/job.yaml': 'a: 1\n', 'api/src/test/k8s/app.yaml': pod },
    ],
    ['ce qui n’est pas du YAML', { 'examples/README.md': '', 'examples/app.py': '' }],
    ['parmi d’autres manifestes, un exemple sans le nom d’un manifeste', { 'examples/a.yaml': pod, 'k8s/app.yaml': pod }],
    ['les gabarits d’un chart', { 'chart/Chart.yaml': 'name: a\n', 'chart/templates/tests/a.yaml': pod }],
    [
      'ce qui essaie un chart jugé',
      { ...chart('k8s/chart'), 'k8s/chart/tests/deployment_test.yaml': '', 'k8s/chart/tests/a/Chart.yaml': '' },
    ],
    ['ce qui essaie un chart', { 'charts/x/tests/deployment_test.yaml': 'suite: a\n' }],
    ['ce qu’une application a de fichiers ainsi nommés', Object.fromEntries(ofApplications.map((path) => [path, 'a: 1\n']))],
    ['la copie d’autre chose', { 'config.yaml.bak': 'a: 1\n', 'notes.txt.orig': '', 'settings.yml~': '' }],
  ])('%s n’en est pas', (_, files) => {
    expect(told(files)).toEqual([]);
  });

  it('mille exemples tiennent en peu de lignes', () => {
    const files = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`k8s/a${index}.example.yaml`, pod]));
    const { aside } = check(files);
    expect(aside.length).toBeLessThan(30);
    expect(aside.reduce((sum, one) => sum + one.files, 0)).toBe(1_000);
    expect(sentenceText(aside.at(-1)?.because ?? [])).toMatch(/^avec 979 autres fichiers ou dossiers, comptés ici/);
  });

  it('des noms hostiles, des dossiers sans fond et des charts l’un dans l’autre sont lus en entier', () => {
    const deep = (folder: string) => Array.from({ length: 50 }, (_, index) => `${`${folder}/`.repeat(500)}${index}/deployment.yaml`);
    const names = ['-a', '_', '.', '-tests', '.example', '.yaml', '.yaml~', 'é'].flatMap((piece) => [
      `${piece.repeat(600)}/k8s/a.yaml.bak`,
      `k8s/${piece.repeat(600)}.yaml.dist`,
      `examples/${piece.repeat(600)}!.yaml`,
    ]);
    const paths = [...['docs', 'tests', 'examples', 'charts/x', 'a'].flatMap(deep), ...names];
    const charts = Array.from({ length: 500 }, (_, index) => `demo/${'charts/x/'.repeat(index % 60)}Chart.yaml`);
    const aside = asideFiles({ paths: [...paths, ...charts], kinds: treeKinds(paths) });
    expect(aside.length).toBeLessThan(30);
    expect(aside).toContainEqual(expect.objectContaining({ path: 'demo/', files: 9 }));
  });

  it.each([
    ['e2e/k8s/a.yaml', 'ce dossier est d’essais'],
    ['docs/exemples/k8s/a.yaml', 'ce dossier est d’exemples'],
    ['documentation/deployment.yaml', 'ce dossier est de documentation'],
    ['hack/k8s/a.yaml', 'ce dossier est d’un poste de travail'],
    ['k8s/_archives/a.yaml', 'ce dossier n’est que gardé'],
    ['k8s/a.sample.yaml', 'son nom dit un exemple ou un modèle'],
    ['k8s/a.yaml.bak', 'son nom dit une copie gardée'],
  ])('%s : %s', (path, because) => {
    expect(check({ [path]: pod }).aside.map((one) => sentenceText(one.because))).toEqual([because]);
  });

  // What is read is judged, or a doubt: a name that only looks like those above leaves nothing aside.
  it.each(['deployment.dist.yaml', 'app-example.yaml', 'k8s/app-example.yaml', 'app.template.yaml', 'k8s/app.bak.yaml'])(
    '%s est jugé',
    (path) => {
      const report = check({ [path]: aDeployment(['1.4.0', 'latest']) });
      expect(report.aside).toEqual([]);
      expect(report.rules.find(({ rule }) => rule === 'disallow-latest')?.findings).toMatchObject([
        { outcome: 'violation', place: { path } },
      ]);
    },
  );

  it('ce qu’une kustomization nomme dans un dossier laissé de côté n’est pas jugé, et reste un doute', () => {
    const report = check({
      'k8s/kustomization.yaml': 'resources: [../docs/app]\n',
      'docs/app/kustomization.yaml': 'resources: [d.yaml]\n',
      'docs/app/d.yaml': pod,
    });
    expect(report.aside.map(({ path }) => path)).toEqual(['docs/']);
    expect(report.rules.find(({ rule }) => rule === 'disallow-latest')?.findings).toMatchObject([{ outcome: 'undetermined' }]);
  });
});
