import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { getRequestListener } from '@hono/node-server';
import { type Handler, pathOf } from '../../src/web/handler.ts';
import { isPage } from '../../src/web/site.ts';
import { thisMachineOnly } from '../pages/guarded.ts';
import { html } from '../pages/html.ts';
import { layout, whoForm } from '../pages/layout.ts';
import type { Page, Site } from '../pages/site.ts';
import { viewer } from '../pages/viewer.ts';
import { whoReads } from '../pages/who.ts';
import type { Sandbox } from '../start-sandbox.ts';

/** Where the pages of the portfolio begin. */
export const PORTFOLIO = { path: '/portefeuille', title: 'Portefeuille' } as const;

/** Style sheet of what the sandbox adds to the App's pages. */
const SHEET = '/-/bandeau.css';

/**
 * The App's pages, as its server answers them, at the address of the sandbox; each says above who reads it, and leads back. A page of the sandbox stands for them
 * while the App is stopped, and for signing in and out.
 */
export function portfolioRoom(site: Site, { appUrl }: Pick<Sandbox, 'appUrl'>): Handler {
  const app = new Hono();
  app.use(thisMachineOnly);
  app.get(SHEET, (context) => context.body(sheet(), 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('*', async ({ req: { raw, path } }) => {
    const cookie = raw.headers.get('cookie') ?? '';
    const login = whoReads(site, cookie);
    const instead = async (page: Page, status: number) =>
      new Response(await layout(page, { site, reader: viewer(login, site.github), path }), { status, headers: ownHeaders });
    const url = appUrl();
    if (/^\/(?:de)?connexion$/.test(path)) return instead(otherPerson, 200);
    if (url === null) return instead(stopped, 503);
    const { pathname, search } = new URL(raw.url);
    const answer = await fetch(`${url}${pathname}${search}`, { headers: { cookie }, redirect: 'manual' });
    return answer.headers.get('content-type')?.startsWith('text/html') === true ? withStrip(answer, site, login) : answer;
  });
  const listen = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return async (incoming, outgoing) => {
    const path = pathOf(incoming);
    // The host alone is the sandbox's.
    if (path === null || path === '/' || !(path === SHEET || isPage(path))) return false;
    await listen(incoming, outgoing);
    return true;
  };
}

const ownHeaders = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'same-origin' };

/** The page with the strip of the sandbox at its top. */
async function withStrip(answer: Response, site: Site, login: string | null): Promise<Response> {
  const strip = await html`<aside class="sandbox-strip" aria-label="Bac à sable">
<a href="/"><span aria-hidden="true">⚓</span> Revenir au bac à sable</a>${whoForm(site, login)}</aside>`;
  const page = (await answer.text())
    .replace('</head>', () => `<link rel="stylesheet" href="${SHEET}">\n</head>`)
    .replace(/<body[^>]*>/, (body) => `${body}\n${String(strip)}`);
  const headers = new Headers(answer.headers);
  // It was that of the page without the strip.
  headers.delete('content-length');
  return new Response(page, { status: answer.status, headers });
}

const otherPerson: Page = {
  title: 'Se connecter',
  main: html`<h1>Ici, se connecter, c’est dire qui l’on est</h1>
<p>Choisissez quelqu’un dans « Je suis », en haut de la page, puis ouvrez <a href="${PORTFOLIO.path}">le portefeuille</a> : il montre ce que GitHub laisse voir à cette personne. En vrai, on s’y connecte par GitHub.</p>`,
};

const stopped: Page = {
  title: 'L’application est arrêtée',
  main: html`<h1>L’application est arrêtée</h1>
<p>C’est elle qui montre le portefeuille. Redémarrez-la depuis le banc d’essai, puis rechargez cette page.</p>`,
};

function sheet(): string {
  return readFileSync(new URL('strip.css', import.meta.url), 'utf8');
}
