import { z } from 'zod';
import type { Secrets } from '../apply/secrets.ts';
import type { MirrorFile, MirrorRun, RepositorySeen, RepositoryReading, UnreadWorkflow } from '../dossier/mirror/repository-reading.ts';
import { type Platform, type RunCause, scriptCauses } from '../dossier/mirror/mirror-workflow.ts';
import type { NamedAccount } from '../words/account.ts';
import { repositoryNamed } from '../words/key.ts';
import type { WorkflowFile } from '../mirror/recognise.ts';
import { mirrorBranch } from '../dossier/mirror/mirror-branch.ts';
import { MAX_WORKFLOW_SIZE, workflowPath } from '../mirror/workflow-model.ts';
import { strangers } from '../reader/reader.ts';
import { readMirrorMarker } from './mirror-marker.ts';
import { readOwnPull } from './read-own-pull.ts';
import { recogniseWorkflows } from './recognise-workflows.ts';
import type { Heads, RightAges } from './heads.ts';
import type { AppIdentity } from './identity.ts';
import { isOwnCommit } from './own-commit.ts';
import type { Repository } from './octokit.ts';
import { isLimit } from './rate-limit.ts';
import { readHead } from './read-head.ts';
import { judgeError, orNull, refusalOf } from './refusal.ts';
import { readFile } from './read-file.ts';
import { together } from './together.ts';

/** What is looked for in a repository. */
export interface Asked {
  /** Whoever named the repository in the dossier; null for nobody, who may nothing. */
  readonly namer: NamedAccount | null;
  /** GitHub's ids of the repositories in which the Service Team lets the App act. */
  readonly authorised: readonly number[];
  readonly branches: readonly string[];
  readonly platforms: readonly Platform[];
  readonly app: AppIdentity;
  /** Signs the markers. */
  readonly secrets: Secrets;
}

/** What is seen of a repository by itself, whoever else declares it. */
export type SeenAlone = Omit<RepositorySeen, 'others' | 'elder'>;

/** A repository is read again after this even if no event told of a change: events get lost. */
export const MIRROR_KEPT_MS = 30 * 60_000;

/** Where a run's log did not come: it is asked for again. */
const LATE_LOG_KEPT_MS = 4 * 60_000;

/** At rest, nothing is awaited there: events tell of what happens, those that were lost are asked for again, and a pass reads it again some day. */
const AT_REST_KEPT_MS = 24 * 3_600_000;

/** How long a reading is kept where no event tells of a change. */
export function keptFor({ run, file, pull, missingBranches }: Pick<RepositorySeen, 'run' | 'file' | 'pull' | 'missingBranches'>): number {
  if (run?.log === 'not-yet') return LATE_LOG_KEPT_MS;
  const awaited = file === null || run?.succeeded !== true || pull?.state === 'open' || missingBranches.length > 0;
  return awaited ? MIRROR_KEPT_MS : AT_REST_KEPT_MS;
}

/** A refusal is asked again each time. */
export const mirrorRightAges: RightAges = (answer) => (answer === 'yes' ? MIRROR_KEPT_MS : 0);

/**
 * Reads what the App must know of a project's repository to propose the mirror and to follow it. Other dossiers are not its business. Of a private one nothing
 * is read for somebody who may not write there, unless it was authorised.
 */
export async function readRepository(
  repository: Repository,
  asked: Asked,
  heads: Heads,
): Promise<SeenAlone | Extract<RepositoryReading, { kind: 'hidden' }>> {
  const { id, name, url, private: closed, archived, fork, defaultBranch } = await heads.of(repository, MIRROR_KEPT_MS);
  const namerWrites = await heads.right(repository, asked.namer, mirrorRightAges);
  if (closed && namerWrites !== 'yes' && !asked.authorised.includes(id)) return { kind: 'hidden', id, name };
  const commit = await heads.commit(repository, MIRROR_KEPT_MS);
  const { files, tooLarge } = commit === null ? { files: [], tooLarge: [] } : await readWorkflows(repository, defaultBranch);
  const { mirrors, unread } = await recogniseWorkflows(files, strangers);
  const own = files.find(({ path }) => path === workflowPath);
  // After a rename, a dossier still declares the old name: what the App wrote goes by the new one.
  const { pull, pullText, pullOf, taken } = await readOwnPull(
    { octokit: repository.octokit, ...repositoryNamed(name) },
    { branch: mirrorBranch, app: asked.app, dossierIn: (body) => readMirrorMarker(body, name, asked.secrets) },
  );
  const base = pull?.state === 'open' ? pull.base : defaultBranch;
  const branch = commit === null ? null : await readMirrorBranch(repository, { base, asked });
  return {
    kind: 'seen',
    id,
    name,
    url,
    private: closed,
    archived,
    fork,
    defaultBranch: commit === null ? null : defaultBranch,
    namerWrites,
    missingBranches: commit === null ? [] : await missing(repository, asked.branches),
    mirrors,
    unread: [...tooLarge, ...unread],
    file: own === undefined ? null : await mirrorFile(own.text, asked.platforms),
    branch: branch === null ? null : { ...branch, foreign: branch.foreign || taken },
    pull,
    pullText,
    pullOf,
    run: own === undefined ? null : await readRun(repository, defaultBranch),
  };
}

