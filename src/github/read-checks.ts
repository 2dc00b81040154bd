import type { Cluster } from '../config/production.ts';
import type { CheckReport, Unread } from '../dossier/checks/check.ts';
import type { ReportBasis } from '../dossier/checks/report-basis.ts';
import { say } from '../words/sentence.ts';
import { followLinks, linksToFollow, standingOf } from '../inspect/files/follow-links.ts';
import { selectFiles, type TreeFile } from '../inspect/files/select-files.ts';
import { isHelmfile } from '../inspect/files/is-helmfile.ts';
import { notText } from '../inspect/files/not-text.ts';
import type { TextFile } from '../inspect/files/text-file.ts';
import type { TextToCompute } from '../inspect/helmfile/computed-texts.ts';
import type { HelmfileInput } from '../inspect/helmfile/read-helmfiles.ts';
import { computeTexts } from '../helm/compute-texts.ts';
import type { FoundHelm } from '../helm/find-helm.ts';
import { renderDelivered } from '../helm/render-delivered.ts';
import type { InspectInput } from '../inspect/repository.ts';
import { textsToName } from '../inspect/named-texts.ts';
import { strangers } from '../reader/reader.ts';
import { inspectApart } from './inspect-apart.ts';
import type { Repository } from './octokit.ts';
import { createPeopleFirst } from './people-first.ts';
import { type BlobToRead, readBlobs } from './read-blobs.ts';

/** One reads in the thread while Helm renders for another: both take one at a time, in the order asked. */
const inTurn = createPeopleFirst(2);

/** Checks the files of a commit: one recursive tree, then only the files that matter, many in one query. Nothing is cloned; templates of charts are run by Helm. */
export async function inspectCommit(
  repository: Repository,
  { commit, basis: { registries, clusters, declared }, helm }: { commit: string; basis: ReportBasis; helm: FoundHelm },
): Promise<CheckReport> {
  const input = { ...(await readCommit(repository, commit)), repository: `${repository.owner}/${repository.repo}` };
  return inTurn(async () => inspectApart({ ...input, registries, declared, ...(await renderApart(input, { helm, clusters })) }));
}

/** The files of a commit that matter, and what could not be read of it. */
export async function readCommit(
  repository: Repository,
  commit: string,
): Promise<Pick<InspectInput, 'paths' | 'files' | 'unread' | 'followed'>> {
  const { octokit, owner, repo } = repository;
  const { data } = await octokit.rest.git.getTree({ owner, repo, tree_sha: commit, recursive: 'true' });
  const entries = data.tree.flatMap(({ type, mode, path, sha, size }) =>
    type !== 'tree' && path !== undefined && sha !== undefined ? [{ path, sha, size: size ?? 0, ...standing(type, mode) }] : [],
  );
  const tree = await withLinks(repository, entries);
  const { wanted, unread } = selectFiles(tree);
  const blobOf = new Map(tree.map((blob) => [blob.path, blob]));
  const read = async (chosen: readonly string[]): Promise<readonly TextFile[]> => {
    const blobs = chosen.flatMap((path) => blobOf.get(path) ?? []);
    const texts = await readBlobs(repository, blobs);
    return blobs.map(({ path }, index) => ({ path, text: texts[index] ?? '' }));
  };
  const selected = await read(wanted);
  const named = (await read(await namedApart(tree, selected))).filter(({ text }) => notText(text) === null);
  const files = [...selected, ...named];
  const truncated: readonly Unread[] = data.truncated
    ? [{ path: '.', because: say`GitHub ne donne pas la liste entière des fichiers de ce dépôt, trop grand : une partie n’a pas été vue` }]
    : [];
  const paths = tree.flatMap((entry) => (entry.is === 'submodule' ? [] : entry.path));
  return { paths, files, unread: [...truncated, ...unread], followed: standingOf(tree) };
}

/** The tree with what its links stand for: where they lead is what git keeps in their place ("Git database: trees", GitHub REST API). Only those that matter are read. */
async function withLinks<File extends TreeFile & BlobToRead>(repository: Repository, tree: readonly File[]): Promise<readonly File[]> {
  const links = linksToFollow(tree);
  if (links.length === 0) return tree;
  const targets = await readBlobs(repository, links);
  return followLinks(tree, new Map(links.flatMap(({ path }, index) => (targets[index] ? [[path, targets[index]] as const] : []))));
}

/** What kustomizations name, by the thread that reads strangers' files; what cannot be read names nothing. */
async function namedApart(tree: readonly TreeFile[], files: readonly TextFile[]): Promise<readonly string[]> {
  const given = textsToName(tree, files);
  const named = given === null ? null : await strangers.read('named-texts', given);
  return named?.kind === 'read' ? named.value : [];
}

/** What stands in place of a file ("Git database: trees", GitHub REST API). */
function standing(type: string | undefined, mode: string | undefined): Pick<TreeFile, 'is'> {
  if (type === 'commit') return { is: 'submodule' };
  return mode === '120000' ? { is: 'link' } : {};
}

/** What a chart asks for is read in the thread that reads strangers' files. */
async function renderApart(
  { paths, files, repository }: Pick<InspectInput, 'paths' | 'files' | 'repository'>,
  { helm, clusters }: { helm: FoundHelm; clusters: readonly Cluster[] },
): Promise<Pick<InspectInput, 'renderings' | 'computed' | 'installs' | 'noHelm' | 'hurried'>> {
  if (helm.kind === 'none') return { noHelm: helm.because, hurried: helm.passing };
  const given: HelmfileInput = { paths, files, ...(repository === undefined ? {} : { repository }) };
  // The files are sent to the thread once more for each answer: only where there is something to ask.
  const computed = given.paths.some(isHelmfile) ? await computeTexts(helm.path, (known) => textsApart({ ...given, computed: known })) : [];
  const planned = await strangers.read('plan-charts', { ...given, computed });
  if (planned.kind !== 'read') return { noHelm: [planned.because], hurried: planned.late };
  const plan = async (made: Pick<InspectInput, 'renderings' | 'installs'>) => {
    const next = await strangers.read('plan-charts', { ...given, computed, ...made });
    return next.kind === 'read' ? next.value : null;
  };
  return { computed, ...(await renderDelivered({ planned: planned.value, plan, helm, clusters })) };
}

/** What cannot be read asks for nothing: planning the charts tells why. */
async function textsApart(given: HelmfileInput): Promise<readonly TextToCompute[]> {
  const texts = await strangers.read('texts-to-compute', given);
  return texts.kind === 'read' ? texts.value : [];
}
