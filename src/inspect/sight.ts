import type { Place } from '../dossier/checks/check.ts';
import type { Sentence } from '../words/sentence.ts';
import { type Judged, together, undetermined } from './rules/finding.ts';

/** Something that keeps things of the repository from being seen: objects, data of ConfigMaps, or Dockerfiles. */
export interface Opaque {
  /** Null: about the whole repository. */
  readonly place: Place | null;
  readonly because: Sentence;
  readonly hides: 'objects' | 'data' | 'dockerfiles';
}

/**
 * Things of one kind, and what hides others of that kind. They are reached by `judged` alone, whose answer holds a doubt for each thing that hides: no
 * rule can judge what is seen and forget what is not.
 */
export interface Sight<Thing> {
  readonly judged: (judge: (thing: Thing) => Judged) => Judged;
  /** The same for a rule that holds them against one another. */
  readonly judgedTogether: (judge: (things: readonly Thing[]) => Judged) => Judged;
}

/** What is seen of a kind of things, and what hides the rest. */
export function createSight<Thing>(things: readonly Thing[], opaques: readonly Opaque[]): Sight<Thing> {
  const doubts: Judged = {
    examined: opaques.map(({ place }) => place ?? { path: '.', line: 1 }),
    findings: opaques.map(({ place, because }) => undetermined({ place, because })),
  };
  return {
    judged: (judge) => together([...things.map(judge), doubts]),
    judgedTogether: (judge) => together([judge(things), doubts]),
  };
}
