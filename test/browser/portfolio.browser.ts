import { AxeBuilder } from '@axe-core/playwright';
import { Hono } from 'hono';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filters } from '../../src/portfolio/filters.ts';
import type { Snapshot } from '../../src/portfolio/snapshot.ts';
import { dossierKey } from '../../src/words/key.ts';
import type { RunningServer } from '../../src/web/server.ts';
import { manyDossiers, portfolioOf } from '../portfolio/a-portfolio.ts';
import { pagesOf, servePages } from '../web/pages/serve-pages.ts';

const campaign = { id: 'bitnami', title: 'Quitter bitnami', until: '2027-12-10', standing: 'concerned' } as const;
const known: readonly Snapshot[] = manyDossiers(45).map((snapshot, rank) =>
  rank % 5 === 0 ? { ...snapshot, campaigns: [campaign] } : snapshot,
);
const portfolio = portfolioOf(known);

/** The lists, from the routes themselves: what has no name of its own in its address, and is no file. */
const lists = pagesOf(portfolio).routes.flatMap(({ method, path }) => (method === 'GET' && /^\/[a-z]+$/.test(path) ? [path] : []));

/** A list with every filter of its form, each by a choice that dossiers have. */
const filtered = new URLSearchParams(filters.map(({ name, options }): [string, string] => [name, options(known)[0]?.value ?? '']));

/** Every page, and each of its faces. */
const paths = [
  ...lists,
  ...lists.map((list) => `${list}?${filtered.toString()}`),
  ...lists.map((list) => `${list}?q=rien-ne-porte-ces-mots&couleur=bleu`),
  '/dossiers/dnum-mi/dso-formation/8',
  '/dossiers/dnum-mi/dso-formation/1',
  '/dossiers/dnum-mi/dso-formation/2',
  '/dossiers/dnum-mi/dso-formation/500',
  '/dossiers/nulle/part/1',
  '/portefeuille?phase=ovh&echeance=90',
  '/flux?etat=demande&zone=mi&age=30',
  '/activite?depuis=2027-06-01',
  '/activite?depuis=jamais',
];

it('chaque page de l’application est essayée', async () => {
  expect(lists).toEqual(expect.arrayContaining(['/portefeuille', '/flux', '/activite']));
  const isPage = (path: string) => !/^\/(?:actifs|graphiques)\/|\.csv$/.test(path);
  const patterns = pagesOf(portfolio).routes.flatMap(({ method, path }) => (method === 'GET' && isPage(path) ? [path] : []));
  const isTried = async (pattern: string) => {
    const alone = new Hono().get(pattern, (context) => context.text('ici'));
    const answers = await Promise.all(paths.map(async (path) => (await alone.request(path)).status));
    return answers.includes(200);
  };
  const tried = await Promise.all(patterns.map(async (pattern) => [pattern, await isTried(pattern)] as const));
  expect(tried.flatMap(([pattern, is]) => (is ? [] : [pattern]))).toEqual([]);
});

let server: RunningServer;
let browser: Browser;
let page: Page;
/** Requests that left the machine, and what the browser complained of: a refused style or script among them. */
let complaints: string[];

