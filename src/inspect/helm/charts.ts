import { say, type Sentence } from '../../words/sentence.ts';
import { foldersAround, inside, parentFolder } from '../files/paths.ts';
import type { TextFile } from '../files/text-file.ts';
import { chartOf } from '../files/tree-kinds.ts';
import { type Resource, resourcesOf } from '../kubernetes/resource.ts';
import type { ManifestFile } from '../kubernetes/read-manifests.ts';
import type { Opaque } from '../sight.ts';
import { at, itemsOf, textOf } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import { isForHelmTest } from './helm-test.ts';
import type { RenderedCharts } from './rendered-charts.ts';
import { sketchTemplate } from './template-sketch.ts';

/** What was read of a repository's charts. */
export interface ChartFiles {
  /** Paths of their Chart.yaml. */
  readonly charts: readonly string[];
  readonly paths: readonly string[];
  /** Chart.yaml files and templates. */
  readonly files: readonly TextFile[];
  /** What Helm rendered, whose templates make what it made, and what it did not, of which it is told why. */
  readonly rendered: Pick<RenderedCharts, 'folders' | 'unmade' | 'failed'>;
  /** Why there is no Helm; empty where nobody looked for it. */
  readonly noHelm: Sentence;
}

/** What the charts make, as far as it is known without running their templates. */
export interface ChartObjects {
  readonly resources: readonly Resource[];
  /** Templates that are manifests already. */
  readonly files: readonly ManifestFile[];
  readonly opaques: readonly Opaque[];
}

/**
 * Reads charts without Helm: a template without `{{` is a manifest; of the others, what is written in full is known. A chart of which that is not all is
 * opaque. Never throws.
 */
export function readCharts({ charts, paths, files, rendered: { folders: made, unmade, failed }, noHelm }: ChartFiles): ChartObjects {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const folders = new Set(charts.map(parentFolder));
  const known = new Set(charts);
  const templates = Map.groupBy(paths, (path) => chartOf(path, folders));
  const there: ReadonlySet<string> = new Set([...paths, ...paths.flatMap(foldersAround)]);
  const opaques = charts
    .filter((chart) => !made.has(parentFolder(chart)) && !failed.has(parentFolder(chart)) && !isSubchart(chart, known))
    .filter((chart) => !isPlain({ chart, texts, there, templates: templates.get(parentFolder(chart)) ?? [] }))
    .map((chart) => opaque(chart, noHelm));
  const own = files.filter(({ path }) => isNamedAsObjects(path) && chartOf(path, folders) !== null);
  const manifests = own.filter(({ text }) => !isDynamic(text)).map((file): ManifestFile => ({ path: file.path, ...readDocuments(file) }));
  const isUnknown = ({ path }: { readonly path: string }) => !made.has(chartOf(path, folders) ?? '') || unmade.has(path);
  const resources = [
    ...manifests.filter(isUnknown).flatMap(({ documents }) => documents.flatMap(resourcesOf)),
    ...own.filter((file) => isDynamic(file.text) && isUnknown(file)).flatMap(readTemplate),
  ];
  return { resources: resources.filter((resource) => !isOfTests(resource)), files: manifests, opaques };
}

function opaque(path: string, noHelm: Sentence): Opaque {
  const folder = parentFolder(path);
  const because = say`les gabarits de ce chart Helm ne sont pas exécutés : ce qu’ils produisent reste à vérifier (${`helm template ${folder === '' ? '.' : folder}`})`;
  return { place: { path, line: 1 }, because: noHelm.length === 0 ? because : say`${because} ; ${noHelm}`, hides: 'objects' };
}

/** A chart in the `charts/` of another one, which answers for it ("Charts", Helm documentation); a repository may well keep its charts in such a folder. */
function isSubchart(path: string, charts: ReadonlySet<string>): boolean {
  const [, parent] = /^(.*?)charts\/[^/]+\/Chart\.ya?ml$/.exec(path) ?? [];
  return parent !== undefined && (charts.has(`${parent}Chart.yaml`) || charts.has(`${parent}Chart.yml`));
}

interface Chart {
  readonly chart: string;
  readonly texts: ReadonlyMap<string, string>;
  /** Files and folders of the tree. */
  readonly there: ReadonlySet<string>;
  readonly templates: readonly string[];
}

/** True for a chart that only holds manifests, all of them read; a library makes no object. */
function isPlain({ chart, texts, there, templates }: Chart): boolean {
  const [document = null] = readDocuments({ path: chart, text: texts.get(chart) ?? '' }).documents;
  if (document === null) return false;
  if (textOf(at(document, 'type')) === 'library') return true;
  const folder = parentFolder(chart);
  const others = ['charts', 'crds', 'requirements.yaml'].map((name) => inside(folder) + name);
  if (itemsOf(at(document, 'dependencies')).length > 0 || others.some((other) => there.has(other))) return false;
  return templates.length > 0 && templates.every((path) => path.endsWith('NOTES.txt') || isReadable(path, texts.get(path)));
}

/** Helm takes the others too, but they may well be of those that `.helmignore` leaves out (`*.bak`, `README.md`). */
function isNamedAsObjects(path: string): boolean {
  return /\.(ya?ml|json)$/i.test(path);
}

function isReadable(path: string, text: string | undefined): boolean {
  return (
    text !== undefined &&
    isNamedAsObjects(path) &&
    !isDynamic(text) &&
    readDocuments({ path, text }).troubles.every(({ kind }) => kind === 'ambiguous')
  );
}

function isDynamic(text: string): boolean {
  return text.includes('{{');
}

/** True for an object of tests, or one that a template of their folder may say to be. */
function isOfTests(resource: Resource): boolean {
  const { conditional, place } = resource;
  return isForHelmTest(resource) || (conditional !== null && /(^|\/)templates\/tests?\//.test(place.path));
}

function readTemplate({ path, text }: TextFile): readonly Resource[] {
  const sketch = sketchTemplate(text);
  const { documents, troubles } = readDocuments({ path, text: sketch.text });
  // A key written twice is that of two branches: which one counts, the values decide.
  if (troubles.length > 0) return [];
  return documents.flatMap(resourcesOf).map((resource) => ({ ...resource, conditional: sketch.conditional }));
}
