import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkedFetch, fetchWithin } from '../../src/github/checked-fetch.ts';
import { octokitClass } from '../../src/github/client.ts';
import { judgeError } from '../../src/github/refusal.ts';
import { unavailableUntil } from '../../src/github/unavailable.ts';

let answer: (response: ServerResponse, method: string) => void;
let calls: string[];
let server: Server;
let url: string;
beforeEach(async () => {
  calls = [];
  server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    answer(response, request.method ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: string | AddressInfo | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A client like those of the App, without their waits. */
function client(fetching = checkedFetch) {
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  return new (octokitClass('off'))({ baseUrl: url, request: { fetch: fetching }, log, authStrategy: undefined });
}
const json = { 'content-type': 'application/json; charset=utf-8' };
const comments = { owner: 'org', repo: 'hub', issue_number: 1, per_page: 100 };

/** Says that a body of 10 bytes comes, sends 2, and hangs up. */
function cut(response: ServerResponse, headers: Record<string, string> = json): void {
  response.writeHead(200, { ...headers, 'content-length': '10' });
  response.write('[]');
  setImmediate(() => response.destroy());
}

const broken: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  ['un corps coupé', (response) => cut(response)],
  ['un corps coupé, sans longueur annoncée', (response) => response.writeHead(200, json).end('[{"id": 1')],
  ['un corps vide', (response) => response.writeHead(200, json).end()],
  ['un corps vide sans type', (response) => response.writeHead(200).end()],
  ['la page d’un mandataire', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Accès filtré</html>')],
  ['une page qui se dit JSON', (response) => response.writeHead(200, json).end('<html></html>')],
  ['une liste qui est un objet', (response) => response.writeHead(200, json).end('{}')],
  ['une liste qui est null', (response) => response.writeHead(200, json).end('null')],
  ['une liste qui est un texte', (response) => response.writeHead(200, json).end('""')],
  ['une connexion rompue', (response) => response.destroy()],
  ['une panne de GitHub', (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('Bad gateway')],
];

describe('une réponse n’est crue qu’entière', () => {
  it.each(broken)('%s n’est pas une liste vide : à revoir plus tard', async (_, given) => {
    answer = given;
    const octokit = client();
    const error: unknown = await octokit
      .paginate(octokit.rest.issues.listComments, comments)
      .then((list) => `${list.length} comments`)
      .catch((thrown: unknown) => thrown);
    expect(judgeError(error)).toBe('unavailable');
    expect(unavailableUntil(error, new Date(0))).toEqual(new Date(60_000));
    expect(calls).toHaveLength(1);
  });

  it('une liste, un objet qui en contient une, un objet, une réponse sans corps passent', async () => {
    const octokit = client();
    answer = (response) => response.writeHead(200, json).end('[{"id":1}]');
    expect(await octokit.paginate(octokit.rest.issues.listComments, comments)).toHaveLength(1);
    answer = (response) => response.writeHead(200, json).end('{"total_count":0,"workflow_runs":[]}');
    expect(
      (await octokit.rest.actions.listWorkflowRuns({ owner: 'org', repo: 'hub', workflow_id: 1, per_page: 10 })).data.total_count,
    ).toBe(0);
    answer = (response) => response.writeHead(204).end();
    expect((await octokit.rest.git.deleteRef({ owner: 'org', repo: 'hub', ref: 'heads/x' })).status).toBe(204);
    answer = (response) => response.writeHead(205).end();
    expect((await octokit.request('DELETE /repos/org/hub/x')).status).toBe(205);
    answer = (response) => response.writeHead(200, json).end();
    expect((await octokit.request('HEAD /repos/org/hub')).status).toBe(200);
  });

  it('un fichier demandé tel quel est un texte', async () => {
    answer = (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('ceci n’est pas du JSON');
    const file = { owner: 'org', repo: 'hub', path: 'LISEZMOI', headers: { accept: 'application/vnd.github.raw+json' } };
    expect((await client().rest.repos.getContent(file)).data).toBe('ceci n’est pas du JSON');
  });

  it('le journal d’un job est un texte, lu au bout d’une redirection ; coupé, il n’est pas cru', async () => {
    const log = { owner: 'org', repo: 'hub', job_id: 3 };
    answer = (response) =>
      calls.length === 1
        ? response.writeHead(302, { location: `${url}/ailleurs` }).end()
        : response.writeHead(200, { 'content-type': 'text/plain' }).end('[jeton-refuse]');
    expect((await client().rest.actions.downloadJobLogsForWorkflowRun(log)).data).toBe('[jeton-refuse]');
    answer = (response) => cut(response, { 'content-type': 'text/plain' });
    await expect(client().rest.actions.downloadJobLogsForWorkflowRun(log)).rejects.toMatchObject({ status: 500 });
  });
});

describe('ce qui écrit n’est jamais renvoyé à l’aveugle', () => {
  it.each(['on', 'off'] as const)('limites attendues : %s ; une écriture dont la réponse se perd part une fois', async (throttling) => {
    answer = (response) => response.destroy();
    const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    const octokit = new (octokitClass(throttling))({ baseUrl: url, request: { fetch: checkedFetch }, log, authStrategy: undefined });
    await expect(octokit.rest.issues.createComment({ owner: 'org', repo: 'hub', issue_number: 1, body: 'x' })).rejects.toMatchObject({
      status: 500,
    });
    answer = (response) => response.writeHead(502, json).end('{}');
    await expect(octokit.rest.issues.get({ owner: 'org', repo: 'hub', issue_number: 1 })).rejects.toMatchObject({ status: 502 });
    expect(calls).toEqual(['POST /repos/org/hub/issues/1/comments', 'GET /repos/org/hub/issues/1']);
  });
});

describe('une réponse qui n’arrive pas ne retient rien au-delà de son délai', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['un serveur qui ne répond jamais', () => {}],
    ['un corps qui commence et ne finit pas', (response) => response.writeHead(200, json).write('[')],
    ['une erreur dont le corps ne finit pas', (response) => response.writeHead(404, json).write('{')],
  ])('%s : à revoir plus tard, et l’appel n’est pas refait', async (_, given) => {
    answer = given;
    let error: unknown = null;
    // On a busy machine a deadline may pass before the call has left: a longer one, then.
    for (let deadlineMs = 100; calls.length === 0 && deadlineMs < 20_000; deadlineMs *= 4)
      error = await client(fetchWithin(deadlineMs))
        .rest.issues.listComments(comments)
        .catch((thrown: unknown) => thrown);
    expect(judgeError(error)).toBe('unavailable');
    expect(unavailableUntil(error, new Date(0))).toEqual(new Date(60_000));
    expect(calls).toHaveLength(1);
  });
});
