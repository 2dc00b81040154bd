import type { HubSights } from '../../github/hub-sights.ts';
import type { AskReader } from '../reader.ts';
import { readerByRights } from './reader-by-rights.ts';
import type { CookieJar } from './sealed-cookie.ts';
import { createSessions } from './session.ts';
import { redirectTo } from './sign-in-pages.ts';

export interface ReaderPorts {
  readonly sights: HubSights;
  readonly jar: CookieJar;
  readonly publicUrl: string;
}

/** Who asks for a page, and what is theirs to see; or the answer that they get in its place: the way to sign in, or a page that says why nothing is shown. */
export function createReader({ sights, jar, publicUrl }: ReaderPorts): AskReader {
  const sessions = createSessions(jar);
  return async (request) => {
    const person = sessions.read(request);
    if (person === null) {
      const { pathname, search } = new URL(request.url);
      return redirectTo(`${publicUrl}/connexion?return_to=${encodeURIComponent(`${pathname}${search}`)}`);
    }
    const reader = await readerByRights(person, sights);
    return reader instanceof Response ? reader : { ...reader, signOut: '/deconnexion' };
  };
}
