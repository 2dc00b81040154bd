import type { Place } from '../../dossier/checks/check.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { parentFolder } from '../files/paths.ts';
import { kindStanding } from '../kubernetes/kinds.ts';
import { type LineNote, type Resource, resourcesOf } from '../kubernetes/resource.ts';
import type { ValuesText } from '../helmfile/install.ts';
import type { Opaque } from '../sight.ts';
import type { Node } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import { type ChartPlan, type CopiedFile, sourceFile } from './chart-plan.ts';
import type { ChartRendering, Rendered, Rendering, RenderingFailed } from './rendering.ts';
import { isForHelmTest } from './helm-test.ts';
import { imagesOf } from './image-values.ts';
import { joinValues } from './join-values.ts';
import { type TemplateReader, templateReader } from './template-lines.ts';
import { type ReadOutput, withOtherLines, withOtherValues } from './with-other-values.ts';
import { writesOnlyData } from './written-kinds.ts';
import { valueNotes, type ValuesUsed } from './value-notes.ts';

/** What a chart makes, as Helm rendered it. */
export interface RenderedChart {
  readonly resources: readonly Resource[];
  readonly opaques: readonly Opaque[];
  /** The values files with which it was rendered. */
  readonly environments: readonly string[];
  /** Those of other environments, which were not read. */
  readonly unread: readonly string[];
  /** Of these, those of applications that may never be deployed. */
  readonly supposed: readonly string[];
  /** The chart's own values file, whether it was rendered with it alone or not. */
  readonly own: string;
  /** Templates of which Helm made nothing in any of them. */
  readonly unmade: readonly string[];
}

/** Reads what Helm made of a chart, each line at the line of the template that wrote it; null where Helm made nothing of it, or nothing that is deployed. Pure; never throws. */
export function readRenderings(plan: ChartPlan, { renderings }: Pick<ChartRendering, 'renderings'>): RenderedChart | null {
  if (plan.unread.base.length + plan.unread.shared.length > 0) return null;
  const rendered = renderings.flatMap(({ values, result }) => (result.kind === 'rendered' ? [{ values, result }] : []));
  if (rendered.length === 0) return null;
  const read = documentReader(plan);
  const pieces = rendered.flatMap(({ values, result }) => piecesOf(result).map((piece) => read(piece, values ?? ownValues(plan))));
  const resources = pieces
    .flatMap(({ resources: made }) => made)
    .filter((resource) => kindStanding(resource) !== 'tool' && !isForHelmTest(resource));
  return {
    resources,
    opaques: [
      ...pieces.flatMap(({ opaques }) => opaques),
      // A chart whose own values are not enough is deployed with others.
      ...renderings.flatMap((rendering) => (rendering.values === null ? [] : failure(plan, rendering))),
      ...rendered.flatMap(({ values, result }) => result.leftOut.map((one) => without(plan, one, values))),
      ...(pieces.every(isEmpty) && rendered.every(({ result }) => result.leftOut.length === 0) ? idle(plan) : []),
    ],
    environments: rendered.map(({ values }) => values ?? ownValues(plan)),
    unread: plan.unread.environments,
    supposed: plan.environments.flatMap(({ path, isSupposed }) => (isSupposed === undefined ? [] : [path])),
    own: ownValues(plan),
    unmade: unmadeIn(
      plan,
      rendered.map(({ result }) => result),
    ),
  };
}

function isEmpty({ resources, opaques }: ReadPiece): boolean {
  return resources.length + opaques.length === 0;
}

/** Nobody deploys a chart for nothing: one that writes objects, and none with the values of its repository, is deployed with others. */
function idle({ files }: ChartPlan): readonly Opaque[] {
  const writing = files.filter(
    ({ path, text }) => /(^|\/)templates\/(?!(.*\/)?_)/.test(path) && /^\s*kind:/m.test(text) && !text.includes('helm.sh/hook'),
  );
  const because = say`aucune des valeurs lues ne fait produire d’objet à ce chart : ce qu’il déploie dépend de valeurs données ailleurs`;
  const hides = writing.every(({ text }) => writesOnlyData(text)) ? 'data' : 'objects';
  return writing.slice(0, 1).map(({ from }) => ({ place: { path: from, line: 1 }, because, hides }));
}

