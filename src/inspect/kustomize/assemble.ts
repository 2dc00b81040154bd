import type { Place } from '../../dossier/checks/check.ts';
import { type Sentence, say } from '../../words/sentence.ts';
import { baseName, parentFolder, resolvePath } from '../files/paths.ts';
import { type Resource, resourcesOf } from '../kubernetes/resource.ts';
import { withoutVersion } from '../kubernetes/without-version.ts';
import { at, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { applyPatch, isUncertain } from './apply-patch.ts';
import { type HelmChartEntry, inflationKey } from './helm-charts.ts';
import { builtinTransformer } from './builtin-transformers.ts';
import { inline, type Kustomization, type Patch, readKustomization, type Reference } from './kustomization.ts';
import { hidden, type Opaque } from '../sight.ts';
import { builtinGenerator } from './builtin-generators.ts';
import { type Generator, generate, generatorFiles } from './generators.ts';
import { mayReplaceIn, readReplacements, replacesInPods } from './replacements.ts';
import { addLabels, isCounted, rename, replaceImage, setReplicas } from './transformers.ts';

/** What the kustomizations of a repository make. */
export interface Assembly {
  /** The objects of every kustomization that no other one uses. */
  readonly resources: readonly Resource[];
  readonly opaques: readonly Opaque[];
  /** Files that a kustomization uses, as objects or otherwise: they are not judged by themselves. */
  readonly used: ReadonlySet<string>;
}

/** Steps (an object collected, or changed once) in one repository at most, and layers followed: far beyond what people write. */
const MAX_STEPS = 50_000;
const MAX_DEPTH = 12;

interface Context {
  readonly kustomizations: ReadonlyMap<string, Kustomization>;
  readonly documents: ReadonlyMap<string, readonly Node[]>;
  /** Of the files that were read. */
  readonly texts: ReadonlyMap<string, string>;
  /** What Helm made of the charts that kustomizations inflate. */
  readonly inflated: ReadonlyMap<string, readonly Resource[]>;
  /** Every file of the repository, whatever was read of it. */
  readonly tree: ReadonlySet<string>;
  /** Where what links stand for stands by itself. */
  readonly followed: ReadonlyMap<string, string>;
  readonly opaques: Opaque[];
  readonly budget: { left: number };
}

/** Assembles the kustomizations as `kustomize build` would, each value keeping the place where it is written. What is not followed opens the objects it may change. */
export function assemble(
  all: readonly Kustomization[],
  given: Pick<Context, 'documents' | 'texts' | 'tree' | 'inflated' | 'followed'>,
): Assembly {
  const kustomizations = new Map(all.map((kustomization) => [kustomization.folder, kustomization]));
  const context: Context = { ...given, kustomizations, opaques: [], budget: { left: MAX_STEPS } };
  const referenced = new Set(
    all.flatMap(({ folder, resources, components }) =>
      [...resources, ...components].flatMap(({ written }) => resolvePath(folder, written) ?? []),
    ),
  );
  const twins = twinsOf(all, given);
  // A folder that a link stands for is used where the link is; one that is not used so is only where it stands.
  const named = new Set([...referenced, ...[...twins].flatMap(([twin, folder]) => (referenced.has(twin) ? [folder] : [twin]))]);
  const roots = all.filter(({ folder }) => !named.has(folder));
  const resources = roots.flatMap((root) => build(root, { context, depth: 0, under: [] }).map((resource) => finish(resource, root)));
  return {
    resources,
    opaques: context.opaques,
    used: new Set(all.flatMap((one) => usedFiles(one, context)).flatMap((path) => [path, given.followed.get(path) ?? path])),
  };
}

/** The folders of kustomizations that are there by a link to a folder, each with the one that it stands for: a link to the kustomization alone makes another one, of what is around. */
function twinsOf(all: readonly Kustomization[], { tree, followed }: Pick<Context, 'tree' | 'followed'>): ReadonlyMap<string, string> {
  if (followed.size === 0) return new Map();
  const own = new Set([...tree].filter((path) => !followed.has(path)).map(parentFolder));
  const folders = new Set(all.map(({ folder }) => folder));
  return new Map(
    all.flatMap(({ path, folder }): readonly (readonly [string, string])[] => {
      const from = followed.get(path);
      const stands = from === undefined || own.has(folder) ? null : parentFolder(from);
      return stands !== null && folders.has(stands) ? [[folder, stands]] : [];
    }),
  );
}

/** A base without overlay may be finished in another repository, as is a component. */
function finish(resource: Resource, root: Kustomization): Resource {
  const unfinished = root.isComponent || /^(bases?|components?|common|shared)$/i.test(baseName(root.folder));
  const open = resource.open ?? (unfinished ? say`aucun overlay de ce dépôt n’utilise cette base : un autre peut la compléter` : null);
  return { ...resource, open, assembledBy: root.folder };
}

/** Those that the generators and the transformers of its files name are used as its own entries would. */
function usedFiles(kustomization: Kustomization, context: Context): readonly string[] {
  const { folder, resources, otherFiles } = kustomization;
  const generators = [...kustomization.generators, ...writtenGenerators(kustomization, context).known];
  const transforming = [kustomization, ...writtenTransformers(kustomization, context).known];
  const patchFiles = transforming
    .flatMap((one) => [...one.patches, ...one.laterPatches])
    .flatMap(({ content }) => ('file' in content ? [content.file] : []));
  const contents = generators.flatMap(generatorFiles).map(({ written }) => written);
  return [...resources.map(({ written }) => written), ...contents, ...patchFiles, ...otherFiles.map(({ written }) => written)].flatMap(
    (written) => resolvePath(folder, written) ?? [],
  );
}

interface Layer {
  readonly context: Context;
  readonly depth: number;
  /** Objects that a component is applied to. */
  readonly under: readonly Resource[];
}

function build(kustomization: Kustomization, { context, depth, under }: Layer): readonly Resource[] {
  if (depth > MAX_DEPTH || !affords(context, under.length, kustomization.place)) return [];
  const inner = { context, depth: depth + 1, under: [] };
  const own = kustomization.resources.flatMap((reference) => collect(kustomization, reference, inner));
  const others = writtenGenerators(kustomization, context);
  context.opaques.push(...kustomization.refusals.map(({ place, because }) => hidden(place, because)));
  const unknown = others.isWhole || kustomization.otherGenerators === null ? [] : [kustomization.otherGenerators];
  context.opaques.push(
    ...[...kustomization.makers, ...unknown].map(({ place, key }) =>
      hidden(place, say`les objets que ${key} produit ne sont pas connus d’avance`),
    ),
  );
  const generators = [...kustomization.generators, ...(others.isWhole ? others.known : [])];
  context.opaques.push(...generators.flatMap((generator) => unreadData(generator, kustomization, context)));
  const charts = kustomization.helmCharts.flatMap((entry, index) => inflated(entry, inflationKey(kustomization.path, index), context));
  const from = { folder: kustomization.folder, texts: context.texts };
  let resources = generators.reduce<readonly Resource[]>(
    (made, generator) => generate(made, generator, from),
    [...under, ...own, ...charts],
  );
  for (const { written, place } of kustomization.components) {
    const component = context.kustomizations.get(resolvePath(kustomization.folder, written) ?? '..');
    if (component === undefined) {
      context.opaques.push(
        hidden(place, say`le composant ${written} n’a pas été lu : il peut changer tous les objets de cette kustomization`),
      );
      const open = say`le composant ${written} (ligne ${place.line}) n’a pas été lu et peut changer cet objet`;
      resources = resources.map((resource) => ({ ...resource, open }));
    } else resources = build(component, { ...inner, under: resources });
  }
  return transform(kustomization, resources, context);
}

/** The objects of a chart, as Helm made them with what the kustomization gives. */
function inflated({ name, version, repo, place }: HelmChartEntry, key: string, context: Context): readonly Resource[] {
  const made = context.inflated.get(key);
  if (made !== undefined) return affords(context, made.length, place) ? made : [];
  const chart = version === null ? name : `${name} ${version}`;
  const because =
    repo === null
      ? say`le chart ${chart} que helmCharts nomme n’a pas été calculé : ses objets n’ont pas été vus`
      : say`le chart ${chart} de ${repo}, que helmCharts nomme, n’est pas dans le dépôt : ses objets n’ont pas été vus`;
  context.opaques.push(hidden(place, because));
  return [];
}

function transform(kustomization: Kustomization, resources: readonly Resource[], context: Context): readonly Resource[] {
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
    by.reduce((current, one) => {
      const content = contentOf(kustomization, one, context);
      if (isUncertain(current, one, content)) context.opaques.push(hidden(one.place, uncertain(kustomization, one, context)));
      return applyPatch(current, one, content);
    }, all);
  const named = patch(resources, patches).map((resource) => rename(resource, kustomization.affixes));
  const labelled = patch(
    named.map((resource) => labels.reduce(addLabels, resource)),
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

function countsNothing(entry: MapNode): Opaque {
  return hidden(
    entry.place,
    say`aucun objet vu ne porte le nom ${textOf(at(entry, 'name')) ?? ''}, que replicas donne : s’il n’y en a pas, Kustomize n’assemblera rien`,
  );
}

/** What is followed of what files write, and whether that is all. */
interface Followed<Item> {
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
function writtenGenerators({ folder, otherGenerators }: Kustomization, { documents }: Context): Followed<Generator> {
  return follow(otherGenerators?.from ?? [], { folder, documents }, builtinGenerator);
}

function documentsOf({ written, place }: Reference, folder: string, documents: Context['documents']): readonly Node[] {
  return written.includes('\n') ? inline(written, place) : (documents.get(resolvePath(folder, written) ?? '..') ?? []);
}

/** Transformers of files as kustomizations that do the same. */
function writtenTransformers({ path, folder, transformers }: Kustomization, { documents }: Context): Followed<Kustomization> {
  return follow(transformers?.from ?? [], { folder, documents }, (document) => {
    const body = builtinTransformer(document);
    return body === null ? null : readKustomization(path, body);
  });
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

function collect({ folder }: Kustomization, { written, place }: Reference, layer: Layer): readonly Resource[] {
  const { context } = layer;
  const path = resolvePath(folder, written);
  const isRemote = /^[\w+.-]+:\/\/|^git@|^github\.com\/|[?]ref=/.test(written);
  const base = path === null || isRemote ? undefined : context.kustomizations.get(path);
  const documents = path === null || isRemote ? undefined : context.documents.get(path);
  if (base === undefined && documents === undefined) {
    if (path !== null && !isRemote && context.tree.has(path) && (holdsDefinitions(path) || holdsNothing(context.texts.get(path))))
      return [];
    context.opaques.push(hidden(place, notRead({ written, path: isRemote ? null : path, tree: context.tree })));
    return [];
  }
  if (base !== undefined) return build(base, layer);
  const resources = (documents ?? []).flatMap(resourcesOf);
  context.opaques.push(...(documents ?? []).flatMap(withoutVersion));
  return affords(context, resources.length, place) ? resources : [];
}

/** Folders of definitions of kinds (`config/crd/bases` of Kubebuilder), long and of no pods: their files are not read, wherever they are used. */
function holdsDefinitions(path: string): boolean {
  return /(^|\/)crds?\/(bases\/)?[^/]+\.ya?ml$/i.test(path);
}

/** True for a file of which all is blank or comments, as Flux leaves its own before it writes them. */
function holdsNothing(text: string | undefined): boolean {
  return text !== undefined && text.split('\n').every((line) => /^\s*(#.*)?$|^---\s*(#.*)?$/.test(line));
}

function notRead({ written, path, tree }: { written: string; path: string | null; tree: ReadonlySet<string> }): Sentence {
  const exists = path !== null && (tree.has(path) || [...tree].some((file) => file.startsWith(`${path}/`)));
  return path === null || exists
    ? say`les objets de ${written} n’ont pas été lus`
    : say`${written} n’existe pas dans ce dépôt : Kustomize n’assemblera rien sans lui`;
}

/** Spends steps; false, and said once, when there are none left. */
function affords({ budget, opaques }: Context, steps: number, place: Place): boolean {
  const before = budget.left;
  budget.left -= steps + 1;
  if (budget.left >= 0) return true;
  if (before >= 0) opaques.push(hidden(place, say`ce dépôt assemble trop d’objets pour que tous soient vérifiés`));
  return false;
}

function unreadData(generator: Generator, { folder }: Kustomization, { texts, tree }: Context): readonly Opaque[] {
  return generatorFiles(generator).flatMap(({ written, item }): readonly Opaque[] => {
    const path = resolvePath(folder, written);
    if (path !== null && texts.has(path)) return [];
    if (path === null || !tree.has(path)) {
      const because = say`${written} n’existe pas dans ce dépôt : Kustomize n’assemblera rien sans lui`;
      return [{ place: item.place, because, hides: 'data' }];
    }
    // What a Secret holds is judged by no rule.
    if (generator.kind === 'Secret') return [];
    return [{ place: item.place, because: say`le contenu de ce fichier, versé dans une ConfigMap, n’est pas lu`, hides: 'data' }];
  });
}
