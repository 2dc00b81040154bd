import { type DossierKey, dossierKey, repositoryNamed } from '../words/key.ts';
import type { Repository } from './octokit.ts';
import { type DossierRow, dossiersById, MOST_DOSSIERS, openDossiers, openNumbers } from './queries/dossier.ts';
import { readGraphql } from './read-graphql.ts';
import type { ReadingsAhead } from './readings-ahead.ts';
import { isFault, judgeError } from './refusal.ts';

/** Where a walk over the open issues of a hub stands: what comes next, and how many are asked for at once. */
export interface Place {
  /** The cursor of what was read last; null at the beginning. */
  readonly after: string | null;
  readonly size: number;
}

/** The beginning of a walk. */
export const beginning: Place = { after: null, size: MOST_DOSSIERS };

/** What a page of a walk tells; of those in `unread`, GitHub shows no more than the number. `next` is null at the end. */
export interface OpenPage {
  /** The id of the repository that GitHub has under that name; null where it tells none. */
  readonly repository: number | null;
  readonly rows: readonly DossierRow[];
  readonly unread: readonly number[];
  readonly next: Place | null;
}

/** What is asked for at once is divided by this where GitHub fails on it: too many nodes, too much work, an answer in part. It grows again by as much. */
const SHARE = 4;
/** Texts of a page, in characters, beyond which the next page is smaller: an answer must come whole within its deadline. */
const HEAVY = 2_000_000;

/**
 * The next open issues of a hub. Where GitHub fails on many, fewer are asked for; one that it cannot show is told by its number, and one in whose place it shows
 * nothing is passed over. Throws as `readGraphql` does where not even that comes.
 */
export async function readOpenDossiers({ octokit, owner, repo }: Repository, { after, size: most }: Place): Promise<OpenPage> {
  for (let size = most; size >= 1; size = Math.floor(size / SHARE)) {
    const page = await unlessFault(readGraphql(octokit, openDossiers, { owner, name: repo, size, after }));
    if (page === 'fault') continue;
    const rows = page?.nodes ?? [];
    return {
      repository: page?.repository ?? null,
      rows,
      unread: [],
      next: nextPlace(page?.next ?? null, Math.min(size * SHARE, fitting(rows))),
    };
  }
  const page = await readGraphql(octokit, openNumbers, { owner, name: repo, size: 1, after });
  return {
    repository: page?.repository ?? null,
    rows: [],
    unread: page?.nodes.flatMap((one) => one?.number ?? []) ?? [],
    next: nextPlace(page?.next ?? null, SHARE),
  };
}

function nextPlace(after: string | null, size: number): Place | null {
  return after === null ? null : { after, size: Math.min(size, MOST_DOSSIERS) };
}

/** How many dossiers as heavy as these are asked for at once. */
function fitting(rows: readonly DossierRow[]): number {
  const weight = rows.reduce((sum, { body, comments }) => sum + body.length + lengthOf(comments.nodes), 0);
  return weight <= HEAVY ? MOST_DOSSIERS : Math.max(1, Math.floor((rows.length * HEAVY) / weight));
}

function lengthOf(comments: DossierRow['comments']['nodes']): number {
  return comments.reduce((sum, { body }) => sum + body.length, 0);
}

/** An issue by its node id. */
export interface IssueId {
  readonly key: DossierKey;
  readonly nodeId: string;
}

/** Of those asked for alone, so many that fail one after the other are not theirs but GitHub's failures. */
const FAILED_ALONE = 2;

/** Reads those issues at once, for their looks. What cannot be read so, each look reads by itself. Throws where a limit is spent. */
export async function readDossiersAhead(hub: Repository, issues: readonly IssueId[], ahead: Pick<ReadingsAhead, 'begin'>): Promise<void> {
  let left = issues;
  let size = MOST_DOSSIERS;
  let failedAlone = 0;
  while (left.length > 0 && failedAlone < FAILED_ALONE) {
    const asked = left.slice(0, size);
    const keep = ahead.begin();
    const rows = await unlessFault(readGraphql(hub.octokit, dossiersById, { ids: asked.map(({ nodeId }) => nodeId) }));
    if (rows === 'fault') {
      size = Math.max(1, Math.floor(asked.length / SHARE));
      if (asked.length > 1) continue;
      failedAlone += 1;
      left = left.slice(1);
      continue;
    }
    failedAlone = 0;
    // One that was transferred is another dossier now.
    for (const row of rows) {
      const key = row === null ? null : dossierKey(repositoryNamed(row.repository.nameWithOwner), row.number);
      if (row !== null && key !== null && asked.some((issue) => issue.key === key)) keep(key, row);
    }
    left = left.slice(size);
    size = Math.min(size * SHARE, MOST_DOSSIERS);
  }
}

/** What was asked, or that GitHub failed on it. What it forbids may be one of them; a limit, or a question that it does not know, would meet a smaller one as well. */
async function unlessFault<Answer>(asking: Promise<Answer>): Promise<Answer | 'fault'> {
  try {
    return await asking;
  } catch (error) {
    if (isFault(error) || isForbidden(error)) return 'fault';
    throw error;
  }
}

function isForbidden(error: unknown): boolean {
  const judged = judgeError(error);
  return typeof judged === 'object' && judged.kind === 'forbidden';
}
