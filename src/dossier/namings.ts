import { repositoryKey } from '../words/key.ts';
import { namesOf } from './declared-repositories.ts';
import type { FormReading } from './facts.ts';
import type { Namings, Observation } from './observation.ts';
import { whoNamed } from './who-named.ts';

/**
 * The namings of a dossier: those that are remembered, as long as the body is the same; the author's, where nobody edited the body; otherwise what its
 * history tells. Null until that was read.
 */
export function readNamings(
  observation: Observation,
  { mentions, bodyDigest }: Pick<FormReading, 'mentions' | 'bodyDigest'>,
): Namings | null {
  const { issue, memory, bodyHistory } = observation;
  const names = namesOf(mentions).map(repositoryKey);
  const kept = memory.kind === 'kept' ? memory.state.named : null;
  if (kept !== null && kept.body === bodyDigest && names.every((name) => name in kept.by)) return kept.by;
  if (names.length === 0) return {};
  const { author, editor } = issue;
  if (editor.answer === 'nobody') return whoNamed(names, { author, revisions: [] });
  if (bodyHistory === null) return null;
  // An edit that the history does not show is nobody's.
  return whoNamed(names, { author, revisions: bodyHistory.length === 0 ? [{ editor: null, names: null }] : bodyHistory });
}
