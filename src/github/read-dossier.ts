import type { Account, Comment, IssueEvent, Observation } from '../dossier/observation.ts';
import { readMarker } from '../render/marker.ts';
import { type AppIdentity, isSelf } from './identity.ts';
import type { Octokit, Repository } from './octokit.ts';
import { editorOf } from './queries/actor.ts';
import { type CommentRow, moreComments } from './queries/comments.ts';
import { dossier, type DossierRow } from './queries/dossier.ts';
import { moreEvents } from './queries/events.ts';
import type { Query } from './queries/query.ts';
import { readGraphql } from './read-graphql.ts';
import { together } from './together.ts';

/** What one call tells of a dossier (more only beyond a hundred comments or events). */
export interface DossierReading {
  readonly repository: Pick<Observation['hub'], 'id' | 'private'>;
  readonly issue: Observation['issue'];
  readonly events: readonly IssueEvent[];
  readonly comments: readonly Comment[];
}

/** `absent`: deleted, transferred, a pull request, or too new. `shut`: GitHub shows no issue of the hub just now, which says nothing of this one. */
export type NotRead = 'absent' | 'shut';

/**
 * Reads an issue as a dossier, or tells why there is none to read. What the App did is known by its id, and shown under the login that it goes by. Throws as
 * `readGraphql` does.
 */
export async function readDossier(
  { octokit, owner, repo }: Repository,
  number: number,
  app: AppIdentity,
): Promise<DossierReading | NotRead> {
  const found = await readGraphql(octokit, dossier, { owner, name: repo, number });
  // Where issues are turned off, GitHub answers that each of them does not exist.
  if (found === null || (found.issue === null && !found.hasIssuesEnabled)) return 'shut';
  // GitHub may answer for a transferred issue with the one it became: that is another dossier.
  if (found.issue === null || found.issue.repository.databaseId !== found.databaseId) return 'absent';
  return completeDossier(octokit, found.issue, app);
}

/** A dossier from what a call told of it, with what is on further pages of its comments and events. Throws as `readGraphql` does. */
export async function completeDossier(octokit: Octokit, row: DossierRow, app: AppIdentity): Promise<DossierReading> {
  const { id, comments, timelineItems } = row;
  const [said, happened] = await together([
    readFurther(octokit, comments, { query: moreComments, issue: id }),
    readFurther(octokit, timelineItems, { query: moreEvents, issue: id }),
  ]);
  return readingOf({ ...row, comments: { nodes: said }, timelineItems: { nodes: happened } }, app);
}

/** A row with all its comments and events. */
interface WholeRow extends Omit<DossierRow, 'comments' | 'timelineItems'> {
  readonly comments: { readonly nodes: readonly CommentRow[] };
  readonly timelineItems: { readonly nodes: readonly (readonly IssueEvent[])[] };
}

/** A dossier whose comments and events are all there. */
export function readingOf(row: WholeRow, app: AppIdentity): DossierReading {
  const { id, fullDatabaseId, repository, assignees, labels, state, comments, timelineItems, editor, lastEditedAt, ...issue } = row;
  const known = named(app);
  return {
    repository: { id: repository.databaseId, private: repository.isPrivate },
    issue: {
      ...issue,
      author: known(issue.author),
      id: fullDatabaseId,
      nodeId: id,
      editor: editorOf({ editor: editor && known(editor), lastEditedAt }),
      lastEditedAt,
      assignees: assignees.nodes.map(({ login, databaseId = null }) => ({ login, id: databaseId })),
      open: state === 'OPEN',
      labels: labels.nodes.map(({ name }) => name),
    },
    // Within a second, the order is that of the list.
    events: timelineItems.nodes
      .flat()
      .map((event) => ({ ...event, actor: event.actor && known(event.actor) }))
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    comments: comments.nodes.map((comment) => commentOf(comment, app)).toSorted((a, b) => a.id - b.id),
  };
}

/** A comment as the rules see it: in a slot only where the App itself wrote it. */
export function commentOf({ author, editor: last, ...comment }: CommentRow, app: AppIdentity): Comment {
  const known = named(app);
  return {
    ...comment,
    author: known(author),
    editor: last.answer === 'known' ? { ...last, account: known(last.account) } : last,
    slot: isSelf(app, author) ? readMarker(comment.body) : null,
  };
}

/** An account under the name that the App knows itself by, where it is its own: GitHub may have shown another one meanwhile. */
function named(app: AppIdentity) {
  return (account: Account): Account => (isSelf(app, account) ? { ...account, login: app.login } : account);
}

interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly next: string | null;
}

/** The nodes of a first page and of those that follow it. */
async function readFurther<Node>(
  octokit: Octokit,
  first: Page<Node>,
  { query, issue }: { query: Query<Page<Node> | null>; issue: string },
): Promise<readonly Node[]> {
  const nodes = [...first.nodes];
  let after = first.next;
  while (after !== null) {
    const further = await readGraphql(octokit, query, { issue, after });
    // Gone meanwhile: the next look sees it so.
    if (further === null) break;
    nodes.push(...further.nodes);
    after = further.next;
  }
  return nodes;
}
