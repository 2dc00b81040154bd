import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { SignInVariable } from '../config/sign-in-settings.ts';
import { fetchHandler } from './fetch-handler.ts';
import type { Handler } from './handler.ts';
import { noticePage, noticeStyle, stylePath } from './sign-in/notice-page.ts';
import { brokenPage, noSuchPage, onlyRead, switchedOff } from './sign-in/notices.ts';
import { pageHeaders } from './sign-in/page-headers.ts';
import { homePath } from './sign-in/return-to.ts';

export interface SiteOptions {
  /** Whether the pages are served over HTTPS. */
  readonly https: boolean;
  readonly log: Pick<Logger, 'error'>;
}

/** The first part of every path that a browser is given: whatever stands before the server lets each of them through. */
export const ownPaths = [
  '/connexion',
  '/deconnexion',
  '/portefeuille',
  '/portefeuille.csv',
  '/portefeuille.json',
  '/dossiers',
  '/flux',
  '/flux.csv',
  '/activite',
  '/graphiques',
  '/actifs',
] as const;

/** Whether a path is one of these pages, or of their host alone, which leads to the first of them. */
export function isPage(path: string): boolean {
  return path === '/' || ownPaths.some((own) => path === own || path.startsWith(`${own}/`));
}

/**
 * Everything that browsers are shown, with the headers of a page on each answer. An address that nothing answers with a slash at its end leads to the one without;
 * what is sent to one that takes nothing is refused (RFC 9110, section 15.5.6).
 */
export function createSite(rooms: readonly Hono[], { https, log }: SiteOptions): Handler {
  const site = new Hono();
  site.use(pageHeaders(https));
  site.get(
    stylePath,
    () => new Response(noticeStyle, { headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=3600' } }),
  );
  for (const room of rooms) site.route('/', room);
  site.get('/', (context) => context.redirect(homePath));
  const allowedAt = (asked: string) =>
    [...new Set(['GET', 'HEAD', ...site.routes.flatMap(({ path, method }) => (path === asked && method === 'POST' ? [method] : []))])].join(
      ', ',
    );
  site.notFound(({ req, redirect }) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return noticePage(onlyRead, { allow: allowedAt(req.path) });
    const whole = req.path.replace(/\/+$/, '');
    // Two slashes at its beginning would lead to another host.
    return whole === req.path || !isPage(whole) ? noticePage(noSuchPage) : redirect(`${whole}${new URL(req.url).search}`);
  });
  site.onError((error) => {
    log.error({ err: error }, 'a page failed');
    return noticePage(brokenPage);
  });
  return fetchHandler(isPage, site.fetch);
}

/** In the place of all pages: what the operator has to set for them to be there. */
export function pagesOff(missing: readonly SignInVariable[]): Hono {
  return new Hono().all('*', () => pagesAreOff(missing));
}

/** The same for one of them. */
export function pagesAreOff(missing: readonly SignInVariable[]): Promise<Response> {
  return noticePage(switchedOff(missing));
}
