import type { Needs, Observation } from '../observation.ts';
import type { Plan } from '../plan.ts';
import { decide } from './decide.ts';

/** An observation, and the way to complete it with what `decide` asks for. */
export interface Observed {
  readonly observation: Observation;
  readonly complete: (observation: Observation, needs: Needs) => Promise<Observation>;
}

/**
 * Each need leads to the next at most this often: the names of labels, then the right of whoever set them, a move, then the repositories of the phase entered,
 * whether they may be read, their commits, what the checks say there, those of the others for a comment that shows all, the check runs, the pull requests that lack one, a diagnosis.
 */
const MAX_ROUNDS = 12;

/** Decides, reading what `decide` asks for until it asks no more: the plan, and the observation that it rests on. Throws when the needs do not end. */
export async function decideFully(
  { observation: first, complete }: Observed,
  now: string,
): Promise<{ readonly observation: Observation; readonly plan: Plan }> {
  let observation = first;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const decision = decide(observation, now);
    if (decision.kind === 'plan') return { observation, plan: decision.plan };
    observation = await complete(observation, decision.needs);
  }
  throw new Error('decide keeps asking for more');
}
