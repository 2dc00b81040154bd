import { hidesSecret } from '../files/secret-files.ts';
import { parentFolder, resolvePath } from '../files/paths.ts';
import type { Dockerfile, Instruction } from './dockerfile.ts';
import { fitsGlob, isIgnored } from './dockerignore.ts';

/** What a `COPY` or `ADD` takes from the build context. */
export interface CopiedSecret {
  /** A file of the repository, or the name as written. */
  readonly path: string;
  /** False: it depends on which folder the image is built from. */
  readonly sure: boolean;
}

/** The tree, and the patterns of its `.dockerignore` files by path. */
export interface BuildTree {
  /** Files of the tree that hide secrets. */
  readonly secrets: readonly string[];
  readonly ignores: ReadonlyMap<string, readonly string[]>;
}

/** The sources that a `COPY` or `ADD` takes from the context; none for one that takes from another stage or image, or writes a heredoc. */
export function contextSources({ words }: Instruction): readonly string[] {
  const texts = words.map(({ text }) => text);
  const options = texts.filter((text) => text.startsWith('--'));
  if (options.some((text) => text.startsWith('--from=')) || texts.some((text) => text.startsWith('<<'))) return [];
  const paths = texts.slice(options.length).map((text) => text.replaceAll(/^[[\s"',]+|[\]\s"',]+$/g, ''));
  return paths.slice(0, -1).filter((path) => path !== '' && !/^\w+:\/\//.test(path));
}

/**
 * The secret file that a source brings into the image. Images are built from the repository's root or from the Dockerfile's folder: where the two do
 * not agree, it is not sure.
 */
export function copiedSecret({ path }: Dockerfile, source: string, tree: BuildTree): CopiedSecret | null {
  const contexts = [...new Set(['', parentFolder(path)])];
  const found = contexts.map((context) => secretIn(context, source, { ...tree, dockerfile: path }));
  const [first] = found.filter((secret) => secret !== null);
  return first === undefined ? null : { path: first, sure: found.every((secret) => secret !== null) };
}

function secretIn(
  context: string,
  source: string,
  { secrets, ignores, dockerfile }: BuildTree & { readonly dockerfile: string },
): string | null {
  const prefix = context === '' ? '' : `${context}/`;
  const patterns = ignores.get(`${dockerfile}.dockerignore`) ?? ignores.get(`${prefix}.dockerignore`) ?? [];
  const wanted = resolvePath('', source.replace(/^\/+/, '')) ?? source;
  const inTree = secrets.find((secret) => {
    if (!secret.startsWith(prefix)) return false;
    const inside = secret.slice(prefix.length);
    return isTaken(inside, wanted) && !isIgnored(inside, patterns);
  });
  if (inTree !== undefined) return inTree;
  return !/[*?]/.test(wanted) && hidesSecret(wanted) && !isIgnored(wanted, patterns) ? wanted : null;
}

/** A source takes a file when it is the file, one of its folders, or a pattern for one of these. */
function isTaken(path: string, source: string): boolean {
  if (source === '') return true;
  const globs = source.split('/');
  const names = path.split('/');
  return names.length >= globs.length && globs.every((glob, index) => fitsGlob(names[index] ?? '', glob));
}
