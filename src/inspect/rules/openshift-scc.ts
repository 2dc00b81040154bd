import { type Sentence, say } from '../../words/sentence.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Container, Workload } from '../kubernetes/workload.ts';
import { at, booleanOf, isAbsent, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { advice, type RuleFinding, together, undetermined, violation, yamlFix } from './finding.ts';
import { eachContainer, eachWorkload, type Rule } from './rule.ts';

/**
 * `openshift-scc`: what OpenShift's `restricted-v2` constraints refuse ("Managing security context constraints", its documentation): a user or a group of volumes out
 * of the range that it chooses for each project, privilege, the node's own network and ports. A group and an added `NET_BIND_SERVICE` pass, and are not wanted (EXI-ARCH-26).
 */
export const openshiftScc: Rule = (repository) =>
  together([
    eachWorkload(repository, judgePod),
    eachContainer(repository, ({ workload, container }) => judgeContainer(container, workload.resource)),
  ]);

/** Projects get their range from here up. */
const FIRST_CHOSEN = 1_000_000_000;

function judgePod({ pod, resource }: Workload): readonly RuleFinding[] {
  const context = at(pod, 'securityContext');
  const host = ['hostNetwork', 'hostPID', 'hostIPC'].flatMap((key) => {
    const node = at(pod, key);
    return node !== null && booleanOf(node) === true
      ? [
          violation(
            { place: node.place, because: say`ce pod prend ${[key]} du nœud, ce qu’OpenShift refuse`, fix: yamlFix(`${key}: false`) },
            resource,
          ),
        ]
      : [];
  });
  return [
    ...host,
    ...judgeUser(context, resource),
    ...judgeId({ node: at(context, 'fsGroup'), key: 'fsGroup', resource }),
    ...judgeGroup(context, resource),
  ];
}

function judgeContainer({ node, name }: Container, resource: Resource): readonly RuleFinding[] {
  const context = at(node, 'securityContext');
  const escalates = at(context, 'allowPrivilegeEscalation');
  const escalation =
    escalates !== null && booleanOf(escalates) === true
      ? [refused(escalates, say`le conteneur ${name} demande allowPrivilegeEscalation`, resource)]
      : [];
  const privileged = at(context, 'privileged');
  const privilege =
    privileged !== null && booleanOf(privileged) === true ? [refused(privileged, say`le conteneur ${name} est privilégié`, resource)] : [];
  const ports = itemsOf(at(node, 'ports')).flatMap((port) => at(port, 'hostPort') ?? []);
  return [
    ...judgeUser(context, resource),
    ...judgeGroup(context, resource),
    ...escalation,
    ...privilege,
    ...itemsOf(at(context, 'capabilities', 'add')).flatMap((added) => judgeCapability(added, resource)),
    ...ports
      .filter((port) => !isAbsent(port) && textOf(port) !== '0')
      .map((port) => refused(port, say`le conteneur ${name} prend un port du nœud (hostPort)`, resource)),
  ];
}

/** Root is what `rootless` tells. */
function judgeUser(context: Node | null, resource: Resource): readonly RuleFinding[] {
  const node = at(context, 'runAsUser');
  return textOf(node) === '0' ? [] : judgeId({ node, key: 'runAsUser', resource });
}

function judgeId({ node, key, resource }: { node: Node | null; key: string; resource: Resource }): readonly RuleFinding[] {
  const value = textOf(node);
  if (node === null || value === null) return [];
  const fix = yamlFix(`# retirez ${key} : OpenShift le choisit`, 'securityContext:', '  runAsNonRoot: true');
  if (!/^\d+$/.test(value))
    return [undetermined({ place: node.place, because: say`la valeur de ${[key]} n’est connue qu’au déploiement`, fix }, resource)];
  if (Number(value) >= FIRST_CHOSEN) {
    const because = say`${[key]} est fixé à ${value}, qu’OpenShift n’accepte que dans la plage du projet (${'oc get namespace -o yaml'} la donne)`;
    return [undetermined({ place: node.place, because, fix }, resource)];
  }
  return [
    violation(
      { place: node.place, because: say`${[key]} est fixé à ${value}, hors de la plage qu’OpenShift choisit : le pod est refusé`, fix },
      resource,
    ),
  ];
}

function judgeGroup(context: Node | null, resource: Resource): readonly RuleFinding[] {
  const node = at(context, 'runAsGroup');
  if (node === null || isAbsent(node)) return [];
  return [advice({ place: node.place, because: say`runAsGroup est fixé : laissez OpenShift choisir le groupe` }, resource)];
}

function judgeCapability(added: Node, resource: Resource): readonly RuleFinding[] {
  const name = textOf(added) ?? '';
  if (/^(CAP_)?NET_BIND_SERVICE$/.test(name))
    return [advice({ place: added.place, because: say`la capacité ${name} est admise, et un port supérieur à 1024 s’en passe` }, resource)];
  return [refused(added, say`la capacité ${name} est ajoutée`, resource)];
}

function refused({ place }: Node, what: Sentence, resource: Resource): RuleFinding {
  return violation({ place, because: say`${what}, ce qu’OpenShift refuse` }, resource);
}
