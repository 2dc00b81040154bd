import { insertApology } from '../render/parked.ts';
import { readDossier } from './read-dossier.ts';
import type { Repository } from './octokit.ts';

/** Tells in the status comment that the dossier is parked, without touching the state it carries; a dossier that has none yet gets a comment. */
export async function tellParked(hub: Repository, number: number, said: { app: string; correlationId: string }): Promise<void> {
  const reading = await readDossier(hub, number, said.app);
  if (reading === null) return;
  const { octokit, owner, repo } = hub;
  const status = reading.comments.find(({ slot }) => slot === 'status');
  const body = insertApology(status?.body ?? null, said.correlationId);
  if (status === undefined) await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body });
  else await octokit.rest.issues.updateComment({ owner, repo, comment_id: status.id, body });
}
