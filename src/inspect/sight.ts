import type { Place } from '../dossier/checks/check.ts';
import type { Sentence } from '../words/sentence.ts';
import { type Judged, together, undetermined, unseen } from './rules/finding.ts';

/** Something that keeps things of the repository from being seen: objects, data of ConfigMaps, or Dockerfiles. */
export interface Opaque {
  /** Null: about the whole repository. */
  readonly place: Place | null;
  readonly because: Sentence;
  /** `objects-of-others`: those of a chart that the repository only names. What it holds itself is all seen. */
  readonly hides: 'objects' | 'objects-of-others' | 'data' | 'dockerfiles';
}

/** What keeps objects from being seen, from that line on. */
export function hidden({ path, line }: Place, because: Sentence): Opaque {
  return { place: { path, line }, because, hides: 'objects' };
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

/** What is seen of a kind of things, and what hides the rest. Where nothing is seen, what others make is all there is: it is a doubt as well. */
export function createSight<Thing>(things: readonly Thing[], opaques: readonly Opaque[]): Sight<Thing> {
  const others = things.length === 0 ? [] : opaques.filter(({ hides }) => hides === 'objects-of-others');
  const own = opaques.filter((opaque) => !others.includes(opaque));
  const doubts: Judged = {
    examined: own.map(({ place }) => place ?? { path: '.', line: 1 }),
    findings: [...own.map((opaque) => undetermined(opaque)), ...others.map((opaque) => unseen(opaque))],
  };
  return {
    judged: (judge) => together([...things.map(judge), doubts]),
    judgedTogether: (judge) => together([judge(things), doubts]),
  };
}
