import type { Dossier } from '../dossier.ts';
import { sameLogin } from '../../words/login.ts';
import type { Comment } from '../observation.ts';
import type { DossierState } from '../state.ts';
import { isProjectTeam } from '../team.ts';

/** Command lines outside the project team that the state remembers, at the most: of one account, and of all. */
const OF_ONE = 60;
const OF_ALL = 400;

/**
 * Whether more lines of a comment's author may be remembered. The project team and the Service Team always may: it is asked of GitHub only where somebody
 * else has written more than any dossier needs. A line that is not remembered is not answered either.
 */
export function hasRoom(dossier: Dossier, comment: Comment): boolean {
  const { login } = comment.author;
  if (isProjectTeam(dossier, login)) return true;
  const others = dossier.observation.comments.filter(({ author }) => !isProjectTeam(dossier, author.login));
  const own = others.filter(({ author }) => sameLogin(author.login, login));
  return (
    (countLines(dossier.state, own) < OF_ONE && countLines(dossier.state, others) < OF_ALL) || dossier.ask.right(login).answer === 'yes'
  );
}

function countLines({ handled }: DossierState, comments: readonly Comment[]): number {
  return comments.reduce((sum, { id }) => sum + (handled[id]?.length ?? 0), 0);
}
