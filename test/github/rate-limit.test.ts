import { ProbotOctokit } from 'probot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retryAtOf } from '../../src/github/rate-limit.ts';
import { startServer, type RunningServer } from '../../src/web/server.ts';
import { memoryLog } from '../web/memory-log.ts';

const now = new Date('2026-01-05T09:00:00Z');
const inSeconds = (seconds: number) => String(now.getTime() / 1_000 + seconds);

interface Refusal {
  readonly nom: string;
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly message?: string;
  /** Seconds from now, null for no rate limit. */
  readonly attente: number | null;
}

const refusals: readonly Refusal[] = [
  { nom: 'retry-after en secondes', status: 403, headers: { 'retry-after': '90' }, attente: 90 },
  { nom: 'retry-after avec 429', status: 429, headers: { 'retry-after': '5' }, attente: 5 },
  { nom: 'retry-after à zéro', status: 429, headers: { 'retry-after': '0' }, attente: 0 },
  { nom: 'retry-after en date', status: 429, headers: { 'retry-after': 'Mon, 05 Jan 2026 09:02:00 GMT' }, attente: 120 },
  {
    nom: 'retry-after en date passée : l’horloge d’ici avance',
    status: 429,
    headers: { 'retry-after': 'Mon, 05 Jan 2026 08:00:00 GMT' },
    attente: 60,
  },
  { nom: 'retry-after d’un service indisponible', status: 503, headers: { 'retry-after': '20' }, attente: 20 },
  {
    nom: 'retry-after passe avant la remise à zéro',
    status: 403,
    headers: { 'retry-after': '7', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(900) },
    attente: 7,
  },
  { nom: 'attente démesurée', status: 429, headers: { 'retry-after': '99999999999' }, attente: 3_600 },
  {
    nom: 'plus d’appels jusqu’à la remise à zéro',
    status: 403,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(900) },
    attente: 900,
  },
  {
    nom: 'remise à zéro lointaine : l’horloge d’ici retarde',
    status: 403,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(7_200) },
    attente: 3_600,
  },
  {
    nom: 'remise à zéro déjà passée : l’horloge d’ici avance',
    status: 429,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(-3_600) },
    attente: 60,
  },
  { nom: 'limite secondaire sans heure', status: 403, message: 'You have exceeded a secondary rate limit. Please wait.', attente: 60 },
  { nom: 'détection d’abus, ancien nom', status: 403, message: 'You have triggered an abuse detection mechanism.', attente: 60 },
  { nom: '429 sans heure', status: 429, attente: 60 },
  { nom: 'retry-after illisible', status: 429, headers: { 'retry-after': 'soon' }, attente: 60 },
  { nom: 'retry-after négatif', status: 429, headers: { 'retry-after': '-5' }, attente: 60 },
  { nom: 'remise à zéro illisible', status: 429, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'tard' }, attente: 60 },
  {
    nom: 'droit manquant',
    status: 403,
    headers: { 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': inSeconds(900) },
    message: 'Resource not accessible by integration',
    attente: null,
  },
  {
    nom: 'dernier appel permis, mais introuvable',
    status: 404,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(900) },
    attente: null,
  },
  { nom: 'panne de GitHub', status: 502, attente: null },
  { nom: 'demande refusée', status: 422, headers: { 'retry-after': '5' }, message: 'Validation Failed', attente: null },
];

describe('réponses de GitHub', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({
      host: '127.0.0.1',
      port: 0,
      log: memoryLog().log,
      handlers: [
        (request, response) => {
          const refusal = refusals[Number(request.url?.slice(1))];
          response.writeHead(refusal?.status ?? 500, { 'content-type': 'application/json', ...refusal?.headers });
          response.end(JSON.stringify({ message: refusal?.message ?? 'Refusé' }));
          return true;
        },
      ],
    });
  });
  afterAll(() => server.close());

  it.each(refusals.map((refusal, index) => ({ ...refusal, index })))('$nom ($status) : $attente s', async ({ index, attente }) => {
    const octokit = new ProbotOctokit({
      baseUrl: `http://127.0.0.1:${server.port}`,
      throttle: { enabled: false },
      retry: { enabled: false },
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    });
    const error: unknown = await octokit.request(`GET /${index}`).catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(Error);
    expect(retryAtOf(error, now)).toEqual(attente === null ? null : new Date(now.getTime() + attente * 1_000));
  });
});

it.each([
  null,
  undefined,
  'texte',
  42,
  {},
  new Error('panne'),
  { status: '429' },
  { status: 403, response: null },
  { status: 403, response: { headers: [] } },
])('ce qui n’est pas une limite de GitHub n’en est pas une (%o)', (error) => {
  expect(retryAtOf(error, now)).toBeNull();
});

const withHeaders = (headers: object) => ({ status: 429, message: '', response: { headers } });

it('un en-tête répété ou numérique ne fait pas d’erreur', () => {
  expect(retryAtOf(withHeaders({ 'retry-after': 30 }), now)).toEqual(new Date(now.getTime() + 30_000));
  expect(retryAtOf(withHeaders({ 'retry-after': ['1', '2'] }), now)).toEqual(new Date(now.getTime() + 60_000));
});
