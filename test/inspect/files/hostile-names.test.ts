import { describe, expect, it } from 'vitest';
import { asideFiles } from '../../../src/inspect/files/aside-files.ts';
import { fileKind, isExampleOfManifest, isForTrying, isTried, testEnvironments } from '../../../src/inspect/files/file-kind.ts';
import { helmfileOf } from '../../../src/inspect/files/helmfile-of.ts';
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
  helmfileOf: (path) => helmfileOf(path, [path]),
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
});
