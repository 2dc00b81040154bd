import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHeads } from '../../src/github/heads.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { fakeClock, type FakeClock } from '../queue/fake-clock.ts';
import { aHub, api, endNock } from './nock.ts';

const minute = 60_000;
let repository: Repository;
let clock: FakeClock;
beforeEach(async () => {
  repository = { ...(await aHub()), owner: 'org', repo: 'api' };
  clock = fakeClock();
});
afterEach(endNock);

const named = (name: string): Repository => ({ ...repository, repo: name });
const isThere = (asked = 'api', full_name = 'org/api') =>
  nock(api).get(`/repos/org/${asked}`).reply(200, { id: 5, full_name, html_url: '', private: false, default_branch: 'main' });
const endsAt = (sha: string, asked = 'api') => nock(api).get(`/repos/org/${asked}/git/ref/heads%2Fmain`).reply(200, { object: { sha } });
const mayWrite = (role: string) =>
  nock(api).get('/repos/org/api/collaborators/lea/permission').reply(200, { permission: role, role_name: role });

it('ce qui est demandé en même temps, ou peu après, est lu une fois', async () => {
  const heads = createHeads(clock);
  isThere();
  endsAt('a');
  expect(await Promise.all([heads.commit(repository, minute), heads.commit(repository, minute)])).toEqual(['a', 'a']);
  expect((await heads.of(repository, minute)).id).toBe(5);
});

it('chacun dit de quel âge il l’accepte, et l’heure de la machine n’y fait rien', async () => {
  const heads = createHeads(clock);
  isThere();
  await heads.of(repository, minute);
  await clock.advance(minute);
  clock.jump(-60 * minute);
  expect((await heads.of(repository, 2 * minute)).name).toBe('org/api');
  isThere('api', 'org/api-v2');
  expect((await heads.of(repository, minute)).name).toBe('org/api-v2');
});

it('un envoi qui ne touche rien d’utile laisse tout ; autre chose fait tout relire', async () => {
  const heads = createHeads(clock);
  isThere();
  endsAt('a');
  await heads.commit(repository, minute);
  heads.changed(repository, 'no-file-that-matters');
  expect(await heads.commit(repository, minute)).toBe('a');
  heads.changed(repository, 'anything');
  isThere();
  endsAt('b');
  expect(await heads.commit(repository, minute)).toBe('b');
});

it('un événement sous un nouveau nom, du même numéro : c’est lui, et il est relu ; d’un numéro que nul ne connaît : rien n’est gardé', async () => {
  const heads = createHeads(clock);
  isThere();
  await heads.of(repository, minute);
  heads.named({ owner: 'autre', repo: 'api-v2' }, 5);
  heads.named({ owner: 'autre', repo: 'inconnu' }, 6);
  expect(heads.namesOf('autre/api-v2')).toEqual(['autre/api-v2', 'org/api']);
  expect(heads.namesOf('autre/inconnu')).toEqual(['autre/inconnu']);
  isThere('api', 'autre/api-v2');
  expect((await heads.of(repository, minute)).name).toBe('autre/api-v2');
  heads.named({ owner: 'autre', repo: 'api-v2' }, 5);
  expect((await heads.of(repository, minute)).name).toBe('autre/api-v2');
});

it('les noms d’un dépôt : ceux qu’il a portés, sauf celui qu’un autre a pris', async () => {
  const heads = createHeads(clock);
  isThere('api', 'org/api');
  await heads.of(repository, minute);
  isThere('neuf', 'org/neuf');
  await heads.of(named('neuf'), minute);
  expect([...heads.namesOf('org/neuf')].toSorted()).toEqual(['org/api', 'org/neuf']);
  heads.changed(repository, 'anything');
  nock(api).get('/repos/org/api').reply(200, { id: 6, full_name: 'org/api', html_url: '', private: false, default_branch: 'main' });
  await heads.of(repository, minute);
  expect(heads.namesOf('org/neuf')).toEqual(['org/neuf']);
  expect(heads.namesOf('org/api')).toEqual(['org/api']);
});

it('un dépôt vide est regardé de nouveau à chaque fois', async () => {
  const heads = createHeads(clock);
  isThere();
  nock(api).get('/repos/org/api/git/ref/heads%2Fmain').reply(409, { message: 'Git Repository is empty.' });
  expect(await heads.commit(repository, minute)).toBeNull();
  endsAt('a');
  expect(await heads.commit(repository, minute)).toBe('a');
});

describe('un dépôt renommé', () => {
  it('garde, sous ses deux noms, son commit et les droits ; ce qui arrive sous l’un vaut pour l’autre', async () => {
    const heads = createHeads(clock);
    isThere('api', 'org/api-v2');
    endsAt('a');
    await heads.commit(repository, minute);
    isThere('api-v2', 'org/api-v2');
    expect(await heads.commit(named('api-v2'), minute)).toBe('a');
    for (const name of ['Org/API-v2', 'org/api']) expect(heads.namesOf(name).toSorted()).toEqual(['org/api', 'org/api-v2']);
    expect(heads.namesOf('Org/Autre')).toEqual(['org/autre']);
    heads.changed({ owner: 'org', repo: 'api-v2' }, 'anything');
    isThere('api', 'org/api-v2');
    endsAt('b');
    expect(await heads.commit(repository, minute)).toBe('b');
  });
});

describe('le droit d’écrire', () => {
  it('personne n’en a ; un oui et un non n’ont pas le même âge', async () => {
    const heads = createHeads(clock);
    const ages = (answer: string) => (answer === 'yes' ? minute : 0);
    expect(await heads.right(repository, null, ages)).toBe('no');
    isThere();
    mayWrite('read');
    expect(await heads.right(repository, { login: 'lea', id: null }, ages)).toBe('no');
    mayWrite('write');
    expect(await heads.right(repository, { login: 'lea', id: null }, ages)).toBe('yes');
    expect(await heads.right(repository, { login: 'Lea', id: null }, ages)).toBe('yes');
  });

  it('une panne ne laisse rien derrière elle', async () => {
    const heads = createHeads(clock);
    nock(api).get('/repos/org/api').reply(502, {});
    await expect(heads.of(repository, minute)).rejects.toMatchObject({ status: 502 });
    isThere();
    expect((await heads.of(repository, minute)).id).toBe(5);
  });
});

it('une branche par défaut renommée sans qu’un événement le dise : le commit est celui de la branche qu’il y a maintenant', async () => {
  const heads = createHeads(clock);
  isThere();
  await heads.of(repository, minute);
  await clock.advance(minute / 2);
  nock(api).get('/repos/org/api/git/ref/heads%2Fmain').reply(404, { message: 'Not Found' });
  nock(api).get('/repos/org/api').reply(200, { id: 5, full_name: 'org/api', html_url: '', private: false, default_branch: 'trunk' });
  nock(api)
    .get('/repos/org/api/git/ref/heads%2Ftrunk')
    .reply(200, { object: { sha: 'a' } });
  expect(await heads.commit(repository, minute)).toBe('a');
  expect((await heads.of(repository, minute)).defaultBranch).toBe('trunk');
});
