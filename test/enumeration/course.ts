import { decide } from '../../src/dossier/engine/decide.ts';
import type { Observation } from '../../src/dossier/observation.ts';

type Decide = typeof decide;

/** What the App decides in a life without faults, one decision after the other. */
export interface Course {
  /** Decides, and keeps what it decides. */
  readonly keep: Decide;
  /** How many decisions it kept. */
  readonly count: () => number;
  /** What decides in another life of the same acts, from the decision of that number on: up to its first fault the App sees the same there, so that what was kept is its decision; from then on it decides. */
  readonly follow: (isStruck: () => boolean, from?: number) => Decide;
}

/** One that nothing was decided in yet. */
export function aCourse(): Course {
  const kept: { readonly sight: string; readonly decision: ReturnType<Decide> }[] = [];
  return {
    keep: (observation, now) => {
      const decision = decide(observation, now);
      kept.push({ sight: sightOf(observation, now), decision });
      return decision;
    },
    count: () => kept.length,
    follow: (isStruck, from = 0) => {
      let decided = from;
      return (observation, now) => {
        if (isStruck()) return decide(observation, now);
        const known = kept[decided++];
        if (known?.sight !== sightOf(observation, now)) throw new Error('a life without faults took another course');
        return known.decision;
      };
    },
  };
}

/** What tells a look from another one. */
function sightOf({ issue, events, comments }: Observation, now: string): string {
  return [now, issue.updatedAt, events.length, ...comments.map(({ id, updatedAt }) => `${id}@${updatedAt}`)].join(' ');
}
