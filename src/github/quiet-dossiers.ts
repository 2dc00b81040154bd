import { readMarker } from '../render/marker.ts';
import { type AppIdentity, isSelf } from './identity.ts';
import type { DossierRow } from './queries/dossier.ts';

/** GitHub's instants are whole seconds, and an edit is told of a moment after it. */
const MARGIN_MS = 2_000;

/**
 * Whether nobody did anything in a dossier since the App last wrote its status, which it does last: what it waits for lies elsewhere. A dossier that goes on
 * beyond its first page is not judged so.
 */
export function isQuiet({ updatedAt, comments, timelineItems }: DossierRow, app: AppIdentity): boolean {
  const status = comments.nodes.findLast(({ author, body }) => isSelf(app, author) && readMarker(body) === 'status');
  if (status === undefined || comments.next !== null || timelineItems.next !== null) return false;
  const until = Date.parse(status.updatedAt) + MARGIN_MS;
  const acts = [updatedAt, ...comments.nodes.map((comment) => comment.updatedAt), ...timelineItems.nodes.flat().map(({ at }) => at)];
  return acts.every((at) => Date.parse(at) <= until);
}
