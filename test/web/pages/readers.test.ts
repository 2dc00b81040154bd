import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/portfolio/snapshot.ts';
import { portfolioData } from '../../../src/web/portfolio-data.ts';
import type { Reader } from '../../../src/web/reader.ts';
import { dossierKey, hubKey } from '../../../src/words/key.ts';
import { aFlow, manyDossiers, now, portfolioOf } from '../../portfolio/a-portfolio.ts';
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

  it('un dossier d’autrui qui n’a pu être lu n’est pas nommé, ni sa page distinguée d’une page qui n’existe pas', async () => {
    const portfolio = portfolioOf([ours(77, '2027-11-10', { members: [{ login: 'lea', id: 1 }] }), ours(78, '2027-11-10')]);
    for (const number of [4, 5])
      portfolio.keep(dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, number), {
        kind: 'unread',
        name: `dnum-mi/dso-formation#${number}`,
        because: 'la dernière lecture a échoué',
      });
    const reader: Reader = { ...camille, login: 'lea', seesDossier: ({ members }) => members.some(({ login }) => login === 'lea') };
    const pages = pagesOf(portfolio, () => Promise.resolve(reader));
    const page = await open(pages, '/portefeuille');
    expect(page.text).toContain('1 lecture a échoué : le portefeuille n’est pas complet');
    expect(page.text).toContain('dnum-mi/dso-formation : la dernière lecture d’un dossier au moins a échoué, peut-être du vôtre');
    expect(page.text).not.toMatch(/dso-formation#[45]/);
    const there = await open(pages, '/dossiers/dnum-mi/dso-formation/4');
    expect([there.status, there.html]).toEqual([404, (await open(pages, '/dossiers/dnum-mi/dso-formation/4000')).html]);
    const data = portfolioData({ portfolio, reader: () => Promise.resolve(reader), clock: { now: () => new Date(now) } });
    for (const path of ['/portefeuille.json', '/portefeuille.csv']) {
      const text = await (await data.request(path)).text();
      expect(text).toContain('peut-être du vôtre');
      expect(text).not.toMatch(/dso-formation#[45]/);
    }
    const whole = await open(pagesOf(portfolio), '/portefeuille');
    expect(whole.text).toContain('dnum-mi/dso-formation#4 : la dernière lecture a échoué.');
  });

  it('un dépôt d’accompagnement perdu est nommé à qui le lit', async () => {
    const portfolio = portfolioOf([]);
    portfolio.keep(dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 0), {
      kind: 'unread',
      name: 'dnum-mi/dso-formation',
      because: 'perdu',
    });
    const reader: Reader = { ...camille, login: 'lea', seesDossier: () => false };
    expect(
      (
        await open(
          pagesOf(portfolio, () => Promise.resolve(reader)),
          '/portefeuille',
        )
      ).text,
    ).toContain('dnum-mi/dso-formation : perdu.');
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
