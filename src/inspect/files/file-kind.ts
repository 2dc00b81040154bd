/** What a file is for the checks, as far as its path tells; from the most important to read to the least. */
export const fileKinds = ['ci', 'dockerfile', 'dockerignore', 'kustomization', 'chart', 'values', 'manifest', 'maybe-manifest'] as const;

export type FileKind = (typeof fileKinds)[number];

/**
 * The kind of a file by its path; null for one that no rule reads. `maybe-manifest` is a YAML file that nothing in its path tells to be a manifest:
 * it is read only where it lies beside a kustomization.
 */
export function fileKind(path: string): FileKind | null {
  const segments = path.split('/');
  const name = segments.at(-1) ?? '';
  const folders = segments.slice(0, -1);
  if (/^\.gitlab-ci-dso\.ya?ml$/.test(path)) return 'ci';
  if (folders.some((folder) => ignoredFolder.test(folder))) return null;
  if (isDockerfile(name)) return 'dockerfile';
  if (/(^|\.)dockerignore$/i.test(name)) return 'dockerignore';
  if (/^kustomization(\.ya?ml|\.json)?$/i.test(name)) return 'kustomization';
  if (/^Chart\.ya?ml$/.test(name)) return 'chart';
  if (!/\.(ya?ml|json)$/i.test(name) || otherTools.test(name) || folders.some((folder) => otherFolder.test(folder))) return null;
  if (isValues(name, folders)) return 'values';
  return manifestKind(name, folders);
}

/** Folders of others' code, of tests, examples and documentation: nothing in them is built or deployed. */
const ignoredFolder =
  /^(\.git|\.github|\.gitlab|\.circleci|\.devcontainer|\.vscode|\.idea|node_modules|bower_components|vendor|third[_-]party|venv|\.venv|site-packages|testdata|test-data|fixtures?|__fixtures__|__tests__|__mocks__)$/i;

/** Folders whose YAML is for other tools, for tests or for reading. */
const otherFolder =
  /^(tests?|e2e|specs?|examples?|samples?|docs?|documentation|crds?|roles|playbooks|group_vars|host_vars|inventory|molecule|locales?|i18n|lang|translations|messages|l10n|openapi|swagger|changelogs?|migrations|grafana|dashboards)$/i;

/** YAML and JSON files of other tools, by name. */
const otherTools =
  /^(\.|package(-lock)?\.json$|tsconfig|jsconfig|angular\.json$|nx\.json$|renovate|composer\.json$|pnpm-|(docker-)?compose|mkdocs|openapi|swagger|codecov|sonar|skaffold|serverless|application(-[\w.-]+)?\.ya?ml$|bootstrap\.ya?ml$|logback|log4j|liquibase|taskfile|azure-pipelines|cloudbuild|netlify|vercel|appveyor|bitbucket-pipelines|buildspec|devspace|tilt|garden|helmfile|ct\.ya?ml$|pubspec|environment\.ya?ml$|mix\.|action\.ya?ml$|pre-commit)|schema\.(json|ya?ml)$|\.lock\./i;

/** Folders that teams give to manifests. */
const manifestFolder =
  /^(\.?k8s|kubernetes|kube|manifests?|deploy|deploys|deployments?|deployment-manifests|kustomize|bases?|overlays?|components?|argo-?cd|openshift|ocp|okd|infra|infrastructure|environments?|envs?|clusters?|gitops|ops|iac|cluster|platform|prod|production|preprod|pre-prod|qualif|recette|integration|staging|formation|dev|resources|helm|charts?)$/i;

/** Folders that hold nothing but manifests, in which JSON is one too. */
const kubernetesFolder = /^(\.?k8s|kubernetes|kube|manifests?|kustomize|openshift|ocp|okd)$/i;

/** Words of Kubernetes in a file's name. */
const manifestName =
  /(^|[-_.])(deploy|deployments?|deploymentconfig|services?|svc|ingress|routes?|config-?maps?|cm|statefulsets?|sts|daemonsets?|replicasets?|cron-?jobs?|jobs?|pvc|persistentvolumeclaims?|pods?|namespaces?|network-?polic(y|ies)|netpol|hpa|pdb|rbac|k8s|kubernetes|workloads?|manifests?)([-_.]|$)/i;

function isDockerfile(name: string): boolean {
  if (/\.(md|txt|adoc|rst|html|sh|py|js|ts|json|ya?ml|j2|tmpl|tpl|erb|template|orig|rej|bak|swp)$/i.test(name)) return false;
  if (/dockerignore$/i.test(name)) return false;
  return /^(docker|container)file([.\-_].+)?$/i.test(name) || /.\.(docker|container)file$/i.test(name);
}

function isValues(name: string, folders: readonly string[]): boolean {
  if (!/\.ya?ml$/i.test(name)) return false;
  return /^values([-_.].*)?\.ya?ml$/i.test(name) || /[-_.]values\.ya?ml$/i.test(name) || /^values$/i.test(folders.at(-1) ?? '');
}

function manifestKind(name: string, folders: readonly string[]): FileKind | null {
  if (/\.json$/i.test(name)) return folders.some((folder) => kubernetesFolder.test(folder)) ? 'manifest' : null;
  return folders.some((folder) => manifestFolder.test(folder)) || manifestName.test(name) ? 'manifest' : 'maybe-manifest';
}
