import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { aGitHub, type TestGitHub } from './a-github.ts';

let world: TestGitHub;
let app: string;

beforeEach(async () => {
  world = await aGitHub();
  app = await world.appToken();
  await world.call('lea-martin', `POST /repos/${HUB}/issues`, { title: 'Dossier', body: 'texte' });
});
afterEach(() => world.github.close());

const identified = z.object({ id: z.number(), node_id: z.string() });
const [owner, name] = HUB.split('/');

const hub = (method: string, path: string) => `${method} /repos/${HUB}${path}`;
const comment = async (credentials: string, body: string) =>
  identified.parse((await world.call(credentials, hub('POST', '/issues/1/comments'), { body })).json);
const ask = async (query: string, variables: object = {}, credentials = app) =>
  (await world.call(credentials, 'POST /graphql', { query, variables: { owner, name, ...variables } })).json;
/** What is asked of issue 1. */
const ofIssue = (fields: string, number = 1) =>
  ask(`query($owner:String!,$name:String!,$number:Int!){repository(owner:$owner,name:$name){issue(number:$number){${fields}}}}`, {
    number,
  });

describe('une requête GraphQL', () => {
  it('qui ne suit pas le schéma public de GitHub est refusée, champ par champ', async () => {
    expect(await ask('{ viewer { login motDePasse } }')).toEqual({
      errors: [expect.objectContaining({ message: expect.stringContaining('motDePasse') })],
    });
    expect(await ask('{ viewer {')).toMatchObject({ errors: [{ message: expect.stringContaining('Syntax Error') }] });
  });

  it('sur un champ que le GitHub embarqué n’a pas est une erreur, jamais une absence', async () => {
    expect(await ofIssue('isPinned')).toMatchObject({ errors: [{ message: expect.stringContaining('Issue.isPinned') }] });
  });

  it('ne se lit pas sans jeton', async () => {
    expect((await world.call('nobody', 'POST /graphql', { query: '{viewer{login}}' })).status).toBe(401);
  });

  it('dit qui appelle', async () => {
    expect(await ask('{viewer{login}}', {}, 'camille-st')).toEqual({ data: { viewer: { login: 'camille-st' } } });
  });
});

describe('un dossier lu par GraphQL', () => {
  it('a ce que REST en montre', async () => {
    await world.call('camille-st', hub('POST', '/issues/1/labels'), { labels: ['un', 'deux'] });
    await world.call('camille-st', hub('POST', '/issues/1/assignees'), { assignees: ['camille-st'] });
    expect(
      await ofIssue(
        'id number title body state createdAt author{__typename login} assignees(first:10){nodes{login databaseId}} labels(first:1){totalCount nodes{name} pageInfo{hasNextPage}} repository{nameWithOwner isPrivate}',
      ),
    ).toMatchObject({
      data: {
        repository: {
          issue: {
            number: 1,
            title: 'Dossier',
            body: 'texte',
            state: 'OPEN',
            createdAt: expect.stringMatching(/:\d\dZ$/),
            author: { __typename: 'User', login: 'lea-martin' },
            assignees: { nodes: [{ login: 'camille-st', databaseId: expect.any(Number) }] },
            labels: { totalCount: 2, nodes: [{ name: 'un' }], pageInfo: { hasNextPage: true } },
            repository: { nameWithOwner: HUB, isPrivate: false },
          },
        },
      },
    });
  });

  it('absent, il est nul avec une erreur NOT_FOUND, comme une pull request ou un dépôt privé d’ailleurs', async () => {
    const missing = { data: { repository: { issue: null } }, errors: [{ type: 'NOT_FOUND', path: ['repository', 'issue'] }] };
    expect(await ofIssue('id', 99)).toMatchObject(missing);
    await world.call('camille-st', hub('PUT', '/contents/a.txt'), { message: 'a', content: 'YQ==', branch: 'main' });
    const pull = await world.call('camille-st', hub('POST', '/pulls'), { title: 'PR', head: 'autre', base: 'main' });
    expect(await ofIssue('id', z.object({ number: z.number() }).parse(pull.json).number)).toMatchObject(missing);
    const elsewhere = { owner: 'registre-armes', name: 'deploiement' };
    expect(await ask('query($owner:String!,$name:String!){repository(owner:$owner,name:$name){id}}', elsewhere)).toMatchObject({
      data: { repository: null },
      errors: [{ type: 'NOT_FOUND', path: ['repository'] }],
    });
  });

  it('supprimé ou transféré, il n’y est plus', async () => {
    await world.github.transferIssue({ repository: HUB, number: 1 }, { repository: HUB, by: 'nadia-dnum' });
    expect(await ofIssue('id')).toMatchObject({ data: { repository: { issue: null } } });
    await world.github.deleteIssue({ repository: HUB, number: 2 }, 'nadia-dnum');
    expect(await ofIssue('id', 2)).toMatchObject({ data: { repository: { issue: null } } });
  });
});

