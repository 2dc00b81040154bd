import { loginKey, sameLogin } from '../words/login.ts';
import { lookUp } from '../words/look-up.ts';
import type { Dossier } from './dossier.ts';
import { isQuiet } from './is-quiet.ts';
import type { BoundName } from './state.ts';

/**
 * Binds the names that the contacts hold to the accounts that bear them when they are first read: whoever takes such a name later is somebody else, and whoever bore it keeps
 * what was given to them under any other name. GitHub is asked about those alone that nothing in the dossier shows. Names of before ids were kept are bound to the
 * account first seen under them, once something is written in the dossier: a new version writes none again.
 */
export function bindNames(dossier: Dossier): Dossier {
  const { contacts, seen, state } = dossier;
  if (state.contacts === null && isQuiet(dossier.observation, dossier.bodyDigest)) return dossier;
  const bound = Object.fromEntries(contacts.accounts.map((login) => [loginKey(login), bind(dossier, login)]));
  const team = state.team.map((one) => ({ ...one, id: one.id ?? seen.idOf(one.login) }));
  const isBound = state.team.every(({ id }, place) => id === team[place]?.id);
  return isSame(state.contacts, bound) && isBound ? dossier : dossier.with({ contacts: bound, team });
}

function bind({ ask, seen, state, observation: { memory } }: Dossier, login: string): BoundName {
  const known = state.contacts === null ? undefined : lookUp(state.contacts, loginKey(login));
  const shown = seen.idOf(login) ?? 'unknown';
  if (known !== undefined) return known === 'unknown' ? (addedAs(state, login) ?? shown) : known;
  if (shown !== 'unknown' || (memory.kind === 'kept' && state.contacts === null)) return shown;
  const sight = ask.account(login);
  if (sight === null || sight.kind === 'unverified') return 'unknown';
  return sight.kind === 'person' ? sight.id : 'nobody';
}

/** The account that somebody added to the team, or took out of it, by that name; null where none is known. */
function addedAs({ team }: Dossier['state'], login: string): number | null {
  return team.findLast((one) => one.id !== null && sameLogin(one.login, login))?.id ?? null;
}

function isSame(one: Readonly<Record<string, BoundName>> | null, other: Readonly<Record<string, BoundName>>): boolean {
  return (
    one !== null && Object.keys(one).length === Object.keys(other).length && Object.entries(other).every(([login, id]) => one[login] === id)
  );
}
