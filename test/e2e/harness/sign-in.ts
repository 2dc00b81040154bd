import { oauthClient } from '../../../sandbox/emulator/gaps/user-tokens.ts';
import type { GitHubSeed } from '../../../sandbox/emulator/seed.ts';
import type { Login } from '../../../sandbox/seed/people.ts';
import { population } from '../../../sandbox/seed/population.ts';
import type { Settings } from '../../../src/config/env.ts';
import type { Browser, Page } from './a-browser.ts';

/** A hub that only Inès reads, besides its organisation's owner. */
export const PRIVATE_HUB = 'dnum-mi/dso-interne';
/** The usual population, with that hub. */
export const withPrivateHub: GitHubSeed = {
  ...population,
  repositories: [
    ...population.repositories,
    { owner: 'dnum-mi', name: 'dso-interne', description: '', visibility: 'private', collaborators: { 'ines-caron': 'read' } },
  ],
};

/** Settings with which people sign in through the embedded GitHub, to pages at that port. */
export function signInAt(port: number): Pick<Settings, 'port' | 'signIn'> {
  return {
    port,
    signIn: { kind: 'on', clientId: oauthClient.id, clientSecret: oauthClient.secret, publicUrl: `http://127.0.0.1:${port}` },
  };
}

/** Asks for a page of the App and, on the page of GitHub that it leads to, says yes as somebody. Returns the page where that ends. */
export async function signIn(browser: Browser, page: string, login: Login): Promise<Page> {
  const leave = await browser.ask(page);
  const toGitHub = leave.location === null ? leave : await browser.ask(leave.location);
  const back = await sayYes(browser, toGitHub, login);
  return browser.open(back);
}

/** Where GitHub sends the browser back once somebody said yes on the page that the App has sent it to. */
export async function sayYes(browser: Browser, { location }: Page, login: Login): Promise<string> {
  if (location === null) throw new Error('the App did not send the browser to GitHub');
  await browser.ask(location);
  const asked = new URL(location);
  const form = Object.fromEntries(
    ['redirect_uri', 'state', 'client_id', 'scope'].map((name) => [name, asked.searchParams.get(name) ?? '']),
  );
  const answer = await browser.ask(`${asked.origin}/login/oauth/callback`, { method: 'POST', form: { ...form, login } });
  if (answer.location === null) throw new Error(`GitHub did not send the browser back: ${answer.status} ${answer.text}`);
  return answer.location;
}
