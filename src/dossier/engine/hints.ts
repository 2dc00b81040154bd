import { loginKey } from '../../words/login.ts';
import { maskSecrets } from '../../words/secrets.ts';
import { daysLater } from '../../words/calendar.ts';
import { meantCommand } from '../commands/meant-command.ts';
import { readCommands } from '../commands/read-commands.ts';
import type { Dossier } from '../dossier.ts';
import type { Comment } from '../observation.ts';
import type { WantedComment } from '../plan.ts';
import { said } from '../said.ts';
import { canAnswer, isProjectTeam } from '../team.ts';
import { slotText } from '../written/slot.ts';

/** People outside the project team who are told, in the life of a dossier. */
const MOST_OUTSIDERS = 10;
/** Comments that are read for it at one look: the last ones, when somebody floods the dossier. */
const MOST_READ = 50;

/** How the App is called, to whoever called it otherwise: once for each person, within a day of their comment; silent on all that may be an ordinary sentence. */
export function hintsOn(dossier: Dossier): readonly WantedComment[] {
  const told = new Set(dossier.state.hinted);
  const read = recent(dossier).slice(-MOST_READ);
  return read.flatMap((comment): WantedComment[] => {
    const login = loginKey(comment.author.login);
    const crowded = told.size >= MOST_OUTSIDERS && !isProjectTeam(dossier, login);
    if (!canAnswer(comment.author) || told.has(login) || crowded || readCommands(maskSecrets(comment.body)).lines.length > 0) return [];
    const meant = meantCommand(dossier, { body: maskSecrets(comment.body), by: comment.author.login });
    if (meant === null) return [];
    told.add(login);
    return [
      {
        slot: slotText({ kind: 'hint', login }),
        content: { kind: 'hint', to: comment.author.login, line: meant.line },
        makesTrue: (state) => ({ ...state, hinted: [...new Set([...state.hinted, login])] }),
      },
    ];
  });
}

/** Commands without their slash, from people who were told how to write them: a reaction says that nothing was done. */
export function forgottenSlashes(dossier: Dossier): readonly Comment[] {
  return recent(dossier).filter((comment) => {
    const { author, body, reactions } = comment;
    if (!canAnswer(author) || reactions.length > 0 || readCommands(maskSecrets(body)).lines.length > 0) return false;
    const meant = isToldBefore(dossier, comment) ? meantCommand(dossier, { body: maskSecrets(body), by: author.login }) : null;
    return meant !== null && meant.line !== null;
  });
}

/** What was written before the hint has the hint for its answer. */
function isToldBefore({ observation: { comments }, state }: Dossier, { author, createdAt }: Comment): boolean {
  const login = loginKey(author.login);
  const slot = slotText({ kind: 'hint', login });
  const hint = comments.find((other) => other.slot === slot);
  return state.hinted.includes(login) && (hint === undefined || Date.parse(createdAt) > Date.parse(hint.createdAt));
}

/** Programs are no people, and an account that was deleted is nobody: their commands do nothing, and a reaction says so. */
export function commandsOfNobody(dossier: Dossier): readonly Comment[] {
  return recent(dossier).filter(
    ({ id, author, body, reactions }) =>
      !canAnswer(author) &&
      reactions.length === 0 &&
      // Done before the account went.
      dossier.state.handled[id] === undefined &&
      readCommands(maskSecrets(body)).lines.length > 0,
  );
}

/** Comments that others than the App wrote within a day. */
function recent({ observation, now }: Dossier): readonly Comment[] {
  const dayBefore = Date.parse(daysLater(now, -1));
  return said(observation).filter(({ author, updatedAt }) => author.login !== observation.app && Date.parse(updatedAt) > dayBefore);
}
