import { changeUnder, mapOf, scalar } from '../yaml/change.ts';
import { asMap, at, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { baseName } from '../files/paths.ts';
import { isBuiltIn } from '../kubernetes/kinds.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { templatePath } from '../kubernetes/workload.ts';
import type { AddedLabels } from './kustomization.ts';

/** The object with labels added, on its pod template too where they go so far. */
export function addLabels(resource: Resource, { pairs, onTemplates }: AddedLabels): Resource {
  const change = (labels: Node | null): Node => ({
    ...(asMap(labels) ?? mapOf(pairs.place, {})),
    entries: new Map([...(asMap(labels)?.entries ?? []), ...pairs.entries]),
  });
  const own = changeUnder(resource.body, ['metadata', 'labels'], { change, make: pairs.place });
  const template = isBuiltIn(resource) ? templatePath(resource) : null;
  if (!onTemplates || template === null || template.length === 0 || asMap(at(own, ...template)) === null) return { ...resource, body: own };
  return { ...resource, body: changeUnder(own, [...template, 'metadata', 'labels'], { change, make: pairs.place }) };
}

/** The object with the images of its containers replaced as an entry of `images` says. */
export function replaceImage(resource: Resource, image: MapNode): Resource {
  const template = templatePath(resource);
  const name = textOf(at(image, 'name'));
  if (template === null || name === null) return resource;
  const change = (list: Node | null): Node | null =>
    list?.kind === 'list' ? { ...list, items: list.items.map((container) => inContainer(container, { image, name })) } : null;
  const body = ['containers', 'initContainers'].reduce(
    (under, key) => changeUnder(under, [...template, 'spec', key], { change, make: null }),
    resource.body,
  );
  return { ...resource, body };
}

function inContainer(container: Node, { image, name }: { image: MapNode; name: string }): Node {
  const written = textOf(at(container, 'image'));
  if (
    container.kind !== 'map' ||
    written === null ||
    !(written === name || written.startsWith(`${name}:`) || written.startsWith(`${name}@`))
  ) {
    return container;
  }
  const newName = textOf(at(image, 'newName')) ?? name;
  const [tag, digest] = [textOf(at(image, 'newTag')), textOf(at(image, 'digest'))];
  const suffix = digest !== null ? `@${digest}` : tag !== null ? `:${tag}` : written.slice(name.length);
  const decides = at(image, 'digest') ?? at(image, 'newTag') ?? at(image, 'newName') ?? image;
  return changeUnder(container, ['image'], { change: () => scalar(`${newName}${suffix}`, decides.place), make: null });
}

/** The objects with the ConfigMap that an entry of `configMapGenerator` makes: a new one, or the data of one of them replaced or completed (`behavior`). */
export function generateConfigMap(resources: readonly Resource[], generator: MapNode): readonly Resource[] {
  const generated = generatedConfigMap(generator);
  const behavior = textOf(at(generator, 'behavior'));
  const index = resources.findLastIndex(({ kind, name }) => kind === 'ConfigMap' && name === generated.name);
  const former = resources[index];
  if (former === undefined || (behavior !== 'replace' && behavior !== 'merge')) return [...resources, generated];
  const data = asMap(at(generated.body, 'data'));
  const kept = behavior === 'merge' ? (asMap(at(former.body, 'data'))?.entries ?? []) : [];
  const body = mapOf(generated.place, {
    ...Object.fromEntries([...former.body.entries].map(([key, { value }]) => [key, value])),
    data: { ...mapOf(generated.place, {}), entries: new Map([...kept, ...(data?.entries ?? [])]) },
  });
  return resources.with(index, { ...former, body });
}

/** The ConfigMap that an entry writes, as far as it is written there; files that it reads are not. */
function generatedConfigMap(generator: MapNode): Resource {
  const literals = itemsOf(at(generator, 'literals')).flatMap((item) => {
    const text = textOf(item) ?? '';
    const equals = text.indexOf('=');
    return equals <= 0 ? [] : [[text.slice(0, equals), scalar(text.slice(equals + 1), item.place)] as const];
  });
  const files = itemsOf(at(generator, 'files')).flatMap((item) => {
    const [key = ''] = (textOf(item) ?? '').split('=');
    return key === '' ? [] : [[baseName(key), scalar('', item.place)] as const];
  });
  const data = mapOf(generator.place, Object.fromEntries([...files, ...literals]));
  return {
    kind: 'ConfigMap',
    name: textOf(at(generator, 'name')) ?? '',
    place: generator.place,
    body: mapOf(generator.place, { data }),
    open: null,
    assembledBy: null,
    conditional: null,
    notes: new Map(),
  };
}
