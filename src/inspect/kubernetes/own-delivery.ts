import { resolvePath } from '../files/paths.ts';
import type { FileKind } from '../files/file-kind.ts';
import { at, asMap, booleanOf, entriesOf, isAbsent, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { groupOf } from './kinds.ts';
import type { Resource } from './resource.ts';

/** The repository that is checked. */
export interface OwnTree {
  /** `owner/name`; null where that is not known. */
  readonly repository: string | null;
  readonly paths: readonly string[];
  /** What each file is to the checks; none for a file of examples or tests, of which nothing is judged. */
  readonly kinds: ReadonlyMap<string, FileKind>;
  readonly objects: readonly Resource[];
}

/**
 * True for an object of Argo CD or Flux that deploys folders of this very repository as they stand at the end of its main branch, and changes nothing of them: what
 * they hold is judged where it is written ("Application Specification", Argo CD; "Kustomization", Flux). Pure; never throws.
 */
export function deliversOwn(tree: OwnTree, resource: Resource): boolean {
  if (tree.repository === null) return false;
  const spec = at(resource.body, 'spec');
  switch (`${groupOf(resource)}/${resource.kind}`) {
    case 'argoproj.io/Application':
      return areOwnSources(tree, spec, (path) => [path]);
    case 'argoproj.io/ApplicationSet': {
      const folders = generatedFolders(tree, at(spec, 'generators'));
      return isAbsent(at(spec, 'templatePatch')) && areOwnSources(tree, at(spec, 'template', 'spec'), (path) => expanded(path, folders));
    }
    case 'kustomize.toolkit.fluxcd.io/Kustomization':
      return isOwnKustomization(tree, spec);
    default:
      return false;
  }
}

type Expand = (path: string) => readonly string[] | null;

function areOwnSources(tree: OwnTree, spec: Node | null, expand: Expand): boolean {
  const sources = [at(spec, 'source'), ...itemsOf(at(spec, 'sources'))].filter((source) => !isAbsent(source));
  return sources.length > 0 && sources.every((source) => isOwnSource(tree, source, expand));
}

/** Keys of a source that change nothing of the files that it names. */
const quietKeys = new Set(['repoURL', 'path', 'targetRevision', 'directory', 'ref', 'name', 'helm']);
const quietHelmKeys = new Set(['releaseName', 'version', 'skipCrds', 'passCredentials', 'namespace', 'skipTests']);
const quietDirectoryKeys = new Set(['recurse', 'include', 'exclude']);

function isOwnSource(tree: OwnTree, source: Node | null, expand: Expand): boolean {
  const path = textOf(at(source, 'path'));
  const folders = path === null ? null : expand(path);
  return (
    isOwnAddress(tree, at(source, 'repoURL')) &&
    isMain(at(source, 'targetRevision')) &&
    hasOnly(source, quietKeys) &&
    hasOnly(at(source, 'helm'), quietHelmKeys) &&
    hasOnly(at(source, 'directory'), quietDirectoryKeys) &&
    // A source that is only a reference gives files to the others.
    (path === null
      ? textOf(at(source, 'ref')) !== null
      : folders !== null && folders.every((folder) => isJudged(tree, folder, depthOf(source))))
  );
}

function hasOnly(node: Node | null, keys: ReadonlySet<string>): boolean {
  if (isAbsent(node)) return true;
  return asMap(node) !== null && entriesOf(node).every(({ key, value }) => keys.has(key) || isAbsent(value));
}

/** `https://github.com/org/depot.git`, `git@github.com:org/depot`. What another forge keeps under the same name may be something else. */
function isOwnAddress({ repository }: OwnTree, node: Node | null): boolean {
  const [, host = '', name = ''] =
    /^(?:[a-z+]+:\/\/)?(?:[^@/]+@)?([\w.-]+)(?::\d+)?[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/i.exec(textOf(node) ?? '') ?? [];
  return /(^|\.)github\./i.test(`${host}.`) && name.toLowerCase() === repository?.toLowerCase();
}

/** A tag, a commit or another branch may hold something else than what is checked. */
function isMain(node: Node | null): boolean {
  return isAbsent(node) || /^(HEAD|(refs\/heads\/)?(main|master))?$/.test(textOf(node) ?? '-');
}

function depthOf(source: Node | null): 'folder' | 'below' {
  return booleanOf(at(source, 'directory', 'recurse')) === true ? 'below' : 'folder';
}

/** All that the folder may deploy, or all that lies below, is judged. */
function isJudged({ paths, kinds }: OwnTree, written: string, depth: 'folder' | 'below'): boolean {
  const folder = resolvePath('', written);
  if (folder === null) return false;
  const inside = folder === '' ? '' : `${folder}/`;
  const own = paths.filter(
    (path) => path.startsWith(inside) && (depth === 'below' || !path.slice(inside.length).includes('/')) && /\.(ya?ml|json)$/i.test(path),
  );
  return own.length > 0 && own.every((path) => kinds.has(path));
}

/** The folders that a generator of folders of this repository finds; null for any other generator. */
function generatedFolders(tree: OwnTree, generators: Node | null): readonly string[] | null {
  const found: string[] = [];
  for (const generator of itemsOf(generators)) {
    const git = at(generator, 'git');
    const directories = itemsOf(at(git, 'directories'));
    if (entriesOf(generator).length !== 1 || directories.length === 0) return null;
    if (!isOwnAddress(tree, at(git, 'repoURL')) || !isMain(at(git, 'revision'))) return null;
    for (const directory of directories) {
      const [, base] = /^((?:[\w.-]+\/)*)\*$/.exec(textOf(at(directory, 'path')) ?? '') ?? [];
      if (base === undefined) return null;
      found.push(...foldersIn(tree, base));
    }
  }
  return found;
}

function foldersIn({ paths }: OwnTree, base: string): readonly string[] {
  return [
    ...new Set(
      paths.flatMap((path) => {
        const [name, ...rest] = path.startsWith(base) ? path.slice(base.length).split('/') : [];
        return name === undefined || rest.length === 0 ? [] : [`${base}${name}`];
      }),
    ),
  ];
}

function expanded(path: string, folders: readonly string[] | null): readonly string[] | null {
  if (/^\{\{\s*(path|\.path\.path)\s*\}\}$/.test(path)) return folders === null || folders.length === 0 ? null : folders;
  return path.includes('{{') ? null : [path];
}

const quietFluxKeys = new Set([
  'path',
  'sourceRef',
  'interval',
  'retryInterval',
  'timeout',
  'prune',
  'wait',
  'force',
  'suspend',
  'dependsOn',
  'healthChecks',
  'decryption',
  'serviceAccountName',
  'targetNamespace',
  'deletionPolicy',
]);

function isOwnKustomization(tree: OwnTree, spec: Node | null): boolean {
  const source = at(spec, 'sourceRef');
  const repository = tree.objects.find(
    (one) => groupOf(one) === 'source.toolkit.fluxcd.io' && one.kind === 'GitRepository' && one.name === textOf(at(source, 'name')),
  );
  if (textOf(at(source, 'kind')) !== 'GitRepository' || repository === undefined || !hasOnly(spec, quietFluxKeys)) return false;
  const from = at(repository.body, 'spec');
  const isAtMain = hasOnly(at(from, 'ref'), new Set(['branch'])) && isMain(at(from, 'ref', 'branch'));
  return isAtMain && isOwnAddress(tree, at(from, 'url')) && isJudged(tree, textOf(at(spec, 'path')) ?? '.', 'below');
}