async function mirrorFile(text: string, platforms: readonly Platform[]): Promise<MirrorFile> {
  const read = await strangers.read('mirror-file', { text, platforms });
  return { text, ...(read.kind === 'read' ? read.value : { transports: {}, formerTags: false }) };
}

const listing = z.array(z.object({ type: z.string(), path: z.string(), size: z.number().optional() }));

/** Workflow files read at the most: a repository that has more mirrors in one of the first. */
const MAX_WORKFLOWS = 20;

async function readWorkflows(
  repository: Repository,
  ref: string,
): Promise<{ readonly files: readonly WorkflowFile[]; readonly tooLarge: readonly UnreadWorkflow[] }> {
  const { octokit, owner, repo } = repository;
  const folder = await orNull(octokit.rest.repos.getContent({ owner, repo, path: '.github/workflows', ref }));
  const entries = listing.safeParse(folder?.data).data ?? [];
  const workflows = entries.filter(({ type, path }) => type === 'file' && /\.ya?ml$/.test(path));
  const isTooLarge = ({ size = 0 }: { size?: number | undefined }) => size > MAX_WORKFLOW_SIZE;
  const paths = workflows
    .filter((entry) => !isTooLarge(entry))
    .map(({ path }) => path)
    .toSorted((a, b) => Number(b === workflowPath) - Number(a === workflowPath))
    .slice(0, MAX_WORKFLOWS);
  const files = await together(paths.map(async (path) => ({ path, text: await readFile(repository, path, ref) })));
  return {
    files: files.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }])),
    tooLarge: workflows.filter(isTooLarge).map(({ path }) => ({ path, because: 'il est trop grand' })),
  };
}

