import { describe, expect, it } from 'vitest';
import { isRelevantPath, MAX_FILES, MAX_SIZE, selectFiles } from '../../../src/inspect/files/select-files.ts';

const tree = (...paths: readonly string[]) => paths.map((path) => ({ path, size: 1_000 }));
const wanted = (...paths: readonly string[]) => selectFiles(tree(...paths)).wanted;

describe('ce qui tient la place d’un fichier', () => {
  const links = (...paths: readonly string[]) => paths.map((path) => ({ path, size: 10, is: 'link' as const }));
  const unread = (found: ReturnType<typeof selectFiles>) => found.unread.map(({ path }) => path);

  it.each([
    'Dockerfile',
    'k8s/a.yaml',
    '.gitlab-ci-dso.yml',
    'chart/values-prod.yaml',
    'k8s',
    'deploy/overlays',
    'chart/templates',
    'chart/charts/redis',
    'chart/charts',
    'chart/crds',
  ])('un lien %s n’est pas lu, et c’est dit', (path) => {
    const found = selectFiles([...tree('chart/Chart.yaml', 'app/Dockerfile'), ...links(path)]);
    expect([found.wanted.includes(path), unread(found)]).toEqual([false, [path]]);
  });

  it.each(['CLAUDE.md', 'LICENSE', 'src/commun', 'docs', 'tests/chart/templates', 'node_modules'])('un lien %s ne cache rien', (path) => {
    expect(unread(selectFiles([...tree('chart/Chart.yaml'), ...links(path)]))).toEqual([]);
  });

  it('un sous-module que .gitmodules ne dit pas est dit', () => {
    const modules = [{ path: 'infra', size: 0, is: 'submodule' as const }];
    expect(unread(selectFiles([...tree('Dockerfile'), ...modules]))).toEqual(['infra']);
    expect(unread(selectFiles([...tree('.gitmodules'), ...modules]))).toEqual([]);
    expect(unread(selectFiles([{ path: '.gitmodules', size: 0 }, ...modules]))).toEqual(['infra']);
  });
});

