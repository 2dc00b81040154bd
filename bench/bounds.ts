/** A figure that must not pass its bound. */
export interface Bound {
  readonly what: string;
  readonly value: number;
  readonly bound: number;
  readonly met: boolean;
}

/** Judges a figure. One that is no number meets nothing. */
export function atMost(what: string, value: number, bound: number): Bound {
  return { what, value, bound, met: value <= bound };
}

/** One line a bound, those that are not met first. */
export function describeBounds(bounds: readonly Bound[]): string {
  return bounds
    .toSorted((one, other) => Number(one.met) - Number(other.met))
    .map(({ what, value, bound, met }) => `${met ? 'met    ' : 'NOT MET'}  ${what}: ${value}, at most ${bound}\n`)
    .join('');
}
