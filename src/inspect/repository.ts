import type { Aside, RepositoryFacts, Unread } from '../dossier/checks/check.ts';
import type { DeclaredText } from '../answers/declared-resources.ts';
import { defaultRegistries, type Registries } from '../config/registries-schema.ts';
import { say, type Sentence } from '../words/sentence.ts';
import { imageBuilds } from './ci/image-builds.ts';
import { type Pipeline, readPipeline } from './ci/pipeline.ts';
import type { Dockerfile } from './docker/dockerfile.ts';
import { readIgnore } from './docker/dockerignore.ts';
import { givesSecret } from './docker/secret-names.ts';
import { parseDockerfile } from './docker/parse-dockerfile.ts';
import { asideFiles } from './files/aside-files.ts';
import type { FileKind } from './files/file-kind.ts';
import { helmfilesAbove } from './files/helmfiles-above.ts';
import { inside, parentFolder } from './files/paths.ts';
import { namedYaml } from './files/named-yaml.ts';
import { notText } from './files/not-text.ts';
import { MAX_SIZE } from './files/select-files.ts';
import type { TextFile } from './files/text-file.ts';
import { hiddenByFiles } from './files/hidden-files.ts';
import { treeKinds } from './files/tree-kinds.ts';
import { deployedByPods } from './tools/deployed-by-pods.ts';
import { hiddenByTools } from './tools/hidden-by-tools.ts';
import type { ComputedText } from './helmfile/computed-texts.ts';
import { type Helmfiles, readHelmfiles } from './helmfile/read-helmfiles.ts';
import { type KubeVersion, readKubeVersions } from './helm/kube-versions.ts';
import { readCharts } from './helm/charts.ts';
import { type RenderedCharts, readRenderedCharts } from './helm/rendered-charts.ts';
import type { RenderedChart } from './helm/read-renderings.ts';
import type { ChartRendering } from './helm/rendering.ts';
import { localEnvironments } from './helm/local-environments.ts';
import { givenElsewhere } from './helm/other-values.ts';
import { type ValuesFile, readValues } from './helm/values.ts';
import { gatherFacts } from './gather-facts.ts';
import { hiddenByObject } from './kubernetes/hidden-objects.ts';
import { argoInstalls, isSameInstall } from './delivery/argo-installs.ts';
import type { Install } from './helmfile/install.ts';
import { ownDelivery } from './delivery/own-delivery.ts';
import { type ManifestFile, readManifests } from './kubernetes/read-manifests.ts';
import type { Resource } from './kubernetes/resource.ts';
import { isTemplateFile } from './kubernetes/templated.ts';
import { type DeployedObject, deployedObject } from './kubernetes/workload.ts';
import { createSight, type Opaque, type Sight } from './sight.ts';
import { type ReadSuppressions, readSuppressions } from './suppressions/read-suppressions.ts';
import { readDocuments, type YamlTrouble } from './yaml/read-documents.ts';

/** What `inspect` is given. */
export interface InspectInput {
  /** The whole tree, whatever was read of it. */
  readonly paths: readonly string[];
  readonly files: readonly TextFile[];
  readonly unread: readonly Unread[];
  /** Of what links stand for, by its path through them: where it stands by itself. Absent where there is none. */
  readonly followed?: ReadonlyMap<string, string>;
  /** What Helm made of the charts; none where there is no Helm. */
  readonly renderings?: readonly ChartRendering[];
  /** What Helm computed for the helmfiles; absent where it was not asked. */
  readonly computed?: readonly ComputedText[];
  /** What objects of Argo CD install, by which the charts were rendered; absent, what the files alone tell. */
  readonly installs?: readonly Install[];
  /** Why there is no Helm. */
  readonly noHelm?: Sentence;
  /** Those of the process; absent, those that the platform documents. */
  readonly registries?: Registries;
  /** True where some of the files were left aside for want of time. */
  readonly hurried?: boolean;
  /** What the dossier says of the resources of environments; absent where there is no dossier. */
  readonly declared?: DeclaredText;
  /** `owner/name` on GitHub; absent where that is not known. */
  readonly repository?: string | null;
}

/** A YAML file that matters, with what is wrong in it. */
export interface ReadYamlFile {
  readonly path: string;
  readonly troubles: readonly YamlTrouble[];
}

