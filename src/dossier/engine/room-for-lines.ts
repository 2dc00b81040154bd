import type { Dossier } from '../dossier.ts';
import { sameLogin } from '../../words/login.ts';
import type { Comment } from '../observation.ts';
import type { DossierState } from '../state.ts';
import { isProjectTeam } from '../team.ts';

/** Command lines outside the project team that the state remembers, at the most: of one account, and of all. */
const OF_ONE = 60;
const OF_ALL = 400;
/** Those of the whole project team: with the others, they leave the state room for all else that it holds. */
const OF_TEAM = 800;

/**
 * Whether more lines of a comment's author may be remembered. The Service Team always may: it is asked of GitHub only where somebody
 * has written more than any dossier needs. The project team and the others each have a room of their own. A line that is not remembered is not answered either.
 */
export function hasRoom(dossier: Dossier, comment: Comment): boolean {
  const { login } = comment.author;
  const { state, observation, ask } = dossier;
  // Those that hold none are many where somebody floods the dossier, and few are remembered.
  const remembered = observation.comments.filter(({ id }) => state.handled[id] !== undefined);
  const isOfTeam = isProjectTeam(dossier, login);
  const alike = remembered.filter(({ author }) => isProjectTeam(dossier, author.login) === isOfTeam);
  const own = alike.filter(({ author }) => sameLogin(author.login, login));
  const fits = isOfTeam ? countLines(state, alike) < OF_TEAM : countLines(state, own) < OF_ONE && countLines(state, alike) < OF_ALL;
  return fits || ask.right(login).answer === 'yes';
}

function countLines({ handled }: DossierState, comments: readonly Comment[]): number {
  return comments.reduce((sum, { id }) => sum + (handled[id]?.length ?? 0), 0);
}
