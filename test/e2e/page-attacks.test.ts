import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HUB } from '../../sandbox/seed/population.ts';
import type { Settings } from '../../src/config/env.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { aFreePort } from '../free-port.ts';
import { memoryLog } from '../web/memory-log.ts';
import { aBrowser, type Browser } from './harness/a-browser.ts';
import { PRIVATE_HUB, sayYes, signIn, signInAt, withPrivateHub } from './harness/sign-in.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const title = '=HYPERLINK("http://ailleurs.example")<b>\u202Ecod\u202C';

let world: World;
let site: string;
let lines: readonly string[];
let camille: Browser;

/** The App with Léa's dossier and one of a hub that only Inès reads, and Camille signed in. */
async function start(settings: Partial<Settings> = {}): Promise<void> {
  const port = await aFreePort();
  site = `http://127.0.0.1:${port}`;
  const memory = memoryLog();
  lines = memory.lines;
  const startApp = startAccostage({ ...signInAt(port), hubs: [HUB, PRIVATE_HUB], ...settings }, memory.log);
  world = await startWorld({ seed: withPrivateHub, startApp });
  await world.as('lea-martin').submitForm({ title, body: aBody() });
  const owner = world.as('nadia-dnum', PRIVATE_HUB);
  await owner.openIssue({ title: 'Projet discret', body: aBody(), labels: ['accompagnement'] });
  await world.settle();
  camille = aBrowser();
  await signIn(camille, `${site}/portefeuille`, 'camille-st');
}
beforeAll(() => start());
afterAll(() => world.close());

const cookieOf = (browser: Browser) => /accostage=([\w-]+)/.exec(browser.cookies(site))?.[1] ?? '';
const failures = () => lines.filter((line) => line.includes('"level":50'));

it('un dossier deviné, d’un dépôt que l’on ne lit pas, est introuvable au mot près comme celui qui n’existe pas', async () => {
  const pages = await Promise.all(
    [`${PRIVATE_HUB}/1`, `${PRIVATE_HUB}/999`, 'nulle/part/1', '%00/x/1', '%E0%A4%A/x/1'].map((path) =>
      camille.ask(`${site}/dossiers/${path}`),
    ),
  );
  expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 404));
  expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
  const all = await Promise.all(
    [
      '/portefeuille',
      '/portefeuille?q=discret',
      '/portefeuille.json',
      '/portefeuille.csv',
      '/flux',
      '/flux.csv',
      '/activite?depuis=2020-01-01',
    ].map((path) => camille.ask(`${site}${path}`)),
  );
  for (const { status, text } of all) expect([status, /dso-interne|Projet discret/.test(text)]).toEqual([200, false]);
});

it('sans être connecté, une adresse juste et une adresse fausse mènent toutes deux à la connexion', async () => {
  for (const path of [`${PRIVATE_HUB}/1`, `${HUB}/1`, 'nulle/part/1']) {
    const { status, location, text } = await aBrowser().ask(`${site}/dossiers/${path}`);
    expect([path, status, text, location?.startsWith(`${site}/connexion?return_to=`)]).toEqual([path, 302, '', true]);
  }
});

it('un titre n’est ni une formule du tableur, ni une balise, ni un retournement', async () => {
  const csv = await camille.ask(`${site}/flux.csv`);
  expect(csv.text).toContain(`;"'=HYPERLINK(""http://ailleurs.example"")<b>cod";`);
  const { text } = await camille.ask(`${site}/portefeuille`);
  expect(text).toContain('<bdi>=HYPERLINK(&quot;http://ailleurs.example&quot;)&lt;b&gt;cod</bdi>');
  expect(`${csv.text}${text}`).not.toMatch(/[\u202A-\u202E\u2066-\u2069]|<b>cod<\/bdi>/);
});

describe('la page d’arrivée demandée', () => {
  it.each([
    '//ailleurs.example',
    '/\\ailleurs.example',
    '/%09/ailleurs.example',
    'https:ailleurs.example',
    'javascript:alert(1)',
    '/connexion',
    `/${'a'.repeat(600)}`,
  ])('%s ne mène pas hors du portefeuille', async (asked) => {
    const browser = aBrowser();
    const leaves = await browser.ask(`${site}/connexion?return_to=${encodeURIComponent(asked)}`);
    const back = await browser.ask(await sayYes(browser, leaves, 'camille-st'));
    expect(new URL(back.location ?? '').origin).toBe(site);
    expect((await browser.ask(back.location ?? '')).location?.startsWith('http') ?? false).toBe(false);
  });
});

async function isIn(value: string, name = 'accostage'): Promise<boolean> {
  const browser = aBrowser();
  browser.hold(site, name, value);
  return (await browser.ask(`${site}/portefeuille`)).status === 200;
}

describe('le cookie de session', () => {
  it('entier, ouvre ; coupé, allongé, changé, très long, ou celui d’une connexion en cours, non', async () => {
    const session = cookieOf(camille);
    expect(await isIn(session)).toBe(true);
    const other = aBrowser();
    await other.ask(`${site}/connexion`);
    const [, attempt = ''] = /accostage-connexion=([\w-]+)/.exec(other.cookies(site)) ?? [];
    expect(attempt).not.toBe('');
    const flipped = `${session.slice(0, 20)}${session[20] === 'A' ? 'B' : 'A'}${session.slice(21)}`;
    for (const value of [session.slice(0, -4), `${session}AAAA`, flipped, 'A'.repeat(12_000), attempt])
      expect(await isIn(value)).toBe(false);
    expect(await isIn(session, 'accostage-connexion')).toBe(false);
    expect(failures()).toEqual([]);
  });
});

describe('la déconnexion', () => {
  it.each([
    ['sans frontière', 'multipart/form-data'],
    ['qui n’en est pas un', 'multipart/form-data; boundary=x'],
    ['d’un programme', 'application/json'],
    ['deux fois le mot', 'application/x-www-form-urlencoded'],
  ])('par un formulaire illisible (%s) n’est pas faite, et n’est pas une panne', async (_, type) => {
    const answer = await fetch(`${site}/deconnexion`, {
      method: 'POST',
      body: 'word=a&word=b',
      headers: { cookie: camille.cookies(site), 'content-type': type },
    });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('Vous êtes encore connecté')]);
    expect((await camille.ask(`${site}/portefeuille`)).status).toBe(200);
    expect(failures()).toEqual([]);
  });

  it('se demande par un formulaire : les autres façons sont refusées, avec ce qui est permis', async () => {
    const answer = await fetch(`${site}/deconnexion`, { method: 'DELETE', headers: { cookie: camille.cookies(site) } });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });
});

it('le cookie d’un autre serveur, ou d’avant un secret remplacé sans l’ancien, n’ouvre rien', async () => {
  const session = cookieOf(camille);
  await world.close();
  await start({ stateSecret: 'un-tout-autre-secret-de-signature' });
  expect(await isIn(session)).toBe(false);
  const elsewhere = cookieOf(camille);
  await world.close();
  // The same secret, at another address.
  await start({ stateSecret: 'un-tout-autre-secret-de-signature' });
  expect(await isIn(elsewhere)).toBe(false);
});
