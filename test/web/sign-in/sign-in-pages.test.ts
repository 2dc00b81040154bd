import { expect, it } from 'vitest';
import type { Send } from '../../../src/github/checked-fetch.ts';
import { createIdentify } from '../../../src/github/identify.ts';
import { signInPages } from '../../../src/web/sign-in/sign-in-pages.ts';
import { fakeClock, settle } from '../../queue/fake-clock.ts';
import { memoryLog } from '../memory-log.ts';

const publicUrl = 'https://accostage.exemple.gouv.fr';

/** The pages, over a GitHub that answers a code only once it is let go. */
function aSite() {
  const { log } = memoryLog();
  const clock = fakeClock();
  const waiting: (() => void)[] = [];
  const send: Send = (url) => {
    if (!url.endsWith('/access_token')) return Promise.resolve(Response.json({ id: 7, login: 'lea-martin' }));
    return new Promise((resolve) => waiting.push(() => resolve(Response.json({ access_token: 'ghu_essai' }))));
  };
  const identify = createIdentify({
    clientId: 'Iv1.essai',
    clientSecret: 'secret-d-essai',
    apiUrl: 'https://api.github.test',
    siteUrl: 'https://github.test',
    send,
    log,
  });
  const jar = { secrets: ['un-secret-assez-long-pour-un-essai'], audience: publicUrl, https: true, clock } as const;
  const pages = signInPages({ identify, jar, publicUrl, clock, log });

  /** Somebody who said yes at GitHub: their browser asks for the page that they are sent back to, each time that it is called. */
  async function comesBack() {
    const left = await pages.request(`${publicUrl}/connexion`);
    const [cookie = ''] = (left.headers.get('set-cookie') ?? '').split(';');
    const state = new URL(left.headers.get('location') ?? '').searchParams.get('state') ?? '';
    return async () => pages.request(`${publicUrl}/connexion/retour?code=abc&state=${state}`, { headers: { cookie } });
  }

  return { comesBack, asked: () => waiting.length, letGo: () => waiting.splice(0).forEach((answer) => answer()) };
}

it.each([8, 9, 40])('%i retours à la fois : huit demandent à GitHub, les autres le font en rechargeant la page', async (count) => {
  const site = aSite();
  const people = await Promise.all(Array.from({ length: count }, () => site.comesBack()));
  const first = people.map((ask) => ask());
  const turnedAway = await Promise.all(first.slice(8));
  expect(site.asked()).toBe(8);
  expect(turnedAway.map(({ status }) => status)).toEqual(turnedAway.map(() => 503));
  site.letGo();
  const signedIn = await Promise.all(first.slice(0, 8));
  expect(signedIn.map(({ status }) => status)).toEqual(signedIn.map(() => 302));
  for (const ask of people.slice(8)) {
    const again = ask();
    await settle();
    site.letGo();
    expect((await again).status).toBe(302);
  }
});
