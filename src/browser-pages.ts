import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { type Settings, stateSecrets } from './config/env.ts';
import { githubSite } from './config/github-host.ts';
import type { Send } from './github/checked-fetch.ts';
import { createHubSights, type HubSightPorts, type HubSights } from './github/hub-sights.ts';
import { createIdentify } from './github/identify.ts';
import type { Portfolio } from './portfolio/portfolio.ts';
import type { Clock } from './queue/clock.ts';
import type { Handler } from './web/handler.ts';
import { portfolioData } from './web/portfolio-data.ts';
import type { AskReader } from './web/reader.ts';
import { withToken } from './web/token-reader.ts';
import { readAssets } from './web/pages/assets.ts';
import { portfolioPages } from './web/pages/portfolio-pages.ts';
import { createReader } from './web/sign-in/create-reader.ts';
import { createSite, pagesAreOff, pagesOff } from './web/site.ts';
import { signInPages } from './web/sign-in/sign-in-pages.ts';

/** Who reads the pages where nobody signs in, made of how people see each hub. */
export type MakeReader = (sights: HubSights) => AskReader;

export interface BrowserPagesPorts extends HubSightPorts {
  readonly settings: Settings;
  readonly reader: MakeReader | undefined;
  readonly send: Send;
  readonly portfolio: Pick<Portfolio, 'entries'>;
  /** Resolves once the portfolio holds what other processes saw, as far as it can be known. */
  readonly catchUp: () => Promise<void>;
  readonly clock: Pick<Clock, 'now' | 'elapsed'>;
  readonly log: Logger;
}

/** Everything that browsers are shown; where the operator gave nothing to sign in with, one page that says how. */
export function browserPages(ports: BrowserPagesPorts): Handler {
  const { settings, send, clock, log } = ports;
  const { signIn, githubApiUrl: apiUrl } = settings;
  if (ports.reader !== undefined) return createSite(portfolioRooms(ports, ports.reader(createHubSights(ports))), { https: false, log });
  if (signIn.kind === 'off')
    return createSite([dataRoom(ports, () => pagesAreOff(signIn.missing)), pagesOff(signIn.missing)], { https: false, log });
  const { clientId, clientSecret, publicUrl } = signIn;
  const https = publicUrl.startsWith('https:');
  const jar = { secrets: stateSecrets(settings), audience: `${publicUrl} ${apiUrl}`, https, clock };
  const identify = createIdentify({ clientId, clientSecret, apiUrl, siteUrl: githubSite(apiUrl), send, log });
  const reader = createReader({ sights: createHubSights(ports), jar, publicUrl });
  return createSite([signInPages({ identify, jar, publicUrl, clock, log }), ...portfolioRooms(ports, reader)], { https, log });
}

function portfolioRooms(ports: BrowserPagesPorts, reader: AskReader): readonly Hono[] {
  return [dataRoom(ports, reader), portfolioPages({ ...ports, reader: caughtUp(ports, reader), assets: readAssets() })];
}

function dataRoom(ports: BrowserPagesPorts, reader: AskReader): Hono {
  const { settings, portfolio, clock } = ports;
  return portfolioData({ portfolio, reader: caughtUp(ports, withToken(reader, settings.portfolioToken)), clock });
}

/** Whoever reads is asked for first. */
function caughtUp({ catchUp }: BrowserPagesPorts, reader: AskReader): AskReader {
  return async (request) => {
    const answer = await reader(request);
    if (!(answer instanceof Response)) await catchUp();
    return answer;
  };
}
