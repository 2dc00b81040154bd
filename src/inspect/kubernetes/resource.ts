import type { Place } from '../../dossier/checks/check.ts';
import type { Sentence } from '../../words/sentence.ts';
import { withEntry } from '../yaml/change.ts';
import { asMap, at, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';

/** A Kubernetes object as it will be applied, as far as the repository tells. */
export interface Resource {
  readonly kind: string;
  readonly name: string;
  /** What it came to be called by the prefixes, suffixes and namespaces of kustomizations, the last one last: what comes later may call it by any of them. */
  readonly later?: readonly Called[];
  readonly place: Place;
  readonly body: MapNode;
  /** Why something outside of what was read may still change it; null when nothing may. */
  readonly open: Sentence | null;
  /** The folder of the kustomization that assembles it, or the values file with which a chart makes it; null for a manifest applied as it is. */
  readonly assembledBy: string | null;
  /** For an object that a template writes: the lines that only some values write. What it lacks, values may bring; only what it writes in full is known. */
  readonly conditional: ReadonlySet<number> | null;
  /** For an object that Helm made: what is to be known of a line of what it made. */
  readonly notes: ReadonlyMap<number, readonly LineNote[]>;
}

/** What an object is called at once: a name of one time with a namespace of another names nothing. */
export interface Called {
  readonly name: string;
  readonly namespace: string;
}

/** All that the object was called, first as it is written, `default` where it writes no namespace. */
export function calledOf({ name, body, later = [] }: Pick<Resource, 'name' | 'body' | 'later'>): readonly [Called, ...Called[]] {
  return [{ name, namespace: textOf(at(body, 'metadata', 'namespace')) ?? 'default' }, ...later];
}

/** Every name by which something may call the object. */
export function namesOf(resource: Pick<Resource, 'name' | 'body' | 'later'>): readonly string[] {
  return calledOf(resource).map(({ name }) => name);
}

/** What the object is called last. */
export function lastCalled(resource: Pick<Resource, 'name' | 'body' | 'later'>): Called {
  const all = calledOf(resource);
  return all.at(-1) ?? all[0];
}

/** The object, called otherwise from now on. */
export function calledNow(resource: Resource, change: Partial<Called>): Resource {
  return { ...resource, later: [...(resource.later ?? []), { ...lastCalled(resource), ...change }] };
}

/** What is told with a finding at a line that Helm made. */
export interface LineNote {
  readonly sentence: Sentence;
  /** Only with a finding that names one of these values; null: with any. */
  readonly about: readonly string[] | null;
}

const noNotes: ReadonlyMap<number, readonly LineNote[]> = new Map();

/**
 * The objects that a document holds: itself, or those of a `List` or of an OpenShift `Template`. Those of a `ServiceList` are Services where they do not tell (`decodeToList`, Kubernetes' apimachinery;
 * tried with kubectl 1.34). None in a document that is not an object.
 */
export function resourcesOf(document: Node): readonly Resource[] {
  const body = asMap(document);
  const kind = textOf(at(document, 'kind'));
  if (body === null || kind === null || textOf(at(document, 'apiVersion')) === null) return [];
  const held = kind === 'Template' ? at(body, 'objects') : kind.endsWith('List') ? at(body, 'items') : null;
  if (held !== null) return itemsOf(held).flatMap((item) => resourcesOf(kind.length > 'List'.length ? withKindOf(item, body) : item));
  const name = textOf(at(body, 'metadata', 'name')) ?? '';
  return [{ kind, name, place: body.place, body, open: null, assembledBy: null, conditional: null, notes: noNotes }];
}

/** An object of a list of one kind. */
function withKindOf(item: Node, list: MapNode): Node {
  const map = asMap(item);
  const [kind, version] = [at(list, 'kind'), at(list, 'apiVersion')];
  if (map === null || kind?.kind !== 'scalar' || version === null || textOf(at(map, 'kind')) !== null) return item;
  const own: Node = { ...kind, text: (kind.text ?? '').replace(/List$/, '') };
  return withEntry(withEntry(map, 'kind', { place: map.place, value: own }), 'apiVersion', { place: map.place, value: version });
}
