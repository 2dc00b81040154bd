import { z } from 'zod';
import { mirrorBranch } from '../dossier/mirror/mirror-branch.ts';
import type { Secrets } from '../apply/secrets.ts';
import type { PullWanted } from '../dossier/mirror/mirror-status.ts';
import { renderWorkflow } from '../mirror/render-workflow.ts';
import { workflowPath } from '../mirror/workflow-model.ts';
import { strangers } from '../reader/reader.ts';
import { renderPull } from '../render/mirror-pull.ts';
import { keepOwnPull, type KeptPull, textWhenReopened, writtenFor } from './keep-own-pull.ts';
import { mirrorMarker } from './mirror-marker.ts';
import { NoLongerSo } from './no-longer-so.ts';
import type { Repository } from './octokit.ts';
import { orNull, refusalOf } from './refusal.ts';
import { confirmRight } from './rights.ts';
import { pinWorkflow } from './pin-workflow.ts';
import { readHead } from './read-head.ts';
import { confirmBranch, dropBranch, moveBranch, openPull, place } from './write-own-pull.ts';

export interface ProposeRequest {
  readonly repository: Repository;
  readonly wanted: PullWanted;
  /** Page where the team finds its token. */
  readonly console: string;
  readonly secrets: Secrets;
}

/**
 * Brings the pull request of a repository to what is wanted: its branch, its file, then itself, opened, opened again or updated. Returns the number of
 * writes: none when all is there. A branch that was made for nothing, because GitHub refuses the file or the pull request, is taken away. Throws RightLost, asked before each write, where whoever it is for may no longer write
 * there, and NoLongerSo where the default branch is gone, or the App's own is not as it was seen.
 */
export async function proposeMirror(request: ProposeRequest): Promise<number> {
  const { repository, wanted } = request;
  const { branch, pull } = wanted.seen;
  const text = await wantedText(repository, wanted);
  const open = pull?.state === 'open';
  if (open && branch?.file?.text === text) return keepOwnPull(keptPull(request));
  const kept = branch !== null && (open || wanted.reopen);
  const isThere = kept && branch.file?.text === text;
  if (kept && !isThere) await confirmBranch(repository, { branch: mirrorBranch, was: branch.sha });
  const begun = kept ? 0 : await startBranch(repository, wanted);
  try {
    const written = isThere ? 0 : await writeFile(request, text);
    return begun + written + (await writePull(request, kept ? 'kept' : 'new'));
  } catch (error) {
    if (!kept) await dropBranch(repository, mirrorBranch);
    throw error;
  }
}

/** A file that cannot be read to its end is written anew, as any other that GitHub could not read. */
async function wantedText(repository: Repository, { seen, workflow: wanted, dropped }: PullWanted): Promise<string> {
  const workflow = await pinWorkflow(
    repository,
    wanted,
    [seen.branch?.file, seen.file].flatMap((file) => file?.text ?? []),
  );
  if (seen.file === null) return renderWorkflow(workflow);
  const changed = await strangers.read('change-platforms', { text: seen.file.text, model: workflow, dropped });
  return changed.kind === 'read' ? changed.value : renderWorkflow(workflow);
}

/** The branch starts from the default branch: anew, or again where the pull request it was made for is over. Only commits of the App are ever replaced. */
async function startBranch(repository: Repository, { seen, onBehalfOf }: PullWanted): Promise<number> {
  const sha = await readHead(repository, seen.defaultBranch ?? '');
  if (sha === null) throw new NoLongerSo('the default branch is gone: it was renamed, or the repository emptied');
  await confirmRight(repository, onBehalfOf);
  await moveBranch(repository, { branch: mirrorBranch, sha, was: seen.branch?.sha ?? null });
  return 1;
}

const existing = z.object({ sha: z.string() });

/** Without an author of its own, GitHub signs the commit as the App's. */
async function writeFile({ repository, wanted, console }: ProposeRequest, text: string): Promise<number> {
  const { repos } = repository.octokit.rest;
  const where = { ...place(repository), path: workflowPath };
  const current = await orNull(repos.getContent({ ...where, ref: mirrorBranch }));
  const sha = existing.safeParse(current?.data).data?.sha;
  await confirmRight(repository, wanted.onBehalfOf);
  await repos.createOrUpdateFileContents({
    ...where,
    branch: mirrorBranch,
    message: renderPull(wanted, console).commit,
    content: Buffer.from(text).toString('base64'),
    ...(sha === undefined ? {} : { sha }),
  });
  return 1;
}

function keptPull({ repository, wanted, console, secrets }: ProposeRequest): KeptPull {
  const { seen, onBehalfOf, dossier } = wanted;
  return {
    repository,
    seen,
    defaultBranch: seen.defaultBranch ?? '',
    onBehalfOf,
    text: renderPull(wanted, console),
    marker: mirrorMarker(dossier.key, `${repository.owner}/${repository.repo}`, secrets),
    follows: true,
    oldFollow: true,
  };
}

/** Keeps the one that is open, opens again the one that was closed, or another one in its place. */
async function writePull(request: ProposeRequest, branch: 'kept' | 'new'): Promise<number> {
  const { repository, wanted } = request;
  const { pull } = wanted.seen;
  const kept = keptPull(request);
  if (branch === 'kept' && pull?.state === 'open') return keepOwnPull(kept);
  await confirmRight(repository, wanted.onBehalfOf);
  if (branch === 'kept' && pull !== null) {
    const change = { ...place(repository), pull_number: pull.number, state: 'open' as const, ...textWhenReopened(kept) };
    if (await reopens(repository.octokit.rest.pulls.update(change))) return 1;
  }
  await openPull(repository, { head: mirrorBranch, base: kept.defaultBranch, ...writtenFor(kept, kept.defaultBranch) });
  return 1;
}

/** False where GitHub no longer lets a pull request be opened again (422), as after its branch was made anew: another one takes its place. */
async function reopens(update: Promise<unknown>): Promise<boolean> {
  try {
    await update;
    return true;
  } catch (error) {
    if (refusalOf(error).kind === 'invalid') return false;
    throw error;
  }
}
