import { fileKind } from '../files/file-kind.ts';
import { resolvePath } from '../files/paths.ts';
import type { TextFile } from '../files/text-file.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import { builtinGenerator } from './builtin-generators.ts';
import { type Generator, generatorFiles } from './generators.ts';
import { inline, type Kustomization, readKustomization } from './kustomization.ts';

/** True where a kustomization among them may make ConfigMaps of files. */
export function mayNameFiles(files: readonly TextFile[]): boolean {
  return files.some((file) => isKustomization(file) && /configMapGenerator|generators\s*:/i.test(file.text));
}

/** The paths that kustomizations turn into data of ConfigMaps, of any folder and name; what a Secret is made of is judged by no rule. Pure; never throws. */
export function namedByKustomizations(files: readonly TextFile[]): readonly string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return files.filter(isKustomization).flatMap(({ path, text }) => {
    const [document] = readDocuments({ path, text }).documents;
    const kustomization = document === undefined ? null : readKustomization(path, document);
    if (kustomization === null) return [];
    return generatorsOf(kustomization, texts)
      .filter(({ kind }) => kind === 'ConfigMap')
      .flatMap(generatorFiles)
      .flatMap(({ written }) => resolvePath(kustomization.folder, written) ?? []);
  });
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
