import type { Comment, IssueEvent, Observation } from '../dossier/observation.ts';
import { readMarker } from '../render/marker.ts';
import type { Octokit, Repository } from './octokit.ts';
import { editorOf } from './queries/actor.ts';
import { moreComments } from './queries/comments.ts';
import { dossier } from './queries/dossier.ts';
import { moreEvents } from './queries/events.ts';
import type { Query } from './queries/query.ts';
import { readGraphql } from './read-graphql.ts';

/** What one call tells of a dossier (more only beyond a hundred comments or events). */
export interface DossierReading {
  readonly repository: Pick<Observation['hub'], 'id' | 'private'>;
  readonly issue: Observation['issue'];
  readonly events: readonly IssueEvent[];
  readonly comments: readonly Comment[];
}

/** Reads an issue as a dossier; null when it is deleted, transferred, or a pull request. `app` is the login the App writes under. Throws as `readGraphql` does. */
export async function readDossier({ octokit, owner, repo }: Repository, number: number, app: string): Promise<DossierReading | null> {
  const found = await readGraphql(octokit, dossier, { owner, name: repo, number });
  if (found === null || found.issue === null) return null;
  const { id, fullDatabaseId, repository, assignees, labels, state, comments, timelineItems, editor, lastEditedAt, ...issue } = found.issue;
  // GitHub may answer for a transferred issue with the one it became: that is another dossier.
  if (repository.databaseId !== found.databaseId) return null;
  const [said, happened] = await Promise.all([
    readFurther(octokit, comments, { query: moreComments, issue: id }),
    readFurther(octokit, timelineItems, { query: moreEvents, issue: id }),
  ]);
  return {
    repository: { id: found.databaseId, private: found.isPrivate },
    issue: {
      ...issue,
      id: fullDatabaseId,
      nodeId: id,
      editor: editorOf({ editor, lastEditedAt }),
      lastEditedAt,
      assignees: assignees.nodes.map(({ login }) => login),
      open: state === 'OPEN',
      labels: labels.nodes.map(({ name }) => name),
    },
    // Within a second, the order is that of the list.
    events: happened.flat().toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    comments: said
      .map((comment) => ({ ...comment, slot: comment.author.login === app ? readMarker(comment.body) : null }))
      .toSorted((a, b) => a.id - b.id),
  };
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
