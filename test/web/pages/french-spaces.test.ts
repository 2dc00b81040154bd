import { describe, expect, it } from 'vitest';
import { Hono } from 'hono';
import { noticePage } from '../../../src/web/sign-in/notice-page.ts';
import * as notices from '../../../src/web/sign-in/notices.ts';
import { dossierKey, hubKey, repositoryNamed } from '../../../src/words/key.ts';
import { aFlow, manyDossiers, portfolioOf } from '../../portfolio/a-portfolio.ts';
import { aSnapshot } from '../../portfolio/a-snapshot.ts';
import { attribute, elements, open, type Page } from './a-page.ts';
import { ours } from './a-waiting-dossier.ts';
import { camille, pagesOf } from './serve-pages.ts';

const hub = repositoryNamed('dnum-mi/dso-formation');

const full = ours(1, '2027-11-10', {
  flows: [aFlow(1), aFlow(2)],
  campaigns: [{ id: 'bitnami', title: 'Quitter bitnami', until: '2027-12-20', standing: 'concerned' }],
  rereads: [{ about: 'Sauvegarde', because: ['« tous les soirs » est court', 'changée depuis'] }],
  waivers: [{ about: 'Contacts', until: '2027-12-10' }],
  questions: [{ by: 'lea', at: '2027-11-12T09:00:00Z', url: 'https://github.test/q' }],
  findings: { ...aSnapshot().findings, repositories: 3, unread: 1, blocking: 1 },
});

function portfolio() {
  const all = portfolioOf([...manyDossiers(60), full, ours(2, '2027-11-10', { asleep: true }), aSnapshot({ number: 3, mode: 'closed' })]);
  all.keep(dossierKey(hub, 900), {
    kind: 'unread',
    name: 'dnum-mi/dso-formation#900',
    because: 'la dernière lecture a échoué ; elle reprendra',
  });
  return all;
}

/** What a line could break before or after, where French allows no break; of the texts that are read, each with what surrounds it. */
function breaks(page: Page): readonly string[] {
  return page
    .all('html')
    .flatMap(elements)
    .filter(({ tagName }) => !['style', 'script', 'svg'].includes(tagName))
    .flatMap(({ childNodes }) => childNodes)
    .flatMap((node) => ('value' in node && node.nodeName === '#text' ? [node.value] : []))
    .filter((text) => / [:;?!»](?![\p{L}\d])|« /u.test(text));
}

describe('les espaces des pages ne se coupent pas devant « : ; ? ! », ni dans les guillemets', () => {
  const pages = pagesOf(portfolio(), () => Promise.resolve({ ...camille, unsure: [hubKey({ owner: 'metz', repo: 'accueil' })] }));

  it.each([
    '/portefeuille?phase=ovh&q=projet&inconnu=oui&etat=perdu',
    '/portefeuille',
    '/flux?zone=internet',
    '/activite?depuis=hier',
    '/dossiers/dnum-mi/dso-formation/1',
    '/dossiers/dnum-mi/dso-formation/3',
    '/dossiers/dnum-mi/dso-formation/900',
    '/dossiers/dnum-mi/dso-formation/4000',
  ])('%s', async (path) => {
    expect(breaks(await open(pages, path))).toEqual([]);
  });

  const told = Object.values(notices).map((notice) => (typeof notice === 'function' ? null : notice));
  it.each([
    ...told.filter((notice) => notice !== null),
    notices.switchedOff(['PUBLIC_URL', 'GITHUB_CLIENT_ID']),
    notices.readsNothing('lea-martin'),
    notices.githubDown('/flux'),
    notices.notGranted('/flux'),
  ])('« $title »', async (notice) => {
    const page = await open(
      new Hono().get('/', () => noticePage(notice)),
      '/',
    );
    expect(breaks(page)).toEqual([]);
  });
});

it('ce qui retourne au serveur, ou nomme une adresse, garde ses espaces', async () => {
  const query = new URLSearchParams({ q: 'base : « prod »' }).toString();
  const page = await open(pagesOf(portfolio()), `/portefeuille?${query}`);
  expect(attribute(page.at('filtre-q'), 'value')).toBe('base : « prod »');
  expect(page.all('a').some((link) => attribute(link, 'href')?.includes(query) === true)).toBe(true);
  expect(page.html).not.toMatch(/href="[^"]*%C2%A0/);
});
