import type { Dossier } from './dossier.ts';
import { type Contacts, hasRoomFor } from './contacts.ts';
import type { Facts } from './facts.ts';
import { loginKey, sameLogin } from '../words/login.ts';
import { lookUp } from '../words/look-up.ts';
import { type NamedAccount, sameAccount } from '../words/account.ts';
import type { Account } from './observation.ts';
import type { BoundName } from './state.ts';

/** Who answers for a project, and who of the Service Team follows it. */
export interface Team {
  /** The project team, the author first; empty where nobody can answer any more. */
  readonly members: readonly string[];
  /** The same, in that order, as accounts. */
  readonly accounts: readonly NamedAccount[];
  /** Names by which somebody of the team was called and that another account bears now: that one is not of the team. */
  readonly passedOn: readonly string[];
  /** Names in the contacts that were no person's when they were first read: whoever takes one is not of the team. */
  readonly nobodys: readonly string[];
  /** Names in the contacts that neither the author nor the Service Team wrote: nobody is of the team by them. */
  readonly strangers: readonly string[];
  /** The assignees who are of the Service Team. */
  readonly referents: readonly string[];
  readonly contacts: Contacts;
}

/** The team of a dossier: the author, the accounts of the contacts, those that `/equipe` added and other assignees, but for those that it took out. */
export function assessTeam(dossier: Dossier): Team {
  const { contacts } = dossier;
  const accounts = candidates(dossier).filter((one) => !isReferent(dossier, one));
  return {
    members: repeatless(accounts.map(({ login }) => login)),
    accounts,
    passedOn: namedAccounts(dossier)
      .filter((one) => isPassedOn(dossier, one) && !isMember(accounts, bearer(dossier, one.login)))
      .map(({ login }) => login),
    nobodys: contacts.accounts.filter((login) => isNobodys(dossier, login) && !accounts.some((one) => sameLogin(one.login, login))),
    strangers: contacts.accounts.filter((login) => isByStranger(dossier, login) && !accounts.some((one) => sameLogin(one.login, login))),
    referents: dossier.observation.issue.assignees.filter((one) => isReferent(dossier, one)).map(({ login }) => login),
    contacts,
  };
}

/**
 * How somebody who is not of the project team gets into it: by `/equipe`, or by the contacts too where nothing stands in the way. What may: the contacts name that person
 * already, and it was another account's name then, or nobody's (`other-account`), or neither the author nor the Service Team is known to have written it (`unvouched`);
 * somebody took that account out of the team; or the contacts have no room (`full`), or the form none for them (`command-only`).
 */
export type WayIn = 'contacts' | 'other-account' | 'unvouched' | 'taken-out' | 'full' | 'command-only';

export function wayInto(dossier: Dossier, login: string): WayIn {
  const { procedure, state, team } = dossier;
  const isAmong = (names: readonly string[]) => names.some((name) => sameLogin(name, login));
  if (isAmong([...team.passedOn, ...team.nobodys])) return 'other-account';
  if (
    isMember(
      state.team.filter(({ member }) => !member),
      bearer(dossier, login),
    )
  )
    return 'taken-out';
  if (isAmong(team.strangers)) return 'unvouched';
  if (!procedure.prerequisites.some(({ namesTeam }) => namesTeam)) return 'command-only';
  return hasRoomFor(team.contacts) ? 'contacts' : 'full';
}

/** Each name once: an account that was called so and whose name of today is not seen may stand beside the one that bears it now. */
function repeatless(logins: readonly string[]): readonly string[] {
  return logins.filter((login, index) => logins.findIndex((other) => sameLogin(other, login)) === index);
}

/** True for somebody of the project team, by the account that bears that name now. GitHub is asked only about assignees. */
export function isProjectTeam(dossier: Dossier, login: string): boolean {
  return isMember(dossier.team.accounts, bearer(dossier, login));
}

/** The account that bears a name now, as far as the dossier shows. */
export function bearer({ seen }: Facts, login: string): NamedAccount {
  return { login, id: seen.idOf(login) };
}

/** True for an account that is among these. */
export function isMember(accounts: readonly NamedAccount[], account: NamedAccount): boolean {
  return accounts.some((member) => sameAccount(member, account));
}

