import { asEnvironment, fileKind, testEnvironments } from '../files/file-kind.ts';
import { baseName, byFolder, inside, parentFolder } from '../files/paths.ts';
import { installedEnvironment } from '../helmfile/installed-environments.ts';

/** The charts of a repository, by their folders, and the files among which the values of environments are looked for. */
export interface ValuesSearch {
  readonly folder: string;
  readonly chartFolders: readonly string[];
  readonly paths: readonly string[];
}

/** Environments of one chart at most; one that has more was made to have them. */
const MAX_ENVIRONMENTS = 10;

/**
 * The files that hold the values of an environment, by the names that repositories of the platform give them: in the chart, any environment; beside it, those
 * that are called as environments are, where no other chart could use them.
 */
export function environmentFiles(search: ValuesSearch): readonly string[] {
  return allEnvironments(search).slice(0, MAX_ENVIRONMENTS);
}

/** Those that come after, with which the chart is not rendered. */
export function environmentsBeyond(search: ValuesSearch): readonly string[] {
  return allEnvironments(search).slice(MAX_ENVIRONMENTS);
}

function allEnvironments(search: ValuesSearch): readonly string[] {
  const found = valuesFiles(search);
  const own = found.filter((path) => !isShared(path));
  return own.length > 0 ? own : found;
}

/** The files that hold what environments have in common (`values-common.yaml`): each is deployed with them and its own. None where there is no environment besides. */
export function sharedFiles(search: ValuesSearch): readonly string[] {
  const shared = valuesFiles(search).filter(isShared);
  return environmentFiles(search).some(isShared) ? [] : shared.slice(0, MAX_ENVIRONMENTS);
}

function isShared(path: string): boolean {
  return /^(commons?|communs?|communes?|shared|global|base)$/i.test(environmentOf(path) ?? '');
}

function valuesFiles({ folder, chartFolders, paths }: ValuesSearch): readonly string[] {
  const around = chartFolders.length === 1 ? '' : parentFolder(folder);
  const isAlone = chartFolders.length === 1 || (around !== '' && chartsIn(chartFolders).get(around)?.length === 1);
  const own = (path: string) => path.startsWith(inside(folder));
  const isWanted = ({ path, isUsual }: Named) =>
    own(path) ? !/(^|\/)(templates|charts|ci|crds)\//.test(path.slice(folder.length)) : isUsual;
  const wanted = (namedIn(paths).get(isAlone ? around : folder) ?? []).filter(isWanted);
  return withoutTests(
    deployed(
      wanted.map(({ path }) => path),
      { folder, paths },
    ),
  ).toSorted();
}

/** A file that is called as the values of an environment are. */
interface Named {
  readonly path: string;
  readonly isUsual: boolean;
}

function namedFile(path: string): readonly Named[] {
  const name = environmentOf(path);
  return name === null || notDeployed.test(name) ? [] : [{ path, isUsual: usual.test(name) }];
}

/** What is read of the paths of a tree, once for all of its charts. */
function once<Read>(read: (paths: readonly string[]) => Read): (paths: readonly string[]) => Read {
  const known = new WeakMap<readonly string[], Read>();
  return (paths) => {
    const found = known.get(paths) ?? read(paths);
    known.set(paths, found);
    return found;
  };
}

const namedIn = once((paths) => byFolder(paths.flatMap(namedFile), ({ path }) => path));
const chartsIn = once((chartFolders) => byFolder(chartFolders, (path) => path));
const testsAmong = once(testEnvironments);

/** Those that no folder around leaves aside: by its whole path, beside the chart, or as one of the environments of the tree. */
function deployed(files: readonly string[], { folder, paths }: Omit<ValuesSearch, 'chartFolders'>): readonly string[] {
  const isKnown = (path: string) => fileKind(path) !== null || fileKind(below(path, folder)) !== null;
  if (files.every(isKnown)) return files;
  const environments = testsAmong(paths);
  return files.filter((path) => isKnown(path) || fileKind(asEnvironment(path, environments)) !== null);
}

/** A path without the folders that it has in common with the chart's: what their names say, the chart is as well. */
function below(path: string, folder: string): string {
  const [segments, around] = [path.split('/'), folder.split('/')];
  const own = segments.slice(0, -1).findIndex((segment, index) => segment !== around[index]);
  return segments.slice(own === -1 ? -1 : own).join('/');
}

/** `test-values.yaml` alone to be called so holds values to try the chart with; among `dev-values.yaml` and others, those of an environment. */
function withoutTests(paths: readonly string[]): readonly string[] {
  const isFirst = (path: string) => /[-_.]values\.ya?ml$/.test(path);
  const isTest = (path: string) => isFirst(path) && /^tests?$/i.test(environmentOf(path) ?? '');
  return paths.some((path) => isFirst(path) && !isTest(path)) ? paths : paths.filter((path) => !isTest(path));
}

/** True for a values file that has a name, and not one that environments have: it may be one to copy, or one for a try. */
export function isUnusual(path: string): boolean {
  const name = environmentOf(path);
  return name !== null && !usual.test(name);
}

/** True for an environment that the platform never sees, by its name. */
export function isNotDeployed(name: string): boolean {
  return notDeployed.test(name);
}

/** The environment that a values file is for, by its path, or by what names a helmfile's; null for a file that is no such one. */
export function environmentOf(path: string): string | null {
  const installed = installedEnvironment(path);
  if (installed !== null) return installed;
  const [, stem] = /^(.+)\.ya?ml$/.exec(baseName(path)) ?? [];
  if (stem === undefined) return null;
  const folder = parentFolder(path);
  if (stem === 'values') return environmentsFolder.test(baseName(parentFolder(folder))) ? baseName(folder) : null;
  const [, after, before] = /^values[-_.](.+)$|^(.+)[-_.]values$/.exec(stem) ?? [];
  const named = after ?? before;
  if (named !== undefined) return named;
  if (/^(values|valeurs)$/i.test(baseName(folder))) return stem;
  return environmentsFolder.test(baseName(folder)) && usual.test(stem) ? stem : null;
}

/** Folders that hold one file, or one folder, for each environment. */
const environmentsFolder = /^(envs?|environments?|environnements?|values|valeurs|overlays?)$/i;

/** What is for a developer's machine, for a pipeline's tests, for readers, or for another tool. */
const notDeployed =
  /^(local|localhost|minikube|kind|k3d|k3s|ci|lint|schema|examples?|exemples?|samples?|template|default|secrets?|.*[-_.]secrets?)$/i;

/** Names that environments have. */
const usual =
  /(^|[-_.])(dev|developpement|development|int|integ|integration|qual|qualif|qualification|rec|recette|staging|stage|preprod|pre-prod|ppr|prod|production|prd|formation|uat|tests?|hp|hors-prod|ovh|cpin)([-_.]|$)/i;
