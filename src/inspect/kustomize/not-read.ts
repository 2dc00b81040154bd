import { type Sentence, say } from '../../words/sentence.ts';

/** Why the objects of what a kustomization names were not seen; a path of null leads out of the repository. */
export function notRead({ written, path, tree }: { written: string; path: string | null; tree: ReadonlySet<string> }): Sentence {
  const exists = path !== null && (tree.has(path) || [...tree].some((file) => file.startsWith(`${path}/`)));
  return path === null || exists
    ? say`les objets de ${written} n’ont pas été lus`
    : say`${written} n’existe pas dans ce dépôt : Kustomize n’assemblera rien sans lui`;
}
