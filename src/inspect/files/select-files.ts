import type { Unread } from '../../dossier/checks/check.ts';
import { say } from '../../words/sentence.ts';
import { fileKind, fileKinds, type FileKind, isExampleOfManifest, isOfOthers } from './file-kind.ts';
import { parentFolder } from './paths.ts';
import { hidesSecret, isHarmless, mayHideSecret } from './secret-files.ts';
import { mostlyDeploys } from './tool-files.ts';
import { mayBeOfChart, treeKinds } from './tree-kinds.ts';

/** A larger file is not a manifest that somebody wrote; in bytes. */
export const MAX_SIZE = 128 * 1024;

/** Files read from a repository at most, the most important first: the largest repository of charts that was met has 700, most of them copies of one another, which are read once. */
export const MAX_FILES = 1_000;

/** Bytes read from a repository at most. */
export const MAX_TOTAL_SIZE = 2 * 1024 * 1024;

/** Files named one by one among those left out; the rest is counted. */
const MAX_NAMED = 50;

/** A file of a repository's tree. */
export interface TreeFile {
  readonly path: string;
  readonly size: number;
  /** What stands there in place of a file: a symbolic link, to a file or a folder, a commit of another repository, or a folder that cannot be read. */
  readonly is?: 'link' | 'submodule' | 'shut-folder';
  /** Where a link leads, as it is written; absent where that was not asked. */
  readonly to?: string;
  /** Where what a link stands for stands by itself; absent for what is there without a link. */
  readonly from?: string;
}

interface Candidate extends TreeFile {
  readonly kind: FileKind;
}

/**
 * The files to read, by their paths alone: Dockerfiles, the platform's CI file, kustomizations, charts with their templates and what
 * these use, manifests. Files that matter and are too large, or beyond the limits, are told in `unread`, as are links and other repositories that may hold some.
 */
export function selectFiles(tree: readonly TreeFile[]): { wanted: readonly string[]; unread: readonly Unread[] } {
  const candidates = candidatesOf(tree.filter(({ is }) => is === undefined));
  const fitting = candidates.filter(({ size }) => size <= MAX_SIZE);
  // What the CI file includes and could not be read, the rules on it tell; what a program made for another tool (`node-packages.nix`) says nothing by its size.
  const tooLarge = candidates.filter(
    ({ path, size, kind }) => size > MAX_SIZE && kind !== 'ci-part' && (kind !== 'tool' || mostlyDeploys(path)),
  );
  let total = 0;
  const kept = fitting.slice(0, MAX_FILES).filter(({ size }) => {
    if (total + size > MAX_TOTAL_SIZE) return false;
    total += size;
    return true;
  });
  const wanted = new Set(kept.map(({ path }) => path));
  const unread = [
    ...elsewhere(tree),
    ...tooLarge.map(({ path, size }) => ({
      path,
      because: say`ce fichier fait ${Math.ceil(size / 1024)} ko, plus que les ${MAX_SIZE / 1024} ko lus`,
    })),
    ...fitting
      .filter(({ path }) => !wanted.has(path))
      .map(({ path }) => ({
        path,
        because: say`le dépôt a plus de fichiers à vérifier que l’application n’en lit (${MAX_FILES}, ${MAX_TOTAL_SIZE / 1024 / 1024} Mo)`,
      })),
  ];
  return { wanted: [...wanted], unread: shorten(unread) };
}

/**
 * True when a push touching the file could change what a report judges. Wider than `selectFiles`, which sees the whole tree: no push that matters is missed. What is told by its name alone
 * (`asideFiles`) decides nothing: it is told with the next push that matters.
 */
export function isRelevantPath(path: string): boolean {
  // What stands beside may tell that it is of an environment.
  const asDeployed = path.replaceAll(/(?<=\/)[\p{L}_-]*(tests?|d[eé]mos?)(?=\/)/giu, 'prod');
  const isKnown = fileKind(asDeployed) !== null || fileKind(path) !== null || mayBeOfChart(path) || isExampleOfManifest(path);
  return isKnown || hidesSecret(path) || mayHideSecret(path) || mayBeNamed(path);
}

/** True for a text by its name, which a kustomization may turn into data of a ConfigMap or a template of a chart read by `.Files`: it is read where one does. */
export function mayBeNamed(path: string): boolean {
  if (isOfOthers(path)) return false;
  return (!isHarmless(path) && settings.test(path)) || encryptedOrKey.test(path) || isAmongCharts(path);
}

