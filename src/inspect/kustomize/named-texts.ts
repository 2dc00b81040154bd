import { fileKind } from '../files/file-kind.ts';
import { resolvePath } from '../files/paths.ts';
import { MAX_SIZE, mayBeNamed, type TreeFile } from '../files/select-files.ts';
import type { TextFile } from '../files/text-file.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import { builtinGenerator } from './builtin-generators.ts';
import { type Generator, generatorFiles } from './generators.ts';
import { inline, type Kustomization, readKustomization } from './kustomization.ts';

/** What was read of a tree, and what else is in it. */
export interface TextsToName {
  readonly files: readonly TextFile[];
  /** Those that may be named, and were not read. */
  readonly others: readonly TreeFile[];
}

/** Texts read so at most, and bytes of them: beyond, what they hold is a doubt. */
const MAX_TEXTS = 100;
const MAX_BYTES = 512 * 1024;

/** What kustomizations may name of a tree of which some files were read; null where no kustomization makes ConfigMaps of files. */
export function textsToName(tree: readonly TreeFile[], files: readonly TextFile[]): TextsToName | null {
  if (!files.some((file) => isKustomization(file) && /configMapGenerator|generators\s*:/.test(file.text))) return null;
  const read = new Set(files.map(({ path }) => path));
  const others = tree.filter(({ path, size, is }) => is === undefined && size <= MAX_SIZE && !read.has(path) && mayBeNamed(path));
  return others.length === 0 ? null : { files, others };
}

/** The texts that kustomizations turn into data of ConfigMaps: they are read once these are. Of any folder, whatever its name; what a Secret is made of is judged by no rule. */
export function namedTexts({ files, others }: TextsToName): readonly string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const named = files.filter(isKustomization).flatMap(({ path, text }) => {
    const [document] = readDocuments({ path, text }).documents;
    const kustomization = document === undefined ? null : readKustomization(path, document);
    if (kustomization === null) return [];
    return generatorsOf(kustomization, texts)
      .filter(({ kind }) => kind === 'ConfigMap')
      .flatMap(generatorFiles)
      .flatMap(({ written }) => resolvePath(kustomization.folder, written) ?? []);
  });
  const wanted = new Set(named);
  let left = MAX_BYTES;
  return others
    .filter(({ path, size }) => wanted.has(path) && (left -= size) >= 0)
    .slice(0, MAX_TEXTS)
    .map(({ path }) => path);
}

/** Its own, and those of the files that it names. */
function generatorsOf({ folder, generators, otherGenerators }: Kustomization, texts: ReadonlyMap<string, string>): readonly Generator[] {
  const written = (otherGenerators?.from ?? []).flatMap((reference) => {
    if (reference.written.includes('\n')) return inline(reference.written, reference.place);
    const path = resolvePath(folder, reference.written) ?? '..';
    return readDocuments({ path, text: texts.get(path) ?? '' }).documents;
  });
  return [...generators, ...written.flatMap((document) => builtinGenerator(document) ?? [])];
}

function isKustomization({ path }: TextFile): boolean {
  return fileKind(path) === 'kustomization';
}
