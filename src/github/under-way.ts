/** What is asked of GitHub at places, and what happens there before its answer: the answer may not know of it, and is not to be remembered. */
export interface UnderWay<Place> {
  /** Does some work at a place, which asks at its end whether it still holds. Gives what it gives, and throws what it throws. */
  readonly during: <T>(place: Place, work: (stillHolds: () => boolean) => Promise<T>) => Promise<T>;
  /** Something happened there: what is under way there holds no longer. */
  readonly overtake: (place: Place) => void;
}

/** Nothing is under way yet. In memory, for the time that the work takes. */
export function createUnderWay<Place>(): UnderWay<Place> {
  const all = new Map<object, Place>();
  return {
    during: async (place, work) => {
      const own = {};
      all.set(own, place);
      try {
        return await work(() => all.has(own));
      } finally {
        all.delete(own);
      }
    },
    overtake: (place) => {
      for (const [own, where] of all) if (where === place) all.delete(own);
    },
  };
}
