import type { Markdown } from '../words/markdown.ts';
import { readMarker, withMarker } from '../render/marker.ts';
import { type AppIdentity, isSelf } from './identity.ts';
import type { Insist } from './insistence.ts';
import type { Incidents } from './incidents.ts';
import type { Repository } from './octokit.ts';

export interface TellWeek {
  readonly app: AppIdentity;
  /** The dashboard issue. */
  readonly issue: number;
  /** The Monday of the week in which it is told, `AAAA-MM-JJ`: its marker, by which it is told once, whatever restarts. */
  readonly monday: string;
  readonly digest: Markdown;
  readonly incidents: Pick<Incidents, 'count'>;
  /** What somebody deletes again and again. */
  readonly insist: Insist;
}

/**
 * Tells a week once in the dashboard issue, as a comment. Of two that two processes wrote at once, the older stays. Returns the number of writes, and whether it
 * is new: another process may have written the same.
 */
export async function tellWeek(
  { octokit, owner, repo }: Repository,
  { app, issue, monday, digest, incidents, insist }: TellWeek,
): Promise<{ readonly writes: number; readonly created: boolean }> {
  const slot = `semaine/${monday}`;
  const where = { owner, repo, issue_number: issue };
  // All of them: what `since` is compared with is GitHub's clock, and the Monday is that of this machine.
  const listed = await octokit.paginate(octokit.rest.issues.listComments, { ...where, per_page: 100 });
  const [told, ...doubles] = listed
    .filter(({ user, body }) => isSelf(app, user) && readMarker(body ?? '') === slot)
    .toSorted((one, other) => one.id - other.id);
  if (told === undefined) {
    const writes = await insist({ thing: { kind: 'week' }, words: monday }, async () => {
      await octokit.rest.issues.createComment({ ...where, body: withMarker(slot, digest.markdown) });
      return 1;
    });
    return { writes, created: writes > 0 };
  }
  for (const { id: comment_id } of doubles) {
    await octokit.rest.issues.deleteComment({ owner, repo, comment_id });
    incidents.count('doubles-healed');
  }
  return { writes: doubles.length, created: false };
}