function unmadeIn(plan: ChartPlan, rendered: readonly Rendered[]): readonly string[] {
  const [first = [], ...others] = rendered.map(({ leftOut }) =>
    leftOut.flatMap(({ at }) => (at === null ? [] : (sourceFile(plan, at.source)?.from ?? []))),
  );
  return first.filter((path) => others.every((paths) => paths.includes(path)));
}

/** Why Helm made nothing of a chart with some values, at the line where it stopped. */
export function failure(plan: ChartPlan, { values, result }: Rendering): readonly Opaque[] {
  if (result.kind === 'rendered') return [];
  const because: Sentence =
    values === null
      ? say`ce chart ne se calcule pas : ${result.because}`
      : say`ce chart ne se calcule pas avec ${values} : ${result.because}`;
  return [{ place: placeOf(plan, result), because, hides: 'objects' }];
}

/** What is missing of a chart of which one template failed: where that is a ConfigMap, no pod is. */
function without(plan: ChartPlan, failed: RenderingFailed, values: string | null): Opaque {
  const because: Sentence =
    values === null
      ? say`ce gabarit ne se calcule pas : ${failed.because}`
      : say`ce gabarit ne se calcule pas avec ${values} : ${failed.because}`;
  const template = failed.at === null ? null : sourceFile(plan, failed.at.source);
  const hides = template !== null && writesOnlyData(template.text) ? 'data' : 'objects';
  return { place: placeOf(plan, failed), because, hides };
}

function placeOf(plan: ChartPlan, { at }: RenderingFailed): Place {
  const found = at === null ? null : sourceFile(plan, at.source);
  return at === null || found === null ? { path: plan.chart, line: 1 } : { path: found.from, line: at.line };
}

/** The path of a chart's own values, whether it has any. */
function ownValues({ chart }: ChartPlan): string {
  const folder = parentFolder(chart);
  return folder === '' ? 'values.yaml' : `${folder}/values.yaml`;
}

/** A part of what Helm wrote, which comes from one template. */
interface Piece {
  readonly source: string;
  readonly text: string;
}

function piecesOf({ text }: Rendered): readonly Piece[] {
  const pieces = `\n${text}`.split('\n---\n# Source: ').slice(1);
  return pieces.map((piece) => {
    const end = piece.indexOf('\n');
    return end === -1 ? { source: piece, text: '' } : { source: piece.slice(0, end), text: piece.slice(end + 1) };
  });
}

interface ReadPiece {
  readonly resources: readonly Resource[];
  readonly opaques: readonly Opaque[];
}

/** Environments have most of their manifests in common, but for some values: each text is read once, and one that differs by these is not read again. */
function documentReader(plan: ChartPlan): (piece: Piece, environment: string) => ReadPiece {
  const known = new Map<string, TemplateOutput>();
  const [alike, shaped] = [new Map<string, TemplateOutput>(), new Map<string, TemplateOutput>()];
  const readers = new Map<string, TemplateReader>();
  const readerOf = ({ path, text }: CopiedFile) => {
    const reader = readers.get(path) ?? templateReader(text);
    readers.set(path, reader);
    return reader;
  };
  const valuesOf = new Map<string, Pick<ValuesUsed, 'values' | 'images'>>();
  const usedBy = (environment: string) => {
    const used = valuesOf.get(environment) ?? usedValues(plan, environment);
    valuesOf.set(environment, used);
    return used;
  };
  return (piece, environment) => {
    const key = `${piece.source}\n${piece.text}`;
    const output = known.get(key) ?? readPiece(plan, piece, { readerOf, alike, shaped });
    known.set(key, output);
    let noted: Resource['notes'] | null = null;
    const notes = () => (noted ??= notesOf(output, usedBy(environment)));
    return {
      opaques: output.opaques,
      resources: output.documents.flatMap(resourcesOf).map((resource) => ({
        ...resource,
        assembledBy: environment,
        // Most lines are never told of.
        get notes() {
          return notes();
        },
      })),
    };
  };
}

function notesOf({ template, written, lines, notes }: TemplateOutput, used: Pick<ValuesUsed, 'values' | 'images'>): Resource['notes'] {
  // The values of a subchart are written under its name.
  const isOwn = template !== null && !template.path.startsWith('charts/');
  return byLine([...notes, ...(isOwn ? valueNotes({ template: template.text, written, lines, ...used }) : [])]);
}

