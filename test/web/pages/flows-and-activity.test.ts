import { describe, expect, it } from 'vitest';
import { aFlow, portfolioOf } from '../../portfolio/a-portfolio.ts';
import { aSnapshot } from '../../portfolio/a-snapshot.ts';
import { open, rowsOf, textOf } from './a-page.ts';
import { ours, theirs } from './a-waiting-dossier.ts';
import { pagesOf } from './serve-pages.ts';

describe('les flux', () => {
  const flows = [
    { ...aFlow(1), id: 'F-AAAAAA', status: 'demande', since: '2027-11-20T09:00:00Z', note: 'INC-1' },
    { ...aFlow(2), id: 'F-BBBBBB', status: 'demande', since: '2027-09-20T09:00:00Z', note: 'INC-2' },
    { ...aFlow(3), id: 'F-CCCCCC', status: 'a-demander', since: null, note: null, zone: 'internet' },
    { ...aFlow(4), id: 'F-DDDDDD', status: 'teste', since: '2027-01-20T09:00:00Z', note: null },
  ] as const;
  const pages = pagesOf(
    portfolioOf([
      ours(1, '2027-11-10', { flows: flows.slice(0, 2) }),
      theirs(2, '2027-11-10', { title: 'Registre', flows: flows.slice(2) }),
      aSnapshot({ number: 3, mode: 'closed', flows: [{ ...aFlow(9), id: 'F-EEEEEE' }] }),
    ]),
  );
  const shown = async (query: string) => rowsOf((await open(pages, `/flux?${query}`)).at('liste')).map(([id]) => id);

  it.each([
    ['', ['F-BBBBBB', 'F-AAAAAA', 'F-CCCCCC', 'F-DDDDDD']],
    ['etat=demande', ['F-BBBBBB', 'F-AAAAAA']],
    ['zone=internet', ['F-CCCCCC']],
    ['age=30', ['F-BBBBBB', 'F-DDDDDD']],
    ['q=inc-2', ['F-BBBBBB']],
    ['q=registre', ['F-CCCCCC', 'F-DDDDDD']],
    ['etat=demande&age=60', ['F-BBBBBB']],
  ])('« %s » : ceux de tous les dossiers ouverts, d’abord ceux que l’équipe réseau a, le plus ancien d’abord', async (query, expected) => {
    expect(await shown(query)).toEqual(expected);
    const csv = await (await pages.request(`/flux.csv?${query}`)).text();
    expect(
      csv
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(';')[0]),
    ).toEqual(expected);
  });

  it('un filtre inconnu est dit', async () => {
    expect((await open(pages, '/flux?etat=perdu')).text).toContain('Filtre inconnu');
    expect(await shown('etat=perdu')).toHaveLength(4);
  });

  it('dix mille flux : une page légère, et tous dans le CSV', async () => {
    const many = pagesOf(portfolioOf([ours(1, '2027-11-10', { flows: Array.from({ length: 10_000 }, (_, index) => aFlow(index)) })]));
    for (const path of ['/flux', '/flux?page=100', '/dossiers/dnum-mi/dso-formation/1', '/portefeuille']) {
      const page = await open(many, path);
      expect(page.status).toBe(200);
      expect(page.html.length).toBeLessThan(300_000);
    }
    expect((await (await many.request('/flux.csv')).text()).trim().split('\n')).toHaveLength(10_001);
  });
});

describe('l’activité', () => {
  const step = (at: string, how: 'opened' | 'moved' | 'forced' | 'back', phase: string) =>
    ({ kind: 'phase', at: `${at}T09:00:00Z`, by: 'camille-st', how, phase, reason: how === 'forced' ? 'décidé en comité' : null }) as const;
  const pages = pagesOf(
    portfolioOf([
      ours(1, '2027-11-10', { history: [step('2027-11-01', 'opened', 'Prérequis'), step('2027-11-23', 'moved', 'OVH')] }),
      ours(2, '2027-11-10', {
        history: [step('2027-11-24', 'opened', 'Prérequis'), step('2027-11-25', 'forced', 'OVH')],
      }),
      ours(3, '2027-11-10', { history: [step('2027-11-22', 'moved', 'OVH'), step('2027-11-25', 'back', 'Prérequis')] }),
      aSnapshot({
        number: 4,
        mode: 'closed',
        phase: { id: 'embarque', title: 'Embarqué', since: '2027-11-26T08:00:00Z' },
        history: [step('2027-11-26', 'moved', 'Embarqué'), { kind: 'closed', at: '2027-11-26T08:00:10Z', by: 'accostage[bot]' }],
      }),
      aSnapshot({ number: 5, mode: 'closed', history: [{ kind: 'closed', at: '2027-11-24T08:00:10Z', by: 'lea' }] }),
      ours(6, '2027-11-10', {
        history: [],
        questions: [{ by: 'lea', at: '2027-11-12T09:00:00Z', url: 'https://github.test/q' }],
        waivers: [
          { about: 'Sauvegarde', until: '2027-12-10' },
          { about: 'Contacts', until: '2028-06-01' },
        ],
      }),
    ]),
  );
  const groups = async (path: string) => (await open(pages, path)).all('h2').map(textOf);

  it('depuis mardi dernier : ce qui s’est ouvert, a bougé, a été forcé et pourquoi, s’est terminé ; les questions, les dispenses', async () => {
    expect(await groups('/activite')).toEqual([
      'Ouverts 1',
      'Passés à la phase suivante 1',
      'Passés malgré des conditions non remplies 1',
      'Revenus en arrière 1',
      'Embarqués 1',
      'Fermés sans être embarqués 1',
      'Questions sans réponse, la plus ancienne d’abord 1',
      'Dispenses qui finissent dans le mois 1',
    ]);
    const page = await open(pages, '/activite');
    expect(textOf(page.all('h1')[0] ?? page.at('contenu'))).toBe('Depuis mardi dernier, le 23 novembre 2027');
    expect(textOf(page.at('forced'))).toContain('motif : décidé en comité');
    expect(textOf(page.at('dispenses'))).toContain('10 décembre 2027 Projet 6');
  });

  it('depuis un autre jour ; un jour à venir ou inconnu est dit', async () => {
    expect((await groups('/activite?depuis=2027-11-26')).slice(0, 1)).toEqual(['Embarqués 1']);
    expect((await groups('/activite?depuis=2027-11-22'))[1]).toBe('Passés à la phase suivante 2');
    const headings = ['', '?depuis=2027-11-22'].map(async (query) => (await open(pages, `/activite${query}`)).text);
    const [tuesday, other] = await Promise.all(headings);
    expect(tuesday).toContain('Depuis mardi dernier, le 23 novembre 2027');
    expect(other).toContain('Depuis le 22 novembre 2027');
    for (const day of ['2027-12-01', 'hier', '2027-02-30'])
      expect((await open(pages, `/activite?depuis=${day}`)).text).toContain('Jour inconnu');
  });

  it('sans rien de neuf, elle le dit', async () => {
    expect((await open(pagesOf(portfolioOf([])), '/activite')).text).toContain('Rien n’a changé.');
  });
});
