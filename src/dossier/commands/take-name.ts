import { compareLikeness, type Likeness, likeness, plainName } from '../../words/nearest.ts';
import { doubtsIn } from './left-words.ts';

/** Something that people call by one of several names. */
export interface Named<T> {
  readonly value: T;
  /** The name to write, first; others that are understood after it. */
  readonly names: readonly [string, ...string[]];
  /** What is not understood, and what people write for it: it is suggested then. */
  readonly near?: readonly string[];
}

export type Taken<T> =
  | { readonly kind: 'found'; readonly value: T; readonly rest: string }
  /** Nothing of that name: the names to write, nearest first. */
  | { readonly kind: 'unknown'; readonly choices: readonly string[] };

/** Reads a name at the start of a command's arguments: the longest run of words that is one (« ouverture de flux trop tard » → « ouverture de flux »). Signs among them that say no or ask, which the name does not hold, are left over. */
export function takeName<T>(args: string, candidates: readonly Named<T>[]): Taken<T> {
  const words = args.split(/\s+/).filter((word) => word !== '');
  const byName = new Map(
    candidates.flatMap(({ value, names }) => names.map((name) => [plainName(name), { value, name }] as const)).toReversed(),
  );
  for (let count = Math.min(words.length, 15); count > 0; count--) {
    const typed = words.slice(0, count).join(' ');
    const found = byName.get(plainName(typed));
    if (found === undefined) continue;
    const signs = doubtsIn(typed).filter((sign) => !found.name.includes(sign));
    return { kind: 'found', value: found.value, rest: [...signs, ...words.slice(count)].join(' ') };
  }
  return { kind: 'unknown', choices: nearestFirst(args, candidates) };
}

/** Words that a mistyped name may have; what follows them is likely something else. */
const MOST_WORDS = 4;

/** The names to write, those first of which any name is most like what was typed. */
export function nearestFirst(typed: string, candidates: readonly Named<unknown>[]): readonly string[] {
  const words = typed.split(/\s+/).filter((word) => word !== '');
  const starts = words.length === 0 ? [''] : words.slice(0, MOST_WORDS).map((_, index) => words.slice(0, index + 1).join(' '));
  const ranked = candidates.map(({ names, near = [] }) => ({ name: names[0], like: bestLikeness(starts, [...names, ...near]) }));
  return ranked.toSorted((a, b) => compareLikeness(a.like, b.like)).map(({ name }) => name);
}

function bestLikeness(starts: readonly string[], names: readonly string[]): Likeness {
  const all = starts.flatMap((start) => names.map((name) => likeness(start, name)));
  return all.toSorted(compareLikeness)[0] ?? likeness('', names[0] ?? '');
}
