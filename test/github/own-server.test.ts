import nock from 'nock';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { readGraphql } from '../../src/github/read-graphql.ts';
import { readHub } from '../../src/github/read-hub.ts';
import { aHub, endNock } from './nock.ts';

afterEach(endNock);

const server = 'https://github.exemple.gouv.fr';

it('un GitHub Enterprise Server répond sous /api/v3 en REST, et sous /api/graphql', async () => {
  const { octokit } = await aHub(`${server}/api/v3`);
  nock(server).get('/api/v3/repos/org/api').reply(200, { id: 3 });
  nock(server)
    .post('/api/graphql')
    .reply(200, { data: { viewer: 'lea' } });
  expect((await octokit.rest.repos.get({ owner: 'org', repo: 'api' })).data.id).toBe(3);
  expect(await readGraphql(octokit, { text: 'query { viewer }', answer: z.object({ viewer: z.string() }) }, {})).toEqual({ viewer: 'lea' });
});

it.each([
  [`${server}/api/v3`, 'github.exemple.gouv.fr'],
  ['https://api.ministere.ghe.com', 'ministere.ghe.com'],
  ['https://api.github.com', undefined],
])('un dépôt d’accompagnement que sert %s est sur %s', async (root, host) => {
  const hub = await aHub(root);
  nock(root)
    .persist()
    .get(/\/contents\//)
    .reply(404, { message: 'Not Found' });
  const { setup } = await readHub(hub, () => Promise.resolve(null));
  expect(setup?.procedure.github).toBe(host);
  const examples = setup?.procedure.prerequisites.flatMap(({ kind, example }) => (kind === 'repositories' ? [example] : []));
  expect(examples?.join(' ')).toContain(`https://${host ?? 'github.com'}/mon-organisation/mon-application`);
});

it('son fichier ne peut pas dire qu’il est ailleurs', async () => {
  const hub = await aHub(`${server}/api/v3`);
  const content = Buffer.from('github: gitlab.exemple.fr').toString('base64');
  nock(server)
    .get(/accostage\.yml$/)
    .reply(200, { type: 'file', encoding: 'base64', content });
  const { setup, problems } = await readHub(hub, () => Promise.resolve(null));
  expect(setup).toBeNull();
  expect(problems[0]?.message).toContain('cette clé n’existe pas');
});
