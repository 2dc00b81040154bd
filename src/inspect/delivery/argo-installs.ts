import { notText } from '../files/not-text.ts';
import { treeKinds } from '../files/tree-kinds.ts';
import type { TextFile } from '../files/text-file.ts';
import type { Install } from '../helmfile/install.ts';
import { readManifests } from '../kubernetes/read-manifests.ts';
import { ownDelivery } from './own-delivery.ts';

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
export function argoInstalls({ paths, files, repository = null }: FilesOfRepository): readonly Install[] {
  if (repository === null || !files.some(({ text }) => /argoproj\.io\//.test(text) && /\bApplication(Set)?\b/.test(text))) return [];
  const kinds = treeKinds(paths);
  const fitting = files.filter(({ text }) => notText(text) === null);
  const ofKind = (...wanted: readonly string[]) => fitting.filter(({ path }) => wanted.includes(kinds.get(path) ?? ''));
  const { plain, assembled } = readManifests({
    manifests: ofKind('manifest', 'maybe-manifest'),
    kustomizations: ofKind('kustomization'),
    files,
    paths,
  });
  const tree = { repository, paths, kinds, texts: new Map(fitting.map(({ path, text }) => [path, text])) };
  const objects = [...plain, ...assembled];
  const installs = new Map(objects.flatMap((object) => ownDelivery(tree, object, objects).installs).map((one) => [installKey(one), one]));
  return [...Map.groupBy(installs.values(), ({ chart }) => chart).values()].flatMap((all) => all.slice(0, MAX_INSTALLS));
}

/** Which installation it is, as one word. */
export function installKey({ from, environment, chart, release: { name } }: Install): string {
  return [from, environment, chart, name].join('\n');
}
