import { insertApology } from '../render/set-aside.ts';
import { readMarker } from '../render/marker.ts';
import { type AppIdentity, isSelf } from './identity.ts';
import type { Repository } from './octokit.ts';

/**
 * Tells in the status comment that the dossier is set aside, without touching the state it carries; a dossier that has none yet gets a comment. Reads the
 * comments alone: what made the App fail may be any other part of the dossier.
 */
export async function tellSetAside(hub: Repository, number: number, said: { app: AppIdentity; correlationId: string }): Promise<void> {
  const { octokit, owner, repo } = hub;
  const where = { owner, repo, issue_number: number };
  const comments = await octokit.paginate(octokit.rest.issues.listComments, { ...where, per_page: 100 });
  const status = comments.find(({ user, body }) => isSelf(said.app, user) && readMarker(body ?? '') === 'status');
  const body = insertApology(status?.body ?? null, said.correlationId);
  if (status === undefined) await octokit.rest.issues.createComment({ ...where, body });
  else await octokit.rest.issues.updateComment({ owner, repo, comment_id: status.id, body });
}
