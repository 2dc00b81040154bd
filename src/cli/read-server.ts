import { z } from 'zod';
import type { WrittenPortfolio } from '../render/portfolio-json.ts';
import { type Terminal, UsageError } from './command.ts';

/** The portfolio of a running server, as it writes it. */
export interface ServerPortfolio {
  readonly json: unknown;
  readonly csv: string;
  readonly unread: WrittenPortfolio['unread'];
}

const portfolio = z.looseObject({
  format: z.literal('accostage/portefeuille/1'),
  unread: z.array(z.object({ name: z.string(), because: z.string() })),
});

const refusals: Readonly<Record<number, string>> = {
  302: 'PORTFOLIO_TOKEN est nécessaire : celui que l’exploitant a donné au serveur',
  401: 'le serveur ne connaît pas ce PORTFOLIO_TOKEN',
  404: 'ce serveur ne donne pas le portefeuille : son exploitant doit y renseigner PORTFOLIO_TOKEN',
};

/** Reads `/portefeuille.json` and `/portefeuille.csv` of the server at an address, with PORTFOLIO_TOKEN. Throws UsageError, in French, where it does not give them. */
export async function readServer(address: string, terminal: Terminal): Promise<ServerPortfolio> {
  const base = originOf(address);
  const send = terminal.network();
  // Read after: `.env` may give it.
  const token = terminal.environment['PORTFOLIO_TOKEN'];
  if (token === undefined || token.trim() === '') throw new UsageError(refusals[302]);

  const read = async (path: string): Promise<string> => {
    const headers = { authorization: `Bearer ${token.trim()}` };
    const response = await send(`${base}${path}`, { headers, redirect: 'manual' }).catch(() => null);
    if (response === null) throw new UsageError(`${base} ne répond pas`);
    if (!response.ok) throw new UsageError(refusals[response.status] ?? `${base} a répondu ${response.status}`);
    // As it is: `text()` would take away the mark by which spreadsheets know UTF-8.
    return Buffer.from(await response.arrayBuffer()).toString('utf8');
  };

  const json = parse(await read('/portefeuille.json'), base);
  return { json, csv: await read('/portefeuille.csv'), unread: json.unread };
}

function parse(text: string, base: string): z.infer<typeof portfolio> {
  try {
    return portfolio.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`ce que répond ${base} n’est pas un portefeuille d’accostage de cette version`);
  }
}

/** The token goes there: in clear, only within one's own machine. */
function originOf(address: string): string {
  const url = URL.parse(address);
  const isOwn = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOwn)))
    throw new UsageError('--url attend l’adresse du serveur, en https : https://accostage.exemple.gouv.fr');
  return url.origin;
}
