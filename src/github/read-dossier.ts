import type { Account, Comment, IssueEvent, Observation } from '../dossier/observation.ts';
import { readMarker } from '../render/marker.ts';
import { orNull, type Repository } from './octokit.ts';

/** What three calls tell of a dossier (one each for the issue, its events and its comments, more only beyond 100 of them). */
export interface DossierReading {
  readonly issue: Observation['issue'];
  readonly events: readonly IssueEvent[];
  readonly comments: readonly Comment[];
  /** GraphQL ids of the comments, by id. */
  readonly nodeIds: ReadonlyMap<number, string>;
}

/** Reads an issue as a dossier; null when it is deleted, transferred, or a pull request. `app` is the login the App writes under. */
export async function readDossier(hub: Repository, number: number, app: string): Promise<DossierReading | null> {
  const { octokit, owner, repo } = hub;
  const where = { owner, repo, issue_number: number };
  const found = await orNull(octokit.rest.issues.get(where));
  if (found === null || found.data.pull_request !== undefined || moved(found.data.repository_url, hub)) return null;
  const [events, comments] = await Promise.all([
    octokit.paginate(octokit.rest.issues.listEvents, { ...where, per_page: 100 }),
    octokit.paginate(octokit.rest.issues.listComments, { ...where, per_page: 100 }),
  ]);
  const issue = found.data;
  return {
    issue: {
      number,
      title: issue.title,
      body: issue.body ?? '',
      author: account(issue.user),
      assignees: (issue.assignees ?? []).map(({ login }) => login),
      open: issue.state === 'open',
      labels: issue.labels.flatMap((label) => (typeof label === 'string' ? [label] : [label.name ?? ''])),
      createdAt: issue.created_at,
      updatedAt: issue.updated_at,
      url: issue.html_url,
    },
    events: events.flatMap(issueEvent).toSorted((a, b) => a.id - b.id),
    comments: comments
      .map((comment) => {
        const author = account(comment.user);
        const body = comment.body ?? '';
        const slot = author.login === app ? readMarker(body) : null;
        return { id: comment.id, author, body, slot, createdAt: comment.created_at, updatedAt: comment.updated_at };
      })
      .toSorted((a, b) => a.id - b.id),
    nodeIds: new Map(comments.map(({ id, node_id }) => [id, node_id])),
  };
}

/** GitHub answers for a transferred issue with the one it became: that is another dossier. */
function moved(repositoryUrl: string, { owner, repo }: Repository): boolean {
  return !repositoryUrl.toLowerCase().endsWith(`/${owner}/${repo}`.toLowerCase());
}

/** The account behind a row; a deleted one is GitHub's `ghost`. */
function account(user: { login: string; type?: string } | null): Account {
  return user === null ? { login: 'ghost', bot: false } : { login: user.login, bot: user.type === 'Bot' };
}

interface EventRow {
  readonly id: number;
  readonly event: string;
  readonly actor: { login: string; type?: string } | null;
  readonly created_at: string;
  readonly label?: { readonly name?: string | null };
}

function issueEvent({ id, event, actor, created_at: at, label }: EventRow): IssueEvent[] {
  const by = actor === null ? null : account(actor);
  if (event === 'closed' || event === 'reopened') return [{ kind: event, id, actor: by, at }];
  if (event !== 'labeled' && event !== 'unlabeled') return [];
  return [{ kind: event, id, label: label?.name ?? '', actor: by, at }];
}
