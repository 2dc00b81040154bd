import { asMap, at, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { postgresPod } from './cloud-native-pg.ts';
import { groupOf, isOwnGroup, isPostgresCluster } from './kinds.ts';
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

/** An object that will be applied, with the workloads that it makes. */
export interface DeployedObject {
  readonly resource: Resource;
  readonly workloads: readonly Workload[];
}

/** Where each kind of Kubernetes and OpenShift keeps its pod template. */
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

/** Where kinds of others keep a pod template that is Kubernetes' own. */
const customTemplatePaths: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io/Rollout': ['spec', 'template'],
  'serving.knative.dev/Service': ['spec', 'template'],
  'serving.knative.dev/Configuration': ['spec', 'template'],
  'keda.sh/ScaledJob': ['spec', 'jobTargetRef', 'template'],
  'apps.kruise.io/CloneSet': ['spec', 'template'],
  'apps.kruise.io/StatefulSet': ['spec', 'template'],
  'apps.kruise.io/DaemonSet': ['spec', 'template'],
};

/** The keys that lead to the pod template of an object; null for one without pods, or whose pods an operator makes. */
export function templatePath(resource: Resource): readonly string[] | null {
  const group = groupOf(resource);
  const [paths, name] = isOwnGroup(group) ? [templatePaths, resource.kind] : [customTemplatePaths, `${group}/${resource.kind}`];
  return Object.hasOwn(paths, name) ? (paths[name] ?? null) : null;
}

/** The object, with the workloads that it makes. */
export function deployedObject(resource: Resource): DeployedObject {
  const workload = templatedWorkload(resource) ?? operatedWorkload(resource);
  return { resource, workloads: workload === null ? [] : [workload] };
}

/** The object as a workload that writes its pod template; null for another kind, or one so partial that it has no container. */
export function templatedWorkload(resource: Resource): Workload | null {
  const path = templatePath(resource);
  if (path === null) return null;
  const template = asMap(at(resource.body, ...path));
  const pod = asMap(at(template, 'spec'));
  return pod === null ? null : workloadOf(resource, path.length > 0 ? template : null, pod);
}

/** The object as a workload whose pods an operator makes from it. */
function operatedWorkload(resource: Resource): Workload | null {
  if (!isPostgresCluster(resource)) return null;
  const template = postgresPod(resource.body);
  const pod = asMap(at(template, 'spec'));
  return pod === null ? null : workloadOf(resource, template, pod);
}

function workloadOf(resource: Resource, template: MapNode | null, pod: MapNode): Workload | null {
  const containers = [...containersOf(pod, 'containers'), ...containersOf(pod, 'initContainers')];
  return containers.every(({ role }) => role !== 'main') ? null : { resource, template, pod, containers };
}

/** The words of the start command that a manifest gives a container; none where it leaves that to the image. */
export function startWords({ node }: Container): readonly Node[] {
  return [...itemsOf(at(node, 'command')), ...itemsOf(at(node, 'args'))];
}

/** True for what runs to its end: probes make no sense there. */
export function runsToItsEnd({ resource, pod }: Workload): boolean {
  const restart = textOf(at(pod, 'restartPolicy'));
  return isJob(resource) || (resource.kind === 'Pod' && restart !== null && restart !== 'Always');
}

/** True for an object whose pods are a job's. */
export function isJob({ kind }: Resource): boolean {
  return kind === 'Job' || kind === 'CronJob' || kind === 'ScaledJob';
}

/** True for a container that runs as long as the pod does: a main one, or one of initialisation that stays beside it ("Sidecar Containers", Kubernetes). */
export function staysUp({ role, node }: Container): boolean {
  return role === 'main' || textOf(at(node, 'restartPolicy')) === 'Always';
}

function containersOf(pod: MapNode, key: 'containers' | 'initContainers'): readonly Container[] {
  return itemsOf(at(pod, key)).flatMap((item): Container[] => {
    const node = asMap(item);
    return node === null ? [] : [{ role: key === 'containers' ? 'main' : 'init', name: textOf(at(node, 'name')) ?? 'sans nom', node }];
  });
}
