import type { FailureStage } from '../../config/failure.ts';
import type { Dossier } from '../dossier.ts';
import { accessTold } from '../repository-access.ts';
import type { Command } from './command.ts';

/** `/diagnostic`: what the App may and may not do here: permissions, repositories it is not installed on, team it cannot see. */
export const diagnose: Command = {
  name: 'diagnostic',
  aliases: ['diag', 'doctor'],
  usage: '/diagnostic',
  summary: 'vérifie ce que l’application peut et ne peut pas faire ici',
  audience: 'projet',
  changes: false,
  isMeant: (_, args) => args === '',
  run: ({ dossier }) => {
    const diagnosis = dossier.ask.diagnosis();
    if (diagnosis === null) return { dossier, reply: null };
    const repositories = diagnosis.repositories.map(({ name, access }) => ({
      name,
      access: accessTold(access, dossier.state),
    }));
    return {
      dossier,
      reply: {
        kind: 'diagnosis',
        diagnosis: { ...diagnosis, repositories, failures: dossier.procedure.failures, stages: stagesOf(dossier) },
      },
    };
  },
};

/** At which stages failures are to be looked for: those at which a declared repository is. */
function stagesOf({ mirrors }: Dossier): readonly FailureStage[] {
  const kinds = mirrors.map(({ status }) => status.kind);
  const stages: readonly (readonly [FailureStage, boolean])[] = [
    ['not-asked', kinds.some((kind) => kind === 'waiting' || kind === 'failing' || kind === 'by-hand')],
    ['asked', kinds.some((kind) => kind === 'mirrored' || kind === 'other-means')],
  ];
  return stages.flatMap(([stage, holds]) => (holds ? [stage] : []));
}
