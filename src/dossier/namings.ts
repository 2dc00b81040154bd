import { repositoryKey } from '../words/key.ts';
import { sameLogin } from '../words/login.ts';
import { namesOf } from './declared-repositories.ts';
import type { FormReading } from './facts.ts';
import type { Namings, Observation } from './observation.ts';
import { whoNamed } from './who-named.ts';

/**
 * The namings of a dossier: the author's, where nobody edited the body; those that are remembered, as long as the body is the same and those who wrote it
 * bear the same logins; otherwise what its history tells, under today's. Null until that was read.
 */
export function readNamings(
  observation: Observation,
  { mentions, bodyDigest }: Pick<FormReading, 'mentions' | 'bodyDigest'>,
): Namings | null {
  const { issue, memory, bodyHistory } = observation;
  const names = namesOf(mentions).map(repositoryKey);
  if (names.length === 0) return {};
  const { author, editor } = issue;
  if (editor.answer === 'nobody') return whoNamed(names, { author, revisions: [] });
  const kept = memory.kind === 'kept' ? memory.state.named : null;
  const isKept = kept !== null && kept.body === bodyDigest && names.every((name) => name in kept.by);
  if (isKept && sameWriters(kept.writers ?? [], writersOf(issue))) return kept.by;
  if (bodyHistory === null) return null;
  // An edit that the history does not show is nobody's.
  return whoNamed(names, { author, revisions: bodyHistory.length === 0 ? [{ editor: null, names: null }] : bodyHistory });
}

/** Who wrote a body that was edited, its author first and its last editor: their logins, which an account may change; nobody where nobody edited it. */
export function writersOf({ author, editor }: Pick<Observation['issue'], 'author' | 'editor'>): readonly string[] {
  return editor.answer === 'known' ? [author.login, editor.account.login] : [];
}

/** What names no writer says nothing of them: a state of before they were kept, an account that is gone. */
function sameWriters(kept: readonly string[], now: readonly string[]): boolean {
  return kept.length === 0 || now.length === 0 || kept.every((login, index) => sameLogin(login, now[index] ?? ''));
}
