import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { Probot } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { octokitClass } from '../../src/github/client.ts';
import type { Octokit } from '../../src/github/octokit.ts';
import { readGraphql } from '../../src/github/read-graphql.ts';
import { judgeError } from '../../src/github/refusal.ts';
import { outageOf, unavailableUntil } from '../../src/github/unavailable.ts';
import { aHub, api, endNock } from './nock.ts';

const query = {
  text: 'query { repository { issue } }',
  answer: z.object({ repository: z.object({ issue: z.object({ title: z.string() }).nullable() }).nullable() }),
};
const now = new Date('2027-01-04T09:00:00Z');
const inTenMinutes = new Date(now.getTime() + 600_000);
const spent = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(inTenMinutes.getTime() / 1_000) };

let octokit: Octokit;
beforeEach(async () => {
  ({ octokit } = await aHub());
});
afterEach(endNock);

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  void nock(api)
    .post('/graphql')
    .reply(status, typeof body === 'string' ? body : JSON.stringify(body), { 'content-type': 'application/json', ...headers });
const read = () => readGraphql(octokit, query, {});
const failure = async (): Promise<unknown> => {
  try {
    return { answered: await read() };
  } catch (error) {
    return error;
  }
};

describe('une réponse de GraphQL', () => {
  it('entière, elle est rendue', async () => {
    answer(200, { data: { repository: { issue: { title: 'Dossier' } } } });
    expect(await read()).toEqual({ repository: { issue: { title: 'Dossier' } } });
  });

  it('qui dit seulement que la chose n’existe pas est une réponse', async () => {
    answer(200, { data: { repository: { issue: null } }, errors: [{ type: 'NOT_FOUND', path: ['repository', 'issue'], message: 'x' }] });
    expect(await read()).toEqual({ repository: { issue: null } });
  });
});

describe('ce qui n’est pas une réponse fait regarder plus tard', () => {
  const partial = { repository: { issue: null } };
  it.each([
    ['des données en partie, l’autre en erreur', { data: partial, errors: [{ type: 'SERVICE_UNAVAILABLE', message: 'x' }] }],
    ['une erreur sans type', { data: partial, errors: [{ message: 'Something went wrong while executing your query.' }] }],
    ['une erreur à côté d’une absence', { data: partial, errors: [{ type: 'NOT_FOUND', message: 'x' }, { message: 'timeout' }] }],
    ['une forme inconnue', { data: { repository: { issue: { title: 3 } } } }],
    ['rien', {}],
    ['un JSON coupé', '{"data":{"repository":{"is'],
  ])('%s', async (_, body) => {
    answer(200, body);
    expect(unavailableUntil(await failure(), now)).not.toBeNull();
  });

  it('la page d’un mandataire', async () => {
    answer(200, '<html><body>Proxy</body></html>', { 'content-type': 'text/html' });
    expect(unavailableUntil(await failure(), now)).not.toBeNull();
  });

  it.each([502, 503])('le statut %i', async (status) => {
    answer(status, 'x');
    expect(unavailableUntil(await failure(), now)).not.toBeNull();
  });
});

it('une panne de GraphQL a pour nom ce qui était demandé : ni le numéro que GitHub donne à chacune, ni la façon dont elle échoue', async () => {
  const wrong = (id: string) => ({ errors: [{ message: `Something went wrong. Please include \`${id}\` when reporting this issue.` }] });
  const name = async (status: number, body: unknown, owner = 'ici') => {
    answer(status, body);
    return outageOf(await readGraphql(octokit, query, { owner, after: null }).catch((error: unknown) => error));
  };
  const first = await name(200, wrong('F2A4:3D1B:1'));
  expect(first).not.toBeNull();
  expect(await name(200, wrong('0C11:9E2F:2'))).toBe(first);
  expect(await name(200, { data: { repository: { issue: { title: 3 } } } })).toBe(first);
  expect(await name(502, 'x')).toBe(first);
  expect(await name(200, wrong('F2A4:3D1B:1'), 'ailleurs')).not.toBe(first);
});

describe('la limite de GraphQL, dite dans un 200', () => {
  it.each(['RATE_LIMITED', 'RATE_LIMIT'])('%s fait attendre l’heure que GitHub donne', async (type) => {
    answer(200, { errors: [{ type, message: 'API rate limit exceeded' }] }, spent);
    expect(unavailableUntil(await failure(), now)).toEqual(inTenMinutes);
  });
});

describe('le client de la production', () => {
  beforeEach(async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const probot = new Probot({ appId: 1, privateKey, secret: 'x', baseUrl: api, Octokit: octokitClass('on'), logLevel: 'fatal' });
    octokit = await probot.auth(1);
  });

  it('attend l’heure que GitHub donne', async () => {
    answer(200, { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }, spent);
    expect(unavailableUntil(await failure(), now)).toEqual(inTenMinutes);
  });

  it('ne fait pas attendre les requêtes une seconde chacune, comme des écritures', async () => {
    const count = 5;
    nock(api, { reqheaders: { authorization: /ghs_test/ } })
      .post('/graphql')
      .times(count)
      .reply(200, { data: { repository: null } });
    const start = performance.now();
    await Promise.all(Array.from({ length: count }, read));
    // Throttled, the last would start four seconds after the first.
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

describe('un refus n’est pas une panne', () => {
  it.each([
    ['FORBIDDEN', { type: 'FORBIDDEN', message: 'Resource not accessible by integration' }, 'forbidden'],
    ['INSUFFICIENT_SCOPES', { type: 'INSUFFICIENT_SCOPES', message: 'x' }, 'forbidden'],
    ['un champ que le serveur ne connaît pas', { message: 'x', extensions: { code: 'undefinedField' } }, 'invalid'],
  ])('%s', async (_, error, kind) => {
    answer(200, { data: null, errors: [error] });
    const failed = await failure();
    expect(failed).toBeInstanceOf(Error);
    expect(judgeError(failed)).toMatchObject({ kind });
  });
});