/** What makes the same objects in several ways: kustomizations that no other one uses, or the values files of one chart. */
export interface Assemblers {
  readonly of: 'kustomization' | 'chart';
  /** Folders of the kustomizations, or paths of the values files and of what else gives values. */
  readonly names: readonly string[];
  /** A chart's own values, which those of environments complete. */
  readonly own: string | null;
  /** Of the other names, those of a developer's machine. */
  readonly local: readonly string[];
  /** Of the other names, those of applications that may never be deployed. */
  readonly supposed: readonly string[];
}

/** A repository's files, parsed: what the rules look at. */
export interface Repository {
  readonly paths: readonly string[];
  readonly facts: RepositoryFacts;
  readonly dockerfiles: Sight<Dockerfile>;
  /** Patterns of each `.dockerignore`, by path. */
  readonly ignores: ReadonlyMap<string, readonly string[]>;
  /** What was read of files of credentials, and whether it holds one. */
  readonly credentials: ReadonlyMap<string, boolean>;
  readonly objects: Sight<DeployedObject>;
  /** The same objects, and what hides data of ConfigMaps besides. */
  readonly configData: Sight<DeployedObject>;
  /** Those that make the same objects, each in its way. */
  readonly assemblers: readonly Assemblers[];
  /** Of the charts that Helm did not render. */
  readonly values: readonly ValuesFile[];
  /** Of all charts. */
  readonly allValues: readonly ValuesFile[];
  /** Names of YAML files that the texts hold. */
  readonly namedYaml: ReadonlySet<string>;
  readonly yamlFiles: readonly ReadYamlFile[];
  /** Paths of files that hold a template's signs: `{{`, `{%`, `<%`, `%{`. */
  readonly templated: ReadonlySet<string>;
  /** The CI file's text; null where it was not read. */
  readonly ci: TextFile | null;
  /** The same, parsed; null where it could not be. */
  readonly pipeline: Pipeline | null;
  readonly registries: Registries;
  readonly kubeVersions: readonly KubeVersion[];
  /** Empty where nothing is declared. */
  readonly declared: DeclaredText;
  readonly unread: readonly Unread[];
  readonly aside: readonly Aside[];
  /** Where what links stand for stands by itself. */
  readonly followed: ReadonlyMap<string, string>;
  /** What comments of the files set aside. */
  readonly suppressions: ReadSuppressions;
}

/** Parses the files, each as what its path tells. Never throws. */
export function readRepository({
  paths: tree,
  files,
  unread: given,
  followed = new Map(),
  renderings = [],
  computed,
  installs,
  noHelm = [],
  registries = defaultRegistries,
  declared = [],
  repository = null,
}: InspectInput): Repository {
  const paths = [...new Set([...tree, ...files.map(({ path }) => path)])];
  const kinds = treeKinds(paths);
  const fitting = files.filter(isFitting);
  const ofKind = kindsIn(fitting, kinds);
  const { ci, pipeline, isJudged, dockerfiles } = readBuilt({ paths, kinds, files: fitting, followed, unread: given });
  const helmfiles = readHelmfiles({ paths, files, ...(computed === undefined ? {} : { computed }) });
  const argo = installs ?? argoInstalls({ paths, files: fitting, repository });
  const made = readMade({ paths, kinds, files: fitting, renderings, computed, argo, helmfiles, noHelm, repository, followed });
  const { facts, objects, rendered } = made;
  const charts = new Set(facts.infrastructure.flatMap(({ kind, path }) => (kind === 'helm' ? [parentFolder(path)] : [])));
  const values = ofKind('values').map((file) => readValues(file, charts));
  const others = ofKind('ci', 'chart').map(({ path, text }): ManifestFile => ({ path, ...readDocuments({ path, text }) }));
  const unread = [...given, ...leftAside(files.filter(isJudged), dockerfiles)];
  const submodules = ofKind('submodules')[0]?.text ?? null;
  const hidden = hiddenByFiles({ paths, read: pathsOf(files), unread, submodules, helmfiles: helmfiles.read });
  const opaques = [...made.opaques, ...helmfiles.opaques, ...hidden, ...hiddenByTools({ files: fitting, paths, kinds })];
  return {
    paths,
    facts,
    dockerfiles: createSight(
      dockerfiles.flatMap(({ dockerfile }) => dockerfile ?? []),
      hiding(opaques, ['dockerfiles']),
    ),
    ignores: new Map(ofKind('dockerignore').map(({ path, text }) => [path, readIgnore(text)])),
    credentials: new Map(ofKind('credentials').map(({ path, text }) => [path, givesSecret(text)])),
    objects: createSight(objects, hiding(opaques, ['objects', 'objects-of-others'])),
    configData: createSight(objects, hiding(opaques, ['objects', 'objects-of-others', 'data'])),
    assemblers: made.assemblers,
    values: values.filter(({ path }) => !isRendered(path, rendered)),
    allValues: values,
    namedYaml: namedYaml(fitting),
    yamlFiles: [...others, ...values, ...made.files].map(({ path, troubles }) => ({ path, troubles })),
    templated: new Set(fitting.filter(({ text }) => isTemplateFile(text)).map(({ path }) => path)),
    ci,
    pipeline,
    registries,
    kubeVersions: readKubeVersions(ofKind('chart'), renderings),
    declared,
    unread,
    aside: asideFiles({ paths, kinds }),
    followed,
    suppressions: joinSuppressions(fitting, kinds, followed),
  };
}

