import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { oauthClient } from '../../sandbox/emulator/gaps/user-tokens.ts';
import type { Login } from '../../sandbox/seed/people.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import type { Settings } from '../../src/config/env.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { runCommand } from '../cli/run-command.ts';
import { aFreePort } from '../free-port.ts';
import { memoryLog } from '../web/memory-log.ts';
import { aBrowser, type Browser, type Page } from './harness/a-browser.ts';
import { PRIVATE_HUB, sayYes, signIn, signInAt, withPrivateHub } from './harness/sign-in.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
let site: string;
let lines: readonly string[];

interface Options {
  readonly configuration?: string;
  readonly settings?: Partial<Settings>;
}

async function start({ configuration, settings = {} }: Options = {}): Promise<void> {
  const port = await aFreePort();
  site = `http://127.0.0.1:${port}`;
  const memory = memoryLog();
  lines = memory.lines;
  const startApp = startAccostage({ ...signInAt(port), hubs: [HUB, PRIVATE_HUB], ...settings }, memory.log);
  world = await startWorld({ seed: withPrivateHub, startApp, ...(configuration === undefined ? {} : { configuration }) });
}

async function openDossiers(): Promise<void> {
  await world.as('lea-martin').submitForm({ title: 'Démat-Permis', body: aBody() });
  await world.as('hugo-petit').submitForm({ title: 'Registre', body: aBody() });
  const owner = world.as('nadia-dnum', PRIVATE_HUB);
  await owner.openIssue({ title: 'Projet discret', body: aBody(), labels: ['accompagnement'] });
  await world.settle();
}

const read = z.object({
  dossiers: z.array(z.object({ hub: z.string(), title: z.string() })),
  unread: z.array(z.object({ name: z.string() })),
});
const dataPage = () => `${site}/portefeuille.json`;
const titlesOf = (page: Page) => read.parse(JSON.parse(page.text)).dossiers.map(({ title }) => title);
const seenBy = async (login: Login, browser: Browser = aBrowser()) => titlesOf(await signIn(browser, dataPage(), login));

/** Begins a sign-in and stops where GitHub sends the browser back. */
async function backFromGitHub(browser: Browser, login: Login): Promise<string> {
  return sayYes(browser, await browser.ask(`${site}/connexion`), login);
}

describe('chacun voit', () => {
  beforeAll(async () => {
    await start();
    await openDossiers();
  });
  afterAll(() => world.close());

  it('la Service Team : tous les dossiers des dépôts qu’elle lit, et rien des autres', async () => {
    expect(await seenBy('camille-st')).toEqual(['Démat-Permis', 'Registre']);
    // Who may write in one hub is of its Service Team, and in the other, that names a team, is a reader as all are.
    expect(await seenBy('nadia-dnum')).toEqual(['Projet discret']);
  });

  it('un membre d’une équipe projet : ses dossiers ; un passant : aucun', async () => {
    expect(await seenBy('lea-martin')).toEqual(['Démat-Permis']);
    expect(await seenBy('hugo-petit')).toEqual(['Registre']);
    expect(await seenBy('paul-visiteur')).toEqual([]);
    expect(await seenBy('ines-caron')).toEqual([]);
  });

  it('un membre que le dossier nomme le voit, jusqu’à ce qu’il en sorte', async () => {
    await world.as('lea-martin').comment(1, '/equipe @karim-benali');
    await world.settle();
    expect(await seenBy('karim-benali')).toEqual(['Démat-Permis']);
    await world.as('lea-martin').comment(1, '/equipe @karim-benali non');
    await world.settle();
    expect(await seenBy('karim-benali')).toEqual([]);
  });

  it('un droit retiré l’est ici dans les cinq minutes', async () => {
    const browser = aBrowser();
    expect(await seenBy('nadia-dnum', browser)).toContain('Projet discret');
    const ines = aBrowser();
    await signIn(ines, dataPage(), 'ines-caron');
    await world.as('nadia-dnum', PRIVATE_HUB).call({
      method: 'PUT',
      path: `/repos/${PRIVATE_HUB}/collaborators/ines-caron`,
      body: { permission: 'admin' },
    });
    world.advance({ minutes: 5 });
    expect(titlesOf(await ines.ask(dataPage()))).toEqual(['Projet discret']);
    await world.as('nadia-dnum', PRIVATE_HUB).call({
      method: 'DELETE',
      path: `/repos/${PRIVATE_HUB}/collaborators/ines-caron`,
    });
    world.advance({ minutes: 4 });
    expect(titlesOf(await ines.ask(dataPage()))).toEqual(['Projet discret']);
    world.advance({ minutes: 1 });
    expect(titlesOf(await ines.ask(dataPage()))).toEqual([]);
  });
});

