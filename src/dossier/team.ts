import type { Dossier } from './dossier.ts';
import type { Contacts } from './contacts.ts';
import type { Facts } from './facts.ts';
import { sameLogin } from '../words/login.ts';
import type { Account } from './observation.ts';

/** Who answers for a project, and who of the Service Team follows it. */
export interface Team {
  /** The project team, the author first; empty where nobody can answer any more. */
  readonly members: readonly string[];
  /** The assignees who are of the Service Team. */
  readonly referents: readonly string[];
  readonly contacts: Contacts;
}

/** The team of a dossier: the author, the accounts of the contacts, those that `/equipe` added and other assignees, but for those that it took out. */
export function assessTeam(dossier: Dossier): Team {
  const { assignees } = dossier.observation.issue;
  return {
    members: candidates(dossier).filter((login) => !isReferent(dossier, login)),
    referents: assignees.filter((login) => isReferent(dossier, login)),
    contacts: dossier.contacts,
  };
}

/** True for somebody of the project team. GitHub is asked only about assignees. */
export function isProjectTeam(dossier: Dossier, login: string): boolean {
  return dossier.team.members.some((member) => sameLogin(member, login));
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
  return canAnswer(author) ? [author.login] : dossier.team.members.slice(0, MAX_ADDRESSEES);
}

/** The login that GitHub shows in the place of an account that was deleted. */
const gone = 'ghost';

/** Whether somebody reads what is answered to that account: not a program, nor one that was deleted. */
export function canAnswer({ login, bot }: Account): boolean {
  return !bot && login !== gone;
}

/** The project's people, before those are left out who follow the dossier for the Service Team. */
function candidates({ contacts, observation: { issue }, state: { team } }: Dossier): readonly string[] {
  const joined = team.flatMap(({ login, member }) => (member ? [login] : []));
  const left = team.flatMap(({ login, member }) => (member ? [] : [login]));
  const others = [...contacts.accounts, ...joined, ...issue.assignees].filter(
    (login) => login !== gone && !left.some((removed) => sameLogin(removed, login)),
  );
  const all = canAnswer(issue.author) ? [issue.author.login, ...others] : others;
  return all.filter((login, index) => all.findIndex((other) => sameLogin(other, login)) === index);
}

function isReferent({ ask, observation: { issue } }: Facts, login: string): boolean {
  const assigned = issue.assignees.some((assignee) => sameLogin(assignee, login));
  return assigned && !sameLogin(issue.author.login, login) && ask.right(login).answer === 'yes';
}
