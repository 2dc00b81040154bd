import { describe, expect, it } from 'vitest';
import { manyDossiers, portfolioOf } from '../../portfolio/a-portfolio.ts';
import { attribute, elements, open, rowsOf, within } from './a-page.ts';
import { pagesOf } from './serve-pages.ts';

describe('les graphiques', () => {
  const pages = pagesOf(portfolioOf(manyDossiers(60)));

  it.each(['dossiers-par-phase', 'temps-par-phase', 'a-qui-le-temps'])(
    '%s : une image qui se lit aussi sans être vue, avec son tableau',
    async (name) => {
      const response = await pages.request(`/graphiques/${name}.svg`);
      expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
      expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
      const svg = await response.text();
      const page = await open(pages, '/portefeuille');
      const figure = page.all('figure').find((one) => elements(one).some((child) => attribute(child, 'src') === `/graphiques/${name}.svg`));
      if (figure === undefined) throw new Error('no figure');
      const [image] = within(figure, 'img');
      const alternative = image === undefined ? '' : (attribute(image, 'alt') ?? '');
      expect(alternative).toMatch(/Prérequis.*\d/);
      expect(svg).toContain('<title id="titre">');
      expect(svg).toContain(`<desc id="description">${alternative}</desc>`);
      expect(svg).not.toMatch(/<script|style="|href=/);
      const phases = rowsOf(figure).map(([phase = '']) => phase);
      for (const phase of phases.filter((title) => title !== 'Embarqué')) expect(svg).toContain(phase);
    },
  );

  it('sans dossier, une image vide et ses mots', async () => {
    const svg = await (await pagesOf(portfolioOf([])).request('/graphiques/temps-par-phase.svg')).text();
    expect(svg).toContain('Aucune donnée encore.');
  });

  it('suit les filtres', async () => {
    const [all, some] = await Promise.all(
      ['', '?phase=ovh'].map(async (query) => (await pages.request(`/graphiques/dossiers-par-phase.svg${query}`)).text()),
    );
    expect(some).not.toBe(all);
    expect(some).toContain('Prérequis 0');
  });

  it('un autre nom n’existe pas', async () => {
    for (const name of ['autre.svg', '../portefeuille', 'constructor.svg'])
      expect((await pages.request(`/graphiques/${name}`)).status).toBe(name.startsWith('..') ? 200 : 404);
  });
});
