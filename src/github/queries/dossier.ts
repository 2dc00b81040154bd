import { z } from 'zod';
import { account, author } from './actor.ts';
import { commentFields, comments } from './comments.ts';
import { eventFields, events, eventTypes } from './events.ts';
import { page } from './page.ts';
import type { Query } from './query.ts';

const issue = z.object({
  id: z.string(),
  fullDatabaseId: z.coerce.number().int().positive(),
  number: z.number(),
  title: z.string(),
  body: z.string(),
  state: z.enum(['OPEN', 'CLOSED']),
  url: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  author,
  editor: account,
  lastEditedAt: z.string().nullable(),
  repository: z.object({ databaseId: z.number(), nameWithOwner: z.string(), isPrivate: z.boolean() }),
  assignees: z.object({ nodes: z.array(z.object({ login: z.string(), databaseId: z.number().nullish() })) }),
  labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }),
  comments,
  timelineItems: events,
});

/** A dossier as one call tells it; its comments and events may go on further pages. */
export type DossierRow = z.infer<typeof issue>;

/** All that is read of a dossier. GitHub lets an issue have ten assignees and a hundred labels. */
const dossierFields = (commentsAtOnce: number) => /* GraphQL */ `
  fragment dossierFields on Issue {
    id
    fullDatabaseId
    number
    title
    body
    state
    url
    createdAt
    updatedAt
    author { ...actorFields }
    editor { ...actorFields }
    lastEditedAt
    repository { databaseId nameWithOwner isPrivate }
    assignees(first: 20) { nodes { login databaseId } }
    labels(first: 100) { nodes { name } }
    comments(first: ${commentsAtOnce}) { ...commentFields }
    timelineItems(first: 100, itemTypes: ${eventTypes}) { ...eventFields }
  }
  ${commentFields}
  ${eventFields}`;

const repository = z.object({ databaseId: z.number(), hasIssuesEnabled: z.boolean(), issue: issue.nullable() });

/** One dossier, for one point of the limit; variables `owner`, `name` and `number`. Further comments and events are on further pages. */
export const dossier: Query<z.infer<typeof repository> | null> = {
  text: /* GraphQL */ `
    query ($owner: String!, $name: String!, $number: Int!) {
      repository(owner: $owner, name: $name) {
        databaseId
        hasIssuesEnabled
        issue(number: $number) { ...dossierFields }
      }
    }
    ${dossierFields(100)}`,
  answer: z.object({ repository: repository.nullable() }).transform((found) => found.repository),
};

/** Dossiers read at once at the most. */
export const MOST_DOSSIERS = 50;

/**
 * Comments of each that are read at once. What GitHub counts of a dossier is four connections and one more for each of its comments: fifty dossiers cost
 * 17 points and 27,500 nodes ("Rate limits and query limits for the GraphQL API", GitHub documentation). Most dossiers have no more comments.
 */
export const COMMENTS_AT_ONCE = 30;

const openPage = page(issue);

const ofRepository = { databaseId: z.number().nullish() };

/** A page of issues, and the id of the repository that they are of, whose name another one may have taken; null where GitHub tells none. */
type Of<Page> = Page & { readonly repository: number | null };

function pageOf<Page>({
  repository: found,
}: {
  repository: { databaseId?: number | null | undefined; issues: Page } | null;
}): Of<Page> | null {
  return found === null ? null : { ...found.issues, repository: found.databaseId ?? null };
}

/** A page of the open issues of a hub, oldest first; variables `owner`, `name`, `size` and `after`, null for the first page. Null where there is no such hub. */
export const openDossiers: Query<Of<z.infer<typeof openPage>> | null> = {
  text: /* GraphQL */ `
    query ($owner: String!, $name: String!, $size: Int!, $after: String) {
      repository(owner: $owner, name: $name) {
        databaseId
        issues(first: $size, after: $after, states: [OPEN], orderBy: { field: CREATED_AT, direction: ASC }) {
          nodes { ...dossierFields }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
    ${dossierFields(COMMENTS_AT_ONCE)}`,
  answer: z.object({ repository: z.object({ ...ofRepository, issues: openPage }).nullable() }).transform(pageOf),
};

const numbers = page(z.object({ number: z.number() }).nullable());

/** The same page, with the numbers alone; null for one that GitHub does not show at all. */
export const openNumbers: Query<Of<z.infer<typeof numbers>> | null> = {
  text: /* GraphQL */ `
    query ($owner: String!, $name: String!, $size: Int!, $after: String) {
      repository(owner: $owner, name: $name) {
        databaseId
        issues(first: $size, after: $after, states: [OPEN], orderBy: { field: CREATED_AT, direction: ASC }) {
          nodes { number }
          pageInfo { hasNextPage endCursor }
        }
      }
    }`,
  answer: z.object({ repository: z.object({ ...ofRepository, issues: numbers }).nullable() }).transform(pageOf),
};

/** Dossiers by their node ids, as many as are read at once; variable `ids`. One that is gone is null. */
export const dossiersById: Query<readonly (DossierRow | null)[]> = {
  text: /* GraphQL */ `
    query ($ids: [ID!]!) {
      nodes(ids: $ids) { ...dossierFields }
    }
    ${dossierFields(COMMENTS_AT_ONCE)}`,
  answer: z.object({ nodes: z.array(issue.nullable()) }).transform(({ nodes }) => nodes),
};
