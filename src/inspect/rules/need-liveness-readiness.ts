import { say } from '../../words/sentence.ts';
import { isJob, runsToItsEnd } from '../kubernetes/workload.ts';
import { at, isAbsent, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { lacking, type RuleFinding, undetermined, yamlFix } from './finding.ts';
import { eachContainer, type InWorkload, type Rule } from './rule.ts';

/** `need-liveness-readiness`: each container has a probe. Initialisation containers, Jobs and CronJobs, which end by themselves, need none. */
export const needLivenessReadiness: Rule = (repository) =>
  eachContainer(repository, judge, ({ workload, container }) => container.role === 'main' && !isJob(workload.resource));

/** Kubernetes refuses a probe that does not say what it tries. A scalar holds the place of one. */
function isProbe(node: Node | null): boolean {
  if (node === null || isAbsent(node)) return false;
  return node.kind !== 'map' || ['httpGet', 'tcpSocket', 'exec', 'grpc'].some((way) => !isAbsent(at(node, way)));
}

function judge({ workload, container: { node, name } }: InWorkload): readonly RuleFinding[] {
  if (['livenessProbe', 'readinessProbe', 'startupProbe'].some((probe) => isProbe(at(node, probe)))) return [];
  const port = textOf(at(itemsOf(at(node, 'ports'))[0] ?? null, 'containerPort'));
  const fix = yamlFix(
    'readinessProbe:',
    '  httpGet:',
    '    path: /sante # une page qui répond 200',
    `    port: ${/^\d{1,5}$/.test(port ?? '') ? port : '8080'}`,
  );
  const told = { place: node.place, because: say`le conteneur ${name} n’a aucune sonde`, fix };
  if (!runsToItsEnd(workload)) return [lacking(told, workload.resource)];
  return [
    undetermined(
      { ...told, because: say`${told.because} ; ce pod s’arrête de lui-même, la politique peut tout de même en demander une` },
      workload.resource,
    ),
  ];
}
