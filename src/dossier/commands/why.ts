import { judgeGate } from '../conditions/judge-gate.ts';
import type { Command } from './command.ts';
import { withoutPoliteEnd } from './left-words.ts';
import { takeName } from './take-name.ts';
import { phaseNames } from './vocabulary.ts';

/** `/pourquoi [phase]`: each condition of a phase (the next one by default), met or not, and who can change it. */
export const why: Command = {
  name: 'pourquoi',
  aliases: ['why', 'conditions'],
  usage: '/pourquoi [phase]',
  summary: 'explique les conditions de passage vers la phase suivante, ou vers celle que vous nommez',
  audience: 'anyone',
  changes: false,
  run: ({ dossier, args }) => {
    const next = dossier.next.phase ?? dossier.phase;
    // It tells and does nothing else: « /pourquoi ? » asks it too.
    const named = withoutPoliteEnd(args);
    const taken = !/[\p{L}\p{N}]/u.test(named) ? ({ kind: 'found', value: next } as const) : takeName(args, phaseNames(dossier));
    if (taken.kind === 'unknown') {
      return { dossier, reply: { kind: 'wrong-argument', command: why, problem: 'cette phase n’existe pas', choices: taken.choices } };
    }
    const to = taken.value;
    return { dossier, reply: { kind: 'why', to, current: to.id === dossier.state.phase, conditions: judgeGate(dossier, to) } };
  },
};
