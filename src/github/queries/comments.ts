import { z } from 'zod';
import { account, actorFields, author, editorOf } from './actor.ts';
import { page } from './page.ts';
import type { Query } from './query.ts';

const oneComment = /* GraphQL */ `
  ${actorFields}
  fragment oneComment on IssueComment {
    id
    fullDatabaseId
    author { ...actorFields }
    body
    createdAt
    updatedAt
    editor { ...actorFields }
    lastEditedAt
  }`;

/** A page of comments, oldest first. */
export const commentFields = /* GraphQL */ `
  ${oneComment}
  fragment commentFields on IssueCommentConnection {
    nodes { ...oneComment }
    pageInfo { hasNextPage endCursor }
  }`;

const comment = z
  .object({
    id: z.string(),
    // A 32-bit `databaseId` no longer holds them.
    fullDatabaseId: z.coerce.number().int().positive(),
    author,
    body: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
    editor: account,
    lastEditedAt: z.string().nullable(),
  })
  .transform(({ id: nodeId, fullDatabaseId: id, editor, lastEditedAt, ...rest }) => ({
    ...rest,
    id,
    nodeId,
    editor: editorOf({ editor, lastEditedAt }),
  }));

/** A comment as GitHub tells it. */
export type CommentRow = z.infer<typeof comment>;

/** A comment that GitHub shows as null cannot be told from one that is gone: the page is then no answer. */
export const comments = page(comment);

/** The comments of an issue after a cursor; variables `issue` and `after`. */
export const moreComments: Query<z.infer<typeof comments> | null> = {
  text: /* GraphQL */ `
    query ($issue: ID!, $after: String!) {
      node(id: $issue) { ... on Issue { comments(first: 100, after: $after) { ...commentFields } } }
    }
    ${commentFields}`,
  answer: z.object({ node: z.object({ comments }).nullable() }).transform(({ node }) => node?.comments ?? null),
};

/** Comments by their node ids, a hundred at most; variable `ids`. One that is gone is null. */
export const commentsById: Query<readonly (CommentRow | null)[]> = {
  text: /* GraphQL */ `
    query ($ids: [ID!]!) {
      nodes(ids: $ids) { ...oneComment }
    }
    ${oneComment}`,
  answer: z.object({ nodes: z.array(comment.nullable()) }).transform(({ nodes }) => nodes),
};
