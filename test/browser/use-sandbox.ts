import { type Browser, chromium, type Page, type Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Bench, startBench } from '../../sandbox/bench/start-bench.ts';

/** Of the window, in pixels. */
export const HEIGHT = 900;

/** The sandbox, and a browser in which it is open. */
export interface SandboxStage {
  readonly bench: Bench;
  /** A new one for each test. */
  readonly page: Page;
  /** Another one, of a browser that remembers nothing. */
  readonly open: (options: Parameters<Browser['newContext']>[0]) => Promise<Page>;
  readonly goTo: (path: string) => Promise<Response | null>;
}

/** Starts them for the tests of the file that calls this, each of which fails where a page asks for something outside of this machine, or complains. */
export function useSandbox(): SandboxStage {
  let bench: Bench;
  let browser: Browser;
  let page: Page;
  /** Requests of the pages that leave this machine, and errors of their scripts. */
  const faults: string[] = [];

  beforeAll(async () => {
    bench = await startBench({ port: 0, pace: 0 });
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await bench.close();
  });
  beforeEach(async () => {
    page = await open({});
  });
  afterEach(async () => {
    await page.context().close();
    const told = faults.splice(0);
    if (told.length > 0) throw new Error(told.join('\n'));
  });

  async function open(options: Parameters<Browser['newContext']>[0]): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1360, height: HEIGHT }, ...options });
    const opened = await context.newPage();
    opened.on('request', (request) => {
      if (!request.url().startsWith(`${bench.url}/`)) faults.push(`vers l’extérieur : ${request.url()}`);
    });
    opened.on('pageerror', (error) => faults.push(error.message));
    opened.on('console', (message) => {
      // A refusal by GitHub, or an App that is stopped, is an answer of the page, which the browser also writes in its console.
      if (message.type() === 'error' && !/status of (?:4|503)/.test(message.text())) faults.push(message.text());
    });
    return opened;
  }

  return {
    get bench() {
      return bench;
    },
    get page() {
      return page;
    },
    open,
    goTo: (path) => page.goto(`${bench.url}${path}`),
  };
}
