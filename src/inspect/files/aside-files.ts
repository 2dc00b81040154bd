import type { Aside } from '../../dossier/checks/check.ts';
import { say } from '../../words/sentence.ts';
import { asideFolders, exampleFolders, testFolders } from './aside-folders.ts';
import { type FileKind, fileKind, isAmongSources, isExampleOfManifest, isNamedAsManifest, isOfOthers } from './file-kind.ts';
import { baseName, inside, parentFolder } from './paths.ts';

/** What a tree holds, and whether something else of it is deployed. */
export interface AsideSearch {
  readonly paths: readonly string[];
  readonly kinds: ReadonlyMap<string, FileKind>;
  readonly hasInfrastructure: boolean;
}

/**
 * The manifests, charts and kustomizations that are left aside for their names or their folders, by their paths alone: a folder once, with how many files it holds. Where nothing else
 * is deployed, any YAML file among examples may be the one that is. Others' code and data of tests are none. Pure.
 */
export function asideFiles({ paths, kinds, hasInfrastructure }: AsideSearch): readonly Aside[] {
  const left = paths.filter((path) => !kinds.has(path) && !isOfOthers(path) && !isAmongSources(path));
  const named = left.filter(isNamedExample).map((path): Aside => ({ path, files: 1, because: say`son nom dit un exemple ou un modèle` }));
  const folders = Map.groupBy(
    left.filter((path) => folderOf(path) !== null && mayDeploy(path, hasInfrastructure)),
    (path) => folderOf(path) ?? '',
  );
  const held = [...folders].map(([path, all]): Aside => ({
    path,
    files: all.length,
    because: say`ce dossier est d’essais, d’exemples, de documentation, d’un poste de travail ou gardé`,
  }));
  return shorten([...held, ...named].toSorted((one, other) => (one.path < other.path ? -1 : 1)));
}

/** Folders and files named one by one; the rest is counted. */
const MAX_NAMED = 20;

function shorten(all: readonly Aside[]): readonly Aside[] {
  const [next, ...others] = all.slice(MAX_NAMED);
  if (next === undefined || others.length === 0) return all;
  const files = others.reduce((sum, one) => sum + one.files, next.files);
  const because = say`son nom ou son dossier le dit, comme de ${others.length} autres`;
  return [...all.slice(0, MAX_NAMED), { path: next.path, files, because }];
}

const aside = new RegExp(`^(${asideFolders})$`, 'i');
const tests = new RegExp(`^(${testFolders})$`, 'i');
const examples = new RegExp(`^(${exampleFolders})$`, 'i');

/** The highest folder around a file that keeps it from being read, with its `/`; null for none. */
function folderOf(path: string): string | null {
  const folders = path.split('/').slice(0, -1);
  const at = folders.findIndex((folder) => aside.test(folder));
  return at === -1 ? null : inside(folders.slice(0, at + 1).join('/'));
}

/** True for what would be read outside such folders. */
function mayDeploy(path: string, hasInfrastructure: boolean): boolean {
  const [folders, name] = [path.split('/').slice(0, -1), baseName(path)];
  // A test has data of its own, called as manifests are (`service.yml`): what its folders say decides.
  const isTest = folders.some((folder) => tests.test(folder));
  const kindOf = (file: string) => fileKind([...folders.filter((folder) => !aside.test(folder)), file].join('/'));
  const kind = isTest && kindOf(name) === 'manifest' ? kindOf('a.yaml') : kindOf(name);
  if (kind === 'manifest' || kind === 'kustomization' || kind === 'chart') return true;
  return kind === 'maybe-manifest' && !hasInfrastructure && folders.some((folder) => examples.test(folder));
}

/** `deployment.example.yaml`, `deployment.yaml.dist`, where the plain name is that of a manifest. */
function isNamedExample(path: string): boolean {
  if (folderOf(path) !== null) return false;
  const [, plain] = /^(.+\.(?:ya?ml|json))[.-](?:dist|examples?|exemples?|samples?|mod[eè]le)$/i.exec(path) ?? [];
  if (plain !== undefined) return fileKind(plain) === 'manifest' || fileKind(plain) === 'kustomization';
  if (!isExampleOfManifest(path)) return false;
  const bare = `${inside(parentFolder(path))}a.yaml`;
  return isNamedAsManifest(path) || fileKind(bare) === 'manifest';
}
