import nock from 'nock';
import { afterEach, expect, it } from 'vitest';
import { createFormerHubs } from '../../src/github/former-hubs.ts';
import { dossierKey, hubKey, type RepositoryRef } from '../../src/words/key.ts';
import { fakeClock } from '../queue/fake-clock.ts';
import { aHub, api, endNock } from './nock.ts';

afterEach(endNock);

const keys = [
  { owner: 'a', repo: 'hub' },
  { owner: 'b', repo: 'neuf' },
].map(hubKey);
const signed = dossierKey({ owner: 'b', repo: 'ancien' }, 12);
const now = dossierKey({ owner: 'b', repo: 'neuf' }, 12);

/** With the hubs that GitHub does not show to the App for the moment. */
async function named(shutOut: readonly string[] = []) {
  const { octokit } = await aHub();
  const repository = (where: RepositoryRef) =>
    shutOut.includes(hubKey(where))
      ? Promise.reject(Object.assign(new Error('down'), { status: 502 }))
      : Promise.resolve({ octokit, ...where });
  return createFormerHubs({
    installations: { repository },
    hubs: { keys, isHub: (where) => keys.includes(hubKey(where)) },
    clock: fakeClock(),
  });
}

const answers = (times: number, full_name: string) => nock(api).get('/repos/b/ancien').times(times).reply(200, { full_name });

it('un dossier d’un dépôt d’accompagnement qui porte encore son nom ne demande rien', async () => {
  expect(await (await named())(now)).toBe(now);
});

it('renommé : le dossier d’aujourd’hui, demandé une fois', async () => {
  answers(2, 'b/neuf');
  const nowNamed = await named();
  expect([await nowNamed(signed), await nowNamed(signed)]).toEqual([now, now]);
});

it('un autre a pris l’ancien nom, ou plus personne ne le porte : aucun dossier', async () => {
  answers(2, 'b/ancien');
  expect(await (await named())(signed)).toBeNull();
  nock(api).get('/repos/b/ancien').times(2).reply(404, { message: 'Not Found' });
  expect(await (await named())(signed)).toBeNull();
});

it('un dépôt d’accompagnement qui ne répond pas n’empêche pas un autre de répondre ; sinon ce n’est pas un non', async () => {
  answers(1, 'b/neuf');
  expect(await (await named(['a/hub']))(signed)).toBe(now);
  answers(1, 'b/ancien');
  await expect((await named(['a/hub']))(signed)).rejects.toThrow('down');
});
