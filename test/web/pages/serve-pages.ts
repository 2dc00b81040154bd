import type { Portfolio } from '../../../src/portfolio/portfolio.ts';
import { readAssets } from '../../../src/web/pages/assets.ts';
import { portfolioPages } from '../../../src/web/pages/portfolio-pages.ts';
import type { AskReader, Reader } from '../../../src/web/reader.ts';
import { startServer } from '../../../src/web/server.ts';
import { createSite } from '../../../src/web/site.ts';
import { now } from '../../portfolio/a-portfolio.ts';

/** Of the Service Team: sees everything. */
export const camille: Reader = { login: 'camille-st', mayRead: () => true, seesDossier: () => true };

export const assets = readAssets();

/** The pages of a portfolio, without a server. */
export function pagesOf(portfolio: Portfolio, reader: AskReader = () => Promise.resolve(camille)) {
  return portfolioPages({ portfolio, reader, clock: { now: () => new Date(now) }, assets });
}

/** The same, served on this machine as the App serves them. */
export async function servePages(portfolio: Portfolio, reader?: AskReader) {
  const log = { error: () => undefined };
  return startServer({ handlers: [createSite([pagesOf(portfolio, reader)], { https: false, log })], host: '127.0.0.1', port: 0, log });
}
