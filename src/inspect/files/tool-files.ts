/** Files that may deploy without being manifests, by the tool that reads them: what they hold tells. Names and folders are those that each tool documents. */
export const toolFiles = {
  commands:
    /\.(sh|bash|zsh|ksh|ps1|bat|cmd|mk)$|(^|\/)((GNU)?[Mm]akefile|\.?[Jj]ustfile|Jenkinsfile([.-][\w-]+)?|Earthfile|package\.json|Taskfile(\.[\w-]+)?\.ya?ml|okteto\.ya?ml|azure-pipelines[\w.-]*\.ya?ml|cloudbuild\.ya?ml|buildspec\.ya?ml|bitbucket-pipelines[\w.-]*\.ya?ml|(deploy|release|install|d[eé]ploi)[\w-]*)$|^\.(gitlab-ci|travis|drone)\.ya?ml$|^\.(circleci|woodpecker|tekton)\/.+\.ya?ml$|^\.woodpecker\.ya?ml$/i,
  workflow: /^\.(github|gitea|forgejo)\/(workflows|actions)\/.+\.ya?ml$/,
  steps: /(^|\/)(azure|bitbucket)-pipelines[\w.-]*\.ya?ml$/,
  gitlab: /^\.gitlab-ci\.ya?ml$/i,
  terraform: /\.(tf|tofu)(\.json)?$|(^|\/)(terragrunt|root)\.hcl$|(^|\/)cdktf\.json$|\.bicep$/,
  skaffold: /(^|\/)skaffold([-_.][\w.-]*)?\.ya?ml$/,
  devspace: /(^|\/)devspace([-_.][\w.-]*)?\.ya?ml$/,
  ansible: /(^|\/)(playbooks?|roles|tasks|handlers|ansible)\/.+\.ya?ml$/,
  compose: /(^|\/)(docker-)?compose[\w.-]*\.ya?ml$/i,
  java: /(^|\/)(pom\.xml|build\.gradle(\.kts)?)$/,
  nix: /\.nix$/,
  language: /^(?!(.*\/)?cue\.mod\/).*\.(cue|k)$/,
  porter: /(^|\/)porter\.ya?ml$/,
  kpt: /(^|\/)Kptfile$/,
} as const satisfies Readonly<Record<string, RegExp>>;

export type ToolName = keyof typeof toolFiles;

/** Typed by a predicate: what a table holds is asked of the table. */
const isToolName = (name: string): name is ToolName => name in toolFiles;
const names: readonly ToolName[] = Object.keys(toolFiles).filter(isToolName);

/** The tools that may read a file, by its path. */
export function toolsOf(path: string): readonly ToolName[] {
  return names.filter((name) => toolFiles[name].test(path));
}

/** Tools of which most files deploy nothing: one that was not read says nothing by its name alone. */
const seldomDeploy: ReadonlySet<ToolName> = new Set(['compose', 'java', 'nix', 'language', 'porter', 'kpt']);

/** True for a file whose name alone makes it likely that it deploys something. */
export function mostlyDeploys(path: string): boolean {
  return toolsOf(path).some((name) => !seldomDeploy.has(name));
}

/** Files of pipelines, which test and deploy in one file: which of their jobs only try, what they hold tells. */
const pipeline =
  /^\.(github|gitea|forgejo|gitlab|circleci|woodpecker|tekton)\/.+\.ya?ml$|(^|[./-])gitlab-ci[\w.-]*\.ya?ml$|(^|\/)(Jenkinsfile[\w.-]*|(azure|bitbucket)-pipelines[\w.-]*\.ya?ml|(cloudbuild|buildspec)[\w.-]*\.ya?ml|\.(travis|drone|woodpecker)\.ya?ml)$/i;

/** Tools whose files are programs. */
const programs: ReadonlySet<ToolName> = new Set(['commands']);

/** Tools whose files may be a developer's own; of these, `skaffold-test.yaml` is often that of an environment. */
const settings: ReadonlySet<ToolName> = new Set(['skaffold', 'devspace', 'compose']);

/**
 * True for a program of which the name says that it is for tests or for a developer's own cluster. A name that also says that it deploys is none (`test-and-deploy.sh`, and
 * `deploy-test.sh`, where `test` is an environment), nor is a file of a folder of environments.
 */
export function isForTests(path: string): boolean {
  const tools = toolsOf(path);
  const isProgram = tools.some((name) => programs.has(name));
  if (pipeline.test(path) || !(isProgram || tools.some((name) => settings.has(name)))) return false;
  if (/(^|\/)(env(iron(ne)?ment)?s?|overlays?)\/[^/]+$/i.test(path)) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const forTests = /(^|[-_.])(tests?|essais?)([-_.]|$)/i;
  const forOneself = /(^|[-_.])(e2e|local|localhost|kind|k3d|minikube|microk8s|tilt)([-_.]|$)/i;
  const after = name.slice(forOneself.exec(name)?.index ?? 0);
  return (forOneself.test(name) && !saysDeployed(after)) || (isProgram && forTests.test(name) && !saysDeployed(name));
}

/** True for the name of a file that says that it deploys. */
export function saysDeployed(name: string): boolean {
  return /(^|[-_.])(deploy(s|ment|er)?|d[eé]ploi\w*|releases?|install\w*|prod(uction)?|cd)([-_.]|$)/i.test(name);
}
