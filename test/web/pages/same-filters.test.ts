import { describe, expect, it } from 'vitest';
import { manyDossiers, portfolioOf } from '../../portfolio/a-portfolio.ts';
import { aSnapshot } from '../../portfolio/a-snapshot.ts';
import { attribute, open, rowsOf, textOf, within } from './a-page.ts';
import { ours, theirs } from './a-waiting-dossier.ts';
import { pagesOf } from './serve-pages.ts';

const pages = pagesOf(portfolioOf([...manyDossiers(45), aSnapshot({ number: 900, title: 'Projet <à part>', referents: ['noa-st'] })]));

const lists = (name: string, path: string) =>
  open(pages, path).then((page) => page.all('ul').filter((list) => attribute(list, 'aria-label') === name));

/** A figure of the portfolio, and where it leads. */
async function figure(path: string, word: string) {
  const [headline] = await lists('En bref', path);
  const found = headline === undefined ? undefined : within(headline, 'li').find((item) => textOf(item).includes(word));
  const [link] = found === undefined ? [] : within(found, 'a');
  return {
    count: Number(found === undefined ? NaN : textOf(found).split(' ')[0]),
    to: link === undefined ? '' : (attribute(link, 'href') ?? ''),
  };
}

const queries = [
  '',
  'phase=ovh',
  'tour=service-team',
  'referent=camille-st',
  'referent=-',
  'referent=noa-st',
  'echeance=-',
  'plateforme=-',
  'q=alertes',
  'q=camille-st',
  'q=rien+de+tel',
  'phase=ovh&referent=sacha-st&q=demandes',
  'tour=projet&tri=dossier&nous=2',
  'phase=inconnue',
  'q=%3Cà+part%3E%26etat%3Dferme',
];

describe.each(queries)('les filtres « %s » sont les mêmes d’une page à l’autre', (query) => {
  const path = `/portefeuille?${query}`;

  it('les flux demandés comptés sont ceux que montre leur page, et ceux de leur CSV', async () => {
    const { count, to } = await figure(path, 'flux demandé');
    const page = await open(pages, to);
    expect(textOf(page.at('titre-liste'))).toContain(` ${count} flux`);
    const csv = await (await pages.request(to.replace('/flux', '/flux.csv'))).text();
    expect(csv.trim().split('\n')).toHaveLength(count + 1);
    expect(page.text).not.toContain('Filtre inconnu');
  });

  it('les changements comptés sont ceux que montre leur page', async () => {
    const { count, to } = await figure(path, 'changement');
    const page = await open(pages, to);
    const groups = page.all('h2').map(textOf);
    const told = groups.filter((title) => !/^(Décisions|Questions|Dispenses)/.test(title)).map((title) => Number(/\d+$/.exec(title)?.[0]));
    expect(told.reduce((sum, one) => sum + one, 0)).toBe(count);
    expect(page.text).not.toContain('Filtre inconnu');
  });
});

const few = pagesOf(
  portfolioOf([
    ours(1, '2027-11-10', {
      referents: ['camille-st'],
      history: [{ kind: 'phase', at: '2027-11-24T09:00:00Z', by: 'lea', how: 'opened', phase: 'Prérequis', reason: null }],
    }),
    theirs(2, '2027-11-10', {
      referents: ['sacha-st'],
      history: [{ kind: 'phase', at: '2027-11-25T09:00:00Z', by: 'noa', how: 'opened', phase: 'Prérequis', reason: null }],
    }),
    ours(3, '2027-11-10', { questions: [{ by: 'lea', at: '2027-11-12T09:00:00Z', url: 'https://github.test/q' }] }),
  ]),
);

describe('l’activité se filtre comme les dossiers', () => {
  it.each([
    ['referent=camille-st', ['Projet 1']],
    ['tour=projet', ['Projet 2']],
    ['q=projet+2', ['Projet 2']],
    ['tour=service-team&depuis=2027-11-23', ['Projet 1', 'Projet 3']],
    ['depuis=2027-11-25', ['Projet 2', 'Projet 3']],
  ])('« %s »', async (query, titles) => {
    const { text } = await open(few, `/activite?${query}`);
    expect(['Projet 1', 'Projet 2', 'Projet 3'].filter((title) => text.includes(title))).toEqual(titles);
  });

  it('changer de jour garde les filtres, changer de filtre garde le jour', async () => {
    const page = await open(few, '/activite?referent=camille-st&depuis=2027-11-23&q=projet');
    const hidden = page.all('form').map((form) =>
      within(form, 'input')
        .filter((input) => attribute(input, 'type') === 'hidden')
        .map((input) => `${attribute(input, 'name')}=${attribute(input, 'value')}`),
    );
    expect(hidden).toEqual([['referent=camille-st', 'q=projet'], ['depuis=2027-11-23']]);
    const links = page.all('a').map((link) => attribute(link, 'href'));
    expect(links).toContain('/activite?depuis=2027-11-23&q=projet');
    expect(links).toContain('/activite?depuis=2027-11-23');
  });

  it('un filtre inconnu est dit, et ignoré', async () => {
    const page = await open(few, '/activite?referent=personne');
    expect(page.text).toContain('Filtre inconnu');
    for (const title of ['Projet 1', 'Projet 2', 'Projet 3']) expect(page.text).toContain(title);
  });
});

describe('les flux se filtrent aussi par leurs dossiers', () => {
  it('les comptes par état sont ceux des filtres qui tiennent, et y mènent sans les perdre', async () => {
    const [counts] = await lists('Par état', '/flux?phase=ovh&etat=demande&page=2');
    const links = counts === undefined ? [] : within(counts, 'li');
    expect(links.length).toBeGreaterThan(0);
    for (const item of links) {
      const [link] = within(item, 'a');
      const to = link === undefined ? '' : (attribute(link, 'href') ?? '');
      expect(to).toContain('phase=ovh');
      expect(to).not.toContain('page=');
      expect(textOf((await open(pages, to)).at('titre-liste'))).toContain(` ${textOf(item).split(' ')[0]} flux`);
    }
  });

  it('un référent et un état ensemble : les lignes sont celles de ses dossiers', async () => {
    const page = await open(pages, '/flux?referent=noa-st&etat=demande');
    expect(textOf(page.at('liste'))).toContain('Aucun flux');
    expect(page.text).toContain('Filtrer (2 filtres actifs)');
    expect(rowsOf(page.at('liste'))).toEqual([]);
  });

  it('un choix inconnu d’un flux, comme d’un dossier, est dit', async () => {
    const { text } = await open(pages, '/flux?etat=perdu&phase=ailleurs&age=8&zone=mars');
    for (const unknown of ['etat=perdu', 'phase=ailleurs', 'age=8', 'zone=mars']) expect(text).toContain(`« ${unknown} »`);
  });
});
