import { judgeGate } from '../conditions/judge-gate.ts';
import { phaseOf } from '../facts.ts';
import { nextPhase } from '../next-phase.ts';
import type { Command } from './command.ts';
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
  run: ({ facts, state, args }) => {
    const next = nextPhase(facts, state).phase ?? phaseOf(facts.procedure, state.phase);
    const taken = args === '' ? ({ kind: 'found', value: next } as const) : takeName(args, phaseNames(facts));
    if (taken.kind === 'unknown') {
      return { state, reply: { kind: 'wrong-argument', command: why, problem: 'cette phase n’existe pas', choices: taken.choices } };
    }
    const to = taken.value;
    return { state, reply: { kind: 'why', to, current: to.id === state.phase, conditions: judgeGate(facts, state, to) } };
  },
};