describe('chacun voit, selon ce que dit l’exploitant', () => {
  afterEach(() => world.close());

  it('si le processus le dit (audience: readers), quiconque lit un dépôt d’accompagnement : tous ses dossiers', async () => {
    await start({ configuration: 'version: 1\nportfolio:\n  audience: readers\n' });
    await openDossiers();
    expect(await seenBy('paul-visiteur')).toEqual(['Démat-Permis', 'Registre']);
    // The other hub has not said so.
    expect(await seenBy('ines-caron')).toEqual(['Démat-Permis', 'Registre']);
  });

  it('qui ne lit aucun dépôt : une page qui dit à qui s’adresser', async () => {
    await start({ settings: { hubs: [PRIVATE_HUB] } });
    await openDossiers();
    const page = await signIn(aBrowser(), dataPage(), 'lea-martin');
    expect(page.status).toBe(403);
    expect(page.text).toMatch(/Aucun dossier ne vous est ouvert.*<strong>lea-martin<\/strong>/s);
    expect(page.text).not.toMatch(/dso-interne|discret/);
  });
});

describe('la connexion', () => {
  beforeAll(() => start());
  afterAll(() => world.close());

  it('ramène à la page demandée, et ne garde aucun jeton de GitHub', async () => {
    const browser = aBrowser();
    world.github.requests.clear();
    const page = await signIn(browser, `${site}/portefeuille.csv?a=1`, 'camille-st');
    expect(page.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const asUser = world.github.requests.of('user').map(({ method, path }) => `${method} ${path}`);
    expect(asUser).toEqual(['GET /user']);
    const { list } = world.appCalls();
    expect(list.every(({ method }) => method === 'GET' || method === 'POST')).toBe(true);
    expect(browser.cookies(site)).toMatch(/^accostage=[\w-]+$/);
    expect(lines.join('\n')).not.toMatch(/gh[ou]_/);
  });

  it('rend le jeton aussitôt, et GitHub le reprend', async () => {
    world.github.requests.clear();
    const browser = aBrowser();
    await browser.open(await backFromGitHub(browser, 'camille-st'));
    const byClient = world.github.requests.of('unknown').map(({ method, path, status }) => ({ method, path, status }));
    expect(byClient).toEqual([{ method: 'DELETE', path: `/applications/${oauthClient.id}/token`, status: 204 }]);
  });

  it.each<[string, (back: URL) => void, RegExp]>([
    ['avec un autre état', (back) => back.searchParams.set('state', 'x'.repeat(43)), /a expiré ou a déjà servi/],
    ['sans état', (back) => back.searchParams.delete('state'), /a expiré ou a déjà servi/],
    ['avec un code inventé', (back) => back.searchParams.set('code', 'x'), /a expiré ou a déjà servi/],
    ['sans code', (back) => back.searchParams.delete('code'), /Vous n’êtes pas connecté/],
    [
      'qui dit non',
      (back) => {
        back.searchParams.delete('code');
        back.searchParams.set('error', 'access_denied');
        back.searchParams.set('error_description', '<script>alert(1)</script>');
      },
      /GitHub n’a pas confirmé votre accord/,
    ],
  ])('une réponse de GitHub %s : une page claire, et personne n’est connecté', async (_, change, said) => {
    const browser = aBrowser();
    const back = new URL(await backFromGitHub(browser, 'camille-st'));
    change(back);
    const page = await browser.open(back.href);
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(page.text).toMatch(said);
    expect(page.text).not.toContain('<script');
    expect(browser.cookies(site)).not.toMatch(/accostage=/);
  });

  it('répondue deux fois ne sert qu’une fois, même à qui a gardé le cookie', async () => {
    const browser = aBrowser();
    const back = await backFromGitHub(browser, 'camille-st');
    const [, attempt = ''] = /accostage-connexion=([\w-]+)/.exec(browser.cookies(site)) ?? [];
    expect((await browser.ask(back)).location).toBe(`${site}/portefeuille`);
    const thief = aBrowser();
    thief.hold(site, 'accostage-connexion', attempt);
    expect((await thief.ask(back)).text).toMatch(/a expiré ou a déjà servi/);
    expect((await browser.ask(back)).text).toMatch(/a expiré ou a déjà servi/);
  });

  it('commencée dans un autre navigateur, ou il y a plus de dix minutes, ne connecte personne', async () => {
    const victim = aBrowser();
    expect((await victim.ask(await backFromGitHub(aBrowser(), 'camille-st'))).text).toMatch(/a expiré ou a déjà servi/);
    const late = await backFromGitHub(victim, 'camille-st');
    world.advance({ minutes: 10 });
    expect((await victim.ask(late)).text).toMatch(/a expiré ou a déjà servi/);
  });

  it('l’adresse seule mène au portefeuille, donc à la connexion, puis à lui', async () => {
    const browser = aBrowser();
    const { location } = await browser.ask(site);
    expect(location).toBe(`${site}/portefeuille`);
    expect((await signIn(browser, location ?? '', 'camille-st')).text).toContain('<h1 class="fr-h3">Portefeuille');
  });
});

describe('la connexion, quand quelque chose manque', () => {
  afterEach(() => world.close());

  it('quand GitHub ne répond pas : une page le dit, et rien n’est montré', async () => {
    await start();
    await openDossiers();
    const browser = aBrowser();
    const back = await backFromGitHub(browser, 'camille-st');
    await world.github.close();
    const page = await browser.ask(back);
    expect(page).toMatchObject({ status: 502, text: expect.stringMatching(/GitHub ne répond pas/) });
    expect(browser.cookies(site)).toBe('');
  });

  it('avec un secret que GitHub refuse : une page dit à l’exploitant quoi vérifier', async () => {
    const port = await aFreePort();
    const wrong = {
      kind: 'on',
      clientId: oauthClient.id,
      clientSecret: 'un autre secret',
      publicUrl: `http://127.0.0.1:${port}`,
    } as const;
    await start({ settings: { port, signIn: wrong } });
    site = wrong.publicUrl;
    const browser = aBrowser();
    const page = await browser.ask(await backFromGitHub(browser, 'camille-st'));
    expect(page).toMatchObject({ status: 502, text: expect.stringMatching(/GITHUB_CLIENT_SECRET/) });
  });

  it('sans identifiants ni adresse, les pages sont fermées et disent quoi renseigner', async () => {
    await start({ settings: { signIn: { kind: 'off', missing: ['PUBLIC_URL'] } } });
    for (const path of ['/', '/portefeuille', '/portefeuille.json', '/connexion', '/connexion/retour', '/dossiers/a/b/1']) {
      const page = await aBrowser().ask(`${site}${path}`);
      expect(page.status).toBe(404);
      expect(page.text).toMatch(/l’exploitant renseigne <code>PUBLIC_URL<\/code>/);
    }
  });
});

describe('une session', () => {
  beforeAll(() => start());
  afterAll(() => world.close());

  it.each(['', 'x', 'A'.repeat(200), '%00', 'null'])('forgée (%j) ne vaut rien : on se connecte', async (value) => {
    const browser = aBrowser();
    browser.hold(site, 'accostage', value);
    expect((await browser.ask(dataPage())).location).toBe(`${site}/connexion?return_to=${encodeURIComponent('/portefeuille.json')}`);
  });

  it('finit au bout de huit heures', async () => {
    const browser = aBrowser();
    await signIn(browser, dataPage(), 'camille-st');
    world.advance({ hours: 7, minutes: 59 });
    expect((await browser.ask(dataPage())).status).toBe(200);
    world.advance({ minutes: 1 });
    expect((await browser.ask(dataPage())).status).toBe(302);
  });

  it('se ferme par le formulaire de la page, et par rien d’autre', async () => {
    const browser = aBrowser();
    await signIn(browser, dataPage(), 'camille-st');
    const page = await browser.ask(`${site}/deconnexion`);
    const [, word = ''] = /name="word" value="([\w-]+)"/.exec(page.text) ?? [];
    const post = (form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
      browser.ask(`${site}/deconnexion`, { method: 'POST', form, headers });
    for (const refused of [
      await post({}),
      await post({ word: 'x' }),
      await post({ word }, { origin: 'https://evil.example' }),
      await post({ word }, { origin: 'null' }),
      await post({ word }, { 'sec-fetch-site': 'cross-site' }),
      await post({ word }, { 'sec-fetch-site': 'same-site' }),
    ])
      expect(refused).toMatchObject({ status: 403, text: expect.stringMatching(/Vous êtes encore connecté/) });
    expect((await browser.ask(dataPage())).status).toBe(200);
    expect(await post({ word: 'x'.repeat(10_000) })).toMatchObject({
      status: 403,
      text: expect.stringMatching(/Vous êtes encore connecté/),
    });
    expect((await post({ word }, { origin: site, 'sec-fetch-site': 'same-origin' })).text).toMatch(/Vous êtes déconnecté/);
    expect((await browser.ask(dataPage())).status).toBe(302);
  });

  it('chaque réponse, quelle qu’elle soit, porte les en-têtes qui la protègent', async () => {
    const browser = aBrowser();
    await signIn(browser, dataPage(), 'camille-st');
    for (const path of [
      '/portefeuille.json',
      '/portefeuille.csv',
      '/connexion',
      '/connexion/retour',
      '/deconnexion',
      '/dossiers/x/y/1',
      '/connexion/page.css',
    ]) {
      const { headers } = await browser.ask(`${site}${path}`);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'self'; img-src 'self'.*frame-ancestors 'none'$/,
      );
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|https:|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('cache-control')).toBe(path.endsWith('.css') ? 'max-age=3600' : 'private, no-store');
    }
  });
});

