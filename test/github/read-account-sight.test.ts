import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Repository } from '../../src/github/octokit.ts';
import { readAccountSight } from '../../src/github/read-account-sight.ts';
import { aHub, api, endNock } from './nock.ts';

let hub: Repository;
beforeEach(async () => {
  hub = await aHub();
});
afterEach(endNock);

describe('à qui est un compte', () => {
  it.each([
    ['une personne, comme GitHub l’écrit', 200, { login: 'Sacha', id: 7, type: 'User' }, { kind: 'person', login: 'Sacha', id: 7 }],
    ['une organisation', 200, { login: 'sacha', type: 'Organization' }, { kind: 'organisation' }],
    ['un programme', 200, { login: 'sacha', type: 'Bot' }, { kind: 'bot' }],
    ['personne', 404, { message: 'Not Found' }, { kind: 'absent' }],
    ['un refus n’est pas un non', 403, { message: 'Resource not accessible by integration' }, { kind: 'unverified' }],
  ])('%s', async (...[, status, body, expected]) => {
    nock(api).get('/users/sacha').reply(status, body);
    expect(await readAccountSight(hub.octokit, 'sacha')).toEqual(expected);
  });

  it('une panne n’est pas une réponse', async () => {
    nock(api).get('/users/sacha').reply(502, {});
    await expect(readAccountSight(hub.octokit, 'sacha')).rejects.toMatchObject({ status: 502 });
  });
});
