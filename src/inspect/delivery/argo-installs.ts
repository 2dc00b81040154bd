import { notText } from '../files/not-text.ts';
import { treeKinds } from '../files/tree-kinds.ts';
import type { TextFile } from '../files/text-file.ts';
import type { Install } from '../helmfile/install.ts';
import { readManifests } from '../kubernetes/read-manifests.ts';
import { ownDelivery } from './own-delivery.ts';
import type { OwnTree } from './own-tree.ts';

/** A repository's files. */
export interface FilesOfRepository {
  readonly paths: readonly string[];
  readonly files: readonly TextFile[];
  /** `owner/name` on GitHub; absent where that is not known. */
  readonly repository?: string | null;
}

/** Installations of one chart that are rendered. */
const MAX_INSTALLS = 10;

/** The charts of the repository that its own objects of Argo CD install, each with the values that they give: those that are manifests, or that kustomizations assemble. Pure; never throws. */
export function argoInstalls(given: FilesOfRepository): readonly Install[] {
  const { paths, files, repository = null } = given;
  if (repository === null || !files.some(({ text }) => mentionsApplications(text))) return [];
  const tree = ownTree(given);
  const ofKind = (...wanted: readonly string[]) =>
    files.filter(({ path }) => tree.texts.has(path) && wanted.includes(tree.kinds.get(path) ?? ''));
  const { plain, assembled } = readManifests({
    manifests: ofKind('manifest', 'maybe-manifest'),
    kustomizations: ofKind('kustomization'),
    files,
    paths,
  });
  const objects = [...plain, ...assembled];
  return joinInstalls(objects.flatMap((object) => ownDelivery(tree, object, objects).installs));
}

/** True for a text that may hold an object of Argo CD which deploys something. */
export function mentionsApplications(text: string): boolean {
  return /argoproj\.io\//.test(text) && /\bApplication(Set)?\b/.test(text);
}

/** The repository's files as what its objects deploy is looked for among them. */
export function ownTree({ paths, files, repository = null }: FilesOfRepository): OwnTree {
  const texts = new Map(files.flatMap(({ path, text }) => (notText(text) === null ? [[path, text] as const] : [])));
  return { repository, paths, kinds: treeKinds(paths), texts };
}

/** The installations that are rendered: each once, surely deployed before perhaps, and of several that bear one name the first; what is left is followed no further. */
export function joinInstalls(installs: readonly Install[]): readonly Install[] {
  const surest = installs.toSorted((one, other) => Number(one.isSupposed ?? false) - Number(other.isSupposed ?? false));
  return [...Map.groupBy(surest, ({ chart }) => chart).values()].flatMap(firstInstalls);
}

/** Of one chart: each is compared with the few that are kept. */
function firstInstalls(installs: readonly Install[]): readonly Install[] {
  const kept: Install[] = [];
  for (const install of installs) {
    if (kept.length === MAX_INSTALLS) break;
    if (!kept.some((one) => isNamedAlike(one, install) || isSameInstall(one, install))) kept.push(install);
  }
  return kept;
}

/** True where the same is installed, as surely. */
export function isAsDelivered(installs: readonly Install[], others: readonly Install[]): boolean {
  const isAmong = (install: Install) => others.some((other) => isSameInstall(install, other) && install.isSupposed === other.isSupposed);
  return installs.length === others.length && installs.every(isAmong);
}

/** True for one installation, with all that it gives, whatever assembles what installs it. */
export function isSameInstall(one: Install, other: Install): boolean {
  return (
    one.chart === other.chart &&
    isOfOneName(one, other) &&
    one.release.namespace === other.release.namespace &&
    one.values.length === other.values.length &&
    one.values.every(({ path, text }, index) => path === other.values[index]?.path && text === other.values[index].text)
  );
}

function isNamedAlike(one: Install, other: Install): boolean {
  return isOfOneName(one, other) && one.by === other.by;
}

function isOfOneName(one: Install, other: Install): boolean {
  return one.from === other.from && one.environment === other.environment && one.release.name === other.release.name;
}
