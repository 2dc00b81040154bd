import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AppIdentity, createIdentity } from '../../src/github/identity.ts';
import { aHub, api, endNock } from './nock.ts';

const bot = { id: 9_000_000_001, login: 'accostage[bot]' };
const known = { appId: 1, userId: bot.id, login: bot.login };
const html = { 'content-type': 'text/html' };
const json: Record<string, string> = { 'content-type': 'application/json' };

let now: Date;
let identity: () => Promise<AppIdentity>;
beforeEach(async () => {
  const { octokit } = await aHub();
  now = new Date('2027-01-04T09:00:00Z');
  identity = createIdentity({ app: () => Promise.resolve(octokit), anyone: () => Promise.resolve(octokit), clock: { now: () => now } });
});
afterEach(endNock);

const appAnswers = (status: number, body: nock.Body, headers = json) => nock(api).get('/app').reply(status, body, headers);
const botAnswers = (status: number, body: nock.Body, headers = json) =>
  nock(api).get('/users/accostage%5Bbot%5D').reply(status, body, headers);

const noAnswers: readonly (readonly [string, number, nock.Body, Record<string, string>])[] = [
  ['une réponse coupée', 200, '{"id":1,"slu', json],
  ['une réponse vide', 200, '', json],
  ['la page d’un mandataire', 200, '<html></html>', html],
  ['un objet sans nom', 200, { name: 'accostage' }, json],
  ['des noms vides', 200, { id: 1, slug: '', login: '' }, json],
  ['une liste', 200, [], json],
  ['une panne', 502, '<html></html>', html],
  ['des identifiants refusés', 401, { message: 'Bad credentials' }, json],
];

describe('l’identité que GitHub ne dit pas n’est pas devinée', () => {
  it.each(noAnswers)('%s pour l’application : rien n’en est retenu, et la réponse suivante est crue', async (_, status, body, headers) => {
    appAnswers(status, body, headers);
    await expect(identity()).rejects.toBeInstanceOf(Error);
    appAnswers(200, { id: 1, slug: 'accostage' });
    botAnswers(200, bot);
    expect(await identity()).toEqual(known);
  });

  it.each([...noAnswers, ['un compte absent', 404, { message: 'Not Found' }, json] as const])(
    '%s pour son compte : de même',
    async (_, status, body, headers) => {
      appAnswers(200, { id: 1, slug: 'accostage' });
      botAnswers(status, body, headers);
      await expect(identity()).rejects.toBeInstanceOf(Error);
      appAnswers(200, { id: 1, slug: 'accostage' });
      botAnswers(200, bot);
      expect(await identity()).toEqual(known);
    },
  );

  it.each(noAnswers)('%s plus tard : celle qui est connue reste', async (_, status, body, headers) => {
    appAnswers(200, { id: 1, slug: 'accostage' });
    botAnswers(200, bot);
    await identity();
    now = new Date(now.getTime() + 61_000);
    appAnswers(status, body, headers);
    expect(await identity()).toEqual(known);
  });
});
