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
