import type { Unread } from '../../dossier/checks/check.ts';
import { say } from '../../words/sentence.ts';
import { fileKind, fileKinds, type FileKind } from './file-kind.ts';
import { hidesSecret } from './secret-files.ts';
import { mayBeOfChart, treeKinds } from './tree-kinds.ts';

/** A larger file is not a manifest that somebody wrote; in bytes. */
export const MAX_SIZE = 128 * 1024;

/** Files read from a repository at most, the most important first. */
export const MAX_FILES = 300;

/** Bytes read from a repository at most. */
export const MAX_TOTAL_SIZE = 2 * 1024 * 1024;

/** Files named one by one among those left out; the rest is counted. */
const MAX_NAMED = 50;

/** A file of a repository's tree. */
export interface TreeFile {
  readonly path: string;
  readonly size: number;
}

interface Candidate extends TreeFile {
  readonly kind: FileKind;
}

/**
 * The files to read, by their paths alone: Dockerfiles, the platform's CI file, kustomizations, charts with their templates and what
 * these use, manifests. Files that matter and are too large, or beyond the limits, are told in `unread`.
 */
export function selectFiles(tree: readonly TreeFile[]): { wanted: readonly string[]; unread: readonly Unread[] } {
  const candidates = candidatesOf(tree);
  const fitting = candidates.filter(({ size }) => size <= MAX_SIZE);
  const tooLarge = candidates.filter(({ size }) => size > MAX_SIZE);
  let total = 0;
  const kept = fitting.slice(0, MAX_FILES).filter(({ size }) => {
    if (total + size > MAX_TOTAL_SIZE) return false;
    total += size;
    return true;
  });
  const wanted = new Set(kept.map(({ path }) => path));
  const unread = [
    ...tooLarge.map(({ path, size }) => ({
      path,
      because: say`ce fichier fait ${Math.ceil(size / 1024)} ko, plus que les ${MAX_SIZE / 1024} ko lus`,
    })),
    ...fitting
      .filter(({ path }) => !wanted.has(path))
      .map(({ path }) => ({
        path,
        because: say`le dépôt a plus de fichiers à vérifier que l’application n’en lit (${MAX_FILES}, ${MAX_TOTAL_SIZE / 1024 / 1024} Mo)`,
      })),
  ];
  return { wanted: [...wanted], unread: shorten(unread) };
}

/** True when a push touching the file could change a report. Wider than `selectFiles`, which sees the whole tree: no push that matters is missed. */
export function isRelevantPath(path: string): boolean {
  return fileKind(path) !== null || mayBeOfChart(path) || hidesSecret(path);
}

function candidatesOf(tree: readonly TreeFile[]): readonly Candidate[] {
  const kinds = treeKinds(tree.map(({ path }) => path));
  return tree
    .flatMap((file): Candidate[] => {
      const kind = kinds.get(file.path);
      return kind === undefined ? [] : [{ ...file, kind }];
    })
    .toSorted(byImportance);
}

function byImportance(a: Candidate, b: Candidate): number {
  const byKind = fileKinds.indexOf(a.kind) - fileKinds.indexOf(b.kind);
  if (byKind !== 0) return byKind;
  const byDepth = a.path.split('/').length - b.path.split('/').length;
  return byDepth === 0 ? (a.path < b.path ? -1 : 1) : byDepth;
}

function shorten(unread: readonly Unread[]): readonly Unread[] {
  const next = unread[MAX_NAMED];
  const others = unread.length - MAX_NAMED - 1;
  if (next === undefined || others < 1) return unread;
  return [
    ...unread.slice(0, MAX_NAMED),
    { path: next.path, because: say`ce fichier et ${others} autres n’ont pas été lus : le dépôt en a trop` },
  ];
}
