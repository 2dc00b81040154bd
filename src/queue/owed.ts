/** What is to be offered to the queue: none is forgotten until it was taken, whatever fails meanwhile. */
export interface Owed<T> {
  readonly add: (ones: Iterable<T>) => void;
  /** Offers each. Rejects as `offer` does: those that it did not take are offered the next time. */
  readonly offerTo: (offer: (one: T) => Promise<void>) => Promise<void>;
}

/** Nothing is owed yet. In memory: a start looks at all. */
export function createOwed<T>(): Owed<T> {
  const waiting = new Set<T>();
  return {
    add: (ones) => {
      for (const one of ones) waiting.add(one);
    },
    offerTo: async (offer) => {
      for (const one of waiting) {
        // One that is owed again meanwhile is offered again.
        waiting.delete(one);
        try {
          await offer(one);
        } catch (error) {
          waiting.add(one);
          throw error;
        }
      }
    },
  };
}