beforeAll(async () => {
  portfolio.keep(dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 500), {
    kind: 'unread',
    name: 'dnum-mi/dso-formation#500',
    because: 'la dernière lecture a échoué',
  });
  server = await servePages(portfolio);
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
beforeEach(() => {
  complaints = [];
});
afterEach(async () => {
  for (const opened of browser.contexts()) await opened.close();
});

async function openPage(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  const context = await browser.newContext({ baseURL: `http://127.0.0.1:${server.port}`, locale: 'fr-FR', ...options });
  page = await context.newPage();
  page.on('request', (request) => {
    if (new URL(request.url()).hostname !== '127.0.0.1') complaints.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
  });
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
}

describe.each(['light', 'dark'] as const)('axe, thème %s', (colorScheme) => {
  it.each(paths)('%s : aucune violation, rien de refusé, rien ne quitte la machine', async (path) => {
    await openPage({ colorScheme });
    await page.goto(path);
    await page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true");
    await page.waitForLoadState('networkidle');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} : ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

it.each(['light', 'dark'] as const)('thème %s : le fond suit le système, les images aussi se chargent', async (colorScheme) => {
  await openPage({ colorScheme });
  await page.goto('/portefeuille');
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
    colorScheme === 'dark' ? 'rgb(22, 22, 22)' : 'rgb(255, 255, 255)',
  );
  await page.locator('#chiffres').scrollIntoViewIfNeeded();
  const shown = '[...document.images].every((image) => image.complete && image.naturalWidth > 0)';
  await expect.poll(() => page.evaluate(shown), { timeout: 30_000 }).toBe(true);
  expect(await page.evaluate("document.fonts.check('1rem Marianne')")).toBe(true);
});

it('sans script, par des clics : filtrer, retirer un filtre, trier, ouvrir un dossier, revenir', async () => {
  await openPage({ javaScriptEnabled: false });
  await page.goto('/portefeuille');
  const all = await page.locator('#nous tbody tr').count();
  await page.getByText('Filtrer', { exact: true }).first().click();
  await page.getByLabel('Phase').selectOption({ label: 'OVH' });
  await page.getByLabel('Référent').selectOption({ label: '@sacha-st' });
  await page.getByRole('button', { name: 'Filtrer' }).click();
  expect(new URL(page.url()).searchParams.get('phase')).toBe('ovh');
  expect(await page.locator('#nous tbody tr').count()).toBeLessThan(all);
  expect(await page.locator('#nous .ac-phase').allInnerTexts()).toEqual(
    (await page.locator('#nous .ac-phase').allInnerTexts()).map(() => 'OVH'),
  );
  await page.getByRole('link', { name: 'Référent : @sacha-st' }).click();
  expect(new URL(page.url()).searchParams.get('referent')).toBeNull();
  expect(new URL(page.url()).searchParams.get('phase')).toBe('ovh');
  await page.locator('#nous').getByRole('link', { name: 'Échéance' }).click();
  expect(await page.locator('#nous th[aria-sort]').innerText()).toContain('Échéance');
  const title = await page.locator('#nous .ac-name').first().innerText();
  await page.locator('#nous .ac-name').first().click();
  expect(await page.locator('h1').innerText()).toBe(title);
  await page.getByRole('link', { name: 'Portefeuille' }).first().click();
  expect(await page.locator('#nous tbody tr').count()).toBe(all);
});

it('les flux : par état et par âge, puis le CSV des mêmes', async () => {
  await openPage({ acceptDownloads: true });
  await page.goto('/flux');
  await page.getByRole('link', { name: 'demandé', exact: true }).click();
  await page.getByText('Filtrer (1\u00a0filtre actif)').click();
  await page.getByLabel('Âge').selectOption('30');
  await page.getByRole('button', { name: 'Filtrer' }).click();
  const rows = await page.locator('#liste tbody tr').count();
  expect(rows).toBeGreaterThan(0);
  expect(new Set(await page.locator('#liste .fr-badge:not(.ac-phase)').allInnerTexts())).toEqual(new Set(['DEMANDÉ']));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /en CSV/ }).click()]);
  expect(download.suggestedFilename()).toBe('flux-2027-11-26.csv');
});

it('au clavier seul : aller au contenu, ouvrir les filtres, choisir, envoyer', async () => {
  await openPage();
  await page.goto('/portefeuille');
  const focused = () => page.evaluate('(document.activeElement.textContent || document.activeElement.id).trim().slice(0, 40)');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Contenu');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('contenu');
  await tabTo('summary');
  await page.keyboard.press('Enter');
  await tabTo('#filtre-q');
  await page.keyboard.type('alertes');
  await tabTo('#filtre-tour');
  await page.keyboard.type('Serv');
  await page.keyboard.press('Enter');
  await tabTo('button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/tour=service-team/);
  expect(new URL(page.url()).searchParams.get('q')).toBe('alertes');
  const titles = await page.locator('#nous .ac-name').allInnerTexts();
  expect(titles.length).toBeGreaterThan(0);
  for (const title of titles) expect(title).toContain('Alertes');
  await tabTo('#nous .ac-name');
  expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/dossiers\//);
});

/** Presses the key until that element has the focus. */
async function tabTo(selector: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`no focus on ${selector}`);
}

it.each(paths)('du téléphone au petit écran, %s tient dans la largeur', async (path) => {
  await openPage();
  for (const width of [360, 390, 767, 768, 1024, 1119, 1120, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(path);
    await page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true");
    expect([width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([width, width]);
  }
});

it('sur le papier : les dossiers, sans menu ni filtres', async () => {
  await openPage();
  await page.goto('/portefeuille?tri=dossier');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.ac-menu').isVisible()).toBe(false);
  expect(await page.getByText('Filtrer', { exact: true }).first().isVisible()).toBe(false);
  expect(await page.locator('#nous table').isVisible()).toBe(true);
  expect((await page.pdf()).length).toBeGreaterThan(10_000);
});
