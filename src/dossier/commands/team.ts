import type { Facts } from '../facts.ts';
import { sameLogin } from '../../words/login.ts';
import { readAccount } from '../read-accounts.ts';
import type { Reply, TeamRefusal } from '../reply.ts';
import type { DossierState, Note } from '../state.ts';
import { assessTeam, isAuthor, isProjectTeam } from '../team.ts';
import { isAllowed, notAllowed } from './audience.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
import { takeNo } from './take-no.ts';

/** `/equipe @compte… [non]`: adds accounts to the project team, or takes them out of it. Alone, it lists the team. */
export const team: Command = {
  name: 'equipe',
  aliases: ['team', 'membre', 'membres'],
  usage: '/equipe [@compte… [non]]',
  summary: 'ajoute des comptes à l’équipe projet, ou les en retire (`non`) ; seule, affiche l’équipe',
  audience: 'projet',
  changes: true,
  run: (call) => {
    const { facts, state, by, args } = call;
    if (args === '') return { state, reply: listing(facts, state) };
    const right = isAllowed(facts, state, { audience: 'author', login: by });
    if (right.answer === 'no') return { state, reply: notAllowed(facts, team, 'author') };
    if (right.answer === 'unverified') return { state, reply: { kind: 'unverified-right', command: team, right } };
    const { words, way } = readArguments(args);
    if (words.length === 0) {
      const choices = assessTeam(facts, state).members.slice(1);
      return { state, reply: { kind: 'wrong-argument', command: team, problem: 'il manque le compte', choices: choices.map(takenOut) } };
    }
    return change(call, words, way);
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

function readArguments(args: string): { words: readonly string[]; way: Way } {
  const { rest, no } = takeNo(args);
  return { words: rest.split(/[\s,;]+/).filter((word) => word !== '' && word !== 'et'), way: no ? 'left' : 'joined' };
}

/** The team as it is, with the accounts of the contacts that GitHub does not know as people. */
function listing(facts: Facts, state: DossierState): Reply {
  const known = assessTeam(facts, state);
  const unknown = facts.contacts.accounts.filter((login) => {
    const sight = facts.ask.account(login);
    return sight !== null && sight.kind !== 'person' && sight.kind !== 'unverified';
  });
  return { kind: 'team', team: known, unknown };
}

function change({ facts, state: start, by, comment }: CommandCall, words: readonly string[], way: Way): CommandResult {
  const changed: string[] = [];
  const already: string[] = [];
  const refused: { typed: string; why: TeamRefusal }[] = [];
  let state = start;
  for (const typed of words.slice(0, MAX_WORDS)) {
    const outcome = way === 'joined' ? join(facts, state, typed) : leave(facts, state, typed);
    if (outcome.kind === 'refused') refused.push({ typed, why: outcome.why });
    else if (outcome.kind === 'already') already.push(outcome.login);
    else {
      const { login } = outcome;
      const note: Note = { at: comment.updatedAt, by, kind: way, about: login, reason: null };
      const others = state.team.filter((one) => !sameLogin(one.login, login));
      state = { ...state, team: [...others, { login, member: way === 'joined' }], notes: [...state.notes, note] };
      changed.push(login);
    }
  }
  return { state, reply: { kind: 'team-changed', way, changed, already, refused, unread: Math.max(0, words.length - MAX_WORDS) } };
}

type Outcome = { readonly kind: 'changed' | 'already'; readonly login: string } | { readonly kind: 'refused'; readonly why: TeamRefusal };

function join(facts: Facts, state: DossierState, typed: string): Outcome {
  const login = readAccount(typed);
  if (login === null) return { kind: 'refused', why: 'not-an-account' };
  if (isProjectTeam(facts, state, login)) return { kind: 'already', login };
  const { members, referents } = assessTeam(facts, state);
  if (referents.some((referent) => sameLogin(referent, login))) return { kind: 'refused', why: 'referent' };
  const sight = facts.ask.account(login) ?? { kind: 'unverified' };
  if (sight.kind !== 'person') return { kind: 'refused', why: sight.kind };
  if (members.length >= MAX_MEMBERS) return { kind: 'refused', why: 'full' };
  return { kind: 'changed', login: sight.login };
}

/** Whoever is of the team can be taken out, also an account that GitHub no longer knows; but not the author. */
function leave(facts: Facts, state: DossierState, typed: string): Outcome {
  const login = readAccount(typed);
  if (login === null) return { kind: 'refused', why: 'not-an-account' };
  if (isAuthor(facts, login)) return { kind: 'refused', why: 'author' };
  const member = assessTeam(facts, state).members.find((one) => sameLogin(one, login));
  return member === undefined ? { kind: 'refused', why: 'not-a-member' } : { kind: 'changed', login: member };
}
