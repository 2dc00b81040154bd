import { Octokit } from '@octokit/rest';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { listChangedIssues } from '../../src/github/changed-issues.ts';
import { createHubSweeps } from '../../src/github/hub-sweeps.ts';
import { readDossier } from '../../src/github/read-dossier.ts';
import { createReadingsAhead } from '../../src/github/readings-ahead.ts';
import { defaults } from '../dossier/toy-hub.ts';
import { hubAlone } from './hub-alone.ts';

const owner = 'dnum-mi';
const repo = 'hub';
const app = { appId: 1, userId: 1, login: 'accostage[bot]' };
const label = { name: defaults.procedure.labels.dossier.name };
const now = Date.parse('2027-03-01T09:00:00Z');
const DAY_MS = 86_400_000;
const actor = { kind: 'User', login: 'lea-martin', databaseId: 7 };

const asked = z.object({
  query: z.string(),
  variables: z.looseObject({ ids: z.array(z.string()).optional(), after: z.string().nullish() }),
});
type Asked = z.infer<typeof asked>;

/** A GitHub that answers so: lists of REST a page at a time, GraphQL whole. */
function aGitHub(listed: (url: URL) => readonly object[], graphql: (question: Asked) => object) {
  const calls: string[] = [];
  const fetch = (address: string, { body }: { body?: string }) => {
    const url = new URL(address);
    calls.push(url.pathname);
    if (url.pathname === '/graphql') return Promise.resolve(Response.json({ data: graphql(asked.parse(JSON.parse(body ?? ''))) }));
    const page = Number(url.searchParams.get('page') ?? 1);
    const all = listed(url);
    url.searchParams.set('page', String(page + 1));
    const link: Record<string, string> = page * 100 < all.length ? { link: `<${url.href}>; rel="next"` } : {};
    return Promise.resolve(Response.json(all.slice((page - 1) * 100, page * 100), { headers: link }));
  };
  return { hub: { octokit: new Octokit({ auth: 'x', baseUrl: 'http://127.0.0.1', request: { fetch } }), owner, repo }, calls };
}

const issueOf = (number: number, updated_at: string) => ({
  number,
  node_id: `I_${number}`,
  updated_at,
  labels: [label],
  html_url: `http://127.0.0.1/${owner}/${repo}/issues/${number}`,
});

it('cinq mille dossiers fermés, à un démarrage : chacun est trouvé une fois, cinquante par page et par appel', async () => {
  const CLOSED = 5_000;
  const closed = Array.from({ length: CLOSED }, (_, index) => issueOf(index + 1, '2026-10-01T09:00:00Z'));
  const { hub, calls } = aGitHub(
    ({ searchParams }) => (searchParams.get('state') === 'closed' && searchParams.has('since') ? closed : []),
    ({ query, variables }) =>
      query.includes('nodes(ids')
        ? { nodes: (variables.ids ?? []).map(() => null) }
        : { repository: { issues: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } } },
  );
  let elapsed = 0;
  const clock = { now: () => new Date(now), elapsed: () => elapsed };
  const sweeps = createHubSweeps({
    clock,
    ahead: createReadingsAhead(clock),
    ...hubAlone,
    everyMs: 900_000,
    shownBackMs: 366 * DAY_MS,
  });
  const found: string[] = [];
  for (let unfinished = true; unfinished; elapsed += 1_000) {
    const swept = await sweeps.sweep(hub, { setup: defaults, app });
    expect(swept.now.length).toBeLessThanOrEqual(50);
    expect(swept.over).toEqual(swept.now);
    found.push(...swept.now);
    unfinished = swept.unfinished;
  }
  expect(found).toHaveLength(CLOSED);
  expect(new Set(found).size).toBe(CLOSED);
  // What changed last, fifty pages of the list, those of the two labels, the open dossiers, and a batch for fifty.
  expect(calls.length).toBeLessThanOrEqual(1 + 50 + 2 + 1 + CLOSED / 50);
});

it('un dossier de deux mille commentaires se lit en vingt et un appels au plus, dans l’ordre', async () => {
  const COMMENTS = 2_000;
  const comments = Array.from({ length: COMMENTS }, (_, index) => ({
    id: `IC_${index}`,
    fullDatabaseId: String(index + 1),
    author: actor,
    body: `Message ${index}`,
    createdAt: '2027-01-04T09:00:00Z',
    updatedAt: '2027-01-04T09:00:00Z',
    editor: null,
    lastEditedAt: null,
    isMinimized: false,
    reactionGroups: null,
    reactedBy: { nodes: [] },
  }));
  const pageAt = (start: number) => {
    const end = Math.min(start + 100, COMMENTS);
    return { nodes: comments.slice(start, end), pageInfo: { hasNextPage: end < COMMENTS, endCursor: String(end) } };
  };
  const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
  const row = {
    id: 'I_1',
    fullDatabaseId: '1',
    number: 1,
    title: 'Projet',
    body: '',
    state: 'OPEN',
    url: 'http://127.0.0.1',
    createdAt: '2027-01-04T09:00:00Z',
    updatedAt: '2027-01-04T09:00:00Z',
    author: actor,
    editor: null,
    lastEditedAt: null,
    repository: { databaseId: 5, nameWithOwner: `${owner}/${repo}`, isPrivate: false },
    assignees: { nodes: [] },
    labels: { nodes: [label] },
    timelineItems: none,
  };
  const { hub, calls } = aGitHub(
    () => [],
    ({ query, variables: { after } }) =>
      query.includes('issue(number')
        ? { repository: { databaseId: 5, hasIssuesEnabled: true, issue: { ...row, comments: pageAt(0) } } }
        : { node: { comments: pageAt(Number(after)) } },
  );
  const reading = await readDossier(hub, 1, app);
  if (typeof reading === 'string') throw new Error(reading);
  expect(reading.comments.map(({ body }) => body)).toEqual(comments.map(({ body }) => body));
  expect(calls.length).toBeLessThanOrEqual(21);
});

it.each(['dans l’ordre demandé', 'à l’envers', 'mêlée'])('une liste que GitHub donne %s dit les mêmes changements', async (order) => {
  const instants = ['2027-02-03', '2027-02-02', '2027-02-01'].map((day) => `${day}T09:00:00Z`);
  const issues = instants.map((at, index) => issueOf(index + 1, at));
  const comments = [
    { html_url: `http://127.0.0.1/${owner}/${repo}/issues/2#issuecomment-1`, updated_at: '2027-02-04T09:00:00Z' },
    { html_url: `http://127.0.0.1/${owner}/${repo}/issues/2#issuecomment-2`, updated_at: '2027-02-01T09:00:00Z' },
    { html_url: `http://127.0.0.1/${owner}/${repo}/issues/9#issuecomment-3`, updated_at: '2027-02-01T09:00:00Z' },
  ];
  const inOrder = <T>(all: readonly T[]) =>
    order === 'dans l’ordre demandé' ? all : order === 'à l’envers' ? all.toReversed() : [...all.slice(1), ...all.slice(0, 1)];
  const { hub } = aGitHub(
    ({ pathname }) => inOrder<object>(pathname.endsWith('/comments') ? comments : issues),
    () => ({}),
  );
  const changed = await listChangedIssues(hub, new Date(0));
  expect(Object.fromEntries(changed.map(({ number, at }) => [number, at]))).toEqual({
    1: '2027-02-03T09:00:00Z',
    2: '2027-02-04T09:00:00Z',
    3: '2027-02-01T09:00:00Z',
    9: '2027-02-01T09:00:00Z',
  });
});
