import { say } from '../../words/sentence.ts';
import { baseName, parentFolder, resolvePath } from '../files/paths.ts';
import { type Resource, resourcesOf } from '../kubernetes/resource.ts';
import { withoutVersion } from '../kubernetes/without-version.ts';
import { hidden, type Opaque } from '../sight.ts';
import { affords, type Context, newBudget } from './assembly-context.ts';
import { type Generator, generate, generatorFiles } from './generators.ts';
import { type HelmChartEntry, inflationKey } from './helm-charts.ts';
import type { Kustomization, Reference } from './kustomization.ts';
import { notRead } from './not-read.ts';
import { transform } from './transform.ts';
import { writtenGenerators, writtenTransformers } from './written-in-files.ts';

/** What the kustomizations of a repository make. */
export interface Assembly {
  /** The objects of every kustomization that no other one uses. */
  readonly resources: readonly Resource[];
  readonly opaques: readonly Opaque[];
  /** Files that a kustomization uses, as objects or otherwise: they are not judged by themselves. */
  readonly used: ReadonlySet<string>;
}

/** Layers followed: far beyond what people write. */
const MAX_DEPTH = 12;

/** Assembles the kustomizations as `kustomize build` would, each value keeping the place where it is written. What is not followed opens the objects it may change. */
export function assemble(
  all: readonly Kustomization[],
  given: Pick<Context, 'documents' | 'texts' | 'tree' | 'inflated' | 'followed'>,
): Assembly {
  const kustomizations = new Map(all.map((kustomization) => [kustomization.folder, kustomization]));
  const context: Context = { ...given, kustomizations, opaques: [], budget: newBudget() };
  const referenced = new Set(
    all.flatMap(({ folder, resources, components }) =>
      [...resources, ...components].flatMap(({ written }) => resolvePath(folder, written) ?? []),
    ),
  );
  const twins = twinsOf(all, given);
  // A folder that a link stands for is used where the link is; one that is not used so is only where it stands.
  const named = new Set([...referenced, ...[...twins].flatMap(([twin, folder]) => (referenced.has(twin) ? [folder] : [twin]))]);
  const roots = all.filter(({ folder }) => !named.has(folder));
  const resources = roots.flatMap((root) =>
    build(root, { context, depth: 0, under: [], isWhole: !root.isComponent }).map((resource) => finish(resource, root)),
  );
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
  /** True where these are all that it is applied to. */
  readonly isWhole: boolean;
}

function build(kustomization: Kustomization, { context, depth, under, ...layer }: Layer): readonly Resource[] {
  if (depth > MAX_DEPTH || !affords(context, under.length, kustomization.place)) return [];
  const inner = { context, depth: depth + 1, under: [], isWhole: true };
  const known = context.opaques.length;
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
  const isWhole = layer.isWhole && context.opaques.slice(known).every(({ hides }) => hides === 'data');
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
    } else resources = build(component, { ...inner, under: resources, isWhole });
  }
  return transform(kustomization, resources, { ...context, isWhole });
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