async function readMirrorBranch(
  repository: Repository,
  { base, asked }: { base: string; asked: Asked },
): Promise<RepositorySeen['branch']> {
  const { octokit, owner, repo } = repository;
  const sha = await readHead(repository, mirrorBranch);
  if (sha === null) return null;
  // 404: the branch has nothing in common with its base, so somebody made it anew.
  const compared = await orNull(octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${base}...${mirrorBranch}` }));
  const text = await readFile(repository, workflowPath, mirrorBranch);
  const foreign = compared === null || compared.data.commits.some((commit) => !isOwnCommit(asked.app, commit));
  return { sha, foreign, file: text === null ? null : await mirrorFile(text, asked.platforms) };
}

async function missing(repository: Repository, branches: readonly string[]): Promise<readonly string[]> {
  const heads = await together(branches.map(async (branch) => ({ branch, sha: await readHead(repository, branch) })));
  return heads.flatMap(({ branch, sha }) => (sha === null ? [branch] : []));
}

/** Conclusions of a run that say something; one that was cancelled or skipped does not. */
const conclusions: ReadonlyMap<string | null, (repository: Repository, run: number) => Promise<RunTold>> = new Map([
  ['success', readPipelines],
  ['failure', readCause],
  ['timed_out', () => Promise.resolve({ ...nothingTold, cause: 'delai-depasse' })],
  ['startup_failure', () => Promise.resolve({ ...nothingTold, cause: 'demarrage-impossible' })],
]);

/** What the logs of a run tell. */
type RunTold = Pick<MirrorRun, 'log' | 'pipelines' | 'cause'>;

const nothingTold: RunTold = { log: 'told', pipelines: [], cause: null };
const notYet: RunTold = { ...nothingTold, log: 'not-yet' };

/** Ended runs among which a success is looked for: more do not follow one another between two looks. */
const RUNS_LOOKED_AT = 30;

async function readRun(repository: Repository, branch: string): Promise<MirrorRun | null> {
  const { octokit, owner, repo } = repository;
  const workflow_id = workflowPath.split('/').at(-1) ?? '';
  const listed = await orNull(
    octokit.rest.actions.listWorkflowRuns({ owner, repo, workflow_id, branch, status: 'completed', per_page: RUNS_LOOKED_AT }),
  );
  const found = lastRun(listed?.data.workflow_runs ?? []);
  if (found === null) return null;
  const { conclusion, ...run } = found;
  return { ...run, ...((await conclusions.get(conclusion)?.(repository, run.id)) ?? nothingTold) };
}

/** A run as GitHub lists it, the newest first. */
interface RunRow {
  readonly id: number;
  readonly conclusion: string | null;
  readonly html_url: string;
  readonly updated_at: string;
}

/** The last of the runs that says something, with the success that it hides where it is none; null where none does. */
export function lastRun(rows: readonly RunRow[]): (Omit<MirrorRun, keyof RunTold> & Pick<RunRow, 'conclusion'>) | null {
  const telling = rows.filter(({ conclusion }) => conclusions.has(conclusion));
  const [run] = telling;
  if (run === undefined) return null;
  const success = telling.find(({ conclusion }) => conclusion === 'success');
  const successBefore = success === undefined || success === run ? null : { url: success.html_url, at: success.updated_at };
  const { id, html_url: url, updated_at: at, conclusion } = run;
  return { id, url, at, succeeded: success === run, successBefore, conclusion };
}

/** Jobs of a run whose logs are read: one for each platform. */
const MAX_JOBS = 4;

/** The pipelines that GitLab created at the call of the jobs, as their script writes them, one a job, whatever else is in its log; none where the logs may not be read, or are gone. */
async function readPipelines({ octokit, owner, repo }: Repository, run_id: number): Promise<RunTold> {
  try {
    const { data } = await octokit.rest.actions.listJobsForWorkflowRun({ owner, repo, run_id, per_page: 20 });
    const jobs = data.jobs.filter(({ conclusion }) => conclusion === 'success').slice(0, MAX_JOBS);
    const logs = await together(jobs.map(({ id }) => readLog({ octokit, owner, repo }, id)));
    if (logs.includes(null)) return notYet;
    return { ...nothingTold, pipelines: [...new Set(logs.flatMap((log) => log?.match(pipelineLink)?.at(-1) ?? []))] };
  } catch (error) {
    refusalOf(error);
    return nothingTold;
  }
}

/** As the script accepts it of GitLab's answer. */
const pipelineLink = /https:\/\/[A-Za-z0-9._~:/-]{1,300}\/-\/pipelines\/\d+/g;

/** The cause that the log of the job that failed tells; null where the log may not be read, is gone, or tells nothing. */
async function readCause({ octokit, owner, repo }: Repository, run_id: number): Promise<RunTold> {
  try {
    const { data } = await octokit.rest.actions.listJobsForWorkflowRun({ owner, repo, run_id, per_page: 20 });
    const job = data.jobs.find(({ conclusion }) => conclusion === 'failure' || conclusion === 'timed_out');
    if (job?.conclusion === 'timed_out') return { ...nothingTold, cause: 'delai-depasse' };
    const log = job === undefined ? '' : await readLog({ octokit, owner, repo }, job.id);
    return log === null ? notYet : { ...nothingTold, cause: causeInLog(log) };
  } catch (error) {
    refusalOf(error);
    return nothingTold;
  }
}

/**
 * The end of a job's log; empty where GitHub refuses it or has it no more, null where it did not come. That fails nothing else: logs lie on another server than
 * the API, which a proxy may keep out of reach for good.
 */
async function readLog({ octokit, owner, repo }: Repository, job_id: number): Promise<string | null> {
  try {
    return logText((await octokit.rest.actions.downloadJobLogsForWorkflowRun({ owner, repo, job_id })).data).slice(-100_000);
  } catch (error) {
    const judged = judgeError(error);
    if (judged === 'defect' || isLimit(error)) throw error;
    return judged === 'unavailable' ? null : '';
  }
}

function logText(data: unknown): string {
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString('utf8');
  return typeof data === 'string' ? data : '';
}

/** What GitLab and curl say themselves, in the log of a workflow that is not the App's own. */
const saidByOthers: readonly (readonly [RegExp, RunCause])[] = [
  [/\b401 Unauthorized\b/i, 'jeton-refuse'],
  [/\b404 (?:Project )?Not Found\b/i, 'projet-introuvable'],
  [/\bReference not found\b/i, 'ref-refusee'],
  [/\bcurl: \((?:5|6|7|28|35|56|60)\)/, 'gitlab-injoignable'],
];

function causeInLog(log: string): RunCause | null {
  return scriptCauses.find((cause) => log.includes(`[${cause}]`)) ?? saidByOthers.find(([sign]) => sign.test(log))?.[1] ?? null;
}
