import type { HubSight } from '../../github/hub-sights.ts';
import type { Person } from '../../github/identify.ts';
import type { HubKey } from '../../words/key.ts';
import { hubKey, repositoryNamed } from '../../words/key.ts';
import { sameLogin } from '../../words/login.ts';
import type { AskReader } from '../reader.ts';
import { noticePage } from './notice-page.ts';
import { readsNothing, rightsUnknown } from './notices.ts';
import type { CookieJar } from './sealed-cookie.ts';
import { createSessions } from './session.ts';
import { redirectTo } from './sign-in-pages.ts';

export interface ReaderPorts {
  readonly sights: (person: Person) => Promise<ReadonlyMap<HubKey, HubSight>>;
  readonly jar: CookieJar;
  readonly publicUrl: string;
}

/**
 * Who asks for a page, and what is theirs to see; or the answer that they get in its place: the way to sign in, or a page that says why nothing is shown. Somebody
 * of a project team sees the dossiers whose team they are in, of the hubs that they may read.
 */
export function createReader({ sights, jar, publicUrl }: ReaderPorts): AskReader {
  const sessions = createSessions(jar);
  return async (request) => {
    const person = sessions.read(request);
    if (person === null) {
      const { pathname, search } = new URL(request.url);
      return redirectTo(`${publicUrl}/connexion?return_to=${encodeURIComponent(`${pathname}${search}`)}`);
    }
    const seen = await sights(person);
    const sightsThat = (...wanted: readonly HubSight[]) => [...seen].flatMap(([hub, sight]) => (wanted.includes(sight) ? [hub] : []));
    const [readable, unsure] = [sightsThat('reader', 'whole'), sightsThat('unsure')];
    if (readable.length === 0) return noticePage(unsure.length > 0 ? rightsUnknown : readsNothing(person.login));
    const sightOf = (hub: HubKey) => seen.get(hub) ?? 'none';
    return {
      login: person.login,
      mayRead: (hub) => readable.includes(hub),
      seesDossier: ({ hub, members }) => {
        const sight = sightOf(hubKey(repositoryNamed(hub)));
        return sight === 'whole' || (sight === 'reader' && members.some((member) => sameLogin(member, person.login)));
      },
      unsure,
      signOut: '/deconnexion',
    };
  };
}