describe('les pages', () => {
  it('ne dépassent pas cent éléments, et doivent être bornées', async () => {
    expect(await ofIssue('comments{nodes{id}}')).toMatchObject({ errors: [{ type: 'MISSING_PAGINATION_BOUNDARIES' }] });
    expect(await ofIssue('comments(first:101){nodes{id}}')).toMatchObject({ errors: [{ type: 'EXCESSIVE_PAGINATION' }] });
  });

  it('se suivent sans trou ni doublon', async () => {
    for (let index = 0; index < 5; index += 1) await comment('lea-martin', `n° ${index}`);
    const shape = z.object({
      data: z.object({
        repository: z.object({
          issue: z.object({
            comments: z.object({
              nodes: z.array(z.object({ body: z.string() })),
              pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string() }),
            }),
          }),
        }),
      }),
    });
    const page = async (bounds: string) =>
      shape.parse(await ofIssue(`comments(${bounds}){nodes{body} pageInfo{hasNextPage endCursor}}`)).data.repository.issue.comments;
    const first = await page('first:2');
    const second = await page(`first:2,after:"${first.pageInfo.endCursor}"`);
    const third = await page(`first:2,after:"${second.pageInfo.endCursor}"`);
    expect([first, second, third].flatMap(({ nodes }) => nodes.map(({ body }) => body))).toEqual(['n° 0', 'n° 1', 'n° 2', 'n° 3', 'n° 4']);
    expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    expect((await page('last:2')).nodes).toEqual([{ body: 'n° 3' }, { body: 'n° 4' }]);
  });
});

describe('les identifiants', () => {
  it('d’un commentaire dépassent 2³¹ : REST et `fullDatabaseId` le disent, `databaseId` ne le peut pas', async () => {
    const { id, node_id } = await comment('lea-martin', 'un');
    expect(id).toBeGreaterThan(2 ** 31);
    expect(await ofIssue('comments(first:1){nodes{id fullDatabaseId}}')).toMatchObject({
      data: { repository: { issue: { comments: { nodes: [{ id: node_id, fullDatabaseId: String(id) }] } } } },
    });
    expect(await ofIssue('comments(first:1){nodes{databaseId}}')).toMatchObject({
      data: { repository: { issue: { comments: { nodes: [{ databaseId: null }] } } } },
      errors: [{ message: expect.stringContaining('32-bit') }],
    });
    expect((await world.call(app, hub('GET', `/issues/comments/${id}`))).json).toMatchObject({ id, body: 'un' });
    expect(world.github.relay.deliveries().at(-1)).toMatchObject({ event: 'issue_comment', payload: { comment: { id } } });
    expect((await world.call('lea-martin', hub('DELETE', `/issues/comments/${id}`))).status).toBe(204);
  });

  it('d’un compte sont ceux de REST ; une App y perd son [bot]', async () => {
    await comment(app, 'suivi');
    const { json } = await world.call('camille-st', `GET /users/${world.github.appLogin}`);
    const { id } = z.object({ id: z.number() }).parse(json);
    expect(await ofIssue('comments(first:1){nodes{author{__typename login ... on Bot{databaseId}} viewerDidAuthor}}')).toMatchObject({
      data: {
        repository: {
          issue: { comments: { nodes: [{ author: { __typename: 'Bot', login: 'accostage', databaseId: id }, viewerDidAuthor: true }] } },
        },
      },
    });
  });

  it('globaux mènent à l’objet ; un inconnu n’empêche pas de lire les autres', async () => {
    const kept = await comment('lea-martin', 'gardé');
    const gone = await comment('lea-martin', 'supprimé');
    await world.call('lea-martin', hub('DELETE', `/issues/comments/${gone.id}`));
    const query = 'query($ids:[ID!]!){nodes(ids:$ids){id ... on IssueComment{body}}}';
    expect(await ask(query, { ids: [kept.node_id, gone.node_id, 'IC_inconnu'] })).toMatchObject({
      data: { nodes: [{ id: kept.node_id, body: 'gardé' }, null, null] },
      errors: expect.arrayContaining([1, 2].map((place) => expect.objectContaining({ type: 'NOT_FOUND', path: ['nodes', place] }))),
    });
  });
});

const edited =
  'editor{login} lastEditedAt includesCreatedEdit userContentEdits(first:10){totalCount nodes{editor{login} diff deletedAt deletedBy{login}}}';

