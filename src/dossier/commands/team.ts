import type { Dossier } from '../dossier.ts';
import { isLogin, sameLogin } from '../../words/login.ts';
import { readAccount } from '../read-accounts.ts';
import type { NamedAccount } from '../../words/account.ts';
import type { Reply, TeamRefusal } from '../reply.ts';
import type { Note } from '../state.ts';
import { bearer, isAuthor, isMember } from '../team.ts';
import { isAllowed, notAllowed } from './audience.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
import { changesNothing, leaveUndone, meaningOf, withDoubtsApart } from './left-words.ts';
import { takeNo } from './take-no.ts';

/** `/equipe @compte… [non]`: adds accounts to the project team, or takes them out of it. Alone, it lists the team. */
export const team: Command = {
  name: 'equipe',
  aliases: ['team', 'membre', 'membres'],
  usage: '/equipe [@compte… [non]]',
  summary: 'ajoute des comptes à l’équipe projet, ou les en retire (`non`) ; seule, affiche l’équipe',
  audience: 'projet',
  changes: true,
  isMeant: (_, args) => args === '',
  run: (call) => {
    const { dossier, by, args } = call;
    if (args === '') return { dossier, reply: listing(dossier) };
    const right = isAllowed(dossier, { audience: 'author', login: by });
    if (right.answer === 'no') return { dossier, reply: notAllowed(dossier, { command: team, audience: 'author', by }) };
    if (right.answer === 'unverified') return { dossier, reply: { kind: 'unverified-right', command: team, right } };
    const { words, way } = readArguments(args);
    if (words.length === 0) {
      const choices = dossier.team.members.slice(1);
      return { dossier, reply: { kind: 'wrong-argument', command: team, problem: 'il manque le compte', choices: choices.map(takenOut) } };
    }
    const unread = words.filter((word) => !isAccountOf(dossier, word, way));
    if (unread.length === 0) return change(call, words, way);
    const accounts = words.flatMap((word) => proposed(dossier, word, words.length === 1)).map((login) => `@${login}`);
    const choices = [...accounts, ...accounts.map((account) => `${account} non`)];
    return leaveUndone(dossier, { command: team, words: unread.join(' '), choices });
  },
};

function takenOut(login: string): string {
  return `@${login} non`;
}

/** Accounts read in one command; the others are counted. */
const MAX_WORDS = 10;

/** Accounts of a project team, so that a dossier remembers no crowd. */
const MAX_MEMBERS = 20;

type Way = 'joined' | 'left';

/** The words of the arguments but those that say nothing; those that confirm say nothing where accounts join. */
function readArguments(args: string): { words: readonly string[]; way: Way } {
  const { rest, no } = takeNo(args);
  const says = (word: string) => word !== 'et' && (no ? meaningOf(word) !== 'nothing' : !changesNothing(word));
  return {
    words: withDoubtsApart(rest)
      .split(/[\s,;]+/)
      .filter(says),
    way: no ? 'left' : 'joined',
  };
}

/** Any word may be somebody's name on GitHub: only what has an `@`, or an address that reads as an account, is one to add; a member leaves by the name alone. */
function isAccountOf({ team: { members }, procedure: { github } }: Dossier, word: string, way: Way): boolean {
  if (way === 'left' && members.some((member) => sameLogin(member, word))) return true;
  return word.includes('@') || writtenAccount(word, github) !== null;
}

/** The account of a word that has its `@`, or the slash of an address, whatever punctuation surrounds it. */
function writtenAccount(word: string, github: string | undefined): string | null {
  return /[@/]/.test(word) ? readAccount(word, github) : null;
}

/** The account that may have been meant by a word: one written so; a bare name only where it is all that was written. */
function proposed({ procedure: { github } }: Dossier, word: string, alone: boolean): readonly string[] {
  const bare = word.replaceAll(/^[^\p{Letter}\p{Number}]+|[^\p{Letter}\p{Number}]+$/gu, '');
  const login = writtenAccount(word, github) ?? (alone && isLogin(bare) ? bare : null);
  return login === null ? [] : [login];
}

/** The team as it is, with the accounts of the contacts that GitHub does not know as people. */
function listing(dossier: Dossier): Reply {
  const known = dossier.team;
  const unknown = dossier.contacts.accounts.filter((login) => {
    const sight = dossier.ask.account(login);
    return sight !== null && sight.kind !== 'person' && sight.kind !== 'unverified';
  });
  return { kind: 'team', team: known, unknown };
}

function change({ dossier: start, by, comment }: CommandCall, words: readonly string[], way: Way): CommandResult {
  const changed: string[] = [];
  const already: string[] = [];
  const refused: { typed: string; why: TeamRefusal }[] = [];
  let dossier = start;
  for (const typed of words.slice(0, MAX_WORDS)) {
    const outcome = way === 'joined' ? join(dossier, typed) : leave(dossier, typed);
    if (outcome.kind === 'refused') refused.push({ typed, why: outcome.why });
    else if (outcome.kind === 'already') already.push(outcome.login);
    else {
      const { login, accounts } = outcome;
      const note: Note = { at: comment.updatedAt, by, kind: way, about: login, reason: null };
      const others = dossier.state.team.filter((one) => !isMember(accounts, one));
      const marked = accounts.map((one) => ({ login: one.login, id: one.id, member: way === 'joined' }));
      dossier = dossier.with({ team: [...others, ...marked], notes: [...dossier.state.notes, note] });
      changed.push(login);
    }
  }
  return { dossier, reply: { kind: 'team-changed', way, changed, already, refused, unread: Math.max(0, words.length - MAX_WORDS) } };
}

type Outcome =
  /** More than one account where that name passed from one of the team to another. */
  | { readonly kind: 'changed'; readonly login: string; readonly accounts: readonly NamedAccount[] }
  | { readonly kind: 'already'; readonly login: string }
  | { readonly kind: 'refused'; readonly why: TeamRefusal };

function join(dossier: Dossier, typed: string): Outcome {
  const login = readAccount(typed, dossier.procedure.github);
  if (login === null) return { kind: 'refused', why: 'not-an-account' };
  const { accounts, referents } = dossier.team;
  if (referents.some((referent) => sameLogin(referent, login))) return { kind: 'refused', why: 'referent' };
  const sight = dossier.ask.account(login) ?? { kind: 'unverified' };
  if (sight.kind === 'unverified' && isMember(accounts, bearer(dossier, login))) return { kind: 'already', login };
  if (sight.kind !== 'person') return { kind: 'refused', why: sight.kind };
  const account = { login: sight.login, id: sight.id };
  if (accounts.some(({ id }) => id === account.id)) return { kind: 'already', login: account.login };
  // A member who was known by the name alone is bound to the account that bears it.
  if (accounts.length >= MAX_MEMBERS && !isMember(accounts, account)) return { kind: 'refused', why: 'full' };
  return { kind: 'changed', login: account.login, accounts: [account] };
}

/** Whoever is of the team can be taken out, also an account that GitHub no longer knows; but not the author. */
function leave(dossier: Dossier, typed: string): Outcome {
  const login = readAccount(typed, dossier.procedure.github);
  if (login === null) return { kind: 'refused', why: 'not-an-account' };
  if (isAuthor(dossier, login)) return { kind: 'refused', why: 'author' };
  const called = dossier.team.accounts.filter((one) => sameLogin(one.login, login));
  const [member] = called;
  return member === undefined ? { kind: 'refused', why: 'not-a-member' } : { kind: 'changed', login: member.login, accounts: called };
}
