import { sameLogin } from '../../words/login.ts';
import type { Revision } from '../observation.ts';
import { type Box, readBoxes } from '../written/boxes.ts';

/**
 * The revision by which a box of a comment became what it is, of all the revisions newest first: whoever wrote later, without touching the box, did nothing to it. Null
 * where the history does not tell: what is missing in it may be anybody's.
 */
export function boxWriter(revisions: readonly Revision[], { id, checked }: Pick<Box, 'id' | 'checked'>, app: string): Revision | null {
  for (const [index, revision] of revisions.entries()) {
    // Of what the App wrote, nothing before it counts: it had read that.
    if (sameLogin(revision.editor?.login ?? '', app)) return revision;
    const before = revisions[index + 1];
    if (before === undefined) return revision;
    if (before.body === null) return null;
    if (readBoxes(before.body).find((box) => box.id === id)?.checked !== checked) return revision;
  }
  return null;
}
