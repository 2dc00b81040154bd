import { say } from '../../words/sentence.ts';
import { runsToItsEnd } from '../kubernetes/workload.ts';
import { at, isAbsent, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { lacking, policyTells, type RuleFinding, undetermined, yamlFix } from './finding.ts';
import { eachContainer, type InWorkload, type Rule } from './rule.ts';

/**
 * `need-liveness-readiness`: each container has a probe; those of initialisation need none. One that ends by itself has no use for a probe, yet the documentation
 * excepts no container, and the published policy of external clusters looks at every pod, a Job's too: a doubt.
 */
export const needLivenessReadiness: Rule = (repository) => eachContainer(repository, judge, ({ container }) => container.role === 'main');

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
      {
        ...told,
        because: say`${told.because} ; ce pod s’arrête de lui-même, la politique peut tout de même en demander une ${policyTells}`,
      },
      workload.resource,
    ),
  ];
}
