import type { Portfolio } from '../../../src/portfolio/portfolio.ts';
import { readAssets } from '../../../src/web/pages/assets.ts';
import { pagesHandler } from '../../../src/web/pages/pages-handler.ts';
import { portfolioPages, type ReadRequest } from '../../../src/web/pages/portfolio-pages.ts';
import type { Reader } from '../../../src/web/reader.ts';
import { startServer } from '../../../src/web/server.ts';
import { now } from '../../portfolio/a-portfolio.ts';

/** Of the Service Team: sees everything. */
export const camille: Reader = { login: 'camille-st', mayRead: () => true, seesDossier: () => true };

export const assets = readAssets();

/** The pages of a portfolio, without a server. */
export function pagesOf(portfolio: Portfolio, reader: ReadRequest = () => Promise.resolve(camille)) {
  return portfolioPages({ portfolio, reader, clock: { now: () => new Date(now) }, assets });
}

/** The same, served on this machine as the App serves them, with the strictest policy that a browser can be given. */
export async function servePages(portfolio: Portfolio, reader?: ReadRequest) {
  const pages = pagesHandler(pagesOf(portfolio, reader));
  return startServer({
    handlers: [
      (request, response) => {
        if (!(request.url ?? '').startsWith('/graphiques/')) response.setHeader('content-security-policy', policy);
        return pages(request, response);
      },
    ],
    host: '127.0.0.1',
    port: 0,
    log: { error: () => undefined },
  });
}

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
