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
  if (kept !== null && isQuiet(observation, bodyDigest) && tells(kept, namings)) return kept;
  const ids = Object.entries(namings).flatMap(([name, namer]) => (namer === null || namer.id === null ? [] : [[name, namer.id] as const]));
  const by = Object.fromEntries(Object.entries(namings).map(([name, namer]) => [name, namer?.login ?? null]));
  return { body: bodyDigest, by, ...(ids.length === 0 ? {} : { ids: Object.fromEntries(ids) }) };
}

/** Null where the body is another one now. */
function keptOf({ memory }: Observation, bodyDigest: string): NamingsMemory | null {
  return memory.kind === 'kept' && memory.state.named.body === bodyDigest ? memory.state.named : null;
}

/** A memory of before ids were kept. */
function isByLogin(kept: NamingsMemory): boolean {
  return Object.values(accountsOf(kept)).some((namer) => namer !== null && namer.id === null);
}

function accountsOf({ by, ids = {} }: NamingsMemory): Namings {
  return Object.fromEntries(Object.entries(by).map(([name, login]) => [name, login === null ? null : { login, id: ids[name] ?? null }]));
}

/** Whether that memory says the same, as far as it tells ids. */
function tells(kept: NamingsMemory, namings: Namings): boolean {
  const known = accountsOf(kept);
  const isSame = (one: Namings[string], other: Namings[string]) =>
    one === null || other === null ? one === other : one.login === other.login && (one.id === null || one.id === other.id);
  const names = Object.keys(namings);
  return (
    names.length === Object.keys(known).length && names.every((name) => name in known && isSame(known[name] ?? null, namings[name] ?? null))
  );
}

/** What names no writer says nothing of them: a state of before they were kept, an account that is gone. */
function sameWriters(kept: readonly string[], { author, editor }: Observation['issue']): boolean {
  const now = editor.answer === 'known' ? [author.login, editor.account.login] : [];
  return kept.length === 0 || now.length === 0 || kept.every((login, index) => sameLogin(login, now[index] ?? ''));
}