/** True where the name by which an account was called is another one's now. */
function isPassedOn({ seen }: Facts, { login, id }: NamedAccount): boolean {
  const now = seen.idOf(login);
  return id !== null && now !== null && now !== id;
}

/** True for the account that opened the dossier; nobody is the account that was deleted, nor one that is a program. */
export function isAuthor({ observation: { issue } }: Facts, login: string): boolean {
  return canAnswer(issue.author) && sameLogin(issue.author.login, login);
}

/** People that a comment addresses at the most. */
const MAX_ADDRESSEES = 3;

/** Whom the App addresses when the project must act or know: the author, or others of the team where that account can't answer. At most three. */
export function addressees(dossier: Dossier): readonly string[] {
  const { author } = dossier.observation.issue;
  if (canAnswer(author)) return [author.login];
  const reachable = dossier.team.accounts.filter((account) => isStillCalled(dossier, account));
  return reachable.slice(0, MAX_ADDRESSEES).map(({ login }) => login);
}

/** Whether a mention of the name reaches the account. Asked of GitHub where the dossier does not show it. */
function isStillCalled({ ask, seen }: Facts, { login, id }: NamedAccount): boolean {
  if (id === null || seen.idOf(login) === id) return true;
  const sight = seen.idOf(login) === null ? ask.account(login) : { kind: 'absent' };
  return sight === null || sight.kind === 'unverified' || ('id' in sight && sight.id === id);
}

/** The login that GitHub shows in the place of an account that was deleted. */
const gone = 'ghost';

/** Whether somebody reads what is answered to that account: not a program, nor one that was deleted. */
export function canAnswer({ login, bot }: Account): boolean {
  return !bot && login !== gone;
}

/** The project's people, before those are left out who follow the dossier for the Service Team. */
function candidates(dossier: Dossier): readonly NamedAccount[] {
  const { observation, state } = dossier;
  const { author, assignees } = observation.issue;
  const left = state.team.filter(({ member }) => !member);
  const others = [...namedAccounts(dossier).map((one) => asCalledNow(dossier, one)), ...assignees].filter(
    (one) => one.login !== gone && !isMember(left, one),
  );
  const all = canAnswer(author) ? [{ login: author.login, id: author.id }, ...others] : others;
  const known = all.map((one) =>
    one.id === null ? (all.find(({ login, id }) => id !== null && sameLogin(login, one.login)) ?? one) : one,
  );
  return known.filter((one, index) => known.findIndex((other) => sameAccount(other, one)) === index);
}

/** Those whom the contacts name, and those whom `/equipe` added. */
function namedAccounts(dossier: Dossier): readonly NamedAccount[] {
  const { contacts, state } = dossier;
  return [...contacts.accounts.flatMap((login) => asBound(dossier, login)), ...state.team.filter(({ member }) => member)];
}

/** Under the name that it bears now, where the dossier shows another one. */
function asCalledNow({ seen }: Facts, { login, id }: NamedAccount): NamedAccount {
  const now = (id === null ? null : seen.loginOf(id)) ?? login;
  return { login: sameLogin(now, login) ? login : now, id };
}

/** The account that the contacts name by that login; none where it was nobody's when it was named. */
function asBound(dossier: Dossier, login: string): readonly NamedAccount[] {
  if (isNobodys(dossier, login) || isByStranger(dossier, login)) return [];
  const bound = boundTo(dossier, login);
  return [{ login, id: typeof bound === 'number' ? bound : null }];
}

function isByStranger({ state: { strangers } }: Dossier, login: string): boolean {
  return strangers.includes(loginKey(login));
}

function isNobodys(dossier: Dossier, login: string): boolean {
  return boundTo(dossier, login) === 'nobody';
}

function boundTo({ state: { contacts } }: Dossier, login: string): BoundName {
  return (contacts === null ? undefined : lookUp(contacts, loginKey(login))) ?? 'unknown';
}

function isReferent({ ask, observation: { issue } }: Facts, account: NamedAccount): boolean {
  const assigned = issue.assignees.find((assignee) => sameAccount(assignee, account));
  return assigned !== undefined && !sameAccount(issue.author, account) && ask.right(assigned.login).answer === 'yes';
}
