import type { TextFile } from '../files/text-file.ts';
import { asMap, at, type MapNode } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import { type Include, type LocalInclude, readIncludes } from './includes.ts';
import { wildcard } from './wildcards.ts';

/** The files around the CI file. */
export interface CiTree {
  readonly paths: readonly string[];
  readonly files: readonly TextFile[];
  /** False where some of the tree was not told. */
  readonly isWhole: boolean;
}

/** A CI file with what it includes of its repository. */
export interface JoinedCi {
  readonly body: MapNode;
  /** What is included besides, by the file or by those that it includes. */
  readonly includes: readonly Include[];
  readonly texts: readonly string[];
}

/** Files that GitLab takes into one pipeline at most ("include", CI/CD YAML syntax reference). */
const MAX_FILES = 150;

/** Patterns that are followed in one pipeline, and paths that are held against them. */
const [MAX_PATTERNS, MAX_PATHS] = [20, 10_000];

/**
 * The CI file over the files of the repository that it includes, as GitLab joins them: those in their order, each over those that it includes itself, maps key by key, anything else by the last that
 * writes it ("Override included configuration values", GitLab). Null for a file that is not read whole. What is included under conditions, or could not be read, is one of `includes`.
 */
export function joinIncludes(file: TextFile, tree: CiTree): JoinedCi | null {
  const texts = new Map(tree.files.map(({ path, text }) => [path, text]));
  return joinFile(file, { tree, texts, seen: new Set([file.path]), left: { patterns: MAX_PATTERNS, paths: MAX_PATHS } });
}

interface Joining {
  readonly tree: CiTree;
  readonly texts: ReadonlyMap<string, string>;
  readonly seen: Set<string>;
  readonly left: { patterns: number; paths: number };
}

function joinFile(file: TextFile, joining: Joining): JoinedCi | null {
  const { documents, troubles } = readDocuments(file);
  if (troubles.some(({ kind }) => kind !== 'ambiguous')) return null;
  // A first document may only declare inputs ("CI/CD inputs", GitLab).
  const body = asMap(documents.at(-1) ?? null);
  if (body === null) return null;
  const includes: Include[] = [];
  const texts = [file.text];
  let joined: MapNode | null = null;
  for (const include of readIncludes(at(body, 'include'))) {
    if (include.from !== 'here') {
      includes.push(include);
      continue;
    }
    for (const one of joinLocal(include, joining)) {
      if ('body' in one) {
        joined = joined === null ? one.body : over(joined, one.body);
        includes.push(...one.includes);
        texts.push(...one.texts);
      } else includes.push(one);
    }
  }
  return { body: joined === null ? body : over(joined, body), includes, texts };
}

function joinLocal(include: LocalInclude, joining: Joining): readonly (JoinedCi | Include)[] {
  const { tree, texts, seen } = joining;
  const elsewhere: Include = { from: 'elsewhere', name: include.name, place: include.place };
  const path = include.name.trim().replace(/^\/+/, '');
  if (include.isConditional || !/\.ya?ml$/.test(path) || /\$|(^|\/)\.{1,2}(\/|$)/.test(path)) return [elsewhere];
  const named = pathsOf(path, joining);
  if (named === null) return [elsewhere];
  if (!path.includes('*') && !tree.paths.includes(path)) return [tree.isWhole ? { ...elsewhere, from: 'absent' } : elsewhere];
  return named
    .filter((one) => !seen.has(one))
    .map((one) => {
      seen.add(one);
      const text = texts.get(one);
      // What inputs make of a file is not known.
      const joined = text === undefined || text.includes('$[[') || seen.size > MAX_FILES ? null : joinFile({ path: one, text }, joining);
      return joined ?? { ...elsewhere, name: one };
    });
}

/** The files that a name stands for; null where that is not looked for any more. */
function pathsOf(path: string, { tree, left }: Joining): readonly string[] | null {
  if (!path.includes('*')) return [path];
  left.patterns -= 1;
  const takes = left.patterns < 0 ? null : wildcard(path);
  if (takes === null) return null;
  const start = path.slice(0, path.indexOf('*'));
  const candidates = tree.paths.filter((one) => one.startsWith(start) && /\.ya?ml$/.test(one));
  left.paths -= candidates.length;
  return left.paths < 0 ? null : candidates.filter(takes);
}

function over(below: MapNode, above: MapNode): MapNode {
  const entries = new Map(below.entries);
  for (const [key, { place, value }] of above.entries) {
    const former = entries.get(key)?.value;
    entries.set(key, { place, value: former?.kind === 'map' && value.kind === 'map' ? over(former, value) : value });
  }
  return { ...above, entries };
}
