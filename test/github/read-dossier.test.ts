import nock from 'nock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Repository } from '../../src/github/octokit.ts';
import { readDossier } from '../../src/github/read-dossier.ts';
import { aHub, api, endNock } from './nock.ts';

let hub: Repository;
beforeEach(async () => {
  hub = await aHub();
});
afterEach(endNock);

const issue = '/repos/dnum-mi/hub/issues/7';

it('transféré : GitHub renvoie vers le ticket qu’il est devenu, qui est un autre dossier', async () => {
  const there = '/repos/dnum-mi/ailleurs/issues/12';
  nock(api)
    .get(issue)
    .reply(301, {}, { location: `${api}${there}` });
  nock(api)
    .get(there)
    .reply(200, { number: 12, repository_url: `${api}/repos/dnum-mi/ailleurs` });
  expect(await readDossier(hub, 7, 'accostage[bot]')).toBeNull();
});

it.each([
  ['supprimé', 410],
  ['introuvable, ou transféré où l’application n’est pas', 404],
])('%s : il n’y a plus de dossier', async (_, status) => {
  nock(api).get(issue).reply(status, {});
  expect(await readDossier(hub, 7, 'accostage[bot]')).toBeNull();
});

it('une pull request n’est pas un dossier', async () => {
  nock(api)
    .get(issue)
    .reply(200, { number: 7, repository_url: `${api}/repos/dnum-mi/hub`, pull_request: {} });
  expect(await readDossier(hub, 7, 'accostage[bot]')).toBeNull();
});
