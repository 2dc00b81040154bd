import { z } from 'zod';
import type { Account, Reaction } from '../../dossier/observation.ts';
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
    isMinimized
    reactionGroups { content viewerHasReacted }
    reactedBy: reactions(last: 10) { nodes { user { login databaseId } } }
  }`;

/** A page of comments, oldest first. */
export const commentFields = /* GraphQL */ `
  ${oneComment}
  fragment commentFields on IssueCommentConnection {
    nodes { ...oneComment }
    pageInfo { hasNextPage endCursor }
  }`;

/** Those that the App gives, by GraphQL's names; it gives no others. */
const reactions: ReadonlyMap<string, Reaction> = new Map([
  ['EYES', 'eyes'],
  ['THUMBS_UP', '+1'],
  ['CONFUSED', 'confused'],
]);

/** The viewer is the App: its own are told apart whatever its name. */
const reactionGroups = z
  .array(z.object({ content: z.string(), viewerHasReacted: z.boolean() }))
  .nullable()
  .transform((groups) => (groups ?? []).flatMap((group) => (group.viewerHasReacted ? (reactions.get(group.content) ?? []) : [])));

/** Whose reactions they are: GitHub names nobody where the account is gone, or is no person. */
const reactedBy = z
  .object({ nodes: z.array(z.object({ user: z.object({ login: z.string(), databaseId: z.number().nullish() }).nullable() }).nullable()) })
  .transform(({ nodes }) =>
    nodes.flatMap((reaction): Account[] =>
      reaction === null || reaction.user === null || reaction.user.login.endsWith('[bot]')
        ? []
        : [{ login: reaction.user.login, id: reaction.user.databaseId ?? null, bot: false }],
    ),
  );

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
    isMinimized: z.boolean(),
    reactionGroups,
    reactedBy,
  })
  .transform(({ id: nodeId, fullDatabaseId: id, editor, lastEditedAt, isMinimized: hidden, reactionGroups: own, ...rest }) => ({
    ...rest,
    id,
    nodeId,
    hidden,
    reactions: own,
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
