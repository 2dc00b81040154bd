import { z } from 'zod';
import type { Revision } from '../gaps/body-edits.ts';
import { type ApiRequest, type ApiResponse, type Forward, parseJson, reading } from '../exchange.ts';
import { accountRow, actorOf } from './actor.ts';
import type { PullEnds } from '../gaps/pull-ends.ts';
import type { Reactions } from '../gaps/reactions.ts';
import { TypedError } from './execute.ts';

/** What resolvers read: the REST store, on behalf of the caller, and what REST does not tell. */
export interface Store {
  /** One thing; null where REST answers that it is not there, gone, elsewhere, or not the caller's to see. */
  one<Row>(path: readonly string[], row: z.ZodType<Row>): Promise<Row | null>;
  /** A whole list, over all its pages; `query` narrows it as REST does. */
  all<Row>(path: readonly string[], row: z.ZodType<Row>, query?: Readonly<Record<string, string>>): Promise<readonly Row[]>;
  /** Somebody who acted, by REST's login; null for a deleted account. */
  actor(login: string): Promise<ReturnType<typeof actorOf>>;
  /** A team whoever the caller is: GitHub itself makes links of their names. Null where there is none. */
  team(organization: string, slug: string): Promise<z.infer<typeof teamRow> | null>;
  /** Login of the caller, as REST shows it. */
  readonly viewer: string;
  /** Revisions of an issue's or a comment's body, oldest first; none for one that was never edited. */
  edits(nodeId: string): readonly Revision[];
  /** Whether somebody hid a comment, by its node id. */
  isHidden(nodeId: string): boolean;
  /** How a pull request ended. */
  pullEnds: PullEnds['of'];
  /** Groups of reactions to a comment, as the caller sees them. */
  reactions(nodeId: string): ReturnType<Reactions['groupsOf']>;
  /** The reactions themselves, oldest first. */
  reacted(nodeId: string): ReturnType<Reactions['of']>;
  /** The name that an event's label bears now, by the one it had then. */
  labelNow(eventNodeId: string, name: string): string;
  /** REST path of an issue or a comment that was shown once, by its node id. */
  place(nodeId: string): readonly string[] | null;
}

export interface StoreOptions extends Pick<
  Store,
  'viewer' | 'edits' | 'isHidden' | 'pullEnds' | 'reactions' | 'reacted' | 'labelNow' | 'place'
> {
  readonly request: ApiRequest;
  /** Through the other gaps, with their checks and corrections. */
  readonly forward: Forward;
  /** The emulator itself, without the checks of the caller. */
  readonly upstream: Forward;
}

const teamRow = z.object({ slug: z.string(), privacy: z.string() });

const PAGE = 100;

/** The store as one request sees it: each path is read once. */
export function createStore({ request, forward, upstream, ...known }: StoreOptions): Store {
  const read = new Map<string, Promise<unknown>>();
  const once = (path: readonly string[], query: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const key = JSON.stringify([path, query]);
    const reply = read.get(key) ?? forward(reading(request, path, query)).then(contentOf);
    read.set(key, reply);
    return reply;
  };
  const one: Store['one'] = async (path, row) => {
    const found = await once(path);
    return found === null ? null : row.parse(found);
  };
  return {
    ...known,
    one,
    all: async (path, row, query = {}) => {
      const rows = [];
      for (let page = 1; rows.length === (page - 1) * PAGE; page += 1) {
        rows.push(...z.array(row).parse((await once(path, { ...query, per_page: String(PAGE), page: String(page) })) ?? []));
      }
      return rows;
    },
    team: async (organization, slug) => {
      const found = contentOf(await upstream(reading(request, ['orgs', organization, 'teams', slug])));
      return found === null ? null : teamRow.parse(found);
    },
    actor: async (login) => actorOf(await one(['users', login], accountRow)),
  };
}

/** The JSON of an answer, null for a refusal. Throws where the emulator counts too many calls, as GitHub's GraphQL does. */
function contentOf({ status, headers, body }: ApiResponse): unknown {
  if (status === 200) return parseJson(body);
  if (headers['x-ratelimit-remaining'] === '0') throw new TypedError('RATE_LIMITED', 'API rate limit exceeded');
  if (status >= 500) throw new Error(`the embedded GitHub answered ${status}`);
  return null;
}
