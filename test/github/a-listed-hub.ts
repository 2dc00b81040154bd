import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Repository } from '../../src/github/octokit.ts';
import { dossierKey } from '../../src/words/key.ts';
import { defaults } from '../dossier/toy-hub.ts';

/** A call to a listed hub. */
export interface Listing {
  readonly kind: 'hub' | 'latest' | 'closed' | 'changed' | 'page' | 'batch';
  /** Where a page of open dossiers begins. */
  readonly from: number;
}

/** A hub on a GitHub that knows its lists alone: dossiers 1 to `open`, then closed ones. */
export interface ListedHub {
  readonly hub: Repository;
  readonly open: number;
  readonly closed: number;
  readonly keyOf: (number: number) => ReturnType<typeof dossierKey>;
  /** What goes wrong: which calls fail, how pages are ordered, which repository bears the name. */
  readonly attack: { fails: (call: Listing) => boolean; order: (rows: readonly object[]) => readonly object[]; id: number };
  readonly calls: Listing[];
  /** What is written there: `POST /path`. */
  readonly written: string[];
  /** A closed dossier changes. */
  readonly change: (number: number, at: string) => void;
}

/** When all changed that did not change since. */
export const listedAt = '2027-02-20T09:00:00Z';

const HUB_ID = 5;
const owner = 'dnum-mi';
const repo = 'hub';
const label = { name: defaults.procedure.labels.dossier.name };
const none = { nodes: [], pageInfo: { hasNextPage: false } };
const asked = z.object({ query: z.string(), variables: z.looseObject({ size: z.number().optional(), after: z.string().nullish() }) });
const log = { debug() {}, info() {}, warn() {}, error() {} };

const rowOf = (number: number, databaseId: number) => ({
  id: `I_${number}`,
  fullDatabaseId: String(number),
  number,
  title: 'Projet',
  body: '',
  state: 'OPEN',
  url: 'http://127.0.0.1',
  createdAt: listedAt,
  updatedAt: listedAt,
  author: null,
  editor: null,
  lastEditedAt: null,
  repository: { databaseId, nameWithOwner: `${owner}/${repo}`, isPrivate: false },
  assignees: { nodes: [] },
  labels: { nodes: [label] },
  comments: none,
  timelineItems: none,
});

/** Nothing goes wrong there at first. */
export function aListedHub({ open, closed }: Pick<ListedHub, 'open' | 'closed'>): ListedHub {
  const attack: ListedHub['attack'] = { fails: () => false, order: (rows) => rows, id: HUB_ID };
  const calls: Listing[] = [];
  const written: string[] = [];
  const changes = new Map(Array.from({ length: closed }, (_, index) => [open + index + 1, listedAt]));

  function kindOf({ pathname, searchParams }: URL, query: string): Listing['kind'] {
    if (pathname === '/graphql') return query.includes('nodes(ids') ? 'batch' : 'page';
    if (pathname.endsWith('/comments')) return 'changed';
    if (!pathname.endsWith('/issues')) return 'hub';
    if (searchParams.get('state') === 'closed') return 'closed';
    return searchParams.has('since') ? 'changed' : 'latest';
  }

  function pageAt(from: number, size: number) {
    const end = Math.min(from + size, open);
    const nodes = attack.order(Array.from({ length: end - from }, (_, index) => rowOf(from + index + 1, attack.id)));
    const pageInfo = end < open ? { hasNextPage: true, endCursor: String(end) } : { hasNextPage: false };
    return { repository: { databaseId: attack.id, issues: { nodes, pageInfo } } };
  }

  /** Of the closed dossiers, those that changed since then; a label tells none. */
  function listed({ pathname, searchParams }: URL) {
    const since = searchParams.get('since');
    if (pathname.endsWith('/comments') || searchParams.has('labels') || searchParams.get('page') === '2') return [];
    return [...changes]
      .filter(([, at]) => since === null || Date.parse(at) >= Date.parse(since))
      .toSorted(([, one], [, other]) => Date.parse(other) - Date.parse(one))
      .map(([number, updated_at]) => ({ number, node_id: `I_${number}`, updated_at, labels: [label], html_url: '' }));
  }

  function answer(url: URL, { kind, from }: Listing, size: number): object {
    if (kind === 'page') return { data: pageAt(from, size) };
    if (kind === 'batch') return { data: { nodes: [] } };
    return kind === 'hub' ? { id: attack.id, archived: false, has_issues: true, full_name: `${owner}/${repo}` } : listed(url);
  }

  const fetch = (address: string, { body, method = 'GET' }: { body?: string; method?: string }) => {
    const url = new URL(address);
    if (method !== 'GET' && url.pathname !== '/graphql') {
      written.push(`${method} ${url.pathname}`);
      return Promise.resolve(Response.json({}));
    }
    const { query, variables } = body === undefined ? { query: '', variables: {} } : asked.parse(JSON.parse(body));
    const call = { kind: kindOf(url, query), from: Number(variables.after ?? 0) };
    calls.push(call);
    if (attack.fails(call)) return Promise.resolve(Response.json({ message: 'x' }, { status: 502 }));
    return Promise.resolve(Response.json(answer(url, call, variables.size ?? 1)));
  };
  return {
    hub: { octokit: new Octokit({ auth: 'x', baseUrl: 'http://127.0.0.1', request: { fetch }, log }), owner, repo },
    open,
    closed,
    keyOf: (number) => dossierKey({ owner, repo }, number),
    attack,
    calls,
    written,
    change: (number, at) => void changes.set(number, at),
  };
}
