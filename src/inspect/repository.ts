import type { RepositoryFacts, Unread } from '../dossier/checks/check.ts';
import { say } from '../words/sentence.ts';
import type { Dockerfile } from './docker/dockerfile.ts';
import { readIgnore } from './docker/dockerignore.ts';
import { parseDockerfile } from './docker/parse-dockerfile.ts';
import { type FileKind, fileKind } from './files/file-kind.ts';
import { parentFolder } from './files/paths.ts';
import { MAX_SIZE } from './files/select-files.ts';
import type { TextFile } from './files/text-file.ts';
import { type ValuesFile, chartOpaques, readValues } from './helm/values.ts';
import { gatherFacts } from './gather-facts.ts';
import { type ManifestFile, readManifests } from './kubernetes/read-manifests.ts';
import type { Resource } from './kubernetes/resource.ts';
import { type Workload, workloadOf } from './kubernetes/workload.ts';
import type { Opaque } from './kustomize/assemble.ts';
import { readDocuments, type YamlTrouble } from './yaml/read-documents.ts';

/** What `inspect` is given. */
export interface InspectInput {
  /** The whole tree, whatever was read of it. */
  readonly paths: readonly string[];
  readonly files: readonly TextFile[];
  readonly unread: readonly Unread[];
}

/** A YAML file that matters, with what is wrong in it. */
export interface ReadYamlFile {
  readonly path: string;
  readonly troubles: readonly YamlTrouble[];
}

/** A repository's files, parsed: what the rules look at. */
export interface Repository {
  readonly paths: readonly string[];
  readonly facts: RepositoryFacts;
  readonly dockerfiles: readonly Dockerfile[];
  /** Patterns of each `.dockerignore`, by path. */
  readonly ignores: ReadonlyMap<string, readonly string[]>;
  readonly resources: readonly Resource[];
  /** Those of the resources that run pods. */
  readonly workloads: readonly Workload[];
  readonly opaques: readonly Opaque[];
  readonly values: readonly ValuesFile[];
  readonly yamlFiles: readonly ReadYamlFile[];
  /** Paths of files that hold a template's signs: `{{`, `{%`, `<%`, `%{`. */
  readonly templated: ReadonlySet<string>;
  /** The CI file's text; null where it was not read. */
  readonly ci: TextFile | null;
  readonly unread: readonly Unread[];
}

/** Parses the files, each as what its path tells. Never throws. */
export function readRepository({ paths: tree, files, unread }: InspectInput): Repository {
  const paths = [...new Set([...tree, ...files.map(({ path }) => path)])];
  const fitting = files.filter(({ text }) => text.length <= MAX_SIZE);
  const ofKind = (...kinds: readonly FileKind[]) => fitting.filter(({ path }) => kinds.some((kind) => kind === fileKind(path)));
  const parsed = ofKind('dockerfile').map(({ path, text }) => ({ path, dockerfile: parseDockerfile(path, text) }));
  const manifests = readManifests({ manifests: ofKind('manifest', 'maybe-manifest'), kustomizations: ofKind('kustomization') });
  const resources = [...manifests.plain, ...manifests.assembled];
  const facts = gatherFacts(paths, manifests.plain);
  const charts = facts.infrastructure.flatMap(({ kind, path }) => (kind === 'helm' ? [path] : []));
  const values = ofKind('values').map((file) => readValues(file, new Set(charts.map(parentFolder))));
  const others = ofKind('ci', 'chart').map(({ path, text }): ManifestFile => ({ path, ...readDocuments({ path, text }) }));
  const [ci = null] = ofKind('ci');
  return {
    paths,
    facts,
    dockerfiles: parsed.flatMap(({ dockerfile }) => dockerfile ?? []),
    ignores: new Map(ofKind('dockerignore').map(({ path, text }) => [path, readIgnore(text)])),
    resources,
    workloads: resources.flatMap((resource) => workloadOf(resource) ?? []),
    opaques: [...manifests.opaques, ...chartOpaques(charts)],
    values,
    yamlFiles: [...others, ...values, ...manifests.files].map(({ path, troubles }) => ({ path, troubles })),
    templated: new Set(fitting.filter(({ text }) => /\{\{|\{%|<%|%\{/.test(text)).map(({ path }) => path)),
    ci,
    unread: [
      ...unread,
      ...files
        .filter(({ text }) => text.length > MAX_SIZE)
        .map(({ path }) => ({ path, because: say`ce fichier dépasse les ${MAX_SIZE / 1024} ko lus` })),
      ...parsed.flatMap(({ path, dockerfile }) =>
        dockerfile === null ? [{ path, because: say`aucune instruction FROM n’y a été trouvée` }] : [],
      ),
    ],
  };
}
