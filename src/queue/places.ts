/** Leaves the place of a run to another one; what it gives back takes it again. */
export type StandAside = () => () => void;

/** Those that stand aside, at the most, for each place: what they hold in memory has an end. */
const ASIDE_A_PLACE = 3;

/** The places of the runs of a process. A run that waits for somebody else may stand aside: it goes on when it has its answer, and holds up nobody meanwhile. */
export class Places {
  readonly #count: number;
  readonly #freed: () => void;
  #aside = 0;
  /** Those that would stand aside and have no room there, in the order in which they came: each tries again. */
  readonly #crowded = new Set<() => void>();

  /** `freed` is called when a run stands aside. */
  constructor(count: number, freed: () => void) {
    this.#count = count;
    this.#freed = freed;
  }

  /** Whether one more may run beside so many. */
  isFree(running: number): boolean {
    return running - this.#aside < this.#count;
  }

  /** For one run, which may wait for several things at once; `end` when it has ended. */
  forRun(): { readonly standAside: StandAside; readonly end: () => void } {
    let waits = 0;
    let isAside = false;
    let ended = false;
    const settle = () => {
      const wanted = waits > 0 && !ended;
      const crowded = wanted && !isAside && this.#aside >= ASIDE_A_PLACE * this.#count;
      if (crowded) this.#crowded.add(settle);
      else this.#crowded.delete(settle);
      if (crowded || wanted === isAside) return;
      isAside = wanted;
      this.#aside += wanted ? 1 : -1;
      if (wanted) this.#freed();
      else this.#letOneAside();
    };
    return {
      standAside: () => {
        waits += 1;
        settle();
        let back = false;
        return () => {
          if (back) return;
          back = true;
          waits -= 1;
          settle();
        };
      },
      end: () => {
        ended = true;
        settle();
      },
    };
  }

  #letOneAside(): void {
    const [settle] = this.#crowded;
    settle?.();
  }
}
