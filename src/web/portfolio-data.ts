import { Hono } from 'hono';
import type { Entry } from '../portfolio/entry.ts';
import { portfolioCsv } from '../render/portfolio-csv.ts';
import { portfolioJson } from '../render/portfolio-json.ts';
import type { Portfolio } from '../portfolio/portfolio.ts';
import type { Clock } from '../queue/clock.ts';
import { type AskReader, type Reader, seenBy } from './reader.ts';

export interface PortfolioDataPorts {
  readonly portfolio: Pick<Portfolio, 'entries'>;
  /** Who asks, or what they are answered in place of what they asked for. */
  readonly reader: AskReader;
  readonly clock: Pick<Clock, 'now'>;
}

/** The portfolio as `accostage portefeuille` writes it, from what this server last saw, and of that what the reader may see: `/portefeuille.json`, `/portefeuille.csv`. */
export function portfolioData({ portfolio, reader, clock }: PortfolioDataPorts): Hono {
  const data = new Hono();

  async function answered(request: Request, write: (entries: readonly Entry[]) => Response): Promise<Response> {
    const found = await reader(request);
    return found instanceof Response ? found : write(entriesFor(found, portfolio));
  }

  data.get('/portefeuille.json', (context) =>
    answered(context.req.raw, (entries) => Response.json(portfolioJson(entries, clock.now().toISOString()))),
  );
  data.get('/portefeuille.csv', (context) =>
    answered(context.req.raw, (entries) => new Response(portfolioCsv(entries), { headers: csvHeaders })),
  );
  return data;
}

const csvHeaders = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="portefeuille.csv"' };

/** What a reader sees, and of each hub of which GitHub could not say whether they may: that. */
export function entriesFor(reader: Reader, portfolio: Pick<Portfolio, 'entries'>): readonly Entry[] {
  const seen = seenBy(reader, portfolio.entries(reader.mayRead));
  return [...seen, ...(reader.unsure ?? []).map((hub): Entry => ({ kind: 'unread', name: hub, because: notNow }))];
}

const notNow = 'GitHub ne dit pas en ce moment si vous lisez ce dépôt d’accompagnement ; réessayez dans une minute';
