import nock from 'nock';
import { afterEach, expect, it } from 'vitest';
import type { Installations } from '../../src/github/installations.ts';
import { createProjects } from '../../src/github/projects.ts';
import { dossierKey, type RepositoryRef } from '../../src/words/key.ts';
import { fakeClock } from '../queue/fake-clock.ts';
import { aHub, api, app, aReadableRepository, endNock } from './nock.ts';

afterEach(endNock);

const dossier = dossierKey({ owner: 'dnum-mi', repo: 'hub' }, 1);
const renamed = { id: 5, full_name: 'org/portail', html_url: '', private: false, has_issues: true, default_branch: 'main' };

async function someProjects() {
  const { octokit } = await aHub();
  const installations: Pick<Installations, 'repository' | 'forget' | 'identity'> = {
    identity: () => Promise.reject(new Error('nothing is written here')),
    repository: (where: RepositoryRef) => Promise.resolve({ octokit, ...where }),
    forget: () => undefined,
  };
  return createProjects({ installations, hubs: { keys: [], isHub: () => true }, secrets: ['secret'], clock: fakeClock() });
}

it('ce qui arrive à un dépôt sous son nouveau nom concerne qui l’inscrit encore par l’ancien, pour ses fichiers comme pour son miroir', async () => {
  const projects = await someProjects();
  nock(api).get('/repos/org/front').reply(200, renamed);
  await projects.head({ name: 'org/front', namer: { login: 'lea', id: null }, freshSince: null, parts: [] });
  projects.watch(dossier, [{ name: 'org/front', mayAct: true, hasRuns: false }]);
  expect(projects.changed({ owner: 'Org', repo: 'Portail' }, ['README.md'])).toEqual([]);
  expect(projects.changed({ owner: 'Org', repo: 'Portail' }, ['Dockerfile'])).toEqual([dossier]);
  projects.declare(dossier, [{ name: 'org/front', mayAct: false }]);
  expect(projects.changed({ owner: 'Org', repo: 'Portail' }, ['README.md'])).toEqual([dossier]);
});

it('ce qui arrive à un dépôt pendant qu’il est lu le fait relire : la lecture peut ne pas l’avoir vu', async () => {
  const projects = await someProjects();
  let readings = 0;
  const event = { owner: 'org', repo: 'portail' };
  aReadableRepository(renamed, () => {
    readings += 1;
    if (readings === 1) projects.changed(event, 'unknown');
  });
  const see = () =>
    projects.see('org/portail', dossier, { namer: { login: 'lea', id: null }, branches: [], platforms: [], authorised: [], app });
  expect(await see()).toMatchObject({ kind: 'seen', namerWrites: 'yes' });
  expect(readings).toBe(1);
  await see();
  expect(readings).toBe(2);
  await see();
  expect(readings).toBe(2);
});

it('un dépôt qui s’ouvre à l’application pendant qu’elle y est refusée est demandé de nouveau, sans attendre', async () => {
  const projects = await someProjects();
  const event = { owner: 'org', repo: 'portail' };
  const need = { name: 'org/portail', namer: { login: 'lea', id: null }, freshSince: null, parts: [] } as const;
  nock(api)
    .get('/repos/org/portail')
    .reply(403, () => {
      projects.changed(event, 'unknown');
      return { message: 'Resource not accessible by integration' };
    });
  nock(api)
    .persist()
    .get(/\/collaborators\/lea\/permission$/)
    .reply(200, { permission: 'write', user: { permissions: { push: true } } });
  expect((await projects.head(need)).kind).toBe('unreadable');
  nock(api).get('/repos/org/portail').reply(200, renamed);
  expect((await projects.head(need)).kind).toBe('seen');
});
