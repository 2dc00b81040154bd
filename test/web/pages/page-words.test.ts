import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { Portfolio } from '../../../src/portfolio/portfolio.ts';
import { hubKey } from '../../../src/words/key.ts';
import { noticePage } from '../../../src/web/sign-in/notice-page.ts';
import { signedOut, switchedOff } from '../../../src/web/sign-in/notices.ts';
import { aFlow, now, portfolioOf } from '../../portfolio/a-portfolio.ts';
import { aSnapshot } from '../../portfolio/a-snapshot.ts';
import { createToyHub, people } from '../../dossier/toy-hub.ts';
import { attribute, open, rowsOf, textOf, within } from './a-page.ts';
import { ours } from './a-waiting-dossier.ts';
import { camille, pagesOf } from './serve-pages.ts';

const one = portfolioOf([ours(1, '2027-11-10')]);
const textAt = async (path: string, portfolio: Portfolio = one) => (await open(pagesOf(portfolio), path)).text;

const metz = hubKey({ owner: 'metz', repo: 'accueil' });
const lyon = hubKey({ owner: 'lyon', repo: 'accueil' });

it.each([
  [[metz], 'si vous lisez metz/accueil : ses dossiers ne sont pas montrés'],
  [[metz, lyon], 'si vous lisez metz/accueil, lyon/accueil : leurs dossiers ne sont pas montrés'],
])('%j : le portefeuille accorde ce qui manque', async (unsure, said) => {
  const pages = pagesOf(one, () => Promise.resolve({ ...camille, unsure }));
  expect((await open(pages, '/portefeuille')).text).toContain(said);
});

it.each([
  ['phase=ailleurs', '« phase=ailleurs » : ce n’est pas un filtre, ou aucun dossier n’y répond. Il est ignoré.'],
  ['phase=ailleurs&tour=lui', ' : ce ne sont pas des filtres, ou aucun dossier n’y répond. Ils sont ignorés.'],
])('%s : un filtre inconnu, ou plusieurs', async (query, said) => {
  expect(await textAt(`/portefeuille?${query}`)).toContain(said);
});

it('ce qui attend depuis aujourd’hui n’attend pas depuis « 0 jour »', async () => {
  const flow = { ...aFlow(1), status: 'demande', since: now } as const;
  const page = await open(pagesOf(portfolioOf([ours(1, now.slice(0, 10), { flows: [flow] })])), '/portefeuille');
  expect(page.text).toContain('1 flux demandé le plus ancien depuis aujourd’hui');
  expect(rowsOf(page.at('nous'))[0]?.[1]).toBe('moins d’un jour ouvré depuis le 26 novembre 2027');
});

it('l’histoire d’un dossier écrit un compte tel qu’il est, même au début d’une phrase', async () => {
  const note = { at: now, by: 'lea-martin', kind: 'paused', about: '', reason: null } as const;
  const restored = { ...note, kind: 'restored-label', about: 'phase: OVH' } as const;
  const history = [note, restored].map((told) => ({ kind: 'note', at: now, by: told.by, note: told }) as const);
  const page = await open(pagesOf(portfolioOf([ours(1, '2027-11-10', { history })])), '/dossiers/dnum-mi/dso-formation/1');
  expect(textOf(page.at('histoire'))).toMatch(/ Étiquette phase: OVH retirée .* lea-martin a suspendu les relances/);
});

it('embarqué dans la journée : en moins d’un jour ouvré', async () => {
  const stays = aSnapshot().clocks.stays.map((stay) => ({ ...stay, phase: 'embarque', from: now }));
  const phase = { id: 'embarque', title: 'Embarqué', since: now };
  const ended = aSnapshot({ mode: 'closed', phase, clocks: { turn: null, since: null, stays } });
  expect(await textAt('/portefeuille', portfolioOf([ended]))).toContain('1 embarqué cette année en moins d’un jour ouvré (médiane)');
});

it('ce qu’il y a à faire nomme son étape entre guillemets, et une condition est remplie', async () => {
  const hub = createToyHub();
  hub.reconcile();
  hub.comment(people.serviceTeam, '/forcer ovh pour les tests');
  hub.reconcile();
  const { snapshot } = hub.reconcile().plan;
  const page = await open(pagesOf(portfolioOf([snapshot])), `/dossiers/${snapshot.hub}/${snapshot.number}`);
  expect(page.text).toMatch(/Passez à l’étape « [^»]+ »\. /);
  expect(page.text).toMatch(/En parallèle, Service Team : étape « [^»]+ »/);
  expect(textOf(page.at('contenu'))).toMatch(/remplie Phase « OVH » commencée/);
});

it('ce qu’un filtre ne choisit pas s’accorde avec son nom', async () => {
  const lists = (await open(pagesOf(one), '/portefeuille'))
    .all('select')
    .map((list) => [attribute(list, 'name'), textOf(within(list, 'option')[0] ?? list)]);
  expect(Object.fromEntries(lists)).toEqual({
    phase: 'toutes',
    tour: 'tous',
    referent: 'tous',
    echeance: 'toutes',
    exposition: 'toutes',
    plateforme: 'toutes',
    campagne: 'toutes',
  });
});

it('un jour inconnu : la page dit depuis quand elle montre ce qui s’est passé', async () => {
  expect(await textAt('/activite?depuis=hier')).toContain(
    '« hier » n’est pas un jour passé (AAAA-MM-JJ). La page montre ce qui s’est passé depuis le 23 novembre 2027.',
  );
});

it('à qui le temps a compté : la phrase de l’image se lit, et la Service Team y garde ses capitales', async () => {
  const alternatives = (await open(pagesOf(one), '/portefeuille')).all('img').map((image) => attribute(image, 'alt') ?? '');
  expect(alternatives.at(-1)).toMatch(
    /^Prérequis : \d+ à l’équipe projet, \d+ à la Service Team, \d+ sans attendre personne, 0 non connu(?!s)/,
  );
});

it('les variables qui manquent sont énumérées comme une phrase', async () => {
  const page = await open(
    new Hono().get('/', () => noticePage(switchedOff(['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET', 'PUBLIC_URL']))),
    '/',
  );
  expect(page.text).toContain('l’exploitant renseigne GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET et PUBLIC_URL, puis redémarre le serveur.');
});

it('les pages de la connexion et celles du portefeuille portent le même nom de site', async () => {
  const titles = await Promise.all(
    [pagesOf(one), new Hono().get('/portefeuille', () => noticePage(signedOut))].map(async (pages) =>
      (await open(pages, '/portefeuille')).all('title').map(textOf).join(''),
    ),
  );
  expect(titles).toEqual(['Portefeuille – Accompagnement Cloud π native', 'Vous êtes déconnecté – Accompagnement Cloud π native']);
});