describe('une session, GitHub étant en panne', () => {
  afterEach(() => world.close());

  it('quand GitHub ne répond plus : rien n’est montré, et une page le dit', async () => {
    await start();
    await openDossiers();
    const browser = aBrowser();
    expect(await seenBy('camille-st', browser)).not.toEqual([]);
    await world.github.close();
    world.advance({ minutes: 5 });
    const page = await browser.ask(dataPage());
    expect(page).toMatchObject({ status: 503, text: expect.stringMatching(/Vos droits n’ont pu être vérifiés/) });
    expect(page.text).not.toMatch(/Démat-Permis/);
  });
});

describe('un programme, avec PORTFOLIO_TOKEN,', () => {
  const token = 'un-jeton-de-programme-bien-long';
  const command = (url: string, format = '--json', given = token) =>
    runCommand(['portefeuille', format, '--url', url], { network: () => fetch, environment: { PORTFOLIO_TOKEN: given } });

  async function expectAllRead(leaving: number): Promise<void> {
    const { code, out } = await command(site);
    expect(code).toBe(0);
    expect(read.parse(JSON.parse(out)).dossiers.map(({ title }) => title)).toEqual(['Démat-Permis', 'Registre', 'Projet discret']);
    const { out: csv } = await command(site, '--csv');
    expect(csv).toMatch(/^\u{FEFF}dossier;[\s\S]*Projet discret/u);
    const { status } = await aBrowser().ask(`${site}/deconnexion`, { headers: { authorization: `Bearer ${token}` } });
    expect(status).toBe(leaving);
  }

  describe('les pages étant ouvertes,', () => {
    beforeAll(async () => {
      await start({ settings: { portfolioToken: token } });
      await openDossiers();
    });
    afterAll(() => world.close());

    it('lit tout le portefeuille, et rien d’autre', () => expectAllRead(200));

    it.each([
      ['Bearer un-autre-jeton', 401],
      ['Bearer ', 401],
      [`Basic ${token}`, 401],
      [token, 401],
    ])('« %s » est refusé, sans mener à une connexion', async (authorization, status) => {
      const page = await aBrowser().ask(dataPage(), { headers: { authorization } });
      expect(page).toMatchObject({ status, location: null });
      expect(page.text).not.toContain('Démat-Permis');
    });
  });

  it('les pages étant fermées, lit tout le portefeuille, et rien d’autre', async () => {
    await start({ settings: { portfolioToken: token, signIn: { kind: 'off', missing: ['PUBLIC_URL'] } } });
    await openDossiers();
    await expectAllRead(404);
    await world.close();
  });

  it('aucun n’entre là où l’exploitant n’en a pas donné ; la commande dit pourquoi', async () => {
    await start();
    expect((await aBrowser().ask(dataPage(), { headers: { authorization: 'Bearer null' } })).status).toBe(401);
    expect(await command(site)).toMatchObject({ code: 2, err: expect.stringMatching(/ne connaît pas ce PORTFOLIO_TOKEN/) });
    expect(await command(site, '--json', '')).toMatchObject({ code: 2, err: expect.stringMatching(/PORTFOLIO_TOKEN est nécessaire/) });
    expect(await command(`${site}0`)).toMatchObject({ code: 2 });
    for (const url of ['http://accostage.exemple.gouv.fr', 'accostage', 'ftp://localhost'])
      expect(await command(url)).toMatchObject({ code: 2, err: expect.stringMatching(/en https/) });
    await world.close();
  });
});
