import { asideFolders, environmentLike, triedFolders } from './aside-folders.ts';
import { isHelmfile } from './is-helmfile.ts';
import { baseName, foldersAround, inside, parentFolder } from './paths.ts';
import { tellsSecret } from './secret-files.ts';
import { toolsOf } from './tool-files.ts';

/** What a file is for the checks, as far as its path tells; from the most important to read to the least. */
export const fileKinds = [
  'ci',
  'ci-part',
  'dockerfile',
  'dockerignore',
  'submodules',
  'kustomization',
  'chart',
  'helmfile',
  'values',
  'helmfile-values',
  'manifest',
  'helper',
  'template',
  'maybe-manifest',
  'subchart',
  'chart-file',
  'credentials',
  'tool',
] as const;

export type FileKind = (typeof fileKinds)[number];

/** What a file is only by the chart that holds it. */
export type ChartPart = 'helper' | 'template' | 'chart-file' | 'subchart';

/**
 * The kind of a file by its path alone; null for one that no rule reads. `maybe-manifest` is a YAML file that nothing in its path tells to be a manifest:
 * what it holds tells. Which files are a chart's own, `treeKinds` knows.
 */
export function fileKind(path: string): Exclude<FileKind, ChartPart> | null {
  const kind = kindElse(path);
  const isElse = kind === null || (kind === 'maybe-manifest' && isAmongSources(path));
  if (isElse && ciPart.test(path)) return 'ci-part';
  return kind === null && toolsOf(path).length > 0 && !isTried(path) ? 'tool' : kind;
}

