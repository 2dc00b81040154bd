import { describe, expect, it } from 'vitest';
import { asideFiles } from '../../../src/inspect/files/aside-files.ts';
import { fileKind, isExampleOfManifest, isForTrying, isTried, testEnvironments } from '../../../src/inspect/files/file-kind.ts';
import { helmfilesAbove } from '../../../src/inspect/files/helmfiles-above.ts';
import { isHelmfile } from '../../../src/inspect/files/is-helmfile.ts';
import { hidesSecret, isHarmless, isPlaceOfSecret, mayHideSecret } from '../../../src/inspect/files/secret-files.ts';
import { isRelevantPath, mayBeNamed, selectFiles } from '../../../src/inspect/files/select-files.ts';
import { isForTests, mostlyDeploys, toolsOf } from '../../../src/inspect/files/tool-files.ts';
import { environmentOf, isUnusual } from '../../../src/inspect/helm/environments.ts';
import { imageTool } from '../../../src/inspect/images/image-tool.ts';
import { inspect } from '../../../src/inspect/inspect.ts';
import { computingMs } from '../../computing-time.ts';

/** With what the names that the checks know begin. */
const begins =
  'skaffold devspace helmfile helmfile.d/ docker-compose Jenkinsfile Taskfile azure-pipelines deploy values Dockerfile kustomization Chart examples k8s-tests tests .env id_rsa templates/ charts/ roles/ .gitlab/ private service a'.split(
    ' ',
  );

/** What a name is made long of, as often as a name of 255 characters, or a path of a thousand, may hold it. */
const pieces = [
  '-a',
  '_',
  '-',
  '.',
  '-_',
  '.yaml',
  '-test',
  '_values',
  '.examples',
  'a',
  'é',
  '-lock',
  'deploy-',
  '/tests',
  '/a',
  '/values',
  '/.gitlab-ci',
];

const names = begins.flatMap((begin) =>
  pieces.flatMap((piece) => {
    const long = begin + piece.repeat(Math.floor((piece.includes('/') ? 1_000 : 240) / piece.length));
    return [`${long}.txt`, `${long}.yaml`, `${long}!.yaml.gotmpl`, `x/${long}/x`];
  }),
);

const predicates: Readonly<Record<string, (path: string) => unknown>> = {
  isRelevantPath,
  fileKind,
  isHelmfile,
  isExampleOfManifest,
  isForTrying,
  isTried,
  hidesSecret,
  isHarmless,
  isPlaceOfSecret,
  mayHideSecret,
  mayBeNamed,
  isForTests,
  mostlyDeploys,
  toolsOf,
  environmentOf,
  isUnusual,
  imageTool: (path) => imageTool([path]),
  helmfilesAbove: (path) => helmfilesAbove([path, 'helmfile.yaml'])(path),
  testEnvironments: (path) => testEnvironments([path]),
};

describe('un nom de fichier fait pour être long', () => {
  it.each(Object.entries(predicates))('%s répond en temps borné', (_, predicate) => {
    expect(computingMs(() => names.forEach((name) => predicate(name)))).toBeLessThan(4_000);
  });

  it('un arbre de tels noms se trie et s’inspecte en temps borné', () => {
    const spent = computingMs(() => {
      selectFiles(names.map((path) => ({ path, size: 1 })));
      asideFiles({ paths: names, kinds: new Map() });
      inspect({ paths: names, files: [], unread: [] });
    });
    expect(spent).toBeLessThan(8_000);
  });

  it.each([
    ['de deux charts', ['a/Chart.yaml', 'b/Chart.yaml'], '.yaml'],
    ['d’un chart', ['a/Chart.yaml'], '.yaml'],
    ['de helmfiles', ['a/helmfile.yaml', 'b/helmfile.yaml'], '.yaml.gotmpl'],
  ])('quatre mille fichiers de valeurs à côté %s se lisent en temps borné', (_, beside, ending) => {
    const paths = [...beside, ...Array.from({ length: 4_000 }, (__, index) => `v${index}/values-x${index}${ending}`)];
    expect(computingMs(() => inspect({ paths, files: [], unread: [] }))).toBeLessThan(8_000);
  });

  it('six mille charts, chacun avec les valeurs d’un environnement, se lisent en temps borné', () => {
    const paths = Array.from({ length: 6_000 }, (_, index) =>
      ['Chart.yaml', 'values.yaml', 'values-prod.yaml'].map((name) => `c${index}/${name}`),
    ).flat();
    expect(computingMs(() => inspect({ paths, files: [], unread: [] }))).toBeLessThan(8_000);
  });
});
