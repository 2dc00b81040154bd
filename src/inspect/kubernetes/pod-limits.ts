import { at, type Node, textOf } from '../yaml/node.ts';
import { isPostgresCluster } from './kinds.ts';
import { parseQuantity } from './quantity.ts';
import { type Container, type DeployedObject, staysUp, type Workload } from './workload.ts';

/** What is limited: cores, and bytes. */
export interface Amounts {
  readonly cpu: number;
  readonly memory: number;
}

/** What the limits of a workload's pods come to at most, and whether that is all of it. */
export interface PodLimits {
  readonly total: Amounts;
  /** What one more pod takes while a new version replaces another. */
  readonly surge: Amounts;
  /** False where a limit or a number of pods is not written, or is left to put in: the total is more than that. */
  readonly complete: boolean;
}

/** The limits of a workload's pods, that one of the autoscalers may multiply, as a quota counts them: those of one pod, by the most pods that there may be ("Resource Quotas", Kubernetes). */
export function podLimits(workload: Workload, scalers: readonly DeployedObject[]): PodLimits {
  const [cpu, memory] = (['cpu', 'memory'] as const).map((key) => podLimit(workload, key));
  const pods = podCount(workload, scalers);
  const one = { cpu: cpu?.amount ?? 0, memory: memory?.amount ?? 0 };
  const more = surgeOf(workload, pods.count);
  return {
    total: { cpu: one.cpu * pods.count, memory: one.memory * pods.count },
    surge: { cpu: one.cpu * more, memory: one.memory * more },
    complete: pods.known && cpu?.known === true && memory?.known === true,
  };
}

interface Amount {
  readonly amount: number;
  readonly known: boolean;
}

/** The larger of what runs together, and of each container of initialisation with those that stay beside it ("Sidecar Containers", Kubernetes). */
function podLimit({ containers }: Workload, key: keyof Amounts): Amount {
  const limits = containers.map((container) => ({ container, ...limitOf(container, key) }));
  const sum = (some: typeof limits) => some.reduce((total, { amount }) => total + amount, 0);
  const inits = limits.filter(({ container }) => container.role === 'init');
  const together = sum(limits.filter(({ container }) => staysUp(container)));
  const first = inits.map(
    (init, index) => (staysUp(init.container) ? 0 : init.amount) + sum(inits.slice(0, index).filter(({ container }) => staysUp(container))),
  );
  return { amount: Math.max(together, ...first), known: limits.every(({ known }) => known) };
}

function limitOf({ node }: Container, key: keyof Amounts): Amount {
  const text = textOf(at(node, 'resources', 'limits', key));
  const amount = text === null ? null : parseQuantity(text);
  return { amount: amount ?? 0, known: amount !== null };
}

interface Count {
  readonly count: number;
  readonly known: boolean;
}

function podCount(workload: Workload, scalers: readonly DeployedObject[]): Count {
  const { resource } = workload;
  const { body, kind } = resource;
  if (isPostgresCluster(resource)) return counted(at(body, 'spec', 'instances'));
  switch (kind) {
    case 'Pod':
      return { count: 1, known: true };
    case 'Job':
      return counted(at(body, 'spec', 'parallelism'));
    case 'CronJob':
      return counted(at(body, 'spec', 'jobTemplate', 'spec', 'parallelism'));
    case 'Deployment':
    case 'DeploymentConfig':
    case 'StatefulSet':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'Rollout':
    case 'CloneSet': {
      const most = scaledTo(workload, scalers);
      return most ?? counted(at(body, 'spec', 'replicas'));
    }
    // One a node, or as many as there are calls.
    default:
      return { count: 1, known: false };
  }
}

function counted(node: Node | null): Count {
  if (node === null) return { count: 1, known: true };
  const text = textOf(node) ?? '';
  return /^\d{1,6}$/.test(text) ? { count: Number(text), known: true } : { count: 1, known: text === '' };
}

/** What an autoscaler may bring the workload to; null where none does. */
function scaledTo({ resource }: Workload, scalers: readonly DeployedObject[]): Count | null {
  const name = textOf(at(resource.body, 'metadata', 'name'));
  const [scaler] = scalers.filter(({ resource: one }) => {
    const target = at(one.body, 'spec', 'scaleTargetRef');
    const kind = textOf(at(target, 'kind')) ?? 'Deployment';
    return /^(HorizontalPodAutoscaler|ScaledObject)$/.test(one.kind) && textOf(at(target, 'name')) === name && kind === resource.kind;
  });
  if (scaler === undefined) return null;
  const most = at(scaler.resource.body, 'spec', scaler.resource.kind === 'ScaledObject' ? 'maxReplicaCount' : 'maxReplicas');
  // KEDA goes up to 100 where nothing is said ("ScaledObject spec", KEDA).
  return most === null
    ? { count: scaler.resource.kind === 'ScaledObject' ? 100 : 1, known: scaler.resource.kind === 'ScaledObject' }
    : counted(most);
}

/** The pods that a Deployment starts before it stops others: a quarter, rounded up, unless it says otherwise ("Max Surge", Kubernetes). */
function surgeOf({ resource }: Workload, count: number): number {
  if (resource.kind !== 'Deployment' || textOf(at(resource.body, 'spec', 'strategy', 'type')) === 'Recreate') return 0;
  const text = textOf(at(resource.body, 'spec', 'strategy', 'rollingUpdate', 'maxSurge')) ?? '25%';
  const [, digits = '0', percent = ''] = /^(\d{1,4})(%?)$/.exec(text) ?? [];
  return percent === '' ? Number(digits) : Math.ceil((count * Number(digits)) / 100);
}

/** The limits of several workloads. */
export function addLimits(all: readonly PodLimits[]): PodLimits {
  const add = (key: 'total' | 'surge'): Amounts => ({
    cpu: all.reduce((sum, limits) => sum + limits[key].cpu, 0),
    memory: all.reduce((sum, limits) => sum + limits[key].memory, 0),
  });
  return { total: add('total'), surge: add('surge'), complete: all.every(({ complete }) => complete) };
}
