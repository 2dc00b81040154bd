import type { Command, CommandCall, CommandResult } from './command.ts';
import { denies, isNoReason, leaveUndone, takesBack } from './left-words.ts';

/** `/pause`: no more reminders. Moves and answers are still watched. */
export const pause: Command = {
  name: 'pause',
  aliases: ['suspendre'],
  usage: '/pause [motif]',
  summary: 'suspend les relances',
  audience: 'projet',
  changes: true,
  run: (call) => {
    const { dossier, args } = call;
    if (takesBack(args)) return leaveUndone(dossier, { command: pause, words: args, choices: [] });
    return setPaused(call, 'paused');
  },
};

/** `/reprendre`: reminders start again. */
export const resume: Command = {
  name: 'reprendre',
  aliases: ['resume', 'unpause'],
  usage: '/reprendre',
  summary: 'reprend les relances',
  audience: 'projet',
  changes: true,
  isMeant: (_, args) => args === '',
  run: (call) => {
    const { dossier, args } = call;
    if (denies(args)) return leaveUndone(dossier, { command: resume, words: args, choices: [] });
    return setPaused(call, 'resumed');
  },
};

function setPaused({ dossier, by, args, comment }: CommandCall, kind: 'paused' | 'resumed'): CommandResult {
  const paused = kind === 'paused';
  if (dossier.state.paused === paused) return { dossier, reply: { kind, already: true } };
  const note = { at: comment.updatedAt, by, kind, about: '', reason: isNoReason(args) ? null : args };
  return { dossier: dossier.with({ paused, notes: [...dossier.state.notes, note] }), reply: { kind, already: false } };
}
