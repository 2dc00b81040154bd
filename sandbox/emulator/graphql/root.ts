import { z } from 'zod';
import { accountRow, actorOf } from './actor.ts';
import { TypedError } from './execute.ts';
import { connection } from './connection.ts';
import { commentOf, commentRow, issueOf, issueRow } from './issue.ts';
import type { Store } from './store.ts';

const repositoryRow = z.object({
  id: z.number(),
  node_id: z.string(),
  name: z.string(),
  full_name: z.string(),
  private: z.boolean(),
  archived: z.boolean(),
  has_issues: z.boolean(),
  html_url: z.string(),
  owner: accountRow,
});
const named = z.object({ owner: z.string(), name: z.string() });
const numbered = z.object({ number: z.number() });
const objectId = z.object({ oid: z.string() });
const blobRow = z.object({ sha: z.string(), content: z.string() });
const identified = z.object({ id: z.string() });
const severally = z.object({ ids: z.array(z.string()) });

/** The fields of the schema's `Query` that the embedded GitHub answers. */
export function rootOf(store: Store): object {
  const node = async (id: string) => {
    const path = store.place(id);
    const found = path === null ? null : await nodeAt(store, path);
    if (found === null) throw new TypedError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);
    return found;
  };
  return {
    viewer: () => store.actor(store.viewer),
    repository: async (args: unknown) => {
      const { owner, name } = named.parse(args);
      const found = await repositoryAt(store, ['repos', owner, name]);
      if (found === null) throw new TypedError('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      return found;
    },
    node: (args: unknown) => node(identified.parse(args).id),
    nodes: (args: unknown) => severally.parse(args).ids.map((id) => node(id)),
  };
}

async function repositoryAt(store: Store, path: readonly string[]) {
  const row = await store.one(path, repositoryRow);
  if (row === null) return null;
  const repository = {
    __typename: 'Repository',
    id: row.node_id,
    databaseId: row.id,
    name: row.name,
    nameWithOwner: row.full_name,
    owner: actorOf(row.owner),
    url: row.html_url,
    isPrivate: row.private,
    isArchived: row.archived,
    hasIssuesEnabled: row.has_issues,
    visibility: row.private ? 'PRIVATE' : 'PUBLIC',
    object: (args: unknown) => blobAt(store, ['repos', ...row.full_name.split('/'), 'git', 'blobs', objectId.parse(args).oid]),
    issue: async (args: unknown) => {
      const { number } = numbered.parse(args);
      const place = ['repos', ...row.full_name.split('/'), 'issues', String(number)];
      const issue = await store.one(place, issueRow);
      if (issue === null) throw new TypedError('NOT_FOUND', `Could not resolve to an Issue with the number of ${number}.`);
      return issueOf(store, { row: issue, path: place, repository });
    },
    pullRequest: (args: unknown) => pullAt(store, row.full_name, numbered.parse(args).number),
    issues: (args: unknown) => issuesOf(store, repository, args),
  };
  return repository;
}

const pullRow = z.object({ node_id: z.string(), number: z.number(), html_url: z.string() });
const endTypes = z.object({ itemTypes: z.array(z.enum(['CLOSED_EVENT', 'BASE_REF_DELETED_EVENT'])) });

/** A pull request, of which the embedded GitHub tells how it ended. Throws where another event is asked for. */
async function pullAt(store: Store, repository: string, number: number) {
  const row = await store.one(['repos', ...repository.split('/'), 'pulls', String(number)], pullRow);
  if (row === null) throw new TypedError('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
  return {
    __typename: 'PullRequest',
    id: row.node_id,
    number,
    url: row.html_url,
    timelineItems: (args: unknown) => {
      endTypes.parse(args);
      const rows = store.pullEnds(repository, number);
      return connection(
        args,
        rows.map(({ id, kind, by, at }) => ({ __typename: kind, id, createdAt: at, actor: () => store.actor(by) })),
      );
    },
  };
}

const listed = z.object({
  states: z.tuple([z.literal('OPEN')]),
  orderBy: z.object({ field: z.literal('CREATED_AT'), direction: z.literal('ASC') }),
});
const listedRow = issueRow.extend({ pull_request: z.unknown().optional() });

/** A page of the issues of a repository, which holds only the open ones, oldest first. Throws for another list. */
async function issuesOf(store: Store, repository: { readonly nameWithOwner: string }, args: unknown) {
  listed.parse(args);
  const path = ['repos', ...repository.nameWithOwner.split('/'), 'issues'];
  const rows = await store.all(path, listedRow, { state: 'open', sort: 'created', direction: 'asc' });
  return connection(
    args,
    rows
      .filter(({ pull_request }) => pull_request === undefined)
      .toSorted((one, other) => one.number - other.number)
      .map((row) => issueOf(store, { row, path: [...path, String(row.number)], repository })),
  );
}

/** GitHub cuts a longer text. */
const LONGEST_TEXT = 512_000;

/** A blob as GraphQL shows it; null where there is none. */
async function blobAt(store: Store, path: readonly string[]) {
  const found = await store.one(path, blobRow);
  if (found === null) return null;
  const bytes = Buffer.from(found.content, 'base64');
  const isBinary = bytes.includes(0) || !bytes.equals(Buffer.from(bytes.toString('utf8')));
  return {
    __typename: 'Blob',
    oid: found.sha,
    byteSize: bytes.length,
    isBinary,
    isTruncated: bytes.length > LONGEST_TEXT,
    text: isBinary ? null : bytes.toString('utf8').slice(0, LONGEST_TEXT),
  };
}

async function nodeAt(store: Store, path: readonly string[]) {
  const repository = await repositoryAt(store, path.slice(0, 3));
  if (repository === null) return null;
  if (path[4] === 'comments') {
    const row = await store.one(path, commentRow);
    return row === null ? null : commentOf(store, row);
  }
  const row = await store.one(path, issueRow);
  return row === null ? null : issueOf(store, { row, path, repository });
}
