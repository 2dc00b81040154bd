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

interface Answer {
  readonly status: number;
  readonly body: nock.Body;
  readonly headers: Record<string, string>;
}

const answer = (status: number, body: nock.Body, headers = json): Answer => ({ status, body, headers });
const appAnswers = ({ status, body, headers }: Answer) => nock(api).get('/app').reply(status, body, headers);
const botAnswers = ({ status, body, headers }: Answer) => nock(api).get('/users/accostage%5Bbot%5D').reply(status, body, headers);
const theApp = answer(200, { id: 1, slug: 'accostage' });
const theBot = answer(200, bot);

const noAnswers: readonly (readonly [string, Answer])[] = [
  ['une réponse coupée', answer(200, '{"id":1,"slu', json)],
  ['une réponse vide', answer(200, '', json)],
  ['la page d’un mandataire', answer(200, '<html></html>', html)],
  ['un objet sans nom', answer(200, { name: 'accostage' }, json)],
  ['des noms vides', answer(200, { id: 1, slug: '', login: '' }, json)],
  ['une liste', answer(200, [], json)],
  ['une panne', answer(502, '<html></html>', html)],
  ['des identifiants refusés', answer(401, { message: 'Bad credentials' }, json)],
];

describe('l’identité que GitHub ne dit pas n’est pas devinée', () => {
  it.each(noAnswers)('%s pour l’application : rien n’en est retenu, et la réponse suivante est crue', async (_, told) => {
    appAnswers(told);
    await expect(identity()).rejects.toBeInstanceOf(Error);
    appAnswers(theApp);
    botAnswers(theBot);
    expect(await identity()).toEqual(known);
  });

  it.each([...noAnswers, ['un compte absent', answer(404, { message: 'Not Found' })] as const])(
    '%s pour son compte : de même',
    async (_, told) => {
      appAnswers(theApp);
      botAnswers(told);
      await expect(identity()).rejects.toBeInstanceOf(Error);
      appAnswers(theApp);
      botAnswers(theBot);
      expect(await identity()).toEqual(known);
    },
  );

  it.each([403, 404])('un refus (%i) plus tard se dit : l’application n’est plus celle qui est connue', async (status) => {
    appAnswers(theApp);
    botAnswers(theBot);
    await identity();
    now = new Date(now.getTime() + 60_000);
    appAnswers(answer(status, { message: 'Non' }));
    await expect(identity()).rejects.toMatchObject({ status });
  });

  it.each(noAnswers)('%s plus tard : celle qui est connue reste', async (_, told) => {
    appAnswers(theApp);
    botAnswers(theBot);
    await identity();
    now = new Date(now.getTime() + 61_000);
    appAnswers(told);
    expect(await identity()).toEqual(known);
  });
});
