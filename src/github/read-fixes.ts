import type { FixPlan } from '../dossier/checks/fix-plan.ts';
import { fixesBranch, type FixesNeed, type FixesReading, type FixesSeen } from '../dossier/checks/fixes-reading.ts';
import { strangers } from '../reader/reader.ts';
import { repositoryNamed } from '../words/key.ts';
import type { Secrets } from '../apply/secrets.ts';
import type { Heads } from './heads.ts';
import type { AppIdentity } from './identity.ts';
import { isOwnCommit } from './own-commit.ts';
import { readFixesMarker } from './mirror-marker.ts';
import type { Repository } from './octokit.ts';
import { readCommit } from './read-checks.ts';
import { readFile } from './read-file.ts';
import { readHead } from './read-head.ts';
import { readOwnPull } from './read-own-pull.ts';
import { orNull } from './refusal.ts';
import { MIRROR_KEPT_MS, mirrorRightAges } from './read-repository.ts';
import { together } from './together.ts';

/** What is looked for in a repository to mend. */
export interface FixesAsked extends FixesNeed {
  /** GitHub's ids of the repositories in which the Service Team lets the App act. */
  readonly authorised: readonly number[];
  readonly app: AppIdentity;
  /** Signs the markers. */
  readonly secrets: Secrets;
}

/** Reads a project's repository, what would mend it, and what became of the pull request. Of a private one nothing is read for somebody who may not write there, unless it was authorised. */
export async function readFixes(repository: Repository, asked: FixesAsked, heads: Heads): Promise<FixesReading> {
  const { id, name, private: closed, archived, fork, defaultBranch } = await heads.of(repository, MIRROR_KEPT_MS);
  const askerWrites = await heads.right(repository, asked.asker, mirrorRightAges);
  const mayAct = askerWrites === 'yes' || asked.authorised.includes(id);
  if (closed && !mayAct) return { kind: 'hidden' };
  const commit = await heads.commit(repository, MIRROR_KEPT_MS);
  const plan = commit === null || !mayAct || archived || fork ? nothing : await planAt(repository, commit, asked);
  if (plan === null) return { kind: 'unreadable' };
  const { taken, ...pull } = await readOwnPull(
    { octokit: repository.octokit, ...repositoryNamed(name) },
    { branch: fixesBranch, app: asked.app, dossierIn: (body) => readFixesMarker(body, name, asked.secrets) },
  );
  const branch = commit === null ? null : await readBranch(repository, { plan, commit, app: asked.app });
  return {
    kind: 'seen',
    id,
    name,
    private: closed,
    archived,
    fork,
    defaultBranch,
    commit,
    askerWrites,
    plan,
    branch: branch === null ? null : { ...branch, foreign: branch.foreign || taken },
    ...pull,
  };
}

const nothing: FixPlan = { files: [], changes: [], questions: [] };

/** Null where the files have no end. */
async function planAt(repository: Repository, commit: string, { rules, setAside, registries }: FixesAsked): Promise<FixPlan | null> {
  const input = await readCommit(repository, commit);
  const planned = await strangers.read('plan-fixes', {
    input: { ...input, registries, repository: `${repository.owner}/${repository.repo}` },
    rules,
    setAside,
  });
  return planned.kind === 'read' ? planned.value : null;
}

interface BranchWanted {
  readonly plan: FixPlan;
  readonly commit: string;
  readonly app: AppIdentity;
}

/**
 * The branch is the App's while its last commit is: it stands alone on what was the default branch then, whichever branch that is now, and whoever else adds to
 * it, amends it or moves it leaves another one last. It brings the plan where the files that the commit changes are those of the plan, as they are there, and
 * nobody changed them since on the default branch: the two would not merge.
 */
async function readBranch(repository: Repository, { plan, commit, app }: BranchWanted): Promise<FixesSeen['branch']> {
  const { octokit, owner, repo } = repository;
  const sha = await readHead(repository, fixesBranch);
  if (sha === null) return null;
  const { data: last } = await octokit.rest.repos.getCommit({ owner, repo, ref: sha });
  const changed = new Set((last.files ?? []).map(({ filename }) => filename));
  const isSame = changed.size === plan.files.length && plan.files.every(({ path }) => changed.has(path));
  const current =
    isSame && (await holds(repository, plan)) && !(await haveChanged(repository, plan, { from: last.parents[0]?.sha ?? sha, to: commit }));
  return { sha, foreign: !isOwnCommit(app, last), current };
}

/** Files that GitHub lists of a comparison ("Compare two commits", GitHub's REST documentation). */
const MAX_COMPARED = 300;

/**
 * True as well where GitHub does not list them all, no longer knows the commit, or where the default branch was rewritten or goes less far: GitHub lists what
 * changed since the commit that both come from, and the pull request would bring back what was removed.
 */
async function haveChanged(
  { octokit, owner, repo }: Repository,
  { files }: FixPlan,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  if (files.length === 0 || from === to) return false;
  const compared = await orNull(octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${from}...${to}`, per_page: 1 }));
  if (compared?.data.status !== 'ahead' && compared?.data.status !== 'identical') return true;
  const touched = compared?.data.files ?? null;
  if (touched === null || touched.length >= MAX_COMPARED) return true;
  const names = new Set(touched.flatMap(({ filename, previous_filename: former }) => [filename, former]));
  return files.some(({ path }) => names.has(path));
}

async function holds(repository: Repository, { files }: FixPlan): Promise<boolean> {
  const texts = await together(files.map(({ path }) => readFile(repository, path, fixesBranch)));
  return files.every(({ text }, index) => texts[index] === text);
}
