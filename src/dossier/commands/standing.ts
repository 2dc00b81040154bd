import { standingOf } from '../standing.ts';
import type { Command } from './command.ts';

/** `/statut`: where the dossier stands. */
export const standing: Command = {
  name: 'statut',
  aliases: ['status', 'etat', 'suivi'],
  usage: '/statut',
  summary: 'résume où en est le dossier et qui doit agir',
  audience: 'anyone',
  changes: false,
  isMeant: (_, args) => args === '',
  run: ({ dossier }) => ({ dossier, reply: { kind: 'standing', standing: standingOf(dossier), reread: 'nothing' } }),
};

/** `/verifier`: the form is read again at each reconcile, so asking is enough; the repositories are, when somebody asks. The reply says what was found in the form. */
export const verify: Command = {
  name: 'verifier',
  aliases: ['verify', 'check', 'recheck'],
  usage: '/verifier',
  summary: 'relit la demande et les dépôts, et dit ce qui manque encore',
  audience: 'projet',
  changes: false,
  isMeant: (_, args) => args === '',
  run: ({ dossier, comment }) => {
    const checked = dossier.procedure.checks.mode !== 'off';
    const reread = checked ? 'form-and-repositories' : 'form';
    return {
      dossier: checked ? dossier.with({ checksAsked: comment.updatedAt }) : dossier,
      reply: { kind: 'standing', standing: standingOf(dossier), reread },
    };
  },
};
