import { baseName, parentFolder } from './paths.ts';

/** A sign that a repository holds an application to build. */
export interface ApplicationSign {
  readonly path: string;
  /** False: the file may well serve the repository's own tools, a site of documentation, or the automation of an infrastructure. */
  readonly sure: boolean;
}

/**
 * What tells that a repository holds an application; null where nothing does. It is sure only of a file of packages with a source below it by which a program
 * starts: a `package.json` alone often serves commit hooks, a `Gemfile` a site of pages, and a library that others install has sources too.
 */
export function applicationSign(paths: readonly string[]): ApplicationSign | null {
  const own = paths.filter((path) => !aside.test(path));
  const builds = own.filter((path) => buildFile.test(baseName(path)));
  const sources = own.filter((path) => source.test(path) && !setting.test(baseName(path)));
  const starts = [...sources.filter(isStarted), ...paths.filter(isFrontController)].filter((path) => !libraryFolder.test(path));
  const built = nearest(builds, starts);
  const path =
    built ??
    builds.find((one) => sources.some((source) => isBelow(source, parentFolder(one)))) ??
    builds[0] ??
    sources.find((one) => ownSource.test(one));
  return path === undefined ? null : { path, sure: built !== undefined && !paths.some((one) => otherPurpose.test(one)) };
}

/** Of the files of packages, the one in the deepest folder around one of these sources. */
function nearest(builds: readonly string[], sources: readonly string[]): string | undefined {
  const around = builds.filter((path) => sources.some((one) => isBelow(one, parentFolder(path))));
  return around.toSorted((one, other) => parentFolder(other).length - parentFolder(one).length)[0];
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

const buildFile =
  /^(package\.json|pom\.xml|build\.gradle(\.kts)?|go\.mod|requirements\.txt|pyproject\.toml|setup\.py|Pipfile|composer\.json|Gemfile|Cargo\.toml|mix\.exs|build\.sbt|CMakeLists\.txt|.+\.(csproj|fsproj))$/;

const source = /\.([cm]?[jt]sx?|vue|svelte|java|kt|scala|php|go|rb|rs|cs|fs|py|exs?|c|cc|cpp)$/;

/** Sources by which programs start, as their languages and frameworks name them. */
const startedSource =
  /(^|\/)(manage|wsgi|asgi|app|main|server|run|__main__|streamlit_app)\.py$|(^|\/)(server|app|main)\.[cm]?[jt]sx?$|(^|\/)App\.(vue|svelte|[jt]sx?)$|(^|\/)pages\/_app\.|(^|\/)app\/(layout|page)\.[jt]sx?$|(^|\/)main\.(go|rs|c|cc|cpp)$|(^|\/)(public\/)?index\.php$|(^|\/)(Program|Startup)\.(cs|fs)$|(^|\/)config\/(application|environment)\.rb$|(^|\/)app\.rb$|(^|\/)config\/runtime\.exs$/i;

/** Classes by which programs start, whose names count their capitals: `BApplication`, not `Domain`. */
const startedClass = /(^|\/)\w*(Application|Main|App)\.(java|kt|scala)$/;

function isStarted(path: string): boolean {
  if (startedSource.test(path) || startedClass.test(path)) return true;
  if (/\.(vue|svelte)$/.test(path)) return /(^|\/)(src\/routes|pages)\//i.test(path);
  return path.endsWith('/main.kt') && /(^|\/)src\/main\/kotlin\//.test(path);
}

/** True for the page by which all requests to a program in PHP come, among files that are served as they are. */
function isFrontController(path: string): boolean {
  const found = /^([^/.]+\/)?(public|web|htdocs)\/index\.php$/.exec(path);
  return found !== null && !aside.test(found[1] ?? '');
}

/** Folders of what others use, where a file may well be called so. */
const libraryFolder = /(^|\/)(packages|libs?|sdk)\//i;

/** Languages whose sources alone are a sign, without a file of packages. */
const ownSource = /\.(java|kt|php|go|rb|rs|cs|vue|tsx|jsx)$/;

/** Settings of tools, written as programs. */
const setting =
  /^\.|\.config\.\w+$|\.conf\.\w+$|^(gulpfile|gruntfile|rakefile|conftest|noxfile|setup|karma|jest|babel|webpack)\b.*\.\w+$|rc\.\w+$/i;

/** Folders of tools, tests, documentation, examples, files served as they are, and of others' code. */
const aside =
  /(^|\/)(\..+|node_modules|vendor|third_party|bower_components|tests?|e2e|specs?|__tests__|essais?|docs?|documentation|examples?|exemples?|samples?|demos?|(tests?|examples?|exemples?|samples?|demos?)[-_]?apps?|playgrounds?|scripts?|tools?|outils|hack|ci|assets|static|public|_site|roles|playbooks|library|filter_plugins|module_utils|plugins|templates?|gabarits?|charts?|terraform|ansible)\//i;

/** What a site of pages or the automation of an infrastructure has, and an application seldom. */
const otherPurpose =
  /(^|\/)(_config\.ya?ml|docusaurus\.config\.\w+|mkdocs\.ya?ml|antora(-playbook)?\.ya?ml|book\.toml|hugo\.(toml|ya?ml)|\.vitepress\/.+|\.vuepress\/.+|ansible\.cfg|galaxy\.ya?ml|playbooks?\/.+\.ya?ml|roles\/[^/]+\/tasks\/.+|main\.tf)$/i;