interface ToBuild extends Required<Pick<InspectInput, 'paths' | 'files' | 'followed' | 'unread'>> {
  readonly kinds: ReadonlyMap<string, FileKind>;
}

/** The CI file, what is built, and the Dockerfiles that are left to where they stand: by a link one is judged only where it is built so, which gives it another folder. */
function readBuilt({ paths, kinds, files, followed, unread }: ToBuild) {
  const ofKind = kindsIn(files, kinds);
  const isWhole = !unread.some(({ path }) => path === '.');
  const [ci = null] = ofKind('ci');
  const pipeline = ci === null ? null : readPipeline(ci, { paths, files, isWhole });
  const built = new Set(followed.size === 0 || pipeline === null ? [] : imageBuilds(pipeline).flatMap((one) => one.dockerfiles ?? []));
  const isJudged = ({ path }: TextFile) => !isTwin(path, { kinds, followed }) || built.has(path);
  const dockerfiles = ofKind('dockerfile')
    .filter(isJudged)
    .map(({ path, text }) => ({ path, dockerfile: parseDockerfile(path, text) }));
  return { ci, pipeline, isJudged, dockerfiles };
}

/** True for a Dockerfile that a link stands for. */
function isTwin(path: string, { kinds, followed }: Pick<ToBuild, 'kinds' | 'followed'>): boolean {
  return kinds.get(path) === 'dockerfile' && kinds.get(followed.get(path) ?? '') === 'dockerfile';
}

function isFitting({ text }: TextFile): boolean {
  return text.length <= MAX_SIZE && notText(text) === null;
}

function kindsIn(files: readonly TextFile[], kinds: ReadonlyMap<string, FileKind>) {
  return (...wanted: readonly FileKind[]) => files.filter(({ path }) => wanted.some((kind) => kind === kinds.get(path)));
}

interface ToMake extends Required<Pick<InspectInput, 'paths' | 'files' | 'renderings' | 'noHelm' | 'repository' | 'followed'>> {
  readonly kinds: ReadonlyMap<string, FileKind>;
  readonly computed: readonly ComputedText[] | undefined;
  readonly argo: readonly Install[];
  readonly helmfiles: Helmfiles;
}

/** What the manifests, the kustomizations and the charts make. */
function readMade({ paths, kinds, files, renderings, computed, argo, helmfiles, noHelm, repository, followed }: ToMake) {
  const ofKind = kindsIn(files, kinds);
  const rendered = readRenderedCharts({
    paths,
    kinds,
    files,
    renderings,
    repository,
    argo,
    ...(computed === undefined ? {} : { computed }),
  });
  const sources = { manifests: ofKind('manifest', 'maybe-manifest'), kustomizations: ofKind('kustomization') };
  const manifests = readManifests({ ...sources, files, paths, inflated: rendered.inflated, followed });
  const facts = gatherFacts(
    [...kinds].filter(([path]) => !isTwin(path, { kinds, followed })),
    manifests.plain,
  );
  const charts = facts.infrastructure.flatMap(({ kind, path }) => (kind === 'helm' ? [path] : []));
  const read = readCharts({ charts, paths, files: ofKind('chart', 'template'), rendered, noHelm });
  const ofCharts = rendered.charts.flatMap(({ resources }) => resources);
  const assembled = [...new Set(manifests.assembled.flatMap(({ assembledBy }) => assembledBy ?? []))];
  const resources = [...manifests.plain, ...manifests.assembled, ...ofCharts, ...read.resources];
  const objects = resources.map(deployedObject);
  const tree = { repository, paths, kinds, texts: new Map(files.map(({ path, text }) => [path, text])) };
  // A chart of the repository is judged with the values that an object gives it where these were planned.
  const isOwn = (resource: Resource) => {
    const { isWhole, installs } = ownDelivery(tree, resource, resources);
    return isWhole && installs.every((install) => argo.some((planned) => isSameInstall(planned, install)));
  };
  const elsewhere = resources.filter((resource) => !isOwn(resource));
  // What a helmfile gives is known where all of it is.
  const givers = paths.filter((path) => !helmfiles.whole.has(path));
  const local = localEnvironments(ofCharts.map(deployedObject));
  const assemblers = assemblersOf({ assembled, charts: rendered.charts, local, objects: elsewhere, paths: givers });
  return {
    facts,
    rendered,
    files: [...manifests.files, ...read.files],
    objects,
    opaques: [
      ...manifests.opaques,
      ...rendered.opaques,
      ...read.opaques,
      ...assemblers.flatMap(onlyLocal),
      ...elsewhere.flatMap(hiddenByObject),
      ...objects.flatMap(deployedByPods),
    ],
    assemblers,
  };
}