describe('les fichiers à lire', () => {
  it('un helmfile, et les gabarits de valeurs qui sont auprès de lui', () => {
    const own = ['src/helm/helmfile.yaml.gotmpl', 'src/helm/env.d/dev/values.a.yaml.gotmpl'];
    expect(wanted(...own, 'src/site/page.html.gotmpl', 'examples/helmfile.yaml', 'examples/v.yaml.gotmpl').toSorted()).toEqual(
      own.toSorted(),
    );
    expect(own.map(isRelevantPath)).toEqual([true, true]);
  });

  it.each([
    'Dockerfile',
    'api/Dockerfile',
    'Dockerfile.prod',
    'docker/api.Dockerfile',
    'Containerfile',
    'build/package/dockerfile',
    '.dockerignore',
    'api/Dockerfile.dockerignore',
    '.gitlab-ci-dso.yml',
    '.gitlab-ci-dso.yaml',
    'deploy/base/kustomization.yaml',
    'kustomization.yml',
    'Kustomization',
    'k8s/api.yaml',
    'k8s/api.json',
    'manifests/api/tout.yml',
    'overlays/prod/patch.yaml',
    'deployment.yaml',
    'api-service.yml',
    'chart/Chart.yaml',
    'chart/values.yaml',
    'chart/values-prod.yml',
    'helm/prod.values.yaml',
    'k8s/sample.yaml',
    'k8s/example-api.yaml',
    '.gitlab/ci/construire.yml',
    'ci/.gitlab-ci-construire.yml',
    'src/ci/construire.gitlab-ci.yml',
    // They may deploy what no manifest writes.
    'package.json',
    'docker-compose.yml',
    'compose.prod.yaml',
    '.github/workflows/deploy.yml',
    '.github/actions/deploy/action.yml',
    '.gitlab-ci.yml',
    'infra/ansible/roles/web/tasks/main.yml',
    'infra/main.tf',
    'bin/deploy.sh',
    'Makefile',
    'pom.xml',
  ])('%s', (path) => {
    expect(wanted(path)).toEqual([path]);
    expect(isRelevantPath(path)).toBe(true);
  });

  it.each(['packages/lire/sample2.yml', 'exemple.yaml', 'k8s/deployment.example.yaml'])(
    'pas %s, sauf à côté d’une kustomization, qui peut le nommer',
    (path) => {
      expect(wanted(path)).toEqual([]);
      expect(isRelevantPath(path)).toBe(true);
    },
  );

  it.each([
    'README.md',
    'src/server.ts',
    'tsconfig.json',
    'mkdocs.yml',
    'openapi/api.yaml',
    'deploy/Dockerfile.md',
    '.github/Dockerfile',
    'node_modules/x/Dockerfile',
    'vendor/k8s.io/api/deployment.yaml',
    'api/.gitlab-ci-dso.yml',
    'src/main/resources/application.yml',
    'charts/api/examples/deployment.yaml',
    'src/locales/fr.yaml',
    'test/fixtures/deployment.yaml',
    'tests/deploy.sh',
    'node_modules/a/package.json',
    'examples/main.tf',
    '.github/dependabot.yml',
  ])('pas %s', (path) => {
    expect(wanted(path)).toEqual([]);
    expect(isRelevantPath(path)).toBe(false);
  });

  it('les gabarits d’un chart sont lus avec ce qu’ils emploient, quels que soient leurs noms', () => {
    const read = [
      'chart/Chart.yaml',
      'chart/templates/_helpers.yaml',
      'chart/templates/commun.tpl',
      'chart/templates/deployment.yaml',
      'chart/templates/tests/a.yaml',
      'chart/templates/deployment.yaml.bak',
      'chart/templates/service',
      'chart/charts/redis/templates/tests/a.yaml',
      'chart/charts/redis/templates/service.json',
      'chart/files/nginx.conf',
      'chart/.helmignore',
      'chart/charts/redis/Chart.yaml',
      'chart/charts/redis/values.yaml',
      'chart/charts/redis/templates/_aide.tpl',
      'chart/charts/redis/charts/commun/templates/a.yaml',
      'chart/crds/a.yaml',
      'chart/charts/redis/crds/a.yaml',
    ];
    const others = [
      'chart/crds/README.md',
      'autre/crds/a.yaml',
      'chart/templates/NOTES.txt',
      'chart/templates/.cache/a.yaml',
      'chart/charts/redis/templates/NOTES.txt',
      'chart/files/logo.png',
      'chart/charts/redis.tgz',
      'chart/charts/redis/README.md',
      'autre/templates/_aide.tpl',
      'autre/files/nginx.conf',
      'autre/.helmignore',
    ];
    expect(wanted(...read, ...others).toSorted()).toEqual(read.toSorted());
    expect(read.filter((path) => !isRelevantPath(path))).toEqual([]);
  });

  it('un YAML au nom quelconque est lu, parmi des sources à côté d’un kustomization seulement, et son changement compte', () => {
    expect(wanted('app/kustomization.yaml', 'app/truc.yaml', 'ailleurs/truc.yaml', 'truc.yaml')).toEqual([
      'app/kustomization.yaml',
      'truc.yaml',
      'ailleurs/truc.yaml',
      'app/truc.yaml',
    ]);
    expect(wanted('src/k/kustomization.yaml', 'src/k/truc.yaml', 'src/truc.yaml')).toEqual(['src/k/kustomization.yaml', 'src/k/truc.yaml']);
    expect(isRelevantPath('app/truc.yaml')).toBe(true);
  });

  it.each(['k8s/test', 'deploy/test', 'openshift/tests', 'k8s/demo', 'apps/demo', 'argocd/demo', 'deploy/app/test/chart'])(
    '%s est un environnement à côté de celui de production, et sinon un dossier d’essais',
    (folder) => {
      const beside = folder.replace(/(tests?|demo)(?=$|\/)/, 'prod');
      const found = wanted(`${folder}/e.yaml`, `${beside}/e.yaml`);
      expect(found.toSorted()).toEqual([`${folder}/e.yaml`, `${beside}/e.yaml`].toSorted());
      expect(wanted(`${folder}/e.yaml`)).toEqual([]);
      expect(isRelevantPath(`${folder}/e.yaml`)).toBe(true);
    },
  );

  it.each([
    ['test/e.yaml', 'prod/e.yaml'],
    ['k8s/tests/e2e/e.yaml', 'k8s/dev/e.yaml'],
    ['src/test/e.yaml', 'src/prod/e.yaml'],
    ['k8s/e2e/e.yaml', 'k8s/prod/e.yaml'],
    ['k8s/test/fixtures/e.yaml', 'k8s/prod/e.yaml'],
    ['k8s/prod/test/e.yaml', 'k8s/dev/e.yaml'],
  ])('%s reste un dossier d’essais à côté de %s', (path, beside) => {
    expect(wanted(path, beside)).not.toContain(path);
  });

  it.each([
    'roles/x/files/deploy.yaml',
    'ansible/roles/x/templates/deployment.yml',
    'grafana/deploy.yaml',
    'migrations/job.yaml',
    'messages/deployment.yaml',
    'outils/sonarqube.yaml',
    'apps/renovate.yaml',
    'app/deployment.json',
  ])('%s est lu : ce qu’il contient le dit', (path) => {
    expect(wanted(path)).toEqual([path]);
    expect(isRelevantPath(path)).toBe(true);
  });

  it('un fichier .env ajouté change un rapport sans être lu', () => {
    expect(wanted('.env')).toEqual([]);
    expect(isRelevantPath('api/.env')).toBe(true);
    expect(isRelevantPath('.env.example')).toBe(false);
  });

  it('2 000 fichiers dont 60 comptent', () => {
    const sources = Array.from(
      { length: 1_940 },
      (_, index) => `src/module${index % 50}/file${index}.${['ts', 'json', 'md', 'yaml'][index % 4]}`,
    );
    const matter = Array.from({ length: 56 }, (_, index) => `deploy/app${index}/deployment.yaml`);
    const chosen = wanted(...sources, ...matter, 'Dockerfile', '.dockerignore', '.gitlab-ci-dso.yml', 'deploy/kustomization.yaml');
    expect(chosen).toHaveLength(60);
    expect(chosen.slice(0, 4)).toEqual(['.gitlab-ci-dso.yml', 'Dockerfile', '.dockerignore', 'deploy/kustomization.yaml']);
  });

  it('trop grand : dit, pas lu', () => {
    expect(selectFiles([{ path: 'k8s/a.yaml', size: MAX_SIZE + 1 }])).toMatchObject({ wanted: [], unread: [{ path: 'k8s/a.yaml' }] });
  });

  it('trop nombreux : les plus importants sont lus, les autres dits, sans liste sans fin', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `k8s/${index}.yaml`);
    const { wanted: chosen, unread } = selectFiles(tree(...many, 'Dockerfile'));
    expect(chosen).toHaveLength(MAX_FILES);
    expect(chosen[0]).toBe('Dockerfile');
    expect(unread.length).toBeLessThan(60);
  });
});
