import { inside, parentFolder, resolvePath } from '../files/paths.ts';
import { hidesSecret } from '../files/secret-files.ts';
import type { Dockerfile, Instruction } from './dockerfile.ts';
import { fitsGlob, isIgnored } from './dockerignore.ts';

/** What a `COPY` or `ADD` takes from the build context. */
export interface CopiedSecret {
  /** A file of the repository, or the name as written. */
  readonly path: string;
  /** False: it depends on which folder the image is built from. */
  readonly sure: boolean;
}

/** The secret files of the tree, and the patterns of its `.dockerignore` files by path. */
export interface BuildTree {
  /** Its files and their folders. */
  readonly entries: ReadonlySet<string>;
  readonly secrets: readonly string[];
  readonly ignores: ReadonlyMap<string, readonly string[]>;
  /** Comparisons that are left, of a character of a pattern with one of a path. */
  readonly budget: { left: number };
}

/** Comparisons in one repository at most: a hundred times what a large one needs. Beyond, which secrets its images hold is not told. */
export const MAX_COMPARISONS = 100_000_000;

/** A folder that an image may be built from. */
export interface BuildContext {
  /** The folder with a slash at the end; empty for the root. */
  readonly prefix: string;
  readonly patterns: readonly string[];
  /** Secret files, by their path from there, that `.dockerignore` does not leave out. */
  readonly secrets: readonly string[];
}

/** The folders that an image may be built from. */
export function buildContexts(dockerfile: Dockerfile, { entries, secrets, ignores, budget }: BuildTree): readonly BuildContext[] {
  return contextFolders(dockerfile, entries).map((folder) => {
    const prefix = inside(folder);
    const patterns = ignores.get(`${dockerfile.path}.dockerignore`) ?? ignores.get(`${prefix}.dockerignore`) ?? [];
    const held = secrets.filter((secret) => secret.startsWith(prefix)).map((secret) => secret.slice(prefix.length));
    budget.left -= lengthOf(patterns) * lengthOf(held);
    return { prefix, patterns, secrets: budget.left < 0 ? [] : held.filter((secret) => !isIgnored(secret, patterns)) };
  });
}

/**
 * The repository's root and the Dockerfile's own folder, or one between them; of these, those that hold most of what the Dockerfile takes by its name: from
 * another one, the build would fail. What a build makes first is in none of them.
 */
export function contextFolders({ path, stages }: Dockerfile, entries: ReadonlySet<string>): readonly string[] {
  const own = parentFolder(path);
  const written = stages.flatMap(({ instructions }) => instructions.filter(({ keyword }) => /^(COPY|ADD)$/.test(keyword)));
  const sources = [...new Set(written.flatMap(contextSources).filter((source) => !/^[./]*$|[*?[$]/.test(source)))].slice(0, MAX_SOURCES);
  const held = (folder: string) => sources.filter((source) => entries.has(resolvePath(folder, source) ?? '')).length;
  const counted = foldersTo(own).map((folder) => ({ folder, count: held(folder) }));
  const most = Math.max(...counted.map(({ count }) => count));
  const best = counted.flatMap(({ folder, count }) => (count === most ? [folder] : []));
  const usual = best.filter((folder) => folder === '' || folder === own);
  return usual.length > 0 ? usual : best;
}

/** Sources by which a context is known at most. */
const MAX_SOURCES = 50;

/** The files of a tree, and the folders that hold them. */
export function entriesOf(paths: readonly string[]): ReadonlySet<string> {
  const entries = new Set(paths);
  for (const path of paths)
    for (let folder = parentFolder(path); folder !== '' && !entries.has(folder); folder = parentFolder(folder)) entries.add(folder);
  return entries;
}

/** A folder and those that hold it, the root first. */
function foldersTo(folder: string): readonly string[] {
  const segments = folder === '' ? [] : folder.split('/').slice(0, 64);
  return ['', ...segments.map((_, index) => segments.slice(0, index + 1).join('/'))];
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((total, text) => total + text.length, 0);
}

/** A longer source is no path. */
const MAX_SOURCE = 1_000;

/** The sources that a `COPY` or `ADD` takes from the context; none for one that takes from another stage or image, or writes a heredoc. */
export function contextSources({ flags, words }: Instruction): readonly string[] {
  const texts = words.map(({ text }) => text);
  if (flags.some(({ text }) => text.startsWith('--from=')) || texts.some((text) => text.startsWith('<<'))) return [];
  const paths = texts.map((text) => text.slice(0, MAX_SOURCE).replaceAll(/^[[\s"',]+|[\]\s"',]+$/g, ''));
  return paths.slice(0, -1).filter((path) => path !== '' && !/^\w+:\/\//.test(path));
}

/** Where a `COPY` or `ADD` puts what it takes, as written. */
export function destinationOf({ words }: Instruction): string {
  return (words.at(-1)?.text ?? '').slice(0, MAX_SOURCE).replaceAll(/^[[\s"',]+|[\]\s"',]+$/g, '');
}

/** The secret file that a source brings into the image; where the possible contexts do not agree, it is not sure. */
export function copiedSecret(source: string, contexts: readonly BuildContext[]): CopiedSecret | null {
  const found = contexts.map((context) => secretIn(context, source));
  const [first] = found.filter((secret) => secret !== null);
  return first === undefined ? null : { path: first, sure: found.every((secret) => secret !== null) };
}

function secretIn({ prefix, patterns, secrets }: BuildContext, source: string): string | null {
  const wanted = resolvePath('', source.replace(/^\/+/, '')) ?? source;
  const inTree = secrets.find((secret) => isTaken(secret, wanted));
  if (inTree !== undefined) return `${prefix}${inTree}`;
  return !/[*?]/.test(wanted) && hidesSecret(wanted) && !isIgnored(wanted, patterns) ? wanted : null;
}

/** A source takes a file when it is the file, one of its folders, or a pattern for one of these. */
function isTaken(path: string, source: string): boolean {
  if (source === '') return true;
  const globs = source.split('/');
  const names = path.split('/');
  return names.length >= globs.length && globs.every((glob, index) => fitsGlob(names[index] ?? '', glob));
}