interface Made {
  /** Folders of the kustomizations that assemble something. */
  readonly assembled: readonly string[];
  readonly charts: readonly RenderedChart[];
  readonly local: ReadonlySet<string>;
  readonly objects: readonly Resource[];
  readonly paths: readonly string[];
}

function assemblersOf({ assembled, charts, local, objects, paths }: Made): readonly Assemblers[] {
  const helmfileOf = helmfilesAbove(paths);
  return [
    { of: 'kustomization', names: assembled, own: null, local: [], supposed: [] },
    ...charts.map(({ environments, unread, own, supposed }): Assemblers => {
      const elsewhere = givenElsewhere(parentFolder(own), { helmfileOf, objects });
      return {
        of: 'chart',
        names: [...environments, ...unread, ...(elsewhere === null ? [] : [elsewhere])],
        own,
        local: environments.filter((name) => name !== own && local.has(name)),
        supposed,
      };
    }),
  ];
}

/** A chart that is only known as a developer's machine runs it. */
function onlyLocal({ names, local, own }: Assemblers): readonly Opaque[] {
  if (own === null || names.length > local.length) return [];
  const because = say`ce chart n’est connu qu’avec les valeurs d’un poste de travail (${local.join(', ')})`;
  return [{ place: { path: `${inside(parentFolder(own))}Chart.yaml`, line: 1 }, because, hides: 'objects' }];
}

function pathsOf(files: readonly TextFile[]): ReadonlySet<string> {
  return new Set(files.map(({ path }) => path));
}

/** Those of what a link stands for are told where it stands, once. */
function joinSuppressions(
  files: readonly TextFile[],
  kinds: ReadonlyMap<string, FileKind>,
  followed: ReadonlyMap<string, string>,
): ReadSuppressions {
  const known = pathsOf(files);
  const read = files.flatMap((file) => {
    const path = followed.get(file.path) ?? file.path;
    const kind = path !== file.path && known.has(path) ? undefined : kinds.get(file.path);
    if (kind === undefined || kind === 'dockerignore' || kind === 'submodules' || kind === 'credentials') return [];
    return [readSuppressions({ ...file, path, kind: kind === 'dockerfile' ? kind : 'yaml' })];
  });
  return { suppressions: read.flatMap(({ suppressions }) => suppressions), remarks: read.flatMap(({ remarks }) => remarks) };
}

/** What values make is seen in what Helm made of them. */
function isRendered(path: string, { charts, folders }: RenderedCharts): boolean {
  return (
    charts.some(({ environments }) => environments.includes(path)) ||
    [...folders].some((folder) => folder === '' || path.startsWith(`${folder}/`))
  );
}

function hiding(opaques: readonly Opaque[], kinds: readonly Opaque['hides'][]): readonly Opaque[] {
  return opaques.filter(({ hides }) => kinds.includes(hides));
}

function leftAside(files: readonly TextFile[], dockerfiles: readonly { path: string; dockerfile: Dockerfile | null }[]): readonly Unread[] {
  return [
    ...files
      .filter(({ text }) => text.length > MAX_SIZE)
      .map(({ path }) => ({ path, because: say`ce fichier dépasse les ${MAX_SIZE / 1024} ko lus` })),
    ...files.flatMap(({ path, text }) => {
      const because = notText(text);
      return because === null ? [] : [{ path, because }];
    }),
    ...dockerfiles.flatMap(({ path, dockerfile }) =>
      dockerfile === null ? [{ path, because: say`aucune instruction FROM n’y a été trouvée` }] : [],
    ),
  ];
}
