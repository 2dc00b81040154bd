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
  const { state, observation, ask } = dossier;
  // Those that hold none are many where somebody floods the dossier, and few are remembered.
  const remembered = observation.comments.filter(({ id }) => state.handled[id] !== undefined);
  const own = remembered.filter(({ author }) => sameLogin(author.login, login));
  const others = remembered.filter(({ author }) => !isProjectTeam(dossier, author.login));
  return (countLines(state, own) < OF_ONE && countLines(state, others) < OF_ALL) || ask.right(login).answer === 'yes';
}

function countLines({ handled }: DossierState, comments: readonly Comment[]): number {
  return comments.reduce((sum, { id }) => sum + (handled[id]?.length ?? 0), 0);
}
