import { repositoryKey } from '../words/key.ts';
import { sameLogin } from '../words/login.ts';
import { namesOf } from './declared-repositories.ts';
import type { FormReading } from './facts.ts';
import { isQuiet } from './is-quiet.ts';
import type { Namings, Observation } from './observation.ts';
import type { NamingsMemory } from './state.ts';
import { whoNamed } from './who-named.ts';

type Read = Pick<FormReading, 'mentions' | 'bodyDigest'>;

/**
 * The namings of a dossier: the author's, where nobody edited the body; those that are remembered, as long as the body is the same; otherwise what its history
 * tells. Null until that was read.
 */
export function readNamings(observation: Observation, { mentions, bodyDigest }: Read): Namings | null {
  const { issue, bodyHistory } = observation;
  const names = namesOf(mentions).map(repositoryKey);
  if (names.length === 0) return {};
  const { author, editor } = issue;
  if (editor.answer === 'nobody') return whoNamed(names, { author, revisions: [] });
  const kept = keptOf(observation, bodyDigest);
  const isKept = kept !== null && names.every((name) => name in kept.by);
  if (isKept && (!isByLogin(kept) || (isQuiet(observation, bodyDigest) && sameWriters(kept.writers ?? [], issue)))) return accountsOf(kept);
  if (bodyHistory === null) return null;
  // An edit that the history does not show is nobody's.
  return whoNamed(names, { author, revisions: bodyHistory.length === 0 ? [{ editor: null, names: null }] : bodyHistory });
}

/** What to remember of them: an earlier version's memory stays as it is while nobody writes in the dossier. */
export function keepNamings(observation: Observation, { namings, bodyDigest }: { namings: Namings; bodyDigest: string }): NamingsMemory {
  const kept = keptOf(observation, bodyDigest);
  const staysSo = kept !== null && isByLogin(kept) && isQuiet(observation, bodyDigest) && sameNames(kept.by, namings);
  if (staysSo && sameWriters(kept.writers ?? [], observation.issue)) return kept;
  return { body: bodyDigest, by: namings };
}

/** Null where the body is another one now. */
function keptOf({ memory }: Observation, bodyDigest: string): NamingsMemory | null {
  return memory.kind === 'kept' && memory.state.named.body === bodyDigest ? memory.state.named : null;
}

/** A memory of before ids were kept. */
function isByLogin({ by }: NamingsMemory): boolean {
  return Object.values(by).some((namer) => typeof namer === 'string');
}

function accountsOf({ by }: NamingsMemory): Namings {
  return Object.fromEntries(
    Object.entries(by).map(([name, namer]) => [name, typeof namer === 'string' ? { login: namer, id: null } : namer]),
  );
}

function sameNames(one: object, other: object): boolean {
  return Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((name) => name in other);
}

/** What names no writer says nothing of them: a state of before they were kept, an account that is gone. */
function sameWriters(kept: readonly string[], { author, editor }: Observation['issue']): boolean {
  const now = editor.answer === 'known' ? [author.login, editor.account.login] : [];
  return kept.length === 0 || now.length === 0 || kept.every((login, index) => sameLogin(login, now[index] ?? ''));
}
