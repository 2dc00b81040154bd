import { refusalNotice } from './hub-standing.ts';
import type { Incidents } from './incidents.ts';
import { judgeError } from './refusal.ts';

/** What became of something that is told in a hub. */
export interface ToldAside {
  /** It is new: another process may have made the same. */
  readonly created: boolean;
  /** That GitHub refuses it, and why, for the operator, in English; nothing where it does not. */
  readonly refused: readonly string[];
}

/**
 * Tells something of a whole hub (`what`, in English), which is no part of following each of its dossiers: what GitHub refuses, or cannot do now, holds nothing back,
 * and is tried again by the next sweep. Rejects with what is no answer of GitHub at all.
 */
export async function tellAside(
  what: string,
  tell: () => Promise<{ readonly created: boolean }>,
  incidents: Pick<Incidents, 'count'>,
): Promise<ToldAside> {
  try {
    const { created } = await tell();
    return { created, refused: [] };
  } catch (error) {
    const judged = judgeError(error);
    if (judged === 'defect') throw error;
    if (judged === 'unavailable') incidents.count('unavailable');
    const refused = refusalNotice(error);
    return { created: false, refused: refused === null ? [] : [`${what} cannot be written: ${refused}`] };
  }
}
