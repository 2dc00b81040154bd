import { resolvePath } from '../files/paths.ts';
import type { Node } from '../yaml/node.ts';
import type { Context } from './assembly-context.ts';
import { builtinGenerator } from './builtin-generators.ts';
import { builtinTransformer } from './builtin-transformers.ts';
import type { Generator } from './generators.ts';
import { inline, type Kustomization, readKustomization, type Reference } from './kustomization.ts';

/** What is followed of what files write, and whether that is all. */
export interface Followed<Item> {
  readonly known: readonly Item[];
  readonly isWhole: boolean;
}

function follow<Item>(
  from: readonly Reference[],
  { folder, documents }: { folder: string } & Pick<Context, 'documents'>,
  read: (document: Node) => Item | null,
): Followed<Item> {
  const written = from.map((reference) => documentsOf(reference, folder, documents));
  const followed = written.flat().map(read);
  const known = followed.flatMap((one) => one ?? []);
  return { known, isWhole: written.every((all) => all.length > 0) && known.length === followed.length };
}

/** Generators of files as entries of the kustomization. */
export function writtenGenerators({ folder, otherGenerators }: Kustomization, { documents }: Context): Followed<Generator> {
  return follow(otherGenerators?.from ?? [], { folder, documents }, builtinGenerator);
}

function documentsOf({ written, place }: Reference, folder: string, documents: Context['documents']): readonly Node[] {
  return written.includes('\n') ? inline(written, place) : (documents.get(resolvePath(folder, written) ?? '..') ?? []);
}

/** Transformers of files as kustomizations that do the same. */
export function writtenTransformers({ path, folder, transformers }: Kustomization, { documents }: Context): Followed<Kustomization> {
  return follow(transformers?.from ?? [], { folder, documents }, (document) => {
    const body = builtinTransformer(document);
    return body === null ? null : readKustomization(path, body);
  });
}
