import { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { beginning, type Place, readDossiersAhead, readOpenDossiers } from '../../src/github/read-dossiers.ts';
import { createReadingsAhead } from '../../src/github/readings-ahead.ts';
import { dossierKey } from '../../src/words/key.ts';
import { aGitHub, type TestGitHub } from '../sandbox/a-github.ts';

const [owner = '', repo = ''] = HUB.split('/');
const DOSSIERS = 60;

let world: TestGitHub;
let token: string;
beforeAll(async () => {
  world = await aGitHub();
  token = (await world.appToken()).slice('token:'.length);
  for (let number = 1; number <= DOSSIERS; number += 1) await as('POST /issues', { title: `Dossier ${number}`, body: 'texte' });
  world.github.requests.clear();
});
afterAll(() => world.github.close());

const as = async (line: string, body?: object) => {
  const [method, path] = line.split(' ');
  return (await world.call('lea-martin', `${method} /repos/${HUB}${path}`, body)).json;
};

const asked = z.object({
  variables: z.object({ size: z.number().optional(), after: z.string().nullish(), ids: z.array(z.string()).optional() }),
});
type Asked = z.infer<typeof asked>['variables'];
const jsonAnswer = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A hub where GitHub answers so, when `meets` says it. */
function aHub(meets: (variables: Asked, query: string) => boolean = () => false, answer: () => Response = () => jsonAnswer(502, {})) {
  const made: Asked[] = [];
  const fetch = (url: string, options: RequestInit) => {
    if (!url.endsWith('/graphql')) return world.github.fetch(url, options);
    const text = z.string().parse(options.body);
    const { variables } = asked.parse(JSON.parse(text));
    made.push(variables);
    return meets(variables, text) ? Promise.resolve(answer()) : world.github.fetch(url, options);
  };
  const octokit = new Octokit({
    auth: token,
    baseUrl: world.github.url,
    request: { fetch },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return { hub: { octokit, owner, repo }, made };
}

async function walk(hub: ReturnType<typeof aHub>['hub']) {
  const numbers: number[] = [];
  for (let place: Place | null = beginning; place !== null;) {
    const page = await readOpenDossiers(hub, place);
    numbers.push(...page.rows.map(({ number }) => number), ...page.unread);
    place = page.next;
  }
  return numbers;
}
const all = Array.from({ length: DOSSIERS }, (_, index) => index + 1);

const failures: readonly (readonly [string, () => Response])[] = [
  ['met trop de temps (502)', () => jsonAnswer(502, { message: 'timeout' })],
  [
    'en trouve trop à lire (MAX_NODE_LIMIT_EXCEEDED)',
    () => jsonAnswer(200, { errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED', message: 'x' }] }),
  ],
  [
    'dépasse ses ressources (RESOURCE_LIMITS_EXCEEDED)',
    () => jsonAnswer(200, { data: { repository: null, nodes: [null] }, errors: [{ type: 'RESOURCE_LIMITS_EXCEEDED', message: 'x' }] }),
  ],
  [
    'rend des données en partie',
    () => jsonAnswer(200, { data: { repository: { issues: { nodes: [{ number: 1 }] } }, nodes: [{ id: 'x' }] } }),
  ],
  [
    'refuse l’un d’eux (FORBIDDEN)',
    () => jsonAnswer(200, { data: { repository: { issues: null }, nodes: [null] }, errors: [{ type: 'FORBIDDEN', message: 'x' }] }),
  ],
  ['rend la page d’un mandataire', () => new Response('<html>', { status: 503, headers: { 'content-type': 'text/html' } })],
];

describe('les dossiers ouverts', () => {
  it('se lisent cinquante à la fois', async () => {
    const { hub, made } = aHub();
    expect(await walk(hub)).toEqual(all);
    expect(made.map(({ size }) => size)).toEqual([50, 50]);
  });

  it.each(failures)('se lisent moins à la fois quand GitHub %s, puis de nouveau davantage', async (_, answer) => {
    let refusals = 0;
    const { hub, made } = aHub(({ size = 0 }) => size > 12 && refusals++ < 2, answer);
    expect(await walk(hub)).toEqual(all);
    expect(made.map(({ size }) => size)).toEqual([50, 12, 48, 12, 48]);
  });

  it.each(failures)('l’un d’eux ne fait pas échouer les autres quand GitHub %s : il est nommé, et se lira seul', async (_, answer) => {
    const { hub } = aHub((variables, query) => !query.includes('nodes { number }') && covers(variables, 3), answer);
    expect((await walk(hub)).toSorted((a, b) => a - b)).toEqual(all);
  });

  it('l’un d’eux dont GitHub ne montre pas même le numéro n’arrête pas les autres', async () => {
    const nodes = [null];
    const pageInfo = { hasNextPage: true, endCursor: [...places].find(([, place]) => place === 3)?.[0] };
    const errors = [{ type: 'NOT_FOUND', path: ['repository', 'issues', 'nodes', 0], message: 'Could not resolve to a node' }];
    const { hub } = aHub(
      (variables) => covers(variables, 3),
      () => jsonAnswer(200, { data: { repository: { issues: { nodes, pageInfo } } }, errors }),
    );
    expect((await walk(hub)).toSorted((a, b) => a - b)).toEqual(all.filter((number) => number !== 3));
  });

  it('un dépôt d’accompagnement dont GitHub refuse tout se dit', async () => {
    const { hub, made } = aHub(
      () => true,
      () =>
        jsonAnswer(200, { data: { repository: null }, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] }),
    );
    await expect(readOpenDossiers(hub, beginning)).rejects.toMatchObject({ status: 403 });
    expect(made.length).toBeLessThanOrEqual(4);
  });

  it('un arrêt de GitHub coûte peu d’appels, et se dit', async () => {
    const { hub, made } = aHub(() => true);
    await expect(readOpenDossiers(hub, beginning)).rejects.toMatchObject({ status: 502 });
    expect(made.length).toBeLessThanOrEqual(4);
  });

  it('une limite dépassée se dit au premier appel', async () => {
    const { hub, made } = aHub(
      () => true,
      () => jsonAnswer(200, { errors: [{ type: 'RATE_LIMITED', message: 'x' }] }),
    );
    await expect(readOpenDossiers(hub, beginning)).rejects.toMatchObject({ status: 429 });
    expect(made).toHaveLength(1);
  });

  /** Whether a page holds the dossier of that number; the cursors of the embedded GitHub tell node ids, in the order of the numbers. */
  function covers({ size = 0, after }: Asked, number: number): boolean {
    const begun = after === null || after === undefined ? 0 : (places.get(after) ?? 0);
    return begun < number && number <= begun + size;
  }
});

/** How many dossiers stand before a cursor. */
const places = new Map<string, number>();
beforeAll(async () => {
  const { hub } = aHub();
  const query = `query ($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { issues(first: 100, states: [OPEN], orderBy: { field: CREATED_AT, direction: ASC }) { edges { cursor } } } }`;
  const edges = z.object({ repository: z.object({ issues: z.object({ edges: z.array(z.object({ cursor: z.string() })) }) }) });
  const { repository } = edges.parse(await hub.octokit.graphql(query, { owner, name: repo }));
  for (const [index, { cursor }] of repository.issues.edges.entries()) places.set(cursor, index + 1);
});

describe('des dossiers choisis', () => {
  const issues = async (numbers: readonly number[]) =>
    Promise.all(
      numbers.map(async (number) => ({
        key: dossierKey({ owner, repo }, number),
        nodeId: z.object({ node_id: z.string() }).parse(await as(`GET /issues/${number}`)).node_id,
      })),
    );
  const keptOf = async (hub: ReturnType<typeof aHub>['hub'], numbers: readonly number[]) => {
    const ahead = createReadingsAhead({ elapsed: () => 0 });
    await readDossiersAhead(hub, await issues(numbers), ahead);
    return numbers.filter((number) => ahead.take(dossierKey({ owner, repo }, number))?.number === number);
  };

  it('se lisent en un appel', async () => {
    const { hub, made } = aHub();
    expect(await keptOf(hub, [2, 7, 40])).toEqual([2, 7, 40]);
    expect(made).toHaveLength(1);
  });

  it('supprimé ou transféré ailleurs, l’un d’eux n’empêche pas de lire les autres', async () => {
    const { hub } = aHub();
    const found = await issues([2, 3, 4, 5]);
    await world.github.deleteIssue({ repository: HUB, number: 3 }, 'nadia-dnum');
    await world.github.transferIssue({ repository: HUB, number: 4 }, { repository: HUB, by: 'nadia-dnum' });
    const ahead = createReadingsAhead({ elapsed: () => 0 });
    await readDossiersAhead(hub, found, ahead);
    expect(found.map(({ key }) => ahead.take(key)?.number ?? null)).toEqual([2, null, null, 5]);
  });

  it.each(failures)('se lisent moins à la fois quand GitHub %s', async (_, answer) => {
    const { hub } = aHub(({ ids = [] }) => ids.length > 3, answer);
    expect(await keptOf(hub, [2, 7, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50])).toHaveLength(13);
  });

  it('l’un d’eux que GitHub refuse, ou ne trouve plus, n’empêche pas de lire les autres', async () => {
    const bad = (await issues([40]))[0]?.nodeId ?? '';
    for (const type of ['FORBIDDEN', 'NOT_FOUND']) {
      const { hub } = aHub(
        ({ ids = [] }) => ids.includes(bad),
        () =>
          jsonAnswer(200, { data: { nodes: type === 'NOT_FOUND' ? [null] : null }, errors: [{ type, path: ['nodes', 2], message: 'x' }] }),
      );
      expect(await keptOf(hub, [2, 7, 40, 41])).toEqual(type === 'NOT_FOUND' ? [] : [2, 7, 41]);
    }
  });

  it('un arrêt de GitHub n’empêche rien : chacun se lira seul', async () => {
    const { hub, made } = aHub(() => true);
    expect(await keptOf(hub, [2, 7, 40])).toEqual([]);
    expect(made.length).toBeLessThanOrEqual(3);
  });
});
