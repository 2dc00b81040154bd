import { z } from 'zod';
import { type ApiRequest, type ApiResponse, bodyOf, type Caller, type Forward, type Gap, parseJson } from '../exchange.ts';
import { executeQuery } from '../graphql/execute.ts';
import { rootOf } from '../graphql/root.ts';
import { createStore } from '../graphql/store.ts';
import { match } from '../route.ts';
import type { BodyEdits } from './body-edits.ts';
import type { HiddenComments } from './hidden-comments.ts';
import type { LabelRenames } from './label-renames.ts';
import type { PullEnds } from './pull-ends.ts';
import type { Reactions } from './reactions.ts';

export interface GraphqlOptions {
  readonly appLogin: string;
  readonly upstream: Forward;
  readonly edits: Pick<BodyEdits, 'of'>;
  readonly hidden: Pick<HiddenComments, 'has'>;
  readonly renames: Pick<LabelRenames, 'nameNow'>;
  readonly reactions: Pick<Reactions, 'groupsOf' | 'of'>;
  readonly pulls: Pick<PullEnds, 'of'>;
}

const placed = z.object({ node_id: z.string(), url: z.string() });

/**
 * Executes any query that GitHub's public schema allows, over the REST store as the caller may see it; the emulator has no GraphQL. There is no mutation.
 * Must stand before the gaps that mend what REST answers.
 */
export function graphql({ upstream, appLogin, edits, hidden, renames, reactions, pulls }: GraphqlOptions): Gap {
  const places = new Map<string, readonly string[]>();
  const learn = (request: ApiRequest, response: ApiResponse): ApiResponse => {
    for (const { node_id: id, url } of shownIn(request, response))
      places.set(id, new URL(url).pathname.slice(1).split('/').map(decodeURIComponent));
    return response;
  };
  return async (request, forward) => {
    if (match(request, 'POST /graphql') === null) return learn(request, await forward(request));
    const viewer = loginOf(request.caller, appLogin);
    const store = createStore({
      request,
      upstream,
      forward: async (inner) => learn(inner, await forward(inner)),
      viewer,
      reactions: (nodeId) => reactions.groupsOf(nodeId, viewer),
      reacted: reactions.of,
      edits: edits.of,
      isHidden: hidden.has,
      pullEnds: pulls.of,
      labelNow: renames.nameNow,
      place: (nodeId) => places.get(nodeId) ?? null,
    });
    return executeQuery(bodyOf(request), rootOf(store));
  };
}

/** The issues and comments of an answer: their node ids can be asked for from then on. */
function shownIn({ path }: ApiRequest, { status, body }: ApiResponse): readonly z.infer<typeof placed>[] {
  const about = path[0] === 'repos' && path[3] === 'issues' && (path.length <= 5 || path[5] === 'comments' || path[4] === 'comments');
  if (!about || status >= 300) return [];
  const shown = parseJson(body);
  return (Array.isArray(shown) ? shown : [shown]).flatMap((one) => placed.safeParse(one).data ?? []);
}

function loginOf(caller: Caller, appLogin: string): string {
  return caller.kind === 'user' ? caller.login : appLogin;
}
