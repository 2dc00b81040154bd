import type { Aside } from '../../dossier/checks/check.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { folderNames, testFolders } from './aside-folders.ts';
import {
  asEnvironment,
  asideAmong,
  type FileKind,
  fileKind,
  isAmongSources,
  isExampleOfManifest,
  isInKubernetesFolder,
  isNamedAsManifest,
  isOfOthers,
  testEnvironments,
} from './file-kind.ts';
import { baseName, inside, parentFolder } from './paths.ts';
import { chartFoldersOf, isUnder } from './tree-kinds.ts';

/** The files of a tree, and the kinds of those that are read (`treeKinds`). */
export interface AsideSearch {
  readonly paths: readonly string[];
  readonly kinds: ReadonlyMap<string, FileKind>;
}

/**
 * The manifests, charts and kustomizations that are left aside for their names or their folders, by their paths alone: a folder once, the innermost that keeps them from being read, with how
 * many it holds; a chart counts as one. A YAML file is one where its name or a folder around it is a word of Kubernetes and of little else. Others' code and data of tests are none. Pure.
 */
export function asideFiles({ paths, kinds }: AsideSearch): readonly Aside[] {
  const environments = testEnvironments(paths);
  const judged = new Set(chartFoldersOf(kinds));
  const left = paths.filter((path) => structured.test(path) && !kinds.has(path) && !isOfOthers(path) && !isAmongSources(path));
  const all = left.flatMap((path) => keptBy(path, asEnvironment(path, environments)) ?? []);
  const charts = new Set(all.filter(({ kind }) => kind === 'chart').map(({ path }) => parentFolder(path)));
  const held = all.filter(
    ({ path, kind, folder }) => !isTestOf(folder, judged) && !isUnder(kind === 'chart' ? parentFolder(path) : path, charts),
  );
  const folders = [...Map.groupBy(held, ({ folder }) => folder)].map(([folder, files]): Aside => ({
    path: inside(folder),
    files: files.length,
    because: whyFolder(baseName(folder)),
  }));
  const named = left.flatMap((path): readonly Aside[] => {
    const because = whyName(path);
    return because === null ? [] : [{ path, files: 1, because }];
  });
  return shorten([...folders, ...named].toSorted((one, other) => (one.path < other.path ? -1 : 1)));
}

/** By their names, the only files of which some are manifests, charts or kustomizations. */
const structured = /(\.(ya?ml|json)|kustomization)[^/]{0,16}$/i;

/** Folders and files named one by one; the rest is counted. */
const MAX_NAMED = 20;

function shorten(all: readonly Aside[]): readonly Aside[] {
  const [next, ...others] = all.slice(MAX_NAMED);
  if (next === undefined || others.length === 0) return all;
  const files = others.reduce((sum, one) => sum + one.files, next.files);
  const because = say`avec ${others.length} autres fichiers ou dossiers, comptés ici, que leur nom ou leur place laisse de côté`;
  return [...all.slice(0, MAX_NAMED), { path: next.path, files, because }];
}

const tests = new RegExp(`^(${testFolders})$`, 'i');

/** Why nothing in a folder is judged, by its name; what is none of these is only kept. */
const reasons = (
  [
    [folderNames.tests, say`ce dossier est d’essais`],
    [folderNames.examples, say`ce dossier est d’exemples`],
    [folderNames.documentation, say`ce dossier est de documentation`],
    [folderNames.developers, say`ce dossier est d’un poste de travail`],
  ] as const
).map(([names, because]) => ({ names: new RegExp(`^(${names})$`, 'i'), because }));

function whyFolder(name: string): Sentence {
  return reasons.find(({ names }) => names.test(name))?.because ?? say`ce dossier n’est que gardé`;
}

/** A file that would be read elsewhere, by its path and that path with its environments; null for none. The innermost folder is the one that can be inspected. */
function keptBy(path: string, read: string): { readonly path: string; readonly kind: FileKind | null; readonly folder: string } | null {
  const folders = read.split('/').slice(0, -1);
  const aside = asideAmong(folders);
  const last = aside.at(-1);
  if (last === undefined) return null;
  const plain = [...folders.filter((_, index) => !aside.includes(index)), baseName(path)].join('/');
  const kind = fileKind(plain);
  // A test has data of its own, called as manifests are (`service.yml`): what its folders say decides.
  const isOfTest = kind === 'manifest' && aside.some((index) => tests.test(folders[index] ?? '')) && !isInKubernetesFolder(plain);
  if (isOfTest || !isDeployable(plain, kind)) return null;
  const folder = path
    .split('/')
    .slice(0, last + 1)
    .join('/');
  return { path, kind, folder };
}

/** Names in the plural that programs give to lists of their own: the services and routes of Symfony ("Configuration", its documentation), of a site, of a scheduler. */
const ofPrograms = /^(services|routes|jobs)(_\w+)?\.ya?ml$/i;

/** True for the path of a chart, of a kustomization, or of what can hardly be but a manifest. */
function isDeployable(path: string, kind = fileKind(path)): boolean {
  if (kind === 'chart' || kind === 'kustomization') return true;
  return kind === 'manifest' && (isInKubernetesFolder(path) || (isNamedAsManifest(path) && !ofPrograms.test(baseName(path))));
}

/** True for the folder of a judged chart's own tests: Helm leaves it, and nobody deploys it. */
function isTestOf(folder: string, charts: ReadonlySet<string>): boolean {
  return tests.test(baseName(folder)) && charts.has(parentFolder(folder));
}

/** `deployment.example.yaml`, `deployment.yaml.dist`, `deployment.yaml.bak`, where the plain name is that of a manifest; null for another one. */
function whyName(path: string): Sentence | null {
  if (asideAmong(path.split('/').slice(0, -1)).length > 0) return null;
  const [, kept] = /^(.+\.(?:ya?ml|json))(?:[.-](?:bak|orig|old|save|disabled)|~)$/i.exec(path) ?? [];
  if (kept !== undefined) return isDeployable(kept) ? say`son nom dit une copie gardée` : null;
  const [, plain] = /^(.+\.(?:ya?ml|json))[.-](?:dist|examples?|exemples?|samples?|mod[eè]le)$/i.exec(path) ?? [];
  const isExample =
    plain === undefined ? isExampleOfManifest(path) && (isInKubernetesFolder(path) || isNamedAsManifest(path)) : isDeployable(plain);
  return isExample ? say`son nom dit un exemple ou un modèle` : null;
}
