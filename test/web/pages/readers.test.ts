import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/portfolio/snapshot.ts';
import { hubKey } from '../../../src/words/key.ts';
import { aFlow, manyDossiers, portfolioOf } from '../../portfolio/a-portfolio.ts';
import { open, rowsOf } from './a-page.ts';
import { ours } from './a-waiting-dossier.ts';
import { camille, pagesOf } from './serve-pages.ts';

describe('qui ne peut pas lire ne lit rien', () => {
  const all = portfolioOf(manyDossiers(40, [ours(77, '2027-11-10', { title: 'Très secret', flows: [aFlow(1)] })]));
  const paths = [
    '/portefeuille',
    '/flux',
    '/activite',
    '/flux.csv',
    '/dossiers/dnum-mi/dso-formation/77',
    '/graphiques/temps-par-phase.svg',
  ];

  it.each(paths)('%s : un dépôt d’accompagnement qui n’est pas le sien', async (path) => {
    const reader = { ...camille, mayRead: () => false };
    const response = await pagesOf(all, () => Promise.resolve(reader)).request(path);
    const text = await response.text();
    expect(text).not.toMatch(/Très secret|service-1\.|Démat|camille-st@|dso-formation#/);
    const none = await (await pagesOf(portfolioOf([]), () => Promise.resolve(reader)).request(path)).text();
    expect(text).toBe(none);
  });

  it('une équipe projet ne lit que son dossier', async () => {
    const reader = { ...camille, login: 'lea', seesDossier: ({ number }: Snapshot) => number === 77 };
    const pages = pagesOf(all, () => Promise.resolve(reader));
    expect(rowsOf((await open(pages, '/portefeuille')).at('nous')).map(([name = '']) => /#(\d+)/.exec(name)?.[1])).toEqual(['77']);
    expect((await open(pages, '/dossiers/dnum-mi/dso-formation/4')).status).toBe(404);
    expect((await (await pages.request('/flux.csv')).text()).trim().split('\n')).toHaveLength(2);
  });

  it.each(paths)('%s : la porte répond à la place de la page', async (path) => {
    const door = () => Promise.resolve(new Response(null, { status: 302, headers: { location: '/connexion' } }));
    const response = await pagesOf(all, door).request(path);
    expect([response.status, response.headers.get('location'), await response.text()]).toEqual([302, '/connexion', '']);
  });

  it('un dépôt dont GitHub n’a rien pu dire est nommé, et rien de lui n’est montré', async () => {
    const reader = { ...camille, mayRead: () => false, unsure: [hubKey({ owner: 'dnum-mi', repo: 'dso-formation' })] };
    const page = await open(
      pagesOf(all, () => Promise.resolve(reader)),
      '/portefeuille',
    );
    expect(page.text).toContain('GitHub n’a pas pu dire si vous lisez dnum-mi/dso-formation');
    expect(page.text).not.toContain('Très secret');
  });
});
