import { type Sentence, say } from '../../words/sentence.ts';
import { admittedVolumes, isSafeSysctl } from '../kubernetes/restricted-v2.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import type { Container, Workload } from '../kubernetes/workload.ts';
import { at, booleanOf, entriesOf, isAbsent, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { advice, type RuleFinding, together, undetermined, violation, yamlFix } from './finding.ts';
import { eachContainer, eachWorkload, type Rule } from './rule.ts';

/**
 * `openshift-scc`: what OpenShift's `restricted-v2` constraints refuse ("Managing security context constraints", its documentation): a user or a group of volumes out
 * of the range that it chooses for each project, root among them, privilege, labels of SELinux, volumes that are not the cluster's, the node's own network and ports. Groups
 * and an added `NET_BIND_SERVICE` pass, and are not wanted (EXI-ARCH-26).
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
    ...judgeContext(context, resource),
    ...judgeId({ node: at(context, 'fsGroup'), key: 'fsGroup', resource }),
    ...judgeGroup(at(context, 'supplementalGroups'), { key: 'supplementalGroups', resource }),
    ...itemsOf(at(context, 'sysctls')).flatMap((sysctl) => judgeSysctl(at(sysctl, 'name'), resource)),
    ...itemsOf(at(pod, 'volumes')).flatMap((volume) => judgeVolume(volume, resource)),
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
    ...judgeContext(context, resource),
    ...escalation,
    ...privilege,
    ...judgeMasks(at(context, 'procMount'), resource),
    ...itemsOf(at(context, 'capabilities', 'add')).flatMap((added) => judgeCapability(added, resource)),
    ...ports
      .filter((port) => !isAbsent(port) && textOf(port) !== '0')
      .map((port) => refused(port, say`le conteneur ${name} prend un port du nœud (hostPort)`, resource)),
  ];
}

/** What a pod and its containers may both write. */
function judgeContext(context: Node | null, resource: Resource): readonly RuleFinding[] {
  return [
    ...judgeId({ node: at(context, 'runAsUser'), key: 'runAsUser', resource }),
    ...judgeGroup(at(context, 'runAsGroup'), { key: 'runAsGroup', resource }),
    ...judgeSeccomp(at(context, 'seccompProfile', 'type'), resource),
    ...judgeLabels(at(context, 'seLinuxOptions'), resource),
  ];
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
  const because = say`${[key]} est fixé à ${value}, hors de la plage qu’OpenShift choisit : le pod est refusé`;
  // `rootless` accuses the same line.
  const isRoot = key === 'runAsUser' && Number(value) === 0;
  return [
    violation({ place: node.place, because: isRoot ? say`${because} ; retirer runAsUser règle aussi rootless` : because, fix }, resource),
  ];
}

function judgeGroup(node: Node | null, { key, resource }: { key: string; resource: Resource }): readonly RuleFinding[] {
  if (node === null || isAbsent(node) || (node.kind === 'list' && node.items.length === 0)) return [];
  return [advice({ place: node.place, because: say`${[key]} est fixé : laissez OpenShift choisir les groupes` }, resource)];
}

function judgeSeccomp(type: Node | null, resource: Resource): readonly RuleFinding[] {
  const name = textOf(type);
  if (type === null || (name !== 'Unconfined' && name !== 'Localhost')) return [];
  return [refused(type, say`seccompProfile demande ${name}, et non RuntimeDefault`, resource)];
}

/** The level may be the one that the cluster chose for the project; it chooses nothing else. */
function judgeLabels(options: Node | null, resource: Resource): readonly RuleFinding[] {
  return entriesOf(options).flatMap(({ key, value }) => {
    if (isAbsent(value)) return [];
    if (key !== 'level') return [refused(value, say`seLinuxOptions fixe ${[key]}`, resource)];
    const because = say`seLinuxOptions fixe ${[key]}, qu’OpenShift n’accepte que s’il est celui du projet (${'oc get namespace -o yaml'} le donne)`;
    return [undetermined({ place: value.place, because }, resource)];
  });
}

function judgeMasks(mount: Node | null, resource: Resource): readonly RuleFinding[] {
  return mount !== null && textOf(mount) === 'Unmasked' ? [refused(mount, say`procMount demande ${'Unmasked'}`, resource)] : [];
}

function judgeSysctl(name: Node | null, resource: Resource): readonly RuleFinding[] {
  const text = textOf(name);
  if (name === null || text === null || isSafeSysctl(text)) return [];
  return [refused(name, say`le réglage du noyau ${text} n’est pas de ceux qui sont sûrs`, resource)];
}

function judgeVolume(volume: Node, resource: Resource): readonly RuleFinding[] {
  const name = textOf(at(volume, 'name')) ?? 'sans nom';
  return entriesOf(volume).flatMap(({ key, place, value }) => {
    if (key === 'name' || admittedVolumes.has(key) || isAbsent(value)) return [];
    return [violation({ place, because: say`le volume ${name} est de la sorte ${key}, ce qu’OpenShift refuse` }, resource)];
  });
}

function judgeCapability(added: Node, resource: Resource): readonly RuleFinding[] {
  const name = textOf(added) ?? '';
  if (/^(CAP_)?NET_BIND_SERVICE$/.test(name))
    return [advice({ place: added.place, because: say`la capacité ${name} est admise, et un port supérieur à 1024 s’en passe` }, resource)];
  return [refused(added, say`la capacité ${name} est ajoutée`, resource)];
}

function refused(node: Node, what: Sentence, resource: Resource): RuleFinding {
  const { place } = node;
  const text = textOf(node) ?? '';
  if (isTemplated(text)) return undetermined({ place, because: say`la valeur ${text} n’est connue qu’au déploiement` }, resource);
  return violation({ place, because: say`${what}, ce qu’OpenShift refuse` }, resource);
}
