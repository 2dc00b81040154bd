/** Who waits for a run: somebody, or nobody (a sweep, an appointment). */
export type Lane = 'people' | 'sweep';

/** What came to be served in either lane, the more urgent of the two. */
export function moreUrgent(one: Lane, other: Lane): Lane {
  return one === 'people' ? one : other;
}

/** So many runs of people in a row, then one of the sweep where one waits: people come first, and the sweep is never without a turn. */
const PEOPLE_IN_A_ROW = 7;

/** Whose turn it is. No run has started yet. */
export class LaneTurns {
  #people = 0;

  /** The lanes in the order in which the next run is looked for. */
  order(): readonly Lane[] {
    return this.#people < PEOPLE_IN_A_ROW ? ['people', 'sweep'] : ['sweep', 'people'];
  }

  /** A run of that lane starts. */
  took(lane: Lane): void {
    this.#people = lane === 'people' && this.#people < PEOPLE_IN_A_ROW ? this.#people + 1 : 0;
  }
}
