import { baseName, parentFolder } from './paths.ts';

/** A sign that a repository holds an application to build. */
export interface ApplicationSign {
  readonly path: string;
  /** False: the file may well serve the repository's own tools, a site of documentation, or the automation of an infrastructure. */
  readonly sure: boolean;
}

/**
 * What tells that a repository holds an application; null where nothing does. It is sure only of a file of packages with sources below it: a `package.json`
 * alone often serves commit hooks, a `Gemfile` a site of pages.
 */
export function applicationSign(paths: readonly string[]): ApplicationSign | null {
  const own = paths.filter((path) => !aside.test(path));
  const builds = own.filter((path) => buildFile.test(baseName(path)));
  const sources = own.filter((path) => source.test(path) && !setting.test(baseName(path)));
  const built = builds.find((path) => sources.some((one) => isBelow(one, parentFolder(path))));
  const path = built ?? builds[0] ?? sources.find((one) => ownSource.test(one));
  return path === undefined ? null : { path, sure: built !== undefined && !paths.some((one) => otherPurpose.test(one)) };
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

const buildFile =
  /^(package\.json|pom\.xml|build\.gradle(\.kts)?|go\.mod|requirements\.txt|pyproject\.toml|setup\.py|Pipfile|composer\.json|Gemfile|Cargo\.toml|mix\.exs|build\.sbt|CMakeLists\.txt|.+\.(csproj|fsproj))$/;

const source = /\.([cm]?[jt]sx?|vue|svelte|java|kt|scala|php|go|rb|rs|cs|fs|py|exs?|c|cc|cpp)$/;

/** Languages whose sources alone are a sign, without a file of packages. */
const ownSource = /\.(java|kt|php|go|rb|rs|cs|vue|tsx|jsx)$/;

/** Settings of tools, written as programs. */
const setting =
  /^\.|\.config\.\w+$|\.conf\.\w+$|^(gulpfile|gruntfile|rakefile|conftest|noxfile|setup|karma|jest|babel|webpack)\b.*\.\w+$|rc\.\w+$/i;

/** Folders of tools, tests, documentation, examples, files served as they are, and of others' code. */
const aside =
  /(^|\/)(\..+|node_modules|vendor|third_party|bower_components|tests?|e2e|specs?|__tests__|essais?|docs?|documentation|examples?|exemples?|samples?|demos?|scripts?|tools?|outils|hack|ci|assets|static|public|_site|roles|playbooks|library|filter_plugins|module_utils|plugins|templates?|gabarits?|charts?|terraform|ansible)\//i;

/** What a site of pages or the automation of an infrastructure has, and an application seldom. */
const otherPurpose =
  /(^|\/)(_config\.ya?ml|docusaurus\.config\.\w+|mkdocs\.ya?ml|antora(-playbook)?\.ya?ml|book\.toml|hugo\.(toml|ya?ml)|\.vitepress\/.+|\.vuepress\/.+|ansible\.cfg|galaxy\.ya?ml|playbooks?\/.+\.ya?ml|roles\/[^/]+\/tasks\/.+|main\.tf)$/i;
