import { describe, expect, it } from 'vitest';
import { portfolioOf } from '../../portfolio/a-portfolio.ts';
import { aSnapshot } from '../../portfolio/a-snapshot.ts';
import { attribute, open, type Page, rowsOf, textOf, within } from './a-page.ts';
import { ours } from './a-waiting-dossier.ts';
import { pagesOf } from './serve-pages.ts';

const names = (page: Page, section: string) => rowsOf(page.at(section)).map(([name = '']) => /#(\d+)/.exec(name)?.[1]);

describe('ce que l’on choisit dans les filtres', () => {
  it('une campagne, jusqu’à qui reste ; le tableau des campagnes y mène', async () => {
    const campaign = { id: 'bitnami', title: 'Quitter bitnami', until: '2027-12-10' };
    const ended = aSnapshot({ number: 3, title: 'Embarqué', mode: 'closed', campaigns: [{ ...campaign, standing: 'concerned' }] });
    const some = pagesOf(
      portfolioOf([
        ours(1, '2027-11-10', { campaigns: [{ ...campaign, standing: 'concerned' }] }),
        ours(2, '2027-11-11', { campaigns: [{ ...campaign, standing: 'done' }] }),
        ours(4, '2027-11-11', { campaigns: [{ ...campaign, standing: 'unknown' }] }),
        ended,
      ]),
    );
    const page = await open(some, '/portefeuille');
    expect(rowsOf(page.at('campagnes'))).toEqual([
      ['Quitter bitnami', '10 décembre 2027 (dans moins de 30 jours)', '2 dossiers', '1', '1'],
    ]);
    const [link] = within(page.at('campagnes'), 'a').map((one) => attribute(one, 'href'));
    const left = await open(some, link ?? '');
    expect([names(left, 'nous'), names(left, 'finis')]).toEqual([['1'], ['3']]);
    const dossier = await open(some, '/dossiers/dnum-mi/dso-formation/3');
    expect(textOf(dossier.at('campagnes'))).toContain(
      'Quitter bitnami, au plus tard le 10 décembre 2027 (dans moins de 30 jours) : à faire',
    );
  });

  it('deux dépôts qui nomment de même deux campagnes les ont chacun, avec leur date et qui reste', async () => {
    const left = (until: string) => [{ id: 'bitnami', title: `Avant le ${until}`, until, standing: 'concerned' }] as const;
    const some = pagesOf(
      portfolioOf([
        ours(1, '2027-11-10', { campaigns: left('2027-12-10') }),
        ours(2, '2027-11-10', { campaigns: left('2027-12-10') }),
        ours(3, '2027-11-11', { hub: 'metz/accueil', campaigns: left('2028-03-31') }),
      ]),
    );
    const page = await open(some, '/portefeuille');
    expect(rowsOf(page.at('campagnes')).map(([title, , who]) => [title, who])).toEqual([
      ['Avant le 2027-12-10', '2 dossiers'],
      ['Avant le 2028-03-31', '1 dossier'],
    ]);
    const links = within(page.at('campagnes'), 'a').map((one) => attribute(one, 'href') ?? '');
    const shown = await Promise.all(links.map(async (link) => names(await open(some, link), 'nous')));
    expect(shown).toEqual([['1', '2'], ['3']]);
  });

  it('deux mille réponses différentes à l’exposition ne font pas deux mille choix, ni un choix sans fin', async () => {
    const one = (number: number, exposure: string) => ours(number, '2027-11-10', { exposure: [exposure] });
    const many = Array.from({ length: 2_000 }, (_, index) => one(index + 10, `réseau ${index} ${'é'.repeat(400)}`));
    const some = pagesOf(
      portfolioOf([one(1, 'Internet'), one(2, 'Internet'), one(3, '  RIE\n\n et Internet '), one(4, '  RIE\n\n et Internet '), ...many]),
    );
    const page = await open(some, '/portefeuille');
    const options = within(page.at('filtre-exposition'), 'option').map(textOf);
    expect(options).toEqual(expect.arrayContaining(['toutes', 'Internet', 'RIE et Internet']));
    expect(options.length).toBeLessThanOrEqual(51);
    expect(Math.max(...options.map((option) => option.length))).toBeLessThanOrEqual(100);
    expect(page.html.length).toBeLessThan(300_000);
    const chosen = attribute(within(page.at('filtre-exposition'), 'option').at(-1) ?? page.at('contenu'), 'value') ?? '';
    expect(names(await open(some, `/portefeuille?exposition=${encodeURIComponent(chosen)}`), 'nous').length).toBeGreaterThan(0);
  });
});
