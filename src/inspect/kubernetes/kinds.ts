import { at, textOf } from '../yaml/node.ts';
import type { Resource } from './resource.ts';

/**
 * What an object is to the checks: of a kind whose pods, if it has any, are read; one that deploys what is written elsewhere; the settings of a tool,
 * which nobody applies to the cluster; or a kind that nothing is known of, which may well make pods.
 */
export type KindStanding = 'known' | 'delivers' | 'tool' | 'unknown';

/** The API group of an object; empty for the core one. */
export function groupOf({ body }: Pick<Resource, 'body'>): string {
  const version = textOf(at(body, 'apiVersion')) ?? '';
  const slash = version.indexOf('/');
  return slash === -1 ? '' : version.slice(0, slash);
}

/** What an object is, by its group and kind. */
export function kindStanding(resource: Pick<Resource, 'kind' | 'body'>): KindStanding {
  const group = groupOf(resource);
  const name = `${group}/${resource.kind}`;
  if (resource.kind.startsWith('ENC[')) return isSecret(resource) ? 'known' : 'unknown';
  if (toolGroup.test(group)) return 'tool';
  if (delivering.has(name)) return 'delivers';
  if (podMakers.has(name)) return 'unknown';
  return ownGroup.test(group) || quietGroups.has(group) || knownKinds.has(name) ? 'known' : 'unknown';
}

/** Of an object that SOPS encrypted whole, the keys stay in clear: those of a Secret, or of what makes one (SopsSecret), are those of no pod. */
function isSecret({ body }: Pick<Resource, 'body'>): boolean {
  return at(body, 'spec', 'secretTemplates') !== null || at(body, 'stringData') !== null;
}

/** True for an object of Kubernetes itself, whose lists and labels Kustomize knows; it replaces those of others as a whole (tried with kubectl 1.34). */
export function isBuiltIn(resource: Pick<Resource, 'body'>): boolean {
  return /^([\w-]*|[\w.-]+\.k8s\.io)$/.test(groupOf(resource));
}

/** True for a group of Kubernetes itself or of OpenShift's core, whose kinds with pods are all read. */
export function isOwnGroup(group: string): boolean {
  return ownGroup.test(group);
}

/** True for a kind of an operator that makes no pods, and of which no rule speaks. */
export function isQuiet(group: string, kind: string): boolean {
  return quietGroups.has(group) && !podMakers.has(`${group}/${kind}`) && !(group === 'postgresql.cnpg.io' && kind === 'Cluster');
}

/** True for a database of the CloudNativePG operator, which the platform documents for PostgreSQL. */
export function isPostgresCluster(resource: Pick<Resource, 'kind' | 'body'>): boolean {
  return resource.kind === 'Cluster' && groupOf(resource) === 'postgresql.cnpg.io';
}

/** A group without a dot is Kubernetes' own (apps, batch…), as are those under k8s.io. */
const ownGroup = /^([\w-]*|[\w.-]+\.k8s\.io|(apps|route|image|project|user|security|template|authorization|config)\.openshift\.io)$/;

/** Settings of tools, written as Kubernetes objects. */
const toolGroup =
  /^(skaffold|devspace|backstage\.io|([\w.-]+\.)?kind\.x-k8s\.io|k3d\.io|kubeadm\.k8s\.io|kubelet\.config\.k8s\.io|kustomize\.config\.k8s\.io|kuttl\.dev|chainsaw\.kyverno\.io|cli\.kyverno\.io|tilt\.dev|ctlptl\.dev|config\.kubernetes\.io|scorecard\.operatorframework\.io|jenkins\.io)$/;

/** They name a chart, a folder or another repository whose objects are deployed. */
const delivering = new Set([
  'argoproj.io/Application',
  'argoproj.io/ApplicationSet',
  'helm.toolkit.fluxcd.io/HelmRelease',
  'kustomize.toolkit.fluxcd.io/Kustomization',
  'helm.cattle.io/HelmChart',
  'fleet.cattle.io/GitRepo',
  'fleet.cattle.io/Bundle',
  'core.oam.dev/Application',
  'kpack.io/Image',
]);

/** Kinds that make pods by an operator, in groups of which the others make none. */
const podMakers = new Set([
  'monitoring.coreos.com/Prometheus',
  'monitoring.coreos.com/PrometheusAgent',
  'monitoring.coreos.com/Alertmanager',
  'monitoring.coreos.com/ThanosRuler',
  'grafana.integreatly.org/Grafana',
  'postgresql.cnpg.io/Pooler',
]);

/** Groups whose kinds make no pods. */
const quietGroups = new Set([
  'external-secrets.io',
  'generators.external-secrets.io',
  'secrets.hashicorp.com',
  'ricoberger.de',
  'bitnami.com',
  'isindir.github.com',
  'cert-manager.io',
  'acme.cert-manager.io',
  'monitoring.coreos.com',
  'grafana.integreatly.org',
  'postgresql.cnpg.io',
  'traefik.io',
  'traefik.containo.us',
  'networking.istio.io',
  'security.istio.io',
  'telemetry.istio.io',
  'kyverno.io',
  'policies.kyverno.io',
  'source.toolkit.fluxcd.io',
  'notification.toolkit.fluxcd.io',
  'cilium.io',
  'projectcalico.org',
  'crd.projectcalico.org',
  'k8s.cni.cncf.io',
  'linkerd.io',
  'policy.linkerd.io',
  'split.smi-spec.io',
  'secrets-store.csi.x-k8s.io',
  'azmonitoring.coreos.com',
  'velero.io',
  'logging.banzaicloud.io',
  'loki.grafana.com',
]);

/** Kinds of other groups that make no pods, or whose pods are read. */
const knownKinds = new Set([
  'argoproj.io/AppProject',
  'argoproj.io/Rollout',
  'argoproj.io/AnalysisTemplate',
  'flagger.app/MetricTemplate',
  'flagger.app/AlertProvider',
  'keda.sh/ScaledObject',
  'keda.sh/ScaledJob',
  'keda.sh/TriggerAuthentication',
  'keda.sh/ClusterTriggerAuthentication',
  'serving.knative.dev/Service',
  'serving.knative.dev/Configuration',
  'serving.knative.dev/Route',
  'serving.knative.dev/DomainMapping',
  'apps.kruise.io/CloneSet',
  'apps.kruise.io/StatefulSet',
  'apps.kruise.io/DaemonSet',
  // It says where operators look; a Subscription is what installs one.
  'operators.coreos.com/OperatorGroup',
]);
