import type { Command } from './command.ts';
import { isNoReason } from './left-words.ts';
import { move } from './move-phase.ts';
import { takeName } from './take-name.ts';
import { phaseNames } from './vocabulary.ts';

/** `/forcer <phase> <motif>`: enters a phase whose conditions do not hold; who, when and why stay in the history. */
export const force: Command = {
  name: 'forcer',
  aliases: ['force'],
  usage: '/forcer <phase> <motif>',
  summary: 'fait passer le dossier dans une phase malgré ses conditions ; le motif est gardé',
  audience: 'service-team',
  changes: true,
  run: (call) => {
    const wrong = (problem: string, choices: readonly string[]) =>
      ({ dossier: call.dossier, reply: { kind: 'wrong-argument', command: force, problem, choices } }) as const;
    const taken = takeName(call.args, phaseNames(call.dossier));
    if (taken.kind === 'unknown')
      return wrong(
        call.args === '' ? 'il manque le nom de la phase' : 'cette phase n’existe pas',
        taken.choices.map((id) => `${id} motif`),
      );
    if (isNoReason(taken.rest)) return wrong('il manque le motif', [`${taken.value.id} décidé en comité le 12 mars`]);
    return move(call, { to: taken.value, forcedBecause: taken.rest });
  },
};
