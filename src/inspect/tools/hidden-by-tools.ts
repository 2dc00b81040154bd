import { isHelmfile } from '../files/is-helmfile.ts';
import { namedByHelmfiles } from '../files/named-by-helmfiles.ts';
import { isTried } from '../files/file-kind.ts';
import { baseName, parentFolder } from '../files/paths.ts';
import type { FileKind } from '../files/file-kind.ts';
import type { TextFile } from '../files/text-file.ts';
import { toolsOf } from '../files/tool-files.ts';
import { sentenceText } from '../../words/sentence.ts';
import type { Opaque } from '../sight.ts';
import type { Hidden, Surroundings } from './found.ts';
import { readTrials } from './trials.ts';
import { toolReaders, yamlReaders } from './read-tools.ts';

/** The files that were read, and what the whole tree is. */
export interface ToolTree {
  readonly files: readonly TextFile[];
  readonly paths: readonly string[];
  readonly kinds: ReadonlyMap<string, FileKind>;
}

/** What the files of tools that deploy keep from being seen: each sentence once in a file, at the first line of which it is told. Pure; never throws. */
export function hiddenByTools({ files, paths, kinds }: ToolTree): readonly Opaque[] {
  const around = surroundings(paths, kinds);
  const read = files
    .flatMap((file) => ({ file, readers: readersOf(file.path, kinds.get(file.path)) }))
    .filter(({ readers }) => readers.length > 0);
  const ofHelmfile = namedByHelmfiles(files.filter(({ path }) => kinds.get(path) === 'helmfile'));
  const { deployed } = readTrials(read.map(({ file }) => file));
  return read.flatMap(({ file, readers }) => {
    const { path } = file;
    const text = deployed(file);
    const found =
      text === null
        ? []
        : readers.flatMap((reader) => reader(text, { ...around, path, isOfHelmfile: isHelmfile(path) || ofHelmfile(path) }));
    return oncePerSentence(found).map(({ line, because, hides }): Opaque => ({ place: { path, line }, because, hides }));
  });
}

function readersOf(path: string, kind: FileKind | undefined) {
  if (kind === undefined || isTried(path)) return [];
  const isYaml = kind === 'manifest' || kind === 'maybe-manifest' || kind === 'tool';
  const tools = kind === 'ci' || kind === 'ci-part' ? (['commands', 'gitlab'] as const) : toolsOf(path);
  // What a chart holds is mostly for its pods; a chart at the root has the scripts of the whole repository around it.
  if (kind === 'chart-file' ? /(^|\/)(files|configs?|conf)\//.test(path) : !isYaml && tools[0] !== 'commands') return [];
  return [...tools.map((tool) => toolReaders[tool]), ...(isYaml && /\.ya?ml$/.test(path) ? yamlReaders : [])];
}

function oncePerSentence(found: readonly Hidden[]): readonly Hidden[] {
  const first = new Map<string, Hidden>();
  for (const one of found.toSorted((a, b) => a.line - b.line)) {
    const key = `${one.hides} ${sentenceText(one.because)}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

/** Kinds of files of which the checks read the objects. */
const readKinds: ReadonlySet<FileKind> = new Set(['manifest', 'maybe-manifest', 'kustomization', 'chart', 'template', 'chart-file']);

function surroundings(paths: readonly string[], kinds: ReadonlyMap<string, FileKind>): Omit<Surroundings, 'path' | 'isOfHelmfile'> {
  const charts = [...kinds].flatMap(([path, kind]) => (kind === 'chart' ? [`/${parentFolder(path)}/`] : []));
  let held: ReadonlySet<string> | null = null;
  // Few files name another.
  const heldNames = () => (held ??= new Set([...kinds].flatMap(([path, kind]) => (readKinds.has(kind) ? tails(path) : []))));
  const known = new Set(paths);
  return {
    isRead: (written) => {
      const name = bare(written);
      return name === '' || heldNames().has(name) || (known.has(name) && /\.(j2|tpl|tmpl|gotmpl|template)$/.test(baseName(name)));
    },
    isChart: (written) => (bare(written) === '' ? charts.length > 0 : charts.some((folder) => folder.endsWith(`/${bare(written)}/`))),
    hasCharts: charts.length > 0,
    hasManifests: [...kinds.values()].some((kind) => kind === 'manifest' || kind === 'kustomization'),
  };
}

/** Segments of a path that are looked at; a deeper one was made to be deep. */
const MAX_DEPTH = 16;

/** All by which a file, or a folder around it, may be named from a folder above it. */
function tails(path: string): readonly string[] {
  const segments = path.split('/').slice(-MAX_DEPTH);
  return segments.flatMap((_, first) => segments.slice(first).map((__, length) => segments.slice(first, first + length + 1).join('/')));
}

function bare(written: string): string {
  return written
    .replace(/^(\.{1,2}\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.{1,2}$/, '');
}
