import { byLikeness, plainName } from '../../words/nearest.ts';

/** Something that people call by one of several names. */
export interface Named<T> {
  readonly value: T;
  /** The name to write, first; others that are understood after it. */
  readonly names: readonly [string, ...string[]];
}

export type Taken<T> =
  | { readonly kind: 'found'; readonly value: T; readonly rest: string }
  /** Nothing of that name: the names to write, nearest first. */
  | { readonly kind: 'unknown'; readonly choices: readonly string[] };

/** Reads a name at the start of a command's arguments: the longest run of words that is one (« ouverture de flux trop tard » → « ouverture de flux »). */
export function takeName<T>(args: string, candidates: readonly Named<T>[]): Taken<T> {
  const words = args.split(/\s+/).filter((word) => word !== '');
  const byName = new Map(candidates.flatMap(({ value, names }) => names.map((name) => [plainName(name), value] as const)).toReversed());
  for (let count = Math.min(words.length, 15); count > 0; count--) {
    const value = byName.get(plainName(words.slice(0, count).join(' ')));
    if (value !== undefined) return { kind: 'found', value, rest: words.slice(count).join(' ') };
  }
  return {
    kind: 'unknown',
    choices: byLikeness(
      words[0] ?? '',
      candidates.map(({ names }) => names[0]),
    ),
  };
}
