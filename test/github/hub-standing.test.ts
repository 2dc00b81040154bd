import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHubStanding, refusalNotice } from '../../src/github/hub-standing.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { PermissionMissing } from '../../src/github/refusal.ts';
import { aHub, api, endNock } from './nock.ts';

let hub: Repository;
beforeEach(async () => {
  const { octokit } = await aHub();
  hub = { octokit, owner: 'org', repo: 'hub' };
});
afterEach(endNock);

const look = (repository: Repository | null = hub) =>
  readHubStanding(
    { owner: 'org', repo: 'hub' },
    {
      hub: () => Promise.resolve(repository === null ? null : { hub: repository, access: () => Promise.resolve(repository) }),
    },
  );
const answer = (change: object = {}) =>
  nock(api)
    .get('/repos/org/hub')
    .reply(200, { full_name: 'Org/Hub', archived: false, has_issues: true, ...change });

describe('un dépôt d’accompagnement', () => {
  it('en ordre, quelle que soit la casse de son nom', async () => {
    answer();
    expect(await look()).toMatchObject({ kind: 'at-work', notice: null });
  });

  it('où l’application n’est pas installée', async () => {
    expect(await look(null)).toEqual({ kind: 'out-of-reach', notice: 'no such repository, or the App is not installed there' });
  });

  it.each([
    ['archivé', { archived: true }, 'the repository is archived'],
    ['sans tickets', { has_issues: false }, 'issues are turned off there'],
  ])('%s', async (_, change, notice) => {
    answer(change);
    expect(await look()).toEqual({ kind: 'out-of-reach', notice });
  });

  it('renommé : il fonctionne, et l’exploitant sait quoi écrire', async () => {
    answer({ full_name: 'org/accueil' });
    expect(await look()).toMatchObject({ kind: 'at-work', notice: expect.stringContaining('renamed to org/accueil') });
  });
});

describe('ce que GitHub refuse', () => {
  it.each([
    [404, 'no such repository, or the App is not installed there'],
    [410, 'no such repository, or the App is not installed there'],
    [403, 'GitHub answered 403'],
    [451, 'GitHub answered 451'],
    [429, null],
    [502, null],
  ])('%i : %s', async (status, notice) => {
    nock(api).get('/repos/org/hub').reply(status, { message: 'refusé' });
    const error: unknown = await look().catch((caught: unknown) => caught);
    expect(refusalNotice(error)).toBe(notice);
  });

  it('une permission qui manque est nommée', () => {
    expect(refusalNotice(new PermissionMissing('contents: read'))).toBe('the installation lacks permissions: contents: read');
  });
});
