import { z } from 'zod';
import {
  type ApiRequest,
  type ApiResponse,
  bodyOf,
  type Caller,
  type Forward,
  type Gap,
  invalid,
  json,
  parseJson,
  reading,
  refuse,
} from '../exchange.ts';
import { match } from '../route.ts';

/** GitHub's reactions, by the names that REST and GraphQL give them. */
export const reactionContents = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  laugh: 'LAUGH',
  hooray: 'HOORAY',
  confused: 'CONFUSED',
  heart: 'HEART',
  rocket: 'ROCKET',
  eyes: 'EYES',
} as const;

/** Somebody's reaction to a comment. */
export interface GivenReaction {
  readonly id: number;
  readonly login: string;
  readonly content: keyof typeof reactionContents;
  readonly at: string;
}

/** A group of GraphQL: one for each reaction there is, given or not. */
interface ReactionGroup {
  readonly content: (typeof reactionContents)[keyof typeof reactionContents];
  readonly viewerHasReacted: boolean;
}

export interface Reactions {
  readonly gap: Gap;
  /** The reactions to a comment by its node id, oldest first. */
  of(nodeId: string): readonly GivenReaction[];
  /** The groups of a comment as somebody sees them, by its node id. */
  groupsOf(nodeId: string, viewer: string): readonly ReactionGroup[];
}

const asked = z.object({ content: z.enum(Object.keys(reactionContents).filter(isContent)) });
const about = z.object({ node_id: z.string() });
const comment = z.looseObject({ node_id: z.string(), reactions: z.looseObject({ url: z.string() }) });

/** Remembers the reactions to comments of issues, which the emulator has not: one of each by each account. */
export function reactions(appLogin: string): Reactions {
  const all = new Map<string, readonly GivenReaction[]>();
  let next = 1;

  function answer(request: ApiRequest, nodeId: string): ApiResponse {
    const known = all.get(nodeId) ?? [];
    if (request.method === 'GET') return json(200, known.map(shown));
    const { caller } = request;
    if (caller.kind === 'installation' && caller.permissions['issues'] !== 'write')
      return refuse(403, 'Resource not accessible by integration');
    const read = asked.safeParse(bodyOf(request));
    if (!read.success) return invalid({ resource: 'Reaction', field: 'content', code: 'invalid' });
    const login = loginOf(caller, appLogin);
    const before = known.find((one) => one.login === login && one.content === read.data.content);
    if (before !== undefined) return json(200, shown(before));
    const reaction = { id: next++, login, content: read.data.content, at: new Date().toISOString().replace(/\.\d+Z$/, 'Z') };
    all.set(nodeId, [...known, reaction]);
    return json(201, shown(reaction));
  }

  function takeBack({ path, caller }: ApiRequest, nodeId: string): ApiResponse {
    const login = loginOf(caller, appLogin);
    const known = all.get(nodeId) ?? [];
    const left = known.filter((one) => one.id !== Number(path.at(-1)) || one.login !== login);
    all.set(nodeId, left);
    return left.length < known.length ? { status: 204, headers: {}, body: Buffer.alloc(0) } : refuse(404, 'Not Found');
  }

  /** A comment with its reactions counted, as REST shows it. */
  function counted(one: unknown): unknown {
    const read = comment.safeParse(one);
    if (!read.success) return one;
    const known = all.get(read.data.node_id) ?? [];
    const counts = Object.keys(reactionContents).map(
      (content) => [content, known.filter((given) => given.content === content).length] as const,
    );
    return { ...read.data, reactions: { ...read.data.reactions, total_count: known.length, ...Object.fromEntries(counts) } };
  }

  async function readComments(request: ApiRequest, forward: Forward): Promise<ApiResponse> {
    const response = await forward(request);
    const several = match(request, 'GET /repos/:owner/:repo/issues/:number/comments');
    if ((several ?? match(request, 'GET /repos/:owner/:repo/issues/comments/:id')) === null || response.status !== 200) return response;
    const read = parseJson(response.body);
    const changed = json(200, Array.isArray(read) ? read.map(counted) : counted(read));
    return { ...changed, headers: { ...response.headers, ...changed.headers } };
  }

  return {
    of: (nodeId) => all.get(nodeId) ?? [],
    groupsOf: (nodeId, viewer) =>
      Object.entries(reactionContents).map(([content, name]) => ({
        content: name,
        viewerHasReacted: (all.get(nodeId) ?? []).some((one) => one.content === content && one.login === viewer),
      })),
    gap: async (request, forward) => {
      const one = match(request, 'DELETE /repos/:owner/:repo/issues/comments/:id/reactions/:reaction') !== null;
      if (!one && match(request, 'GET|POST /repos/:owner/:repo/issues/comments/:id/reactions') === null)
        return readComments(request, forward);
      const of = await forward(reading(request, request.path.slice(0, one ? -2 : -1)));
      const found = about.safeParse(parseJson(of.body));
      if (of.status !== 200 || !found.success) return of;
      return one ? takeBack(request, found.data.node_id) : answer(request, found.data.node_id);
    },
  };
}

function isContent(name: string): name is keyof typeof reactionContents {
  return name in reactionContents;
}

function loginOf(caller: Caller, appLogin: string): string {
  return caller.kind === 'user' ? caller.login : appLogin;
}

function shown({ id, login, content, at }: GivenReaction) {
  return { id, node_id: `REA_${id}`, user: { login }, content, created_at: at };
}
