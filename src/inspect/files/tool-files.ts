/** Files that may deploy without being manifests, by the tool that reads them: what they hold tells. Names and folders are those that each tool documents. */
export const toolFiles = {
  commands:
    /\.(sh|bash|zsh|ksh|ps1|bat|cmd|mk)$|(^|\/)((GNU)?[Mm]akefile|\.?[Jj]ustfile|Jenkinsfile([.-][\w-]+)?|Earthfile|package\.json|Taskfile(\.[\w-]+)?\.ya?ml|okteto\.ya?ml|azure-pipelines[\w.-]*\.ya?ml|cloudbuild\.ya?ml|buildspec\.ya?ml|bitbucket-pipelines\.ya?ml|(deploy|release|install|d[eé]ploi)[\w-]*)$|^\.(gitlab-ci|travis|drone)\.ya?ml$|^\.(circleci|woodpecker|tekton)\/.+\.ya?ml$|^\.woodpecker\.ya?ml$/i,
  workflow: /^\.(github|gitea|forgejo)\/(workflows|actions)\/.+\.ya?ml$/,
  terraform: /\.(tf|tofu)(\.json)?$|(^|\/)(terragrunt|root)\.hcl$|(^|\/)cdktf\.json$|\.bicep$/,
  skaffold: /(^|\/)skaffold([-.][\w-]+)?\.ya?ml$/,
  devspace: /(^|\/)devspace([-.][\w-]+)?\.ya?ml$/,
  ansible: /(^|\/)(playbooks?|roles|tasks|handlers|ansible)\/.+\.ya?ml$/,
  compose: /(^|\/)(docker-)?compose[\w.-]*\.ya?ml$/i,
  java: /(^|\/)(pom\.xml|build\.gradle(\.kts)?)$/,
  nix: /\.nix$/,
  language: /^(?!(.*\/)?cue\.mod\/).*\.(cue|k)$/,
  porter: /(^|\/)porter\.ya?ml$/,
  kpt: /(^|\/)Kptfile$/,
} as const satisfies Readonly<Record<string, RegExp>>;

export type ToolName = keyof typeof toolFiles;

const names: readonly ToolName[] = [
  'commands',
  'workflow',
  'terraform',
  'skaffold',
  'devspace',
  'ansible',
  'compose',
  'java',
  'nix',
  'language',
  'porter',
  'kpt',
];

/** The tools that may read a file, by its path. */
export function toolsOf(path: string): readonly ToolName[] {
  return names.filter((name) => toolFiles[name].test(path));
}

/** True for a program of which the name says that it is for tests or for a developer's own cluster. */
export function isForTests(path: string): boolean {
  return /(^|[-_./])(e2e|tests?|essais?|local|localhost|kind|k3d|k3s|minikube|microk8s|tilt)([-_.][\w.-]*)?$/i.test(path);
}
