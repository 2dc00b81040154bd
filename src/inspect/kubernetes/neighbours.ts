import { parentFolder } from '../files/paths.ts';
import { at, entriesOf, type Node, textOf } from '../yaml/node.ts';
import { groupOf, isOwnGroup } from './kinds.ts';
import type { Resource } from './resource.ts';
import { type DeployedObject, isJob, type Workload } from './workload.ts';

/** The objects that are deployed with another one, found by what others name them by: those of a chart are many, and each looks for some. */
export interface Neighbours {
  readonly count: number;
  readonly called: (kind: string, name: string) => readonly Resource[];
  /** Those whose pods bear the label, and answer somebody. */
  readonly labelled: (key: string, value: string) => readonly Workload[];
}

/**
 * The objects that one kustomization, or a chart with one file of values, makes. One that is applied as it is may go with any: those that a kustomization makes
 * lie beside it as often as not.
 */
export function neighbourhoods(objects: readonly DeployedObject[]): (object: DeployedObject) => Neighbours {
  const all = neighboursIn(objects);
  const groups = new Map([...Map.groupBy(objects, ({ resource }) => resource.assembledBy)].map(([by, some]) => [by, neighboursIn(some)]));
  return ({ resource }) => (resource.assembledBy === null ? all : (groups.get(resource.assembledBy) ?? all));
}

function neighboursIn(objects: readonly DeployedObject[]): Neighbours {
  let byName: ReadonlyMap<string, readonly Resource[]> | null = null;
  let byLabel: ReadonlyMap<string, readonly Workload[]> | null = null;
  return {
    count: objects.length,
    called: (kind, name) => {
      byName ??= Map.groupBy(
        objects.map(({ resource }) => resource).filter((one) => isOwnGroup(groupOf(one))),
        (one) => `${one.kind}\n${one.name}`,
      );
      return byName.get(`${kind}\n${name}`) ?? [];
    },
    labelled: (key, value) => {
      byLabel ??= labelledIn(objects);
      return byLabel.get(`${key}\n${value}`) ?? [];
    },
  };
}

/** The pods of a job answer nobody, whatever labels they share with those that do. */
function labelledIn(objects: readonly DeployedObject[]): ReadonlyMap<string, readonly Workload[]> {
  const labels = objects
    .flatMap(({ workloads }) => workloads)
    .filter(({ resource }) => !isJob(resource))
    .flatMap((workload) => entriesOf(labelsOf(workload)).map(({ key, value }) => ({ label: `${key}\n${textOf(value)}`, workload })));
  return new Map([...Map.groupBy(labels, ({ label }) => label)].map(([label, some]) => [label, some.map(({ workload }) => workload)]));
}

function labelsOf({ template, resource }: Workload): Node | null {
  return at(template ?? resource.body, 'metadata', 'labels');
}

/** The objects of a kind and name, in the namespace of the one that names them: those of the same folder where there are some, since folders often hold one environment each. */
export function named(
  from: Resource,
  neighbours: Neighbours,
  wanted: { readonly kind: string; readonly name: string },
): readonly Resource[] {
  return nearest(
    from,
    neighbours.called(wanted.kind, wanted.name).filter((one) => isSameNamespace(one, from)),
  );
}

/** Pods that are looked at for one service at most; more have one name for all. */
const MAX_SELECTED = 50;

/** The workloads whose pods a service selects; null where it does not select by labels that are written. */
export function selectedBy(service: Resource, neighbours: Neighbours): readonly Workload[] | null {
  const wanted = entriesOf(at(service.body, 'spec', 'selector')).map(({ key, value }) => [key, textOf(value)] as const);
  const [first] = wanted;
  if (first === undefined || wanted.some(([, value]) => value === null)) return null;
  const found: Workload[] = [];
  for (const workload of neighbours.labelled(first[0], first[1] ?? '')) {
    const isWanted = wanted.every(([key, value]) => textOf(at(labelsOf(workload), key)) === value);
    if (isWanted && isSameNamespace(workload.resource, service)) found.push(workload);
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
