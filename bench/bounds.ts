/** A figure that must not pass its bound, or not stay below it. */
export interface Bound {
  readonly what: string;
  readonly sense: 'at most' | 'at least';
  readonly value: number;
  readonly bound: number;
  readonly met: boolean;
}

/** Judges a figure. One that is no number meets nothing. */
export function atMost(what: string, value: number, bound: number): Bound {
  return { what, sense: 'at most', value, bound, met: value <= bound };
}

/** The same of one that must not stay below. */
export function atLeast(what: string, value: number, bound: number): Bound {
  return { what, sense: 'at least', value, bound, met: value >= bound };
}

/** One line a bound, those that are not met first. */
export function describeBounds(bounds: readonly Bound[]): string {
  return bounds
    .toSorted((one, other) => Number(one.met) - Number(other.met))
    .map(({ what, sense, value, bound, met }) => `${met ? 'met    ' : 'NOT MET'}  ${what}: ${value}, ${sense} ${bound}\n`)
    .join('');
}
