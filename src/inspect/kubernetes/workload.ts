import { asMap, at, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';
import type { Resource } from './resource.ts';

/** A container of a pod. */
export interface Container {
  readonly role: 'main' | 'init';
  readonly name: string;
  readonly node: MapNode;
}

/** An object that runs pods. */
export interface Workload {
  readonly resource: Resource;
  /** The pod template; null for a Pod, which is its own. */
  readonly template: MapNode | null;
  readonly pod: MapNode;
  readonly containers: readonly Container[];
}

/** Where each kind keeps its pod template. */
const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  DeploymentConfig: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The keys that lead to the pod template of a kind; null for a kind without pods. */
export function templatePath(kind: string): readonly string[] | null {
  return Object.hasOwn(templatePaths, kind) ? (templatePaths[kind] ?? null) : null;
}

/** The object as a workload; null for another kind, or one so partial that it has no container. */
export function workloadOf(resource: Resource): Workload | null {
  const path = templatePath(resource.kind);
  if (path === null) return null;
  const template = asMap(at(resource.body, ...path));
  const pod = asMap(at(template, 'spec'));
  if (pod === null) return null;
  const containers = [...containersOf(pod, 'containers'), ...containersOf(pod, 'initContainers')];
  if (containers.every(({ role }) => role !== 'main')) return null;
  return { resource, template: path.length > 0 ? template : null, pod, containers };
}

/** The words of the start command that a manifest gives a container; none where it leaves that to the image. */
export function startWords({ node }: Container): readonly Node[] {
  return [...itemsOf(at(node, 'command')), ...itemsOf(at(node, 'args'))];
}

/** True for what runs to its end: probes make no sense there. */
export function runsToItsEnd({ resource, pod }: Workload): boolean {
  const restart = textOf(at(pod, 'restartPolicy'));
  return resource.kind === 'Job' || resource.kind === 'CronJob' || (resource.kind === 'Pod' && restart !== null && restart !== 'Always');
}

function containersOf(pod: MapNode, key: 'containers' | 'initContainers'): readonly Container[] {
  return itemsOf(at(pod, key)).flatMap((item): Container[] => {
    const node = asMap(item);
    return node === null ? [] : [{ role: key === 'containers' ? 'main' : 'init', name: textOf(at(node, 'name')) ?? 'sans nom', node }];
  });
}
