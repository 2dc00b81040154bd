import { describe, expect, it } from 'vitest';
import { aDeployment, check, type Files } from '../rules/cases.ts';

const told = (files: Files) => check(files).aside.map(({ path, files: count }) => `${path} ${count}`);
const pod = aDeployment();

describe('ce que son nom ou son dossier laisse de côté est dit, une fois', () => {
  it.each<readonly [string, Files, readonly string[]]>([
    ['un manifeste d’exemple', { 'k8s/app.example.yml': pod }, ['k8s/app.example.yml 1']],
    ['un modèle à copier', { 'k8s/app.yaml.dist': pod, 'k8s/app.yaml.sample': pod }, ['k8s/app.yaml.dist 1', 'k8s/app.yaml.sample 1']],
    ['un manifeste, où qu’il soit', { 'deployment.sample.yaml': pod }, ['deployment.sample.yaml 1']],
    ['un dossier d’exemples', { 'examples/a/app.yaml': pod, 'examples/b.yaml': pod }, ['examples/ 2']],
    ['un dossier d’essais', { 'e2e/k8s/app.yaml': pod, 'e2e/notes.yaml': 'a: 1\n' }, ['e2e/ 1']],
    ['un chart d’exemple', { 'demo/chart/Chart.yaml': 'name: a\n', 'demo/chart/templates/a.yaml': pod }, ['demo/ 2']],
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
  ])('%s n’en est pas', (_, files) => {
    expect(told(files)).toEqual([]);
  });

  it('mille exemples tiennent en peu de lignes', () => {
    const files = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`k8s/a${index}.example.yaml`, pod]));
    const { aside } = check(files);
    expect(aside.length).toBeLessThan(30);
    expect(aside.reduce((sum, one) => sum + one.files, 0)).toBe(1_000);
  });
});
