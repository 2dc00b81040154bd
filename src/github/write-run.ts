import type { RunWanted } from '../dossier/checks/run.ts';
import { type Annotation, type RenderedRun, renderRun, runName } from '../render/check-run.ts';
import type { AppIdentity } from './identity.ts';
import type { Repository } from './octokit.ts';
import { keepsOther, type OwnRun, readOwnRuns } from './own-runs.ts';
import { refusalOf } from './refusal.ts';
import { confirmRight } from './rights.ts';

/** Annotations that GitHub takes in one request ("Update a check run", GitHub's REST documentation). */
const MAX_AT_ONCE = 50;

export interface RunToWrite {
  readonly wanted: RunWanted;
  readonly app: AppIdentity;
  /** What comes before the run ends: it counts as written only once that is done. Null for nothing. */
  readonly beforeEnd: (() => Promise<number>) | null;
}

/** What came of it. */
export interface RunWritten {
  readonly writes: number;
  /** Somebody pressed a button since it was decided what to write. */
  readonly pressed: boolean;
}

/**
 * Brings the check run of a commit to what it must be. It is looked up first, so that none is created twice; one that a stop left unfinished, or that a person
 * asked for, goes on where it is. GitHub adds annotations and never takes any away: another content is another run, which takes the place of the one before.
 * A run that keeps a press made since is left as it is: the dossier does not hold it yet. Throws RightLost where whoever it is for may no longer write there.
 */
export async function writeRun(repository: Repository, { wanted, app, beforeEnd }: RunToWrite): Promise<RunWritten> {
  const all = await readOwnRuns(repository, wanted.inspected.commit, app);
  const runs = all.filter((run) => !keepsOther(run, wanted.press));
  const writes = await writeAmong(repository, runs, { wanted, app, beforeEnd });
  return { writes, pressed: runs.length < all.length };
}

/** Number of writes. */
async function writeAmong(repository: Repository, runs: readonly OwnRun[], { wanted, app, beforeEnd }: RunToWrite): Promise<number> {
  const [newest] = runs;
  if (newest?.finished === true && newest.externalId === wanted.is) return endUnfinished(repository, runs);
  await confirmRight(repository, wanted.onBehalfOf);
  const rendered = renderRun(wanted);
  const goesOn = newest !== undefined && !newest.finished && (newest.externalId === wanted.is || newest.annotations === 0);
  const job = { repository, wanted, rendered, beforeEnd };
  const writes = await write(job, goesOn ? newest : null).catch(async (error: unknown) => {
    // A line or a path that GitHub does not take must not keep the rest from being told; nothing was written by what it refused.
    if (refusalOf(error).kind !== 'invalid' || rendered.annotations.length === 0) throw error;
    const own = await readOwnRuns(repository, wanted.inspected.commit, app);
    const begun = own.find((run) => !keepsOther(run, wanted.press));
    const left = begun !== undefined && !begun.finished ? begun : null;
    return write({ ...job, rendered: { ...rendered, annotations: [] } }, left);
  });
  return writes + (await endUnfinished(repository, goesOn ? runs.slice(1) : runs));
}

interface Job extends Pick<RunToWrite, 'wanted' | 'beforeEnd'> {
  readonly repository: Repository;
  readonly rendered: RenderedRun;
}

async function write(job: Job, begun: OwnRun | null): Promise<number> {
  const { rendered, beforeEnd, wanted, repository } = job;
  const { octokit, owner, repo } = repository;
  const [first = [], ...rest] = batches(rendered.annotations.slice(begun?.annotations ?? 0));
  const endsAtOnce = rest.length === 0 && beforeEnd === null;
  let id = begun?.id;
  let writes = 1;
  if (id === undefined) {
    const created = await octokit.rest.checks.create({
      owner,
      repo,
      name: runName,
      head_sha: wanted.inspected.commit,
      ...bodyOf(job, first),
      ...stageOf(job, endsAtOnce),
    });
    id = created.data.id;
  } else {
    await octokit.rest.checks.update({ owner, repo, check_run_id: id, ...bodyOf(job, first), ...stageOf(job, endsAtOnce) });
  }
  if (endsAtOnce) return writes;
  writes += (await beforeEnd?.()) ?? 0;
  const later = rest.length === 0 ? [[]] : rest;
  for (const [index, batch] of later.entries()) {
    const ends = index === later.length - 1;
    await octokit.rest.checks.update({ owner, repo, check_run_id: id, ...bodyOf(job, batch), ...stageOf(job, ends) });
    writes += 1;
  }
  return writes;
}

function bodyOf({ wanted, rendered: { title, summary, text } }: Job, annotations: readonly Annotation[]) {
  return { external_id: wanted.is, output: { title, summary, text, annotations: [...annotations] } };
}

function stageOf({ wanted: { actions }, rendered: { conclusion } }: Job, ends: boolean) {
  if (!ends) return { status: 'in_progress' } as const;
  return {
    status: 'completed',
    conclusion,
    actions: actions.map(({ identifier, label, description }) => ({ identifier, label, description })),
  } as const;
}

function batches(annotations: readonly Annotation[]): readonly (readonly Annotation[])[] {
  const count = Math.ceil(annotations.length / MAX_AT_ONCE);
  return Array.from({ length: count }, (_, index) => annotations.slice(index * MAX_AT_ONCE, (index + 1) * MAX_AT_ONCE));
}

/** Ends those that are not: another took their place, or no dossier will go on with them, and they would seem to go on for ever. Number of writes. */
export async function endUnfinished({ octokit, owner, repo }: Repository, runs: readonly OwnRun[]): Promise<number> {
  const left = runs.filter(({ finished }) => !finished);
  for (const { id } of left)
    await octokit.rest.checks.update({ owner, repo, check_run_id: id, status: 'completed', conclusion: 'neutral' });
  return left.length;
}