const settings = /(^|\/)\.env[^/]*$|\.(env|properties|conf|cnf|cfg|config|ini|toml|txt|xml)$/i;

/** What templates mostly read by a name that their values give: a file of secrets for each environment. */
const encryptedOrKey = /\.(enc|dec|sops|asc|gpg|age|key|pub|pem|cer|crt)$/i;

/** True for a file of any other name in a folder that is called as those of charts are; not what is no text, nor documentation, tests and examples. */
function isAmongCharts(path: string): boolean {
  const isOfCharts = /(^|\/)(helm|charts?)\//i.test(path) && fileKind(`${parentFolder(path)}/k8s.yaml`) !== null;
  return isOfCharts && !notTextName.test(path);
}

const notTextName =
  /\.(md|png|jpe?g|gif|ico|webp|bmp|woff2?|ttf|otf|eot|zip|t?gz|tar|bz2|xz|7z|jar|war|class|jks|p12|pfx|pdf|so|dll|exe|bin|mp[34]|webm|sqlite|db|parquet)$/i;

/** The links that stand where something is read, be it in a folder that they stand for. */
export function linksThatMatter(tree: readonly TreeFile[]): readonly string[] {
  const links = tree.filter(({ is }) => is === 'link').map(({ path }) => path);
  if (links.length === 0) return [];
  const kinds = treeKinds([...tree.map(({ path }) => path), ...links.flatMap(inside)]);
  return links.filter(
    (path) => (kinds.has(path) && !isElse(kinds.get(path))) || inside(path).some((one) => holdsManifests(kinds.get(one))),
  );
}

/** Links that were not followed, submodules that no `.gitmodules` tells, and folders that cannot be read, where all may be. */
function elsewhere(tree: readonly TreeFile[]): readonly Unread[] {
  const told = tree.some(({ path, size }) => path === '.gitmodules' && size > 0);
  const modules = told ? [] : tree.filter(({ is }) => is === 'submodule').map(({ path }) => path);
  return [
    ...linksThatMatter(tree).map((path) => ({ path, because: say`c’est un lien symbolique, qui n’a pas été suivi` })),
    ...tree
      .filter(({ is, path }) => is === 'shut-folder' && inside(path).some((one) => fileKind(one) !== null))
      .map(({ path }) => ({ path: '.', because: say`le dossier ${path} n’a pas pu être lu` })),
    ...modules.map((path) => ({ path, because: say`c’est un sous-module, dont les fichiers n’ont pas été lus` })),
  ];
}

/** What the rules on the CI file tell of, or what only may deploy. */
function isElse(kind: FileKind | undefined): boolean {
  return kind === 'ci-part' || kind === 'tool';
}

/** What a link to a folder would bring, were it one of manifests, a chart that another holds, or all those that it holds. */
function inside(link: string): readonly string[] {
  return [`${link}/a.yaml`, `${link}/templates/a.yaml`, `${link}/a/templates/a.yaml`];
}

function holdsManifests(kind: FileKind | undefined): boolean {
  return kind !== undefined && kind !== 'maybe-manifest';
}

function candidatesOf(tree: readonly TreeFile[]): readonly Candidate[] {
  const kinds = treeKinds(tree.map(({ path }) => path));
  return tree
    .flatMap((file): Candidate[] => {
      const kind = kinds.get(file.path);
      return kind === undefined ? [] : [{ ...file, kind }];
    })
    .toSorted(byImportance);
}

function byImportance(a: Candidate, b: Candidate): number {
  const byKind = fileKinds.indexOf(a.kind) - fileKinds.indexOf(b.kind);
  if (byKind !== 0) return byKind;
  const byDepth = a.path.split('/').length - b.path.split('/').length;
  return byDepth === 0 ? (a.path < b.path ? -1 : 1) : byDepth;
}

function shorten(unread: readonly Unread[]): readonly Unread[] {
  const next = unread[MAX_NAMED];
  const others = unread.length - MAX_NAMED - 1;
  if (next === undefined || others < 1) return unread;
  return [
    ...unread.slice(0, MAX_NAMED),
    { path: next.path, because: say`ce fichier et ${others} autres n’ont pas été lus : le dépôt en a trop` },
  ];
}