describe('qui a modifié un texte', () => {
  it('personne, tant que nul ne l’a fait', async () => {
    expect(await ofIssue(edited)).toMatchObject({
      data: {
        repository: { issue: { editor: null, lastEditedAt: null, includesCreatedEdit: false, userContentEdits: { totalCount: 0 } } },
      },
    });
  });

  it('le corps du dossier : chaque version, de la plus récente à la création', async () => {
    await world.call('camille-st', hub('PATCH', '/issues/1'), { body: 'deux' });
    await world.call('lea-martin', hub('PATCH', '/issues/1'), { body: 'trois' });
    await world.call('lea-martin', hub('PATCH', '/issues/1'), { title: 'autre', body: 'trois' });
    expect(await ofIssue(edited)).toMatchObject({
      data: {
        repository: {
          issue: {
            editor: { login: 'lea-martin' },
            lastEditedAt: expect.stringMatching(/Z$/),
            includesCreatedEdit: true,
            userContentEdits: {
              nodes: [
                { editor: { login: 'lea-martin' }, diff: 'trois' },
                { editor: { login: 'camille-st' }, diff: 'deux' },
                { editor: { login: 'lea-martin' }, diff: 'texte' },
              ],
            },
          },
        },
      },
    });
  });

  it('un commentaire, par l’App comme par une personne', async () => {
    const { id } = await comment(app, 'un');
    const other = await comment('lea-martin', 'deux');
    await world.call('camille-st', hub('PATCH', `/issues/comments/${id}`), { body: 'un bis' });
    await world.call(app, hub('PATCH', `/issues/comments/${other.id}`), { body: 'deux bis' });
    expect(await ofIssue('comments(first:2){nodes{author{login} editor{login}}}')).toMatchObject({
      data: {
        repository: {
          issue: {
            comments: {
              nodes: [
                { author: { login: 'accostage' }, editor: { login: 'camille-st' } },
                { author: { login: 'lea-martin' }, editor: { login: 'accostage' } },
              ],
            },
          },
        },
      },
    });
  });

  it('une version retirée de l’historique y reste sans son texte', async () => {
    await world.call('camille-st', hub('PATCH', '/issues/1'), { body: 'secret' });
    await world.call('camille-st', hub('PATCH', '/issues/1'), { body: 'propre' });
    const { node_id } = identified.parse((await world.call(app, hub('GET', '/issues/1'))).json);
    world.github.deleteRevision(node_id, 1, 'camille-st');
    expect(await ofIssue(edited)).toMatchObject({
      data: {
        repository: {
          issue: {
            userContentEdits: {
              nodes: [
                { diff: 'propre' },
                { diff: null, deletedAt: expect.any(String), deletedBy: { login: 'camille-st' } },
                { diff: 'texte' },
              ],
            },
          },
        },
      },
    });
  });

  it('un compte supprimé n’est plus personne ; REST l’appelle ghost', async () => {
    await world.call('camille-st', hub('PATCH', '/issues/1'), { body: 'deux' });
    world.github.deleteAccount('camille-st');
    world.github.deleteAccount('lea-martin');
    expect(await ofIssue('author{login} editor{login} lastEditedAt')).toMatchObject({
      data: { repository: { issue: { author: null, editor: null, lastEditedAt: expect.any(String) } } },
    });
    expect((await world.call(app, hub('GET', '/issues/1'))).json).toMatchObject({ user: { login: 'ghost' } });
  });
});

describe('l’histoire d’un dossier', () => {
  const timeline =
    'timelineItems(first:50,itemTypes:[LABELED_EVENT,UNLABELED_EVENT,CLOSED_EVENT,REOPENED_EVENT]){nodes{__typename ... on LabeledEvent{id label{name} actor{login}} ... on ClosedEvent{id}}}';

  it('va du plus ancien au plus récent, avec les identifiants de nœud que REST donne', async () => {
    await world.call('camille-st', hub('POST', '/issues/1/labels'), { labels: ['un', 'deux'] });
    await world.call('camille-st', hub('PATCH', '/issues/1'), { state: 'closed' });
    const rows = z
      .array(z.object({ node_id: z.string(), event: z.string() }))
      .parse((await world.call(app, hub('GET', '/issues/1/events'))).json);
    const ids = rows.filter(({ event }) => event !== 'opened').map(({ node_id }) => node_id);
    expect(await ofIssue(timeline)).toMatchObject({
      data: {
        repository: {
          issue: {
            timelineItems: {
              nodes: [
                { __typename: 'LabeledEvent', id: ids[0], label: { name: 'un' }, actor: { login: 'camille-st' } },
                { __typename: 'LabeledEvent', id: ids[1], label: { name: 'deux' } },
                { __typename: 'ClosedEvent', id: ids[2] },
              ],
            },
          },
        },
      },
    });
  });

  it('montre une étiquette sous son nom d’aujourd’hui, où REST garde celui du jour', async () => {
    await world.call('camille-st', hub('POST', '/issues/1/labels'), { labels: ['ancien'] });
    await world.call('camille-st', hub('PATCH', '/labels/ancien'), { new_name: 'nouveau' });
    await world.call('camille-st', hub('POST', '/issues/1/labels'), { labels: ['ancien'] });
    expect(await ofIssue(timeline)).toMatchObject({
      data: { repository: { issue: { timelineItems: { nodes: [{ label: { name: 'nouveau' } }, { label: { name: 'ancien' } }] } } } },
    });
    expect((await world.call(app, hub('GET', '/issues/1/events'))).json).toMatchObject([
      {},
      { label: { name: 'ancien' } },
      { label: { name: 'ancien' } },
    ]);
  });
});
