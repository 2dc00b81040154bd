import { Octokit } from '@octokit/rest';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { HubSetup } from '../../src/config/hub-setup.ts';
import { createHubSweeps } from '../../src/github/hub-sweeps.ts';
import { createReadingsAhead } from '../../src/github/readings-ahead.ts';
import { dossierKey } from '../../src/words/key.ts';
import { defaults } from '../dossier/toy-hub.ts';
import { hubAlone } from './hub-alone.ts';

const owner = 'dnum-mi';
const repo = 'hub';
const app = { appId: 1, userId: 1, login: 'accostage[bot]' };
const label = { name: defaults.procedure.labels.dossier.name };
const OPEN = 120;
const CLOSED = 70;
const DAY_MS = 86_400_000;
const at = '2027-02-20T09:00:00Z';
const none = { nodes: [], pageInfo: { hasNextPage: false } };
const asked = z.object({ query: z.string(), variables: z.looseObject({ size: z.number().optional(), after: z.string().nullish() }) });

/** A call of a pass, as it is attacked. */
interface Asked {
  readonly kind: 'latest' | 'closed' | 'changed' | 'page' | 'batch';
  /** The first dossier of a page. */
  readonly from: number;
}

const rowOf = (number: number) => ({
  id: `I_${number}`,
  fullDatabaseId: String(number),
  number,
  title: 'Projet',
  body: '',
  state: 'OPEN',
  url: 'http://127.0.0.1',
  createdAt: at,
  updatedAt: at,
  author: null,
  editor: null,
  lastEditedAt: null,
  repository: { databaseId: 5, nameWithOwner: `${owner}/${repo}`, isPrivate: false },
  assignees: { nodes: [] },
  labels: { nodes: [label] },
  comments: none,
  timelineItems: none,
});

/** A hub of open and closed dossiers, swept by a process whose readings ahead are looked at as they come. `attack` says which calls fail, and how pages are ordered. */
function aSweptHub() {
  const attack = { fails: (_: Asked): boolean => false, order: (rows: readonly object[]): readonly object[] => rows };
  const calls: Asked[] = [];
  let elapsed = 0;
  const kindOf = ({ pathname, searchParams }: URL, query: string): Asked['kind'] => {
    if (pathname === '/graphql') return query.includes('nodes(ids') ? 'batch' : 'page';
    if (pathname.endsWith('/comments')) return 'changed';
    if (searchParams.get('state') === 'closed') return 'closed';
    return searchParams.has('since') ? 'changed' : 'latest';
  };
  const pageAt = (from: number, size: number) => {
    const end = Math.min(from + size, OPEN);
    const nodes = attack.order(Array.from({ length: end - from }, (_, index) => rowOf(from + index + 1)));
    return {
      repository: { issues: { nodes, pageInfo: end < OPEN ? { hasNextPage: true, endCursor: String(end) } : { hasNextPage: false } } },
    };
  };
  const listOf = (url: URL) => {
    const page = Number(url.searchParams.get('page') ?? 1);
    if (page > 1 || !url.searchParams.has('since')) return [];
    return Array.from({ length: CLOSED }, (_, index) => ({
      number: OPEN + index + 1,
      node_id: `I_${OPEN + index + 1}`,
      updated_at: at,
      labels: [label],
    }));
  };
  const fetch = (address: string, { body }: { body?: string }) => {
    const url = new URL(address);
    const question = body === undefined ? { query: '', variables: {} } : asked.parse(JSON.parse(body));
    const kind = kindOf(url, question.query);
    const from = Number(question.variables.after ?? 0);
    calls.push({ kind, from });
    if (attack.fails({ kind, from })) return Promise.resolve(Response.json({ message: 'x' }, { status: 502 }));
    if (kind === 'page') return Promise.resolve(Response.json({ data: pageAt(from, question.variables.size ?? 1) }));
    if (kind === 'batch') return Promise.resolve(Response.json({ data: { nodes: [] } }));
    return Promise.resolve(Response.json(kind === 'closed' ? listOf(url) : []));
  };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const octokit = new Octokit({ auth: 'x', baseUrl: 'http://127.0.0.1', request: { fetch }, log });
  const clock = { now: () => new Date(Date.parse(at) + DAY_MS + elapsed), elapsed: () => elapsed };
  const ahead = createReadingsAhead(clock);
  const sweeps = createHubSweeps({ clock, ahead, ...hubAlone, everyMs: 900_000, shownBackMs: 0 });
  const found: string[] = [];
  return {
    attack,
    calls,
    found,
    pass: (ms: number) => void (elapsed += ms),
    /** One look at the hub; what it finds is looked at. */
    sweep: async (setup: HubSetup = defaults) => {
      const { now, unfinished } = await sweeps.sweep({ octokit, owner, repo }, { setup, app });
      for (const key of now) ahead.take(key);
      found.push(...now);
      return unfinished;
    },
  };
}