/** True for a file of others' code, of tests, examples or documentation, or of a developer's own cluster; what a forge keeps apart for its pipelines is none. */
export function isTried(path: string): boolean {
  const folders = path
    .replace(/^\.(github|gitlab|gitea|forgejo|circleci|woodpecker|tekton)\//, '')
    .split('/')
    .slice(0, -1);
  return folders.some((folder) => ignoredFolder.test(folder)) || isWithin(folders, readingFolder);
}

/** What a pipeline mostly includes of its repository: whatever its folder, unless that or its name makes it another's. */
const ciPart = /^\.gitlab\/.+\.ya?ml$|(^|\/)(\.gitlab-ci-(?!dso\.)[^/]+|[^/]+\.gitlab-ci)\.ya?ml$/;

function kindElse(path: string): Exclude<FileKind, ChartPart | 'ci-part' | 'tool'> | null {
  const segments = path.split('/');
  const name = segments.at(-1) ?? '';
  const folders = segments.slice(0, -1);
  if (/^\.gitlab-ci-dso\.ya?ml$/.test(path)) return 'ci';
  if (path === '.gitmodules') return 'submodules';
  if (folders.some((folder) => ignoredFolder.test(folder))) return null;
  if (isDockerfile(name)) return 'dockerfile';
  if (/(^|\.)dockerignore$/i.test(name)) return 'dockerignore';
  if (isWithin(folders, readingFolder)) return null;
  if (/^kustomization(\.ya?ml|\.json)?$/i.test(name)) return 'kustomization';
  if (/^Chart\.ya?ml$/.test(name)) return 'chart';
  if (isHelmfile(path)) return 'helmfile';
  if (tellsSecret(name)) return 'credentials';
  if (name.endsWith('.gotmpl')) return 'helmfile-values';
  if (!/\.(ya?ml|json)$/i.test(name) || otherToolOnly.test(name)) return null;
  if (isOfOtherTool(name, folders)) return isDeployedByName(name) ? 'maybe-manifest' : null;
  if (isForOtherTools(folders)) return manifestName.test(name) ? 'maybe-manifest' : null;
  if (ofPrograms.test(name) && isAmongSources(path)) return null;
  if (isExample(name, folders) && !isValues(name, folders)) return null;
  if (isValues(name, folders)) return 'values';
  return manifestKind(name, folders);
}

/** True for a file that is no manifest only because its name says that it is an example: a kustomization beside it may name it. */
export function isExampleOfManifest(path: string): boolean {
  const name = baseName(path);
  const plain = name.replace(/\.?(examples?|exemples?|samples?)(?=[-_.\d])/i, '') || name;
  return (
    fileKind(path) === null && isExample(name, path.split('/').slice(0, -1)) && isPlainManifest(`${inside(parentFolder(path))}k${plain}`)
  );
}

function isPlainManifest(path: string): boolean {
  const kind = fileKind(path);
  return kind === 'manifest' || kind === 'maybe-manifest';
}

/** Folders of others' code, of tests, examples and documentation: nothing in them is built or deployed. */
const ignoredFolder =
  /^(\.git|\.github|\.gitlab|\.circleci|\.kontinuous|\.tekton|\.woodpecker|\.gitea|\.forgejo|\.husky|\.storybook|\.devcontainer|\.vscode|\.idea|node_modules|bower_components|vendor|third[_-]party|venv|\.venv|site-packages|testdata|test-data|fixtures?|__fixtures__|__tests__|__mocks__)$/i;

const readingFolder = new RegExp(`^(${asideFolders})$`, 'i');

/** True for a file in a folder of others' code, of data for tests or of a tool's settings: a secret there opens nothing. */
export function isOfOthers(path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((folder) => ignoredFolder.test(folder));
}

/** True for a file of tests, examples or documentation, for one who stands in a folder: the names of the folders around both say nothing. */
export function isForTrying(path: string, from = ''): boolean {
  const [folders, around] = [path.split('/').slice(0, -1), from.split('/')];
  const own = folders.findIndex((folder, index) => folder !== around[index]);
  return own !== -1 && isWithin(folders, triedFolder, own);
}

const triedFolder = new RegExp(`^(${triedFolders})$`, 'i');

/** Folders that hold one folder for each environment: `test` is one of the platform's environments there, or what Kustomize adds for it. */
const environmentsFolder = /^(overlays?|components?|variants?|environments?|environnements?|envs?|clusters?|values|valeurs)$/i;

/** Names that folders of environments have and others seldom; not `dev`, which developers have beside `test`. */
const environmentName =
  /^(prod|production|prd|preprod|pre-prod|ppr|staging|recette|rec|qualif|qualification|qual|integration|integ|int|uat|formation)$/i;

/** Of the names of tests, those that environments have. */
const testEnvironment = /^(tests?|demos?|démos?|(perf|performance|load)[-_]?tests?)$/i;

/** The folders, by their paths, named as tests are, that stand beside those of environments among manifests: `k8s/test` beside `k8s/prod`. */
export function testEnvironments(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set(paths.flatMap((path) => foldersAround(path).slice(1)));
  const around = new Set([...folders].flatMap((folder) => (environmentName.test(baseName(folder)) ? [parentFolder(folder)] : [])));
  const isAmongManifests = (folder: string) =>
    parentFolder(folder)
      .split('/')
      .some((one) => isDeployFolder(one) || /^apps?$/i.test(one));
  return new Set(
    [...folders].filter((folder) => testEnvironment.test(baseName(folder)) && around.has(parentFolder(folder)) && isAmongManifests(folder)),
  );
}

/** A path as it is where each of these folders is one of an environment. */
export function asEnvironment(path: string, environments: ReadonlySet<string>): string {
  if (environments.size === 0) return path;
  return path
    .split('/')
    .map((segment, index, all) => (environments.has(all.slice(0, index + 1).join('/')) ? 'prod' : segment))
    .join('/');
}

/** True within a folder of such a name. */
function isWithin(folders: readonly string[], names: RegExp, first = 0): boolean {
  return folders.some((_, index) => index >= first && isCalled(folders, index, names));
}

/** True for a folder of such a name, which neither an environment has nor, among manifests, what `docs/` deploys. */
function isCalled(folders: readonly string[], index: number, names: RegExp): boolean {
  const folder = folders[index] ?? '';
  if (!names.test(folder) || (environmentLike.test(folder) && environmentsFolder.test(folders[index - 1] ?? ''))) return false;
  return !(/^(docs?|documentation)$/i.test(folder) && folders.slice(0, index).some((above) => kubernetesFolder.test(above)));
}

/** Folders around a file that are told apart at most; a hostile depth is cut. */
const MAX_DEPTH = 64;

/** Of the folders around a file, the places of those for which it is not read; empty where it would be. */
export function asideAmong(folders: readonly string[]): readonly number[] {
  return folders.slice(0, MAX_DEPTH).flatMap((_, index) => (isCalled(folders, index, readingFolder) ? [index] : []));
}

/** True for a file in a folder of nothing but manifests. */
export function isInKubernetesFolder(path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((folder) => kubernetesFolder.test(folder));
}

/** Folders whose YAML is for other tools, unless they lie in a folder of manifests: `k8s/roles`, `k8s/grafana` hold objects. */
const toolFolder =
  /^(roles|playbooks|group_vars|host_vars|inventory|molecule|locales?|i18n|lang|translations|messages|l10n|openapi|swagger|changelogs?|migrations|grafana|dashboards|crds?)$/i;

/** Of these, those that teams also give to what they deploy: `deploy/grafana`, `infra/migrations`. What a file there holds tells. */
const deployedTool = /^(messages|openapi|swagger|migrations|grafana|dashboards)$/i;

function isForOtherTools(folders: readonly string[]): boolean {
  const first = folders.findIndex((folder) => toolFolder.test(folder));
  const above = folders.slice(0, first === -1 ? 0 : first);
  const isDeployed = deployedTool.test(folders[first] ?? '') ? isDeployFolder : (folder: string) => kubernetesFolder.test(folder);
  return first !== -1 && !above.some(isDeployed);
}

/** True for a name that a tool gives to its settings; among manifests, `sonarqube.yaml` or `swagger-ui.yaml` is what deploys it. */
function isOfOtherTool(name: string, folders: readonly string[]): boolean {
  if (!otherTools.test(name)) return false;
  return name.startsWith('.') || /\.json$|schema\.ya?ml$|\.lock\./i.test(name) || !folders.some(isDeployFolder);
}

/** Settings that no object is written in, whatever their name ends with. */
const otherToolOnly = /^\.|schema\.(json|ya?ml)$|\.lock\./i;

/** True for a YAML file that has the name of a tool that teams deploy too, or says what it deploys of it: what it holds tells. */
function isDeployedByName(name: string): boolean {
  return /\.ya?ml$/i.test(name) && (/^(sonar|renovate|swagger)/i.test(name) || manifestName.test(name));
}

/** True for a file whose name says what Kubernetes calls it. */
export function isNamedAsManifest(path: string): boolean {
  return manifestName.test(baseName(path));
}

/** True for a file among the sources of a program: a YAML file there is the program's own, unless its name says otherwise. */
export function isAmongSources(path: string): boolean {
  return /(^|\/)(src|source|sources|lib|libs|public|static|assets|www|dist|target|node_modules)\//i.test(path);
}

/** YAML and JSON files of other tools, by name. */
const otherTools =
  /^(\.|package(-lock)?\.json$|tsconfig|jsconfig|angular\.json$|nx\.json$|renovate|composer\.json$|pnpm-|(docker-)?compose|mkdocs|openapi|swagger|codecov|sonar|skaffold|serverless|logback|log4j|liquibase|taskfile|azure-pipelines|cloudbuild|netlify|vercel|appveyor|bitbucket-pipelines|buildspec|devspace|tilt|garden|ct\.ya?ml$|pubspec|mix\.|action\.ya?ml$|pre-commit)|schema\.(json|ya?ml)$|\.lock\./i;

/** Settings of programs, where these are; elsewhere they may well be objects of Argo CD. */
const ofPrograms = /^(application(-[\w.-]+)?|bootstrap)\.ya?ml$/i;

/** Folders that teams give to manifests. */
const manifestFolder =
  /^(\.?k8s|kubernetes|kube|manifests?|manifestes?|d[eé]ploiements?|environnements?|deploy|deploys|deployments?|deployment-manifests|kustomize|bases?|overlays?|components?|argo-?cd|openshift|ocp|okd|infra|infrastructure|environments?|envs?|clusters?|gitops|ops|iac|cluster|platform|prod|production|preprod|pre-prod|qualif|recette|integration|staging|formation|dev|resources|helm|charts?)$/i;

/** Folders that hold nothing but manifests, in which JSON is one too. */
const kubernetesFolder = /^(\.?k8s|kubernetes|kube|manifests?|manifestes?|kustomize|openshift|ocp|okd)$/i;

/** True for a file whose name says that it is an example: `deployment.example.yaml` anywhere, `sample2.yaml` where nothing around it is deployed. */
function isExample(name: string, folders: readonly string[]): boolean {
  if (/\.(examples?|exemples?|samples?)\.(ya?ml|json)$/i.test(name)) return true;
  return /^(examples?|exemples?|samples?)[-_.]?\d*\.(ya?ml|json)$/i.test(name) && !folders.some((folder) => manifestFolder.test(folder));
}

/** Folders in which JSON may be a manifest, as what it holds tells. */
const deployFolder = /^(deploy|deploys|deployments?|d[eé]ploiements?|gitops|bases?|overlays?|argo-?cd)$/i;

/** True for a folder of nothing but what is deployed, whatever its files are called. */
function isDeployFolder(folder: string): boolean {
  return (
    kubernetesFolder.test(folder) || deployFolder.test(folder) || /^(infra|infrastructure|environnements?|environments?)$/i.test(folder)
  );
}

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

function manifestKind(name: string, folders: readonly string[]): 'manifest' | 'maybe-manifest' | null {
  if (/\.json$/i.test(name))
    return folders.some((folder) => kubernetesFolder.test(folder))
      ? 'manifest'
      : folders.some((folder) => deployFolder.test(folder))
        ? 'maybe-manifest'
        : manifestName.test(name)
          ? 'maybe-manifest'
          : null;
  return folders.some((folder) => manifestFolder.test(folder)) || manifestName.test(name) ? 'manifest' : 'maybe-manifest';
}
