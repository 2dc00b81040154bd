import { environmentLike } from './aside-folders.ts';
import { asEnvironment, type FileKind, fileKind, isAmongSources, isExampleOfManifest, testEnvironments } from './file-kind.ts';
import { helmfilesAbove } from './helmfiles-above.ts';
import { baseName, inside, parentFolder } from './paths.ts';
import { briefKey, keepLastBy } from '../../words/keep-last.ts';

/** A report asks for the kinds of one tree at each of its steps. */
const TREES_KEPT = 1;

/**
 * The kind of each file of a tree that a rule reads, by the paths alone. What lies in the `charts/`, `crds/` or `ci/` of a chart is not the chart's own: of
 * these, Helm asks for the charts, and for the definitions of kinds.
 */
export const treeKinds = keepLastBy(TREES_KEPT, (paths: readonly string[]) => briefKey(paths.join('\0')), kindsOf);

function kindsOf(paths: readonly string[]): ReadonlyMap<string, FileKind> {
  const environments = testEnvironments(paths);
  const kinds = paths.map((path) => ({ path, kind: fileKind(asEnvironment(path, environments)) }));
  const foldersOf = (wanted: FileKind) => new Set(kinds.flatMap(({ path, kind }) => (kind === wanted ? [parentFolder(path)] : [])));
  const helmfileOf = helmfilesAbove(kinds.flatMap(({ path, kind }) => (kind === 'helmfile' ? [path] : [])));
  const [charts, kustomizations] = [foldersOf('chart'), foldersOf('kustomization')];
  return new Map(
    kinds.flatMap(({ path, kind }): (readonly [string, FileKind])[] => {
      if (isDefinition(path, charts)) return [[path, 'chart-file']];
      if (isOthers(path, charts)) return isOfSubchart(path, charts) ? [[path, 'subchart']] : [];
      if (isManifest(kind) && isTestOfChart(path, charts)) return [];
      if (chartOf(path, charts) !== null) return isHelper(path) ? [[path, 'helper']] : isTemplate(path) ? [[path, 'template']] : [];
      const isOther = kind === null || kind === 'credentials' || kind === 'tool';
      if ((isOther || kind === 'maybe-manifest') && isChartFile(path, isOther ? null : kind, charts)) return [[path, 'chart-file']];
      if (kind === null && kustomizations.has(parentFolder(path)) && isExampleOfManifest(path)) return [[path, 'maybe-manifest']];
      if (kind === null || (kind === 'helmfile-values' && helmfileOf(path) === null)) return [];
      return kind === 'maybe-manifest' && isAmongSources(path) && !isUnder(path, kustomizations) ? [] : [[path, kind]];
    }),
  );
}

/** True for a file that may be a part of a chart, by its path alone: whether there is a chart around it, the tree tells. */
export function mayBeOfChart(path: string): boolean {
  return (
    /(^|\/)templates\//.test(path) ||
    subchartFile.test(path) ||
    definitionFile.test(path) ||
    baseName(path) === '.helmignore' ||
    (chartFileName.test(path) && (isText(path) || path.split('/').some((folder) => commonFolder.test(folder))))
  );
}

/** The folder of the chart whose `templates/` holds a file; null for any other file. */
export function chartOf(path: string, charts: ReadonlySet<string>): string | null {
  // Most paths are in no such folder: the folders around them need not be told apart.
  if (!path.includes('templates/')) return null;
  const templates = ancestors(path).find((folder) => baseName(folder) === 'templates' && charts.has(parentFolder(folder)));
  return templates === undefined ? null : parentFolder(templates);
}

/**
 * Whatever its folder and its name say (`templates/docs/`, `templates/tests/`, `deployment.yaml.bak`, `deployment`): Helm takes them all but notes and what begins with a dot, and knows an
 * object for `helm test` by its annotation (tried with Helm 4.1).
 */
function isTemplate(path: string): boolean {
  return !path.endsWith('NOTES.txt') && !/(^|\/)templates\/(.*\/)?\./.test(path);
}

/** Definitions that templates include. */
function isHelper(path: string): boolean {
  return baseName(path).startsWith('_') || path.endsWith('.tpl');
}

/** Folders in which charts keep what their templates read by `.Files`, and nothing but that. */
const chartFileFolder = /^(files|configs?|conf)$/;

