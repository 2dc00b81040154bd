import type { RepositoryFacts, Unread } from '../dossier/checks/check.ts';
import { defaultRegistries, type Registries } from '../config/registries-schema.ts';
import { say, type Sentence } from '../words/sentence.ts';
import type { Dockerfile } from './docker/dockerfile.ts';
import { readIgnore } from './docker/dockerignore.ts';
import { parseDockerfile } from './docker/parse-dockerfile.ts';
import type { FileKind } from './files/file-kind.ts';
import { parentFolder } from './files/paths.ts';
import { MAX_SIZE } from './files/select-files.ts';
import type { TextFile } from './files/text-file.ts';
import { hiddenByFiles } from './files/hidden-files.ts';
import { treeKinds } from './files/tree-kinds.ts';
import { readCharts } from './helm/charts.ts';
import { type ValuesFile, readValues } from './helm/values.ts';
import { gatherFacts } from './gather-facts.ts';
import { type ManifestFile, readManifests } from './kubernetes/read-manifests.ts';
import { type DeployedObject, deployedObject } from './kubernetes/workload.ts';
import { createSight, type Opaque, type Sight } from './sight.ts';
import { readDocuments, type YamlTrouble } from './yaml/read-documents.ts';

/** What `inspect` is given. */
export interface InspectInput {
  /** The whole tree, whatever was read of it. */
  readonly paths: readonly string[];
  readonly files: readonly TextFile[];
  readonly unread: readonly Unread[];
  /** Those of the process; absent, those that the platform documents. */
  readonly registries?: Registries;
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
  readonly dockerfiles: Sight<Dockerfile>;
  /** Patterns of each `.dockerignore`, by path. */
  readonly ignores: ReadonlyMap<string, readonly string[]>;
  readonly objects: Sight<DeployedObject>;
  /** The same objects, and what hides data of ConfigMaps besides. */
  readonly configData: Sight<DeployedObject>;
  /** How many kustomizations assemble objects that no other one uses. */
  readonly assemblers: number;
  readonly values: readonly ValuesFile[];
  readonly yamlFiles: readonly ReadYamlFile[];
  /** Paths of files that hold a template's signs: `{{`, `{%`, `<%`, `%{`. */
  readonly templated: ReadonlySet<string>;
  /** The CI file's text; null where it was not read. */
  readonly ci: TextFile | null;
  readonly registries: Registries;
  readonly unread: readonly Unread[];
}

/** Parses the files, each as what its path tells. Never throws. */
export function readRepository({ paths: tree, files, unread: given, registries = defaultRegistries }: InspectInput): Repository {
  const paths = [...new Set([...tree, ...files.map(({ path }) => path)])];
  const kinds = treeKinds(paths);
  const fitting = files.filter(({ text }) => text.length <= MAX_SIZE && notText(text) === null);
  const ofKind = (...wanted: readonly FileKind[]) => fitting.filter(({ path }) => wanted.some((kind) => kind === kinds.get(path)));
  const dockerfiles = ofKind('dockerfile').map(({ path, text }) => ({ path, dockerfile: parseDockerfile(path, text) }));
  const manifests = readManifests({ manifests: ofKind('manifest', 'maybe-manifest'), kustomizations: ofKind('kustomization'), paths });
  const facts = gatherFacts([...kinds], manifests.plain);
  const charts = facts.infrastructure.flatMap(({ kind, path }) => (kind === 'helm' ? [path] : []));
  const rendered = readCharts({ charts, paths, files: ofKind('chart', 'template') });
  const values = ofKind('values').map((file) => readValues(file, new Set(charts.map(parentFolder))));
  const others = ofKind('ci', 'chart').map(({ path, text }): ManifestFile => ({ path, ...readDocuments({ path, text }) }));
  const unread = [...given, ...leftAside(files, dockerfiles)];
  const hidden = hiddenByFiles({ paths, read: new Set(files.map(({ path }) => path)), unread });
  const opaques = [...manifests.opaques, ...rendered.opaques, ...hidden];
  const objects = [...manifests.plain, ...manifests.assembled, ...rendered.resources].map(deployedObject);
  const [ci = null] = ofKind('ci');
  return {
    paths,
    facts,
    dockerfiles: createSight(
      dockerfiles.flatMap(({ dockerfile }) => dockerfile ?? []),
      hiding(opaques, ['dockerfiles']),
    ),
    ignores: new Map(ofKind('dockerignore').map(({ path, text }) => [path, readIgnore(text)])),
    objects: createSight(objects, hiding(opaques, ['objects'])),
    configData: createSight(objects, hiding(opaques, ['objects', 'data'])),
    assemblers: new Set(manifests.assembled.map(({ assembledBy }) => assembledBy)).size,
    values,
    yamlFiles: [...others, ...values, ...manifests.files, ...rendered.files].map(({ path, troubles }) => ({ path, troubles })),
    templated: new Set(fitting.filter(({ text }) => /\{\{|\{%|<%|%\{/.test(text)).map(({ path }) => path)),
    ci,
    registries,
    unread,
  };
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

/** Why a file is not the text that it stands for; null where it is. */
function notText(text: string): Sentence | null {
  if (text.startsWith('version https://git-lfs.github.com/spec/'))
    return say`ce fichier est un renvoi de Git LFS, et son contenu n’a pas été lu`;
  // Git keeps a symbolic link as the path that it leads to.
  if (/^[^\s:{[]{1,500}\.(ya?ml|json)$/i.test(text)) return say`ce fichier est un lien symbolique, qui n’a pas été suivi`;
  return text.includes('\0') || text.startsWith('\uFFFD') ? say`ce fichier n’est pas un texte en UTF-8` : null;
}
