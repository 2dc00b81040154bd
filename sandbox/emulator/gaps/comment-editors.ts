import { z } from 'zod';
import { type ApiRequest, type ApiResponse, bodyOf, type Caller, type Gap, json, parseJson, refuse } from '../exchange.ts';
import { match } from '../route.ts';

interface Edit {
  readonly editor: { readonly __typename: 'User' | 'Bot'; readonly login: string };
  readonly lastEditedAt: string;
}

const comment = z.object({ id: z.number(), node_id: z.string(), body: z.string() });
const asked = z.object({ ids: z.array(z.string()).max(100) });

/**
 * Serves the one GraphQL query that the App makes: for comments by `node_id` (variable `ids`), their last editor. GitHub's REST API does not tell it,
 * the emulator has no GraphQL. As on GitHub, an App's login has no `[bot]` here. Unknown ids give `null` and an error, as GitHub does.
 */
export function commentEditors(appSlug: string): Gap {
  const comments = new Map<string, { readonly id: number; readonly body: string; readonly edit: Edit | null }>();
  const forget = (id: number) => {
    for (const [key, known] of comments) if (known.id === id) comments.delete(key);
  };
  const answer = (ids: readonly string[]): ApiResponse => {
    const nodes = ids.map((id) => {
      const found = comments.get(id);
      if (found === undefined) return null;
      const { __typename, login } = found.edit?.editor ?? {};
      return {
        __typename: 'IssueComment',
        id,
        databaseId: found.id,
        body: found.body,
        editor: login === undefined ? null : { __typename, login },
        lastEditedAt: found.edit?.lastEditedAt ?? null,
        includesCreatedEdit: found.edit !== null,
      };
    });
    const unknown = ids.flatMap((id, index) =>
      comments.has(id)
        ? []
        : [{ type: 'NOT_FOUND', path: ['nodes', index], message: `Could not resolve to a node with the global id of '${id}'` }],
    );
    return json(200, { data: { nodes }, ...(unknown.length > 0 ? { errors: unknown } : {}) });
  };
  return async (request, forward) => {
    if (match(request, 'POST /graphql') !== null) {
      const variables = asked.safeParse(bodyOf(request)['variables']);
      return variables.success ? answer(variables.data.ids) : refuse(400, 'the embedded GitHub only knows the query of comment editors');
    }
    const response = await forward(request);
    const deleted = match(request, 'DELETE /repos/:owner/:repo/issues/comments/:id');
    if (deleted !== null && response.status === 204) forget(Number(deleted['id']));
    const written = writtenComment(request, response);
    if (written === null) return response;
    const edit = request.method === 'PATCH' ? editBy(request.caller, appSlug) : null;
    comments.set(written.node_id, { id: written.id, body: written.body, edit });
    return response;
  };
}

function writtenComment(request: ApiRequest, response: ApiResponse): z.infer<typeof comment> | null {
  const route =
    match(request, 'POST /repos/:owner/:repo/issues/:number/comments') ?? match(request, 'PATCH /repos/:owner/:repo/issues/comments/:id');
  if (route === null || response.status >= 300) return null;
  return comment.safeParse(parseJson(response.body)).data ?? null;
}

function editBy(caller: Caller, appSlug: string): Edit {
  const editor =
    caller.kind === 'user' ? ({ __typename: 'User', login: caller.login } as const) : ({ __typename: 'Bot', login: appSlug } as const);
  return { editor, lastEditedAt: new Date(Math.floor(Date.now() / 1_000) * 1_000).toISOString().replace('.000Z', 'Z') };
}
