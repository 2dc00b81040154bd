import type { Decision } from '../../src/dossier/engine/decide.ts';
import type { Observation } from '../../src/dossier/observation.ts';
import type { Plan } from '../../src/dossier/plan.ts';
import { answerNeeds } from './answer-needs.ts';

/** The plan by an observation, completed with what is asked for as the reconciler does. */
export function decideInRounds(
  decide: (seen: Observation) => Decision,
  { first, told }: { readonly first: Observation; readonly told: Parameters<typeof answerNeeds>[2] },
): Plan {
  let seen = first;
  for (let round = 0; round < 8; round++) {
    const decision = decide(seen);
    if (decision.kind === 'plan') return decision.plan;
    seen = answerNeeds(seen, decision.needs, told);
  }
  throw new Error('decide keeps asking');
}
