import { AxeBuilder } from '@axe-core/playwright';
import { Hono } from 'hono';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { person } from '../../sandbox/emulator/person.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import type { Settings } from '../../src/config/env.ts';
import { startServer } from '../../src/web/server.ts';
import { noticePage, type Notice } from '../../src/web/sign-in/notice-page.ts';
import * as notices from '../../src/web/sign-in/notices.ts';
import { createSite } from '../../src/web/site.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { PRIVATE_HUB, signInAt, withPrivateHub } from '../e2e/harness/sign-in.ts';
import { startAccostage } from '../e2e/harness/start-accostage.ts';
import { startWorld, type World } from '../e2e/harness/world.ts';
import { aFreePort } from '../free-port.ts';
import { memoryLog } from '../web/memory-log.ts';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let world: World | null = null;
let site: string;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(() => browser.close());
afterEach(async () => {
  await context.close();
  await world?.close();
  world = null;
});

/** The App with a dossier of Léa in its hub, and a browser that knows nobody. */
async function start(settings: Partial<Settings> = {}): Promise<World> {
  const port = await aFreePort();
  site = `http://127.0.0.1:${port}`;
  const startApp = startAccostage({ ...signInAt(port), hubs: [HUB], ...settings }, memoryLog().log);
  world = await startWorld({ startApp, seed: withPrivateHub });
  await world.as('lea-martin').submitForm({ title: 'Démat-Permis', body: aBody() });
  await world.settle();
  await openBrowser();
  return world;
}

async function openBrowser(): Promise<void> {
  context = await browser.newContext({ locale: 'fr-FR' });
  page = await context.newPage();
}

/** On the page of GitHub, says yes as somebody. */
const sayYes = (login: string) => page.locator(`button:has-text("${login}")`).first().click();

/** The browser tells those of every port of this machine. */
const ownCookies = async () => (await context.cookies(site)).filter(({ name }) => name.startsWith('accostage'));

async function signIn(login: string, path = '/portefeuille'): Promise<void> {
  await page.goto(`${site}${path}`);
  await sayYes(login);
}

/** Axe finds nothing, in the light and in the dark, and the page holds in a telephone. */
async function expectAccessible(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect([colorScheme, violations.map(({ id, nodes }) => `${id} : ${nodes.map(({ html }) => html).join(' ')}`)]).toEqual([
      colorScheme,
      [],
    ]);
  }
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
}

const heading = () => page.locator('h1').innerText();

describe('par des clics, dans un vrai navigateur', () => {
  it('on se connecte, on arrive où l’on allait, on se déconnecte, et la page redemande qui l’on est', async () => {
    await start();
    await signIn('camille-st', '/portefeuille?phase=prerequis&tri=dossier');
    await page.waitForURL(`${site}/portefeuille?phase=prerequis&tri=dossier`);
    await page.locator('.ac-name', { hasText: 'Démat-Permis' }).first().waitFor();
    expect((await ownCookies()).map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([['accostage', true, 'Lax']]);
    await page.getByRole('link', { name: 'Se déconnecter' }).click();
    expect(await heading()).toBe('Se déconnecter');
    await expectAccessible();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    expect(await heading()).toBe('Vous êtes déconnecté');
    await expectAccessible();
    await page.goto(`${site}/portefeuille`);
    expect(new URL(page.url()).pathname).toBe('/login/oauth/authorize');
  });

  it('sans droit : aucun dossier, ni son nom', async () => {
    await start();
    await signIn('paul-visiteur');
    await page.getByText('Aucun dossier à vous montrer pour l’instant.').waitFor();
    expect(await page.content()).not.toContain('Démat-Permis');
    await expectAccessible();
  });

  it('un droit retiré sur le dépôt : au bout de cinq minutes, une page dit à qui s’adresser, et rien du dossier', async () => {
    const lived = await start({ hubs: [PRIVATE_HUB] });
    const nadia = person('nadia-dnum', { url: lived.github.url, repository: PRIVATE_HUB });
    await nadia.openIssue({ title: 'Projet discret', body: aBody(), labels: ['accompagnement'] });
    const path = `/repos/${PRIVATE_HUB}/collaborators/ines-caron`;
    await nadia.call({ method: 'PUT', path, body: { permission: 'admin' } });
    await lived.settle();
    await signIn('ines-caron');
    await page.locator('.ac-name', { hasText: 'Projet discret' }).first().waitFor();
    await nadia.call({ method: 'DELETE', path });
    lived.advance({ minutes: 5 });
    await page.reload();
    expect(await page.content()).not.toMatch(/discret|dso-interne/);
  });

  it('GitHub en panne au retour : la page le dit, sans nom ni dossier, et reste lisible à tous', async () => {
    const { github } = await start();
    await page.goto(`${site}/flux`);
    const way = new Promise<string>((told) => {
      void page.route('**/login/oauth/callback', async (route) => {
        const answer = await route.fetch({ maxRedirects: 0 });
        await route.fulfill({ body: 'GitHub a répondu' });
        told(answer.headers()['location'] ?? '');
      });
    });
    await sayYes('camille-st');
    const back = await way;
    await github.close();
    await page.goto(back);
    await page.getByRole('heading', { name: 'GitHub ne répond pas' }).waitFor();
    expect(await ownCookies()).toEqual([]);
    await expectAccessible();
    world = null;
  });

  it.each(['/portefeuille', '/flux', '/activite', '/dossiers/dnum-mi/dso-formation/1', '/connexion', '/deconnexion'])(
    'pages fermées : %s dit à l’exploitant quoi renseigner',
    async (path) => {
      await start({ signIn: { kind: 'off', missing: ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET', 'PUBLIC_URL'] } });
      expect((await page.goto(`${site}${path}`))?.status()).toBe(404);
      expect(await heading()).toBe('Le portefeuille n’est pas ouvert sur ce serveur');
      await expectAccessible();
    },
  );
});

/** Every notice that there is: the compiler names one that is missing here. */
const every: Readonly<Record<keyof typeof notices, Notice>> = {
  strangeAnswer: notices.strangeAnswer,
  notGranted: notices.notGranted('/flux'),
  githubDown: notices.githubDown('/flux'),
  tooManyAtOnce: notices.tooManyAtOnce,
  misconfigured: notices.misconfigured,
  switchedOff: notices.switchedOff(['PUBLIC_URL']),
  readsNothing: notices.readsNothing('un-nom-de-compte-aussi-long-que-github-le-permet'),
  rightsUnknown: notices.rightsUnknown,
  strangeForm: notices.strangeForm,
  signedOut: notices.signedOut,
  askSignOut: notices.askSignOut({ login: 'lea-martin', word: 'mot' }),
  noSuchPage: notices.noSuchPage,
  onlyRead: notices.onlyRead,
  brokenPage: notices.brokenPage,
};

it.each(Object.entries(every))('l’avis « %s » : axe n’y trouve rien, et il tient sur un téléphone', async (_, notice) => {
  const log = { error: () => undefined };
  const room = new Hono().get('/connexion/avis', () => noticePage(notice));
  const server = await startServer({ handlers: [createSite([room], { https: false, log })], host: '127.0.0.1', port: 0, log });
  try {
    await openBrowser();
    expect((await page.goto(`http://127.0.0.1:${server.port}/connexion/avis`))?.status()).toBe(notice.status);
    expect(await heading()).toBe(notice.title);
    await expectAccessible();
  } finally {
    await server.close();
  }
});
