import type { RuleName } from '../../dossier/checks/check.ts';
import { baseImageRegistry } from './base-image-registry.ts';
import { checkLabels } from './check-labels.ts';
import { ciDockerfiles } from './ci-dockerfiles.ts';
import { ciFile } from './ci-file.ts';
import { ciImageNames } from './ci-image-names.ts';
import { ciJobs } from './ci-jobs.ts';
import { ciReadSecret } from './ci-read-secret.ts';
import { cmNoCredentials } from './cm-no-credentials.ts';
import { coherentResources } from './coherent-resources.ts';
import { declaredResources } from './declared-resources.ts';
import { disallowHostpath } from './disallow-hostpath.ts';
import { disallowLatest } from './disallow-latest.ts';
import { dockerfilePresent } from './dockerfile-present.ts';
import { imagePullPolicy } from './image-pull-policy.ts';
import { jobHistory } from './job-history.ts';
import { kubeVersion } from './kube-version.ts';
import { limitSizePvc } from './limit-size-pvc.ts';
import { linuxBase } from './linux-base.ts';
import { logsOnStdout } from './logs-on-stdout.ts';
import { needContainersRessources } from './need-containers-ressources.ts';
import { needLivenessReadiness } from './need-liveness-readiness.ts';
import { noSecretInImage } from './no-secret-in-image.ts';
import { openshiftScc } from './openshift-scc.ts';
import { pinnedBaseImage } from './pinned-base-image.ts';
import { placeholderHost } from './placeholder-host.ts';
import { placeholderImage } from './placeholder-image.ts';
import { portCoherence } from './port-coherence.ts';
import { readOnlyRootFilesystem } from './read-only-root-filesystem.ts';
import { readableYaml } from './readable-yaml.ts';
import { registryPullSecret } from './registry-pull-secret.ts';
import { restrictImageRegistry } from './restrict-image-registry.ts';
import { restrictNodeport } from './restrict-nodeport.ts';
import { rootless } from './rootless.ts';
import type { Rule } from './rule.ts';
import { unprivilegedPorts } from './unprivileged-ports.ts';
import { valuesFiles } from './values-files.ts';

/** The rules, by name. */
export const rules = {
  'check-labels': checkLabels,
  'cm-no-credentials': cmNoCredentials,
  'disallow-latest': disallowLatest,
  'disallow-hostpath': disallowHostpath,
  'limit-size-pvc': limitSizePvc,
  'need-containers-ressources': needContainersRessources,
  'restrict-image-registry': restrictImageRegistry,
  'restrict-nodeport': restrictNodeport,
  'need-liveness-readiness': needLivenessReadiness,
  'job-history': jobHistory,
  'dockerfile-present': dockerfilePresent,
  'ci-file': ciFile,
  'linux-base': linuxBase,
  rootless,
  'openshift-scc': openshiftScc,
  'read-only-root-filesystem': readOnlyRootFilesystem,
  'unprivileged-ports': unprivilegedPorts,
  'pinned-base-image': pinnedBaseImage,
  'base-image-registry': baseImageRegistry,
  'no-secret-in-image': noSecretInImage,
  'logs-on-stdout': logsOnStdout,
  'readable-yaml': readableYaml,
  'ci-jobs': ciJobs,
  'ci-read-secret': ciReadSecret,
  'ci-dockerfiles': ciDockerfiles,
  'ci-image-names': ciImageNames,
  'port-coherence': portCoherence,
  'placeholder-image': placeholderImage,
  'placeholder-host': placeholderHost,
  'registry-pull-secret': registryPullSecret,
  'image-pull-policy': imagePullPolicy,
  'coherent-resources': coherentResources,
  'declared-resources': declaredResources,
  'values-files': valuesFiles,
  'kube-version': kubeVersion,
} satisfies Record<RuleName, Rule>;
