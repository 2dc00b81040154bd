import type { Dossier } from '../dossier.ts';
import type { Right } from '../observation.ts';
import type { Audience, CommandHelp, Reply } from '../reply.ts';
import { isAuthor, isProjectTeam, wayInto } from '../team.ts';

/** May this person use what is meant for that audience? The Service Team may use all; GitHub is asked only where the author's own dossier does not settle it. */
export function isAllowed(dossier: Dossier, { audience, login }: { audience: Audience; login: string }): Right {
  switch (audience) {
    case 'anyone':
      return { answer: 'yes' };
    case 'projet':
      return isProjectTeam(dossier, login) ? { answer: 'yes' } : dossier.ask.right(login);
    case 'author':
      return isAuthor(dossier, login) ? { answer: 'yes' } : dossier.ask.right(login);
    case 'service-team':
      return dossier.ask.right(login);
    default:
      return audience satisfies never;
  }
}

/** The answer to somebody who is not of the audience. */
export function notAllowed(dossier: Dossier, asked: { command: CommandHelp; audience: Audience; by: string }): Reply {
  const { login } = dossier.observation.issue.author;
  return {
    kind: 'not-allowed',
    ...asked,
    wayIn: wayInto(dossier, asked.by),
    author: isAuthor(dossier, login) ? login : null,
    serviceTeam: dossier.procedure.serviceTeam,
  };
}
