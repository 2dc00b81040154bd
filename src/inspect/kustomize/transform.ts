import { type Sentence, say } from '../../words/sentence.ts';
import { resolvePath } from '../files/paths.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { hidden, type Opaque } from '../sight.ts';
import { at, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { applyPatch, isRefused, isUncertain } from './apply-patch.ts';
import { affords, type Context } from './assembly-context.ts';
import type { Kustomization, Patch } from './kustomization.ts';
import { notRead } from './not-read.ts';
import { mayReplaceIn, readReplacements, replacesInPods } from './replacements.ts';
import { addAnnotations, addLabels, isCounted, putIn, rename, replaceImage, setReplicas } from './transformers.ts';
import { writtenTransformers } from './written-in-files.ts';

/** What transforms objects knows whether these are all that there are. */
interface Layer extends Context {
  readonly isWhole: boolean;
}

/** The objects of a layer with all that its kustomization changes, in Kustomize's order. What is not followed, and what Kustomize refuses, goes with what is not seen. */
export function transform(kustomization: Kustomization, resources: readonly Resource[], context: Layer): readonly Resource[] {
  const { patches, laterPatches, labels, images, replicas, place } = kustomization;
  if (
    !affords(
      context,
      resources.length * (1 + patches.length + laterPatches.length + labels.length + images.length + replicas.length),
      place,
    )
  )
    return [];
  const patch = (all: readonly Resource[], by: readonly Patch[]) =>
    by.reduce((current, one) => patched(kustomization, one, { current, context }), all);
  const labelled = patch(
    patch(resources, patches).map((resource) => relabelled(resource, kustomization)),
    laterPatches,
  );
  if (resources.length > 0)
    context.opaques.push(...replicas.filter((entry) => !labelled.some((one) => isCounted(one, entry))).map(countsNothing));
  const { transformers } = kustomization;
  const followed = writtenTransformers(kustomization, context);
  const unknown = transformers === null || followed.isWhole ? [] : [transformers];
  const { replacements } = kustomization;
  const replacing =
    replacements === null ? [] : readReplacements(replacements.from, { folder: kustomization.folder, texts: context.texts });
  const replacers = replacements === null || (replacing !== null && !replacesInPods(replacing)) ? [] : [replacements];
  const rewriters = [...replacers, ...kustomization.changers.filter(({ key }) => key === 'images')];
  context.opaques.push(
    ...(resources.length === 0 ? [] : [...unknown, ...rewriters]).map((one) =>
      hidden(one.place, say`la clé ${one.key} peut changer tous les objets de cette kustomization, et n’est pas suivie`),
    ),
  );
  const changerOf = (resource: Resource) => {
    const isReplaced = replacements !== null && (replacing === null || mayReplaceIn(replacing, resource));
    return [...unknown, ...kustomization.changers, ...(isReplaced ? [replacements] : [])].at(0);
  };
  const made = labelled.map((resource) => {
    const changer = changerOf(resource);
    const replaced = replicas.reduce(setReplicas, images.reduce(replaceImage, resource));
    return changer === undefined
      ? replaced
      : { ...replaced, open: say`la clé ${changer.key} de ${kustomization.path} peut changer cet objet` };
  });
  return (followed.isWhole ? followed.known : []).reduce<readonly Resource[]>((current, one) => transform(one, current, context), made);
}

function patched(
  kustomization: Kustomization,
  patch: Patch,
  { current, context }: { current: readonly Resource[]; context: Layer },
): readonly Resource[] {
  const content = contentOf(kustomization, patch, context);
  const isDoubtful =
    isUncertain(current, patch, content) ||
    (context.isWhole && current.length > 0 && content !== null && isRefused(current, patch, content));
  if (isDoubtful) context.opaques.push(hidden(patch.place, uncertain(kustomization, patch, context)));
  return applyPatch(current, patch, content);
}

/** The object with its namespace, its name, its labels and its annotations. */
function relabelled(resource: Resource, { namespace, affixes, labels, annotations }: Kustomization): Resource {
  const labelled = labels.reduce(addLabels, rename(putIn(resource, namespace), affixes));
  return annotations === null ? labelled : addAnnotations(labelled, annotations);
}

function countsNothing(entry: MapNode): Opaque {
  return hidden(
    entry.place,
    say`aucun objet vu ne porte le nom ${textOf(at(entry, 'name')) ?? ''}, que replicas donne : s’il n’y en a pas, Kustomize n’assemblera rien`,
  );
}

function uncertain({ folder }: Kustomization, { content }: Patch, { tree, documents }: Context): Sentence {
  if (!('file' in content))
    return say`ce correctif vise ce qui ne se connaît qu’à l’assemblage, ou qui n’y est pas : ce qu’il change n’est pas suivi`;
  const path = resolvePath(folder, content.file);
  if (path !== null && documents.has(path))
    return say`le correctif ${content.file} vise ce qui ne se connaît qu’à l’assemblage, ou qui n’y est pas : ce qu’il change n’est pas suivi`;
  return path !== null && tree.has(path)
    ? say`le correctif ${content.file} n’a pas été lu : il peut changer des objets de cette kustomization`
    : notRead({ written: content.file, path, tree });
}

function contentOf({ folder }: Kustomization, { content }: Patch, { documents }: Context): readonly Node[] | null {
  if ('documents' in content) return content.documents.length === 0 ? null : content.documents;
  return documents.get(resolvePath(folder, content.file) ?? '..') ?? null;
}
