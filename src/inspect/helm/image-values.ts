import type { Place } from '../../dossier/checks/check.ts';
import { at, entriesOf, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';

/** A value of a chart that makes an image by itself, or the parts of one. */
export interface ImageValue {
  /** Where it stands among the values, as templates name it. */
  readonly path: string;
  readonly places: readonly Place[];
}

/** The values given to a chart, those of files joined, and the version that it gives to images without one. */
export interface ChartValues {
  readonly values: Node | null;
  readonly appVersion: Node | null;
}

/**
 * The images that values make, by their whole names: a text as it is, or the parts of a name as charts write them (`registry`, `repository`, `tag`, `digest`), with the registry
 * that they give to all images and the version of the chart where they give none. Pure; time follows the length of the values.
 */
export function imagesOf({ values, appVersion }: ChartValues): ReadonlyMap<string, readonly ImageValue[]> {
  const shared = [at(values, 'global', 'imageRegistry'), at(values, 'global', 'registry')];
  const found = within('', values).flatMap(({ path, node }) => namesOf(node, { shared, appVersion }).map((made) => ({ path, ...made })));
  return Map.groupBy(found, ({ name }) => name);
}

interface ImageName {
  readonly name: string;
  readonly places: readonly Place[];
}

interface Shared {
  readonly shared: readonly (Node | null)[];
  readonly appVersion: Node | null;
}

function namesOf(node: Node, { shared, appVersion }: Shared): readonly ImageName[] {
  const text = textOf(node);
  if (text !== null) return /[/:@]/.test(text) ? [{ name: text, places: [node.place] }] : [];
  if (node.kind !== 'map') return [];
  return ['repository', 'image', 'name'].flatMap((key) => {
    const repository = written(node, [key]);
    const isOfImage = key !== 'name' || ['registry', 'tag', 'version', 'digest'].some((other) => node.entries.has(other));
    if (repository === null || !isOfImage) return [];
    const registries = [null, written(node, ['registry']), ...shared.map(asPart)];
    const version = written(node, ['tag', 'version']) ?? asPart(appVersion);
    const ends = [null, version === null ? null : { ...version, text: `:${version.text}` }, digestOf(node)];
    return registries.flatMap((registry) => ends.map((end) => joined(registry, repository, end)));
  });
}

interface Part {
  readonly text: string;
  readonly place: Place;
}

/** The first of the keys that gives something. */
function written(map: MapNode, keys: readonly string[]): Part | null {
  return keys.map((key) => asPart(at(map, key))).find((part) => part !== null) ?? null;
}

function asPart(node: Node | null): Part | null {
  const text = textOf(node);
  return node === null || text === null || text === '' ? null : { text, place: node.place };
}

function digestOf(map: MapNode): Part | null {
  const digest = written(map, ['digest', 'sha']);
  return digest === null ? null : { ...digest, text: `@${digest.text}` };
}

function joined(registry: Part | null, repository: Part, end: Part | null): ImageName {
  const parts = [...(registry === null ? [] : [registry]), repository, ...(end === null ? [] : [end])];
  return {
    name: `${registry === null ? '' : `${registry.text}/`}${repository.text}${end?.text ?? ''}`,
    places: parts.map(({ place }) => place),
  };
}

function within(path: string, node: Node | null): readonly { readonly path: string; readonly node: Node }[] {
  if (node === null) return [];
  const inner = [
    ...entriesOf(node).flatMap(({ key, value }) => within(path === '' ? key : `${path}.${key}`, value)),
    ...itemsOf(node).flatMap((item, index) => within(`${path}.${index}`, item)),
  ];
  return [{ path, node }, ...inner];
}
