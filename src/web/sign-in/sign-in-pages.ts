import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import type { Identify } from '../../github/identify.ts';
import type { Clock } from '../../queue/clock.ts';
import { type Attempt, ATTEMPT_MS, challengeOf, createAttempts, newAttempt, randomWord } from './attempt.ts';
import { noticePage } from './notice-page.ts';
import { askSignOut, githubDown, misconfigured, notGranted, signedOut, strangeAnswer, strangeForm, tooManyAtOnce } from './notices.ts';
import { returnTo } from './return-to.ts';
import type { CookieJar } from './sealed-cookie.ts';
import { createSessions, type Session } from './session.ts';
import { createUsedOnce } from './used-once.ts';

export interface SignInPorts {
  readonly identify: Identify;
  readonly jar: CookieJar;
  /** Origin of the pages, as browsers call it. */
  readonly publicUrl: string;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly log: Pick<Logger, 'info' | 'error'>;
}

/** GitHub sends people back here; the App's callback URL in app.yml ends with it. */
export const callbackPath = '/connexion/retour';

/** What the form to sign out holds is a few dozen characters. */
const MAX_FORM_BYTES = 2_048;

/** Sign-ins that ask GitHub at one time: more than people come back in the same seconds, and all that a stranger's browsers make the server ask. */
const MAX_ASKING = 8;

/** Signing in through GitHub, and out. Each thing that may go wrong has its page, and none leads back to GitHub by itself. */
export function signInPages({ identify, jar, publicUrl, clock, log }: SignInPorts): Hono {
  const attempts = createAttempts(jar);
  const sessions = createSessions(jar);
  const isNew = createUsedOnce(clock, ATTEMPT_MS);
  const redirectUri = `${publicUrl}${callbackPath}`;
  const pages = new Hono();
  let asking = 0;

  pages.get('/connexion', (context) => {
    const attempt = newAttempt(returnTo(context.req.query('return_to') ?? null));
    const page = identify.pageFor({ redirectUri, state: attempt.state, challenge: challengeOf(attempt) });
    return redirectTo(page, [attempts.keep(attempt)]);
  });

  pages.get(callbackPath, async (context) => {
    const attempt = attempts.read(context.req.raw);
    const { state, code } = context.req.query();
    if (attempt === null || state === undefined || !sameWord(state, attempt.state)) return noticePage(strangeAnswer);
    // Not used up: the same page, asked for again, goes on.
    if (asking >= MAX_ASKING) return noticePage(tooManyAtOnce, { 'retry-after': '10' });
    if (!isNew(attempt.state)) return noticePage(strangeAnswer);
    const forgetting = { 'set-cookie': attempts.forget };
    if (code === undefined || code === '') return noticePage(notGranted(attempt.returnTo), forgetting);
    return (await signedIn(code, attempt)) ?? noticePage(githubDown(attempt.returnTo), forgetting);
  });

  pages.get('/deconnexion', (context) => {
    const session = sessions.read(context.req.raw);
    return noticePage(session === null ? signedOut : askSignOut(session));
  });

  pages.post('/deconnexion', bodyLimit({ maxSize: MAX_FORM_BYTES, onError: () => noticePage(strangeForm) }), async (context) => {
    const session = sessions.read(context.req.raw);
    // A form that cannot be read is none of ours.
    const { word } = await context.req.parseBody().catch(() => ({ word: undefined }));
    if (session !== null && !isOwnForm(context.req.raw, { session, word })) return noticePage(strangeForm);
    return noticePage(signedOut, { 'set-cookie': sessions.forget });
  });

  async function signedIn(code: string, attempt: Attempt): Promise<Response | null> {
    asking += 1;
    const identified = await identify.personOf({ code, verifier: attempt.verifier, redirectUri }).finally(() => (asking -= 1));
    const forgetting = { 'set-cookie': attempts.forget };
    switch (identified.kind) {
      case 'person': {
        log.info({ id: identified.person.id }, 'signed in');
        const session = sessions.keep({ ...identified.person, word: randomWord() });
        return redirectTo(`${publicUrl}${attempt.returnTo}`, [session, attempts.forget]);
      }
      case 'refused':
        return noticePage(strangeAnswer, forgetting);
      case 'misconfigured':
        log.error({ because: identified.because }, 'GitHub refuses the credentials of the sign-in');
        return noticePage(misconfigured, forgetting);
      case 'unavailable':
        return null;
      default:
        return identified satisfies never;
    }
  }

  /** From a page of ours, as browsers tell it and forms of other sites cannot, and with the word that only our page shows. */
  function isOwnForm(request: Request, { session, word }: { session: Session; word: unknown }): boolean {
    const site = request.headers.get('sec-fetch-site') ?? 'same-origin';
    const origin = request.headers.get('origin') ?? publicUrl;
    return site === 'same-origin' && origin === publicUrl && typeof word === 'string' && sameWord(word, session.word);
  }

  return pages;
}

/** A redirection, with the cookies that go with it. */
export function redirectTo(url: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location: url });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 302, headers });
}

function sameWord(given: string, kept: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(kept)];
  return one.length === other.length && timingSafeEqual(one, other);
}
