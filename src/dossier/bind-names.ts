import { loginKey, sameLogin } from '../words/login.ts';
import { sameAccount } from '../words/account.ts';
import { lookUp } from '../words/look-up.ts';
import type { Dossier } from './dossier.ts';
import type { Right } from './observation.ts';
import { isQuiet } from './is-quiet.ts';
import { contactName } from './names-in-body.ts';
import type { BoundName } from './state.ts';
import { isAuthor } from './team.ts';
import { whoNamed } from './who-named.ts';

/**
 * Binds the names that the contacts hold to the accounts that bear them when they are first read: whoever takes such a name later is somebody else, and whoever bore it keeps
 * what was given to them under any other name. GitHub is asked about those alone that nothing in the dossier shows. Names of before ids were kept are bound to the
 * account first seen under them, once something is written in the dossier: a new version writes none again. A name that somebody else than the author or the Service
 * Team wrote in the form makes nobody of the team: whoever may write in the hub could add themselves.
 */
export function bindNames(dossier: Dossier): Dossier {
  const { contacts, seen, state } = dossier;
  if (state.contacts === null && isQuiet(dossier.observation, dossier.bodyDigest)) return dossier;
  const named = contacts.accounts.map((login) => ({ login, word: wordFor(dossier, login) }));
  // What could not be verified is asked again at the next look, as a new name.
  const bound = Object.fromEntries(
    named.flatMap(({ login, word }) => (word === 'unverified' ? [] : [[loginKey(login), bind(dossier, login)]])),
  );
  const strangers = named.flatMap(({ login, word }) => (word === 'yes' ? [] : [loginKey(login)]));
  const sameStrangers = strangers.join() === state.strangers.join();
  const team = state.team.map((one) => ({ ...one, id: one.id ?? seen.idOf(one.login) }));
  const isBound = state.team.every(({ id }, place) => id === team[place]?.id);
  return isSame(state.contacts, bound) && isBound && sameStrangers ? dossier : dossier.with({ contacts: bound, strangers, team });
}

/** Whether the word of whoever wrote that name in the form makes somebody of the team. A name that is bound already stays as it was judged. */
function wordFor(dossier: Dossier, login: string): Right['answer'] {
  const { ask, observation, state } = dossier;
  const { author, editor } = observation.issue;
  const isLegacy = state.contacts === null && observation.memory.kind === 'kept';
  if (isLegacy || lookUp(state.contacts ?? {}, loginKey(login)) !== undefined)
    return state.strangers.includes(loginKey(login)) ? 'no' : 'yes';
  if (editor.answer === 'nobody') return 'yes';
  const revisions = ask.bodyHistory();
  if (revisions === null) return 'unverified';
  const name = contactName(login);
  const namer = revisions.length === 0 ? null : (whoNamed([name], { author, revisions })[name] ?? null);
  if (namer === null) return 'no';
  return sameAccount(namer, author) || isAuthor(dossier, namer.login) ? 'yes' : ask.right(namer.login).answer;
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
