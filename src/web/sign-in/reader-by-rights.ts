import type { HubSight, HubSights } from '../../github/hub-sights.ts';
import type { Person } from '../../github/identify.ts';
import { hubKey, type HubKey, repositoryNamed } from '../../words/key.ts';
import { sameAccount } from '../../words/account.ts';
import type { Reader } from '../reader.ts';
import { noticePage } from './notice-page.ts';
import { readsNothing, rightsUnknown } from './notices.ts';

/**
 * Somebody who reads, and what GitHub lets them see; or the page that says why nothing is shown. Somebody of a project team sees the dossiers whose team they are
 * in, of the hubs that they may read. Rejects as the sights do.
 */
export async function readerByRights(person: Person, sights: HubSights): Promise<Reader | Response> {
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
      return sight === 'whole' || (sight === 'reader' && members.some((member) => sameAccount(member, person)));
    },
    unsure,
  };
}
