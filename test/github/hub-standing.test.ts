import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHubIds, type HubIds } from '../../src/github/hub-ids.ts';
import { readHubStanding, refusalNotice } from '../../src/github/hub-standing.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { PermissionMissing } from '../../src/github/refusal.ts';
import { alone } from '../../src/queue/facts.ts';
import { fakeClock } from '../queue/fake-clock.ts';
import { aHub, api, endNock } from './nock.ts';

let hub: Repository;
let hubIds: HubIds;
beforeEach(async () => {
  hubIds = createHubIds({ clock: fakeClock(), facts: alone, hubs: ['org/hub'] });
  const { octokit } = await aHub();
  hub = { octokit, owner: 'org', repo: 'hub' };
});
afterEach(endNock);

const look = (repository: Repository | null = hub) =>
  readHubStanding(
    { owner: 'org', repo: 'hub' },
    {
      installations: {
        hub: () => Promise.resolve(repository === null ? null : { hub: repository, access: () => Promise.resolve(repository) }),
      },
      hubIds,
    },
  );
const answer = (change: object = {}) =>
  nock(api)
    .get('/repos/org/hub')
    .reply(200, { id: 5, full_name: 'Org/Hub', archived: false, has_issues: true, ...change });

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

describe('un nom que l’on a laissé', () => {
  it('et qu’un autre dépôt a pris n’est plus le dépôt d’accompagnement : l’exploitant le sait', async () => {
    answer();
    await look();
    answer({ id: 6 });
    expect(await look()).toEqual({ kind: 'out-of-reach', notice: expect.stringContaining('another repository has taken this name') });
    answer();
    expect(await look()).toMatchObject({ kind: 'at-work', notice: null });
  });

  it('est au dépôt qui le porte là où l’application démarre', async () => {
    answer();
    await look();
    hubIds = createHubIds({ clock: fakeClock(), facts: alone, hubs: ['org/hub'] });
    answer({ id: 6 });
    expect(await look()).toMatchObject({ kind: 'at-work', notice: null });
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
