import type { FileKind } from '../files/file-kind.ts';
import { notText } from '../files/not-text.ts';
import { baseName, inside, parentFolder, resolvePath } from '../files/paths.ts';
import type { TextFile } from '../files/text-file.ts';
import { chartOf, treeKinds } from '../files/tree-kinds.ts';
import { at, booleanOf, entriesOf, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import { argoInstalls } from '../delivery/argo-installs.ts';
import { installedEnvironments } from '../helmfile/installed-environments.ts';
import { type HelmfileInput, readHelmfiles } from '../helmfile/read-helmfiles.ts';
import type { Install } from '../helmfile/install.ts';
import {
  type ChartPlan,
  type CopiedFile,
  type MissingDependency,
  unknownRelease,
  type UnreadFiles,
  withGivenValues,
} from './chart-plan.ts';
import { environmentFiles, sharedFiles, type ValuesSearch } from './environments.ts';
import { kubeVersionOf } from './kube-versions.ts';
import { planInflations } from './plan-inflations.ts';

/** Files that only templates may read, of one chart at most: Helm is given no more than 500 in all. */
const MAX_READ_BY_TEMPLATES = 300;

/** Charts of one repository that are rendered: the largest that was met has 21, which a library completes. */
const MAX_CHARTS = 40;

/** What Helm must be given to render the charts of a repository: those that are deployed as they are, and those that kustomizations inflate. `argo` is what its objects of Argo CD install, where that was read already. Pure; never throws. */
export function planCharts(given: HelmfileInput, argo = argoInstalls(given)): readonly ChartPlan[] {
  const installs = [...readHelmfiles(given).installs, ...argo];
  const plans = planOwnCharts(given, installs);
  const inflations = planInflations(given, plans);
  const isInflated = ({ chart }: ChartPlan) => inflations.some((one) => one.chart === chart);
  const apart = plans.flatMap((plan) => (isInflated(plan) ? onlyInstalled(plan, installs) : [plan]));
  return [...apart, ...inflations];
}

/** A chart that kustomizations inflate is deployed besides as it is installed, and not with the values of its own files alone. */
function onlyInstalled(plan: ChartPlan, installs: readonly Install[]): readonly ChartPlan[] {
  const environments = installedEnvironments(installs.filter(({ chart }) => chart === plan.chart));
  return environments.length === 0 ? [] : [withGivenValues(plan, { environments, shared: [] })];
}

/** Whole charts but for the dependencies that are not there. */
function planOwnCharts(given: HelmfileInput, installs: readonly Install[]): readonly ChartPlan[] {
  const kinds = treeKinds(given.paths);
  const files = given.files.filter(({ text }) => notText(text) === null);
  const charts = files.filter(({ path }) => kinds.get(path) === 'chart');
  const chartFolders = charts.map(({ path }) => parentFolder(path));
  const deployed = charts.flatMap((chart) => {
    const [document = null] = readDocuments(chart).documents;
    return document === null || textOf(at(document, 'type')) === 'library' ? [] : [{ chart, document }];
  });
  const paths = files.map(({ path }) => path);
  return deployed.slice(0, MAX_CHARTS).map(({ chart, document }): ChartPlan => {
    const folder = parentFolder(chart.path);
    const search = { folder, chartFolders, paths };
    const installed = installs.filter((install) => install.chart === chart.path);
    // What is given with other values is not deployed alone.
    const isFree = (path: string) => !installed.some(({ values }) => values.some((one) => one.path === path));
    const within = files.filter(notAmongMany(kinds, folder));
    const environments = new Set(environmentFiles(search).filter(isFree));
    const shared = new Set(sharedFiles(search).filter(isFree));
    const dependencies = [document, ...requirementsOf(folder, files)]
      .flatMap((from) => itemsOf(at(from, 'dependencies')))
      .map((node) => findDependency(node, folder, { ...given, files }));
    return {
      chart: chart.path,
      files: [
        { path: 'Chart.yaml', from: chart.path, text: writtenChart(document, dependencies) },
        ...copied(within, folder, ''),
        ...dependencies.flatMap(({ name, held }) => (held === null ? [] : copied(files, held, `charts/${name}/`))),
      ],
      environments: [...files.filter(({ path }) => environments.has(path)), ...installedEnvironments(installed)],
      shared: files.filter(({ path }) => shared.has(path)),
      missing: [
        ...dependencies.filter(({ isThere }) => !isThere),
        ...undeclared([folder, ...dependencies.flatMap(({ held }) => held ?? [])], { dependencies, paths: given.paths, chart: chart.path }),
      ],
      aliases: dependencies.flatMap(({ node, name }) => {
        const alias = textOf(at(node, 'alias'));
        return alias === null ? [] : [{ alias, name }];
      }),
      unread: unreadFiles(given.paths, { ...search, kinds, held: dependencies.flatMap(({ held }) => held ?? []) }),
      kubeVersion: kubeVersionOf(chart)?.wanted ?? null,
      appVersion: at(document, 'appVersion'),
      release: unknownRelease,
      inflatedBy: null,
    };
  });
}

/** True but for the files that only templates may read, beyond as many as Helm is given. */
function notAmongMany(kinds: ReadonlyMap<string, FileKind>, folder: string): (file: TextFile) => boolean {
  let left = MAX_READ_BY_TEMPLATES;
  return ({ path }) => {
    if (kinds.get(path) !== 'chart-file' || !path.startsWith(inside(folder)) || isDefinitionOrIgnore(path)) return true;
    left -= 1;
    return left >= 0;
  };
}

function isDefinitionOrIgnore(path: string): boolean {
  return /(^|\/)(crds\/.*|\.helmignore)$/.test(path);
}

interface OfChart extends ValuesSearch {
  readonly kinds: ReadonlyMap<string, FileKind>;
  /** Folders of the other charts of the repository on which it depends. */
  readonly held: readonly string[];
}

/** What Helm takes whether a template reads it or not. */
function isAlwaysTaken(path: string): boolean {
  return /(^|\/)(Chart\.ya?ml|values\.ya?ml|\.helmignore)$|(^|\/)(templates|crds)\//.test(path);
}

function unreadFiles(tree: readonly string[], { folder, chartFolders, paths, kinds, held }: OfChart): UnreadFiles {
  const read = new Set(paths);
  // Those that nobody would read are nothing of the chart's.
  const known = tree.filter((path) => kinds.has(path));
  const search = { folder, chartFolders, paths: known };
  const own = new Set([folder, ...held].map((one) => `${inside(one)}values.yaml`));
  const isOfSubchart = (path: string) => path.startsWith(`${inside(folder)}charts/`) && baseName(path) === 'values.yaml';
  const isPart = (path: string) => {
    const kind = kinds.get(path);
    if (!path.startsWith(inside(folder)) || isOfSubchart(path)) return false;
    return kind === 'template' || kind === 'helper'
      ? chartOf(path, new Set([folder])) !== null
      : (kind === 'subchart' || kind === 'chart-file') && isAlwaysTaken(path.slice(inside(folder).length));
  };
  const unread = (some: readonly string[]) => some.filter((path) => !read.has(path));
  return {
    base: unread(known.filter((path) => own.has(path) || isOfSubchart(path))),
    shared: unread(sharedFiles(search)),
    environments: unread(environmentFiles(search)),
    parts: unread(known.filter(isPart)),
  };
}

function requirementsOf(folder: string, files: readonly TextFile[]): readonly Node[] {
  const found = files.find(({ path }) => path === `${inside(folder)}requirements.yaml`);
  return found === undefined ? [] : readDocuments(found).documents;
}

interface Dependency extends MissingDependency {
  readonly node: Node;
  readonly isThere: boolean;
  /** Its archive in `charts/`; null for none. */
  readonly archive: string | null;
  /** The folder of the repository that `file://` names; null for a chart in `charts/`. */
  readonly held: string | null;
}

function findDependency(
  node: Node,
  folder: string,
  { files, paths, repository }: Pick<HelmfileInput, 'files' | 'paths' | 'repository'>,
): Dependency {
  const name = textOf(at(node, 'name')) ?? '';
  const isChart = (where: string) => files.some(({ path }) => path === `${where}/Chart.yaml`);
  const [, local] = /^file:\/\/(.+)$/.exec(textOf(at(node, 'repository')) ?? '') ?? [];
  const named = local === undefined ? publishedHere(node, { files, repository: repository ?? null }) : resolvePath(folder, local);
  const isInside = isChart(`${inside(folder)}charts/${name}`);
  // A chart that holds the one which depends on it would be copied into itself without end.
  const held = named !== null && !isInside && isChart(named) && !`${folder}/`.startsWith(`${named}/`) ? named : null;
  const archive = paths.find((path) => path.startsWith(`${inside(folder)}charts/`) && archived(path)?.name === name) ?? null;
  const isSafe = /^[\w.-]+$/.test(name) && !/^\.+$/.test(name);
  return {
    name,
    version: textOf(at(node, 'version')),
    conditions: (textOf(at(node, 'condition')) ?? '').split(',').map((key) => key.trim()),
    tags: itemsOf(at(node, 'tags')).flatMap((tag) => textOf(tag) ?? []),
    archive,
    standing: archive !== null ? 'archived' : local === undefined ? 'elsewhere' : 'own',
    place: node.place,
    node,
    isThere: isSafe && (isInside || held !== null),
    held: isSafe ? held : null,
  };
}

/** What an archive in a `charts/` holds, by the name that Helm gives it; null for any other file, and for one that Helm passes over. */
function archived(path: string): Pick<MissingDependency, 'name' | 'version'> | null {
  const [, stem] = /(?:^|\/)charts\/([^/_.][^/]*)\.tgz$/.exec(path) ?? [];
  if (stem === undefined) return null;
  const [, name = stem, version = null] = /^(.+?)-(v?\d.*)$/.exec(stem) ?? [];
  return { name, version };
}

interface Declared {
  readonly dependencies: readonly Dependency[];
  readonly paths: readonly string[];
  readonly chart: string;
}

/** Helm takes each archive in the `charts/` of a chart and of those that it holds, be it declared or not ("Managing Dependencies manually via the charts/ directory", Helm documentation). */
function undeclared(folders: readonly string[], { dependencies, paths, chart }: Declared): readonly MissingDependency[] {
  const told = new Set(dependencies.map(({ archive }) => archive));
  const isHeld = (path: string) =>
    folders.some(
      (folder) =>
        path.startsWith(`${inside(folder)}charts/`) && /^(charts\/[^/]+\/)*charts\/[^/]+$/.test(path.slice(inside(folder).length)),
    );
  return paths.flatMap((path): MissingDependency[] => {
    const found = told.has(path) || !isHeld(path) ? null : archived(path);
    return found === null ? [] : [{ ...found, conditions: [], tags: [], standing: 'archived', place: { path: chart, line: 1 } }];
  });
}

/**
 * The folder of a chart of this repository that another one takes from where the repository publishes its charts, its pages on GitHub, in the very version that stands here; null for any other
 * ("GitHub Pages example", Helm documentation).
 */
function publishedHere(node: Node, { files, repository = null }: Pick<HelmfileInput, 'files' | 'repository'>): string | null {
  const [owner = '', depot = ''] = repository?.toLowerCase().split('/') ?? [];
  const from = (textOf(at(node, 'repository')) ?? '').toLowerCase().replace(/\/$/, '');
  if (repository === null || from !== `https://${owner}.github.io/${depot}`) return null;
  const [name, version] = [textOf(at(node, 'name')), textOf(at(node, 'version'))];
  const isWanted = (file: TextFile) =>
    /(^|\/)Chart\.yaml$/.test(file.path) &&
    baseName(parentFolder(file.path)) === name &&
    readDocuments(file).documents.some((chart) => textOf(at(chart, 'name')) === name && textOf(at(chart, 'version')) === version);
  const [found, ...others] = files.filter(isWanted);
  return found === undefined || others.length > 0 ? null : parentFolder(found.path);
}

/** The chart's own file without what keeps Helm from rendering it: dependencies that are not there, and the versions of Kubernetes that it takes, which are asked apart. */
function writtenChart(document: Node, dependencies: readonly Dependency[]): string {
  const kept = dependencies.flatMap(({ node, isThere }) => (isThere ? [plain(node)] : []));
  const written = entriesOf(document).filter(({ key }) => key !== 'dependencies' && key !== 'kubeVersion');
  return JSON.stringify({
    ...Object.fromEntries(written.map(({ key, value }) => [key, plain(value)])),
    // A chart of the first version writes its dependencies elsewhere, where Helm reads them no more once they are here.
    ...(kept.length === 0 ? {} : { apiVersion: 'v2', dependencies: kept }),
  });
}

function plain(node: Node): unknown {
  switch (node.kind) {
    case 'map':
      return Object.fromEntries(entriesOf(node).map(({ key, value }) => [key, plain(value)]));
    case 'list':
      return node.items.map(plain);
    case 'scalar':
      return booleanOf(node) ?? node.text;
    default:
      return node satisfies never;
  }
}

/** Schemas may name addresses, and locks the dependencies that were left out. */
const leftOut = /^(Chart\.lock|requirements\.(ya?ml|lock)|values\.schema\.json)$/;

function copied(files: readonly TextFile[], folder: string, to: string): readonly CopiedFile[] {
  return files.flatMap(({ path, text }): CopiedFile[] => {
    if (!path.startsWith(inside(folder))) return [];
    const rest = path.slice(inside(folder).length);
    if (leftOut.test(rest) || (to === '' && /^Chart\.ya?ml$/.test(rest)) || rest.split('/').includes('..')) return [];
    return [{ path: to + rest, from: path, text }];
  });
}
