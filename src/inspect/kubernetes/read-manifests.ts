import { say } from '../../words/sentence.ts';
import type { TextFile } from '../files/text-file.ts';
import { asMap, at, isAbsent, type Node, textOf } from '../yaml/node.ts';
import { readDocuments, type YamlTrouble } from '../yaml/read-documents.ts';
import { isForHelmTest } from '../helm/helm-test.ts';
import { assemble } from '../kustomize/assemble.ts';
import { readKustomization } from '../kustomize/kustomization.ts';
import { hidden, type Opaque } from '../sight.ts';
import { type Resource, resourcesOf } from './resource.ts';
import { groupOf, isOwnGroup, kindStanding } from './kinds.ts';
import { namesOwnKind, withoutVersion } from './without-version.ts';
import { templatedWorkload, templatePath } from './workload.ts';

/** A YAML file that was parsed. */
export interface ManifestFile {
  readonly path: string;
  readonly documents: readonly Node[];
  readonly troubles: readonly YamlTrouble[];
}

/** The Kubernetes objects of a repository. */
export interface Manifests {
  /** Files that matter: those that hold objects, and kustomizations. */
  readonly files: readonly ManifestFile[];
  /** Objects applied as they are written. */
  readonly plain: readonly Resource[];
  /** Objects that kustomizations assemble. */
  readonly assembled: readonly Resource[];
  readonly opaques: readonly Opaque[];
}

/** Reads manifests, and assembles those that kustomizations use; patches and other partial objects are not taken for whole ones. */
export function readManifests(given: {
  manifests: readonly TextFile[];
  kustomizations: readonly TextFile[];
  /** Whatever they are, for what takes their content. */
  files: readonly TextFile[];
  paths: readonly string[];
  /** What Helm made of the charts that kustomizations inflate. */
  inflated?: ReadonlyMap<string, readonly Resource[]>;
  /** Where what links stand for stands by itself. */
  followed?: ReadonlyMap<string, string>;
}): Manifests {
  const { followed = new Map<string, string>() } = given;
  const manifests = given.manifests.flatMap(readManifest);
  const kustomizations = given.kustomizations.map(parse);
  const documents = new Map([...manifests, ...given.manifests.filter(isPatchFile).map(parse)].map((file) => [file.path, file.documents]));
  const assembly = assemble(
    kustomizations.flatMap(({ path, documents: [document] }) => (document === undefined ? [] : (readKustomization(path, document) ?? []))),
    {
      documents,
      texts: new Map(given.files.map(({ path, text }) => [path, text])),
      tree: new Set(given.paths),
      inflated: given.inflated ?? new Map(),
      followed,
    },
  );
  const known = new Set(manifests.map(({ path }) => path));
  // What a link stands for is judged where it stands, but for what a kustomization makes of it by the link.
  const isAlone = ({ path }: ManifestFile) => !assembly.used.has(path) && !known.has(followed.get(path) ?? '');
  const unused = manifests
    .filter(isAlone)
    .flatMap((file) => file.documents.flatMap(resourcesOf))
    // What `helm template` made may be kept, or given, as it is.
    .filter((resource) => kindStanding(resource) !== 'tool' && !isForHelmTest(resource));
  const plain = unused.filter((resource) => !isPartial(resource));
  const refused = manifests.filter(isAlone).flatMap((file) => file.documents.flatMap(withoutVersion));
  const opaques = [
    ...assembly.opaques,
    ...unused.filter(isPartial).map(partial),
    ...refused,
    ...[...manifests, ...kustomizations].flatMap(unreadable),
  ];
  return { files: [...manifests, ...kustomizations], plain, assembled: assembly.resources, opaques };
}

/** A file that is not read hides its objects from all rules, whoever else reads it. */
function unreadable({ troubles }: ManifestFile): readonly Opaque[] {
  return troubles
    .filter(({ kind }) => kind !== 'ambiguous')
    .slice(0, 1)
    .map(({ place }) => ({ place, because: say`ce fichier n’est pas lisible : ses objets n’ont pas tous été vus`, hides: 'objects' }));
}

function parse(file: TextFile): ManifestFile {
  return { path: file.path, ...readDocuments(file) };
}

/** A file of objects, or one that was meant to be and that nobody could apply as it is written; none for another one. */
function readManifest(file: TextFile): readonly ManifestFile[] {
  if (looksLikeManifest(file)) return [parse(file)];
  if (!namesOwnKind(file.text)) return [];
  const read = parse(file);
  return read.troubles.length > 0 || read.documents.some((document) => withoutVersion(document).length > 0) ? [read] : [];
}

function looksLikeManifest({ text }: TextFile): boolean {
  return /["']?apiVersion["']?\s*:/.test(text) && /["']?kind["']?\s*:/.test(text);
}

/** JSON patches have no kind. */
function isPatchFile(file: TextFile): boolean {
  return !looksLikeManifest(file) && /["']?op["']?\s*:/.test(file.text);
}

function partial({ kind, name, place }: Resource): Opaque {
  const because = say`l’objet ${`${kind} ${name}`.trim()} n’est pas complet (il lui manque spec.selector, un conteneur ou une image) : il est pris pour un correctif, et n’est pas jugé`;
  return hidden(place, because);
}

/** Of a kind of Kubernetes: one of others may take its pods from another object. */
function hasPodWithoutContainer(resource: Resource): boolean {
  const path = templatePath(resource);
  return path !== null && isOwnGroup(groupOf(resource)) && asMap(at(resource.body, ...path, 'spec')) !== null;
}

/** True for an object that nobody could apply as it is: a patch that nothing here uses. */
function isPartial(resource: Resource): boolean {
  const workload = templatedWorkload(resource);
  if (workload === null) return hasPodWithoutContainer(resource);
  if (workload.containers.some(({ node }) => isAbsent(at(node, 'image')))) return true;
  const needsSelector = /^(Deployment|StatefulSet|DaemonSet|ReplicaSet)$/.test(resource.kind);
  return (
    needsSelector && (textOf(at(resource.body, 'apiVersion')) ?? '').startsWith('apps/') && isAbsent(at(resource.body, 'spec', 'selector'))
  );
}
