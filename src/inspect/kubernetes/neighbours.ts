import { parentFolder } from '../files/paths.ts';
import { at, entriesOf, textOf } from '../yaml/node.ts';
import { groupOf, isOwnGroup } from './kinds.ts';
import type { Resource } from './resource.ts';
import { type DeployedObject, isJob, type Workload } from './workload.ts';

/** The objects that are deployed with another one. */
export type Neighbours = readonly DeployedObject[];

/**
 * The objects that one kustomization, or a chart with one file of values, makes. One that is applied as it is may go with any: those that a kustomization makes
 * lie beside it as often as not.
 */
export function neighbourhoods(objects: readonly DeployedObject[]): (object: DeployedObject) => Neighbours {
  const groups = Map.groupBy(objects, ({ resource }) => resource.assembledBy);
  return ({ resource }) => (resource.assembledBy === null ? objects : (groups.get(resource.assembledBy) ?? []));
}

/** The objects of a kind and name, in the namespace of the one that names them: those of the same folder where there are some, since folders often hold one environment each. */
export function named(
  from: Resource,
  neighbours: Neighbours,
  wanted: { readonly kind: string; readonly name: string },
): readonly Resource[] {
  return nearest(
    from,
    neighbours
      .map(({ resource }) => resource)
      .filter((one) => one.kind === wanted.kind && one.name === wanted.name && isOwnGroup(groupOf(one)) && isSameNamespace(one, from)),
  );
}

/** Pods that are looked at for one service at most; more have one name for all. */
const MAX_SELECTED = 50;

/** The workloads whose pods a service selects; null where it does not select by labels that are written. */
export function selectedBy(service: Resource, neighbours: Neighbours): readonly Workload[] | null {
  const wanted = entriesOf(at(service.body, 'spec', 'selector')).map(({ key, value }) => [key, textOf(value)] as const);
  if (wanted.length === 0 || wanted.some(([, value]) => value === null)) return null;
  // The pods of a job answer nobody, whatever labels they share with those that do.
  const workloads = neighbours
    .flatMap((object) => object.workloads)
    .filter(({ resource }) => !isJob(resource) && isSameNamespace(resource, service));
  const found: Workload[] = [];
  for (const workload of workloads) {
    const labels = at(workload.template ?? workload.resource.body, 'metadata', 'labels');
    if (wanted.every(([key, value]) => textOf(at(labels, key)) === value)) found.push(workload);
    if (found.length >= MAX_SELECTED) break;
  }
  return nearest(
    service,
    found.map((workload) => ({ ...workload, place: workload.resource.place, assembledBy: workload.resource.assembledBy })),
  );
}

/** Those that are deployed in the same way, then those of the same folder, where there are some. */
function nearest<One extends Pick<Resource, 'place' | 'assembledBy'>>(from: Resource, found: readonly One[]): readonly One[] {
  const alike = orAll(found, ({ assembledBy }) => assembledBy === from.assembledBy);
  return orAll(alike, ({ place }) => parentFolder(place.path) === parentFolder(from.place.path));
}

function orAll<One>(all: readonly One[], isNear: (one: One) => boolean): readonly One[] {
  const near = all.filter(isNear);
  return near.length > 0 ? near : all;
}

function isSameNamespace(one: Resource, other: Resource): boolean {
  const [a, b] = [one, other].map(({ body }) => textOf(at(body, 'metadata', 'namespace')));
  return a === null || b === null || a === b;
}