/** The same, and others that hold more than that elsewhere. */
const commonFolder = /^(files|configs?|conf|scripts|data|sql|dashboards|certs)$/;
const chartFileName =
  /\.(ya?ml|json|conf|cfg|cnf|ini|toml|properties|env|txt|xml|sql|sh|bash|lua|groovy|hcl|rules|cron|tpl|csv|crt|vcl|html)$/;

/** What templates read, wherever it is in the chart, and what tells Helm which of them not to. */
function isChartFile(path: string, kind: FileKind | null, charts: ReadonlySet<string>): boolean {
  if (baseName(path) === '.helmignore') return charts.has(parentFolder(path));
  if (!chartFileName.test(path)) return false;
  const around = ancestors(path);
  const isIn = (wanted: RegExp) => around.some((folder) => wanted.test(baseName(folder)) && charts.has(parentFolder(folder)));
  if (kind !== null) return isIn(chartFileFolder);
  // A chart may stand among all that a repository holds.
  return isIn(commonFolder) || (isText(path) && around.some((folder) => folder !== '' && charts.has(folder)));
}

/** True for a text of no tool, which is not among tests, examples, documentation or others' code. */
function isText(path: string): boolean {
  return !/\.(ya?ml|json)$/.test(path) && fileKind(`${inside(parentFolder(path))}k8s.yaml`) !== null;
}

/** What Helm applies before the templates, as it is written ("Custom Resource Definitions", Helm documentation). */
const definitionFile = /(^|\/)crds\/.+\.ya?ml$/;

function isDefinition(path: string, charts: ReadonlySet<string>): boolean {
  return definitionFile.test(path) && ancestors(path).some((folder) => baseName(folder) === 'crds' && charts.has(parentFolder(folder)));
}

/** Folders of the charts of a tree. */
export function chartFoldersOf(kinds: ReadonlyMap<string, FileKind>): readonly string[] {
  return [...kinds].flatMap(([path, kind]) => (kind === 'chart' ? [parentFolder(path)] : []));
}

/** True for a file of a chart's own `crds/`, or of a chart in it: definitions of kinds, by which an operator is installed; no pod is made of them ("Custom Resource Definitions", Helm documentation). */
export function definesKinds(path: string): boolean {
  return /^(charts\/[^/]+\/)*crds\/.+\.ya?ml$/.test(path);
}

/** True for the folder of such files, by its path in a chart. */
export function holdsDefinitions(path: string): boolean {
  return definesKinds(`${path}/a.yaml`) && baseName(path) === 'crds';
}

/** What Helm reads of the charts that a chart holds. */
const subchartFile = /(^|\/)charts\/[^/]+\/(.*\/)?(Chart\.ya?ml|values\.ya?ml|templates\/.+|crds\/.*\.ya?ml)$/;

function isOfSubchart(path: string, charts: ReadonlySet<string>): boolean {
  const isHeld = ancestors(path).some((folder) => baseName(folder) === 'charts' && charts.has(parentFolder(folder)));
  return (
    isHeld &&
    isTemplate(path) &&
    (subchartFile.test(path) || (chartFileName.test(path) && (isText(path) || /\/(files|configs?|conf|dashboards)\//.test(path))))
  );
}

function isOthers(path: string, charts: ReadonlySet<string>): boolean {
  const isIn = /(^|\/)(charts|crds|ci)\//.test(path);
  return isIn && ancestors(path).some((folder) => /^(charts|crds|ci)$/.test(baseName(folder)) && charts.has(parentFolder(folder)));
}

function isManifest(kind: FileKind | null): boolean {
  return kind === 'manifest' || kind === 'maybe-manifest' || kind === 'kustomization';
}

/** True for what lies beside a chart's own files for its tests, even of a chart named as a folder of environments is (`charts/cluster/test/`). */
function isTestOfChart(path: string, charts: ReadonlySet<string>): boolean {
  return ancestors(path).some((folder) => environmentLike.test(baseName(folder)) && charts.has(parentFolder(folder)));
}

/** True for a file that one of these folders holds, at any depth. */
export function isUnder(path: string, folders: ReadonlySet<string>): boolean {
  return ancestors(path).some((folder) => folders.has(folder));
}

/** The folders that hold a path, the nearest first; a hostile depth is cut. */
function ancestors(path: string): readonly string[] {
  const segments = path.split('/').slice(0, 64);
  return segments.map((_, index) => segments.slice(0, segments.length - 1 - index).join('/'));
}