type SweptHub = ReturnType<typeof aSweptHub>;
const key = (number: number) => dossierKey({ owner, repo }, number);
const all = Array.from({ length: OPEN + CLOSED }, (_, index) => key(index + 1));

/** Looks at the hub until the pass is over; a look that fails is made again, so many times at the most. */
async function wholePass({ sweep }: SweptHub, most = 40): Promise<void> {
  for (let looks = 0; looks < most; looks += 1) if ((await sweep().catch(() => true)) === false) return;
  throw new Error('the pass never ends');
}

describe('un passage coupé', () => {
  it.each<[string, (call: Asked) => boolean]>([
    ['avant sa première page', ({ kind }) => kind === 'page'],
    ['à sa deuxième page', ({ kind, from }) => kind === 'page' && from >= 50],
    ['à la liste des dossiers fermés', ({ kind }) => kind === 'closed'],
    ['à ce qui a changé en dernier', ({ kind }) => kind === 'latest'],
    ['à un lot de dossiers fermés', ({ kind }) => kind === 'batch'],
  ])('%s reprend où il en était : chaque dossier est trouvé, une fois', async (_, fails) => {
    const hub = aSweptHub();
    hub.attack.fails = fails;
    for (let looks = 0; looks < 4; looks += 1) await hub.sweep().catch(() => undefined);
    hub.attack.fails = () => false;
    await wholePass(hub);
    expect(hub.found.toSorted()).toEqual(all.toSorted());
  });

  it('par une panne tous les onze appels trouve chaque dossier', async () => {
    const hub = aSweptHub();
    let made = 0;
    hub.attack.fails = () => (made += 1) % 11 === 0;
    await wholePass(hub, 200);
    expect(new Set(hub.found)).toEqual(new Set(all));
  });

  it('par un changement du processus recommence, et n’oublie pas les dossiers fermés qui restaient', async () => {
    const hub = aSweptHub();
    await hub.sweep();
    expect(hub.found).toHaveLength(50);
    const changed = { ...defaults, procedure: { ...defaults.procedure, texts: { ...defaults.procedure.texts, welcome: 'Bonjour.' } } };
    for (let looks = 0; await hub.sweep(changed); looks += 1) if (looks > 20) throw new Error('the pass never ends');
    expect(hub.found.slice(50).toSorted()).toEqual(all.toSorted());
  });
});

it.each<[string, (rows: readonly object[]) => readonly object[]]>([
  ['à l’envers', (rows) => rows.toReversed()],
  ['dans un ordre quelconque', (rows) => [...rows.slice(7), ...rows.slice(0, 7)]],
])('des pages que GitHub donne %s disent les mêmes dossiers', async (_, order) => {
  const hub = aSweptHub();
  hub.attack.order = order;
  await wholePass(hub);
  expect(hub.found.toSorted()).toEqual(all.toSorted());
});

it('la relecture du jour qui échoue n’est pas faite : elle est due encore, et trouve tout', async () => {
  const hub = aSweptHub();
  await wholePass(hub);
  hub.found.splice(0);
  hub.pass(DAY_MS);
  hub.attack.fails = ({ kind }) => kind === 'page';
  await expect(hub.sweep()).rejects.toMatchObject({ status: 502 });
  hub.attack.fails = () => false;
  await wholePass(hub);
  expect(hub.found.toSorted()).toEqual(all.slice(0, OPEN).toSorted());
});