function byLine(notes: readonly (readonly [number, LineNote])[]): Resource['notes'] {
  const noted = new Map<number, LineNote[]>();
  for (const [line, note] of notes) noted.set(line, [...(noted.get(line) ?? []), note]);
  return noted;
}

function usedValues(plan: ChartPlan, environment: string): Pick<ValuesUsed, 'values' | 'images'> {
  const values = joinValues(valuesGiven(plan, environment));
  return { values, images: imagesOf({ values, appVersion: plan.appVersion }) };
}

/** The values of an environment, then the chart's own: the first that gives one decides. */
export function valuesGiven(plan: ChartPlan, environment: string | null): readonly Node[] {
  const own = plan.files.filter(({ path }) => path === 'values.yaml').map(({ from, text }) => ({ path: from, text }));
  const [given] = plan.environments.filter(({ path }) => path === environment);
  const shared = given?.before ?? (given === undefined ? [] : plan.shared);
  const all: readonly ValuesText[] = [...(given === undefined ? [] : [given]), ...shared.toReversed(), ...own];
  return all.flatMap(({ path, text, lines }) =>
    readDocuments({ path, text, ...(lines === undefined ? {} : { lineOf: (line) => lines[line - 1] ?? 1 }) }).documents.slice(0, 1),
  );
}

/** What a template wrote. */
interface TemplateOutput extends ReadOutput {
  readonly template: CopiedFile | null;
  readonly notes: ReadonlyMap<number, LineNote>;
  readonly opaques: readonly Opaque[];
}

/** What helps to read the next piece. */
interface Readings {
  readonly readerOf: (template: CopiedFile) => TemplateReader;
  /** What a template wrote last, by its name and the object that it wrote. */
  readonly alike: Map<string, TemplateOutput>;
  /** What any template wrote last, by its length and the kind of its first object: charts write one Deployment after another. */
  readonly shaped: Map<string, TemplateOutput>;
}

function readPiece(plan: ChartPlan, { source, text }: Piece, { readerOf, alike, shaped }: Readings): TemplateOutput {
  const template = sourceFile(plan, source);
  const reader = template === null ? null : readerOf(template);
  const written = text.split('\n');
  const key = `${source}\n${written.length}\n${text.slice(0, HEAD)}`;
  const shape = `${written.length}\n${written[0]}\n${written[1]}`;
  const former = alike.get(key);
  const documents =
    former === undefined || reader === null || former.opaques.length > 0 ? null : withOtherValues(former, written, reader.isAlike);
  const output =
    former === undefined || documents === null
      ? readWhole(plan, text, { template, written, lines: reader?.linesOf(written) ?? [], like: shaped.get(shape) })
      : { ...former, written, documents };
  alike.set(key, output);
  if (output.opaques.length === 0) shaped.set(shape, output);
  return output;
}

/** Characters by which what a template wrote is found again: the kind of an object, and mostly its name. */
const HEAD = 60;

interface ToRead extends Pick<TemplateOutput, 'template' | 'written' | 'lines'> {
  /** What was read of a text that may differ from this one by its values alone. */
  readonly like: TemplateOutput | undefined;
}

function readWhole(plan: ChartPlan, text: string, { template, written, lines, like }: ToRead): TemplateOutput {
  const path = template?.from ?? plan.chart;
  const lineOf = (made: number) => lines[made - 1]?.line ?? 1;
  const known = like === undefined ? null : withOtherLines(like, written, (made) => ({ path, line: lineOf(made), made }));
  const { documents, troubles } = known === null ? readDocuments({ path, text, lineOf }) : { documents: known, troubles: [] };
  return {
    template,
    written,
    lines,
    documents,
    notes: new Map(
      lines.flatMap(({ sure }, index) =>
        sure ? [] : [[index + 1, { sentence: say` (vers cette ligne, que le gabarit calcule)`, about: null }] as const],
      ),
    ),
    opaques: troubles
      .filter(({ kind }) => kind !== 'ambiguous')
      .slice(0, 1)
      .map(({ place }) => ({ place, because: say`ce que ce gabarit produit n’est pas lisible`, hides: 'objects' })),
  };
}
