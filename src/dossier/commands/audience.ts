import { type Facts, isProjectTeam } from '../facts.ts';
import type { Right } from '../observation.ts';
import type { CommandHelp } from '../reply.ts';

/** May this person use the command? The Service Team may use all; GitHub is asked only where the author's own dossier does not settle it. */
export function isAllowed(facts: Facts, { audience }: CommandHelp, login: string): Right {
  switch (audience) {
    case 'anyone':
      return { answer: 'yes' };
    case 'projet':
      return isProjectTeam(facts, login) ? { answer: 'yes' } : facts.ask.right(login);
    case 'service-team':
      return facts.ask.right(login);
    default:
      return audience satisfies never;
  }
}
