import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src/web/server.ts';
import { manyDossiers, portfolioOf } from '../portfolio/a-portfolio.ts';
import { servePages } from './pages/serve-pages.ts';

describe('une adresse avec une barre de trop à la fin', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await servePages(portfolioOf(manyDossiers(1)));
  });
  afterAll(() => server.close());
  const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`, { redirect: 'manual' });

  it.each([
    ['/portefeuille/', '/portefeuille'],
    ['/portefeuille/?phase=ovh', '/portefeuille?phase=ovh'],
    ['/flux//', '/flux'],
    ['/activite/', '/activite'],
    ['/dossiers/dnum-mi/dso-formation/1/', '/dossiers/dnum-mi/dso-formation/1'],
  ])('%s mène à %s', async (path, to) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, to]);
  });

  it.each(['//ailleurs.example/', '///ailleurs.example/', '//portefeuille/', '//ailleurs.example/portefeuille/'])(
    '%s ne mène jamais hors d’ici',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
    },
  );

  it('sans barre, une page qui n’existe pas le dit', async () => {
    const answer = await get('/portefeuille/rien');
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('Cette page n’existe pas')]);
  });
});

describe('ce qui s’envoie à une page qui se lit seulement', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await servePages(portfolioOf(manyDossiers(1)));
  });
  afterAll(() => server.close());

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s est refusé, avec ce qui est permis, et ne mène nulle part', async (method) => {
    for (const path of ['/', '/portefeuille', '/portefeuille/', '/flux.csv', '/dossiers/dnum-mi/dso-formation/1', '/actifs/x']) {
      const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method, redirect: 'manual' });
      expect([path, answer.status, answer.headers.get('allow'), answer.headers.get('location')]).toEqual([path, 405, 'GET, HEAD', null]);
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
    }
  });

  it('HEAD a les en-têtes de la page, sans elle', async () => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/portefeuille`, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/html; charset=UTF-8', '']);
  });
});
