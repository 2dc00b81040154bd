import { type Lane, LaneTurns } from './lanes.ts';

/** Keys that may run, in the memory of the process: people before the sweep, and in each lane one hub after the other, first in, first out within a hub. */
export class ReadyLine<K extends string> {
  readonly #hubOf: (key: K) => string;
  readonly #turns = new LaneTurns();
  readonly #lanes: Readonly<Record<Lane, Map<string, Set<K>>>> = { people: new Map(), sweep: new Map() };
  readonly #laneOf = new Map<K, Lane>();

  constructor(hubOf: (key: K) => string) {
    this.#hubOf = hubOf;
  }

  get size(): number {
    return this.#laneOf.size;
  }

  /** Puts a key at the end of its hub's part of the lane. One that stands there, or in the lane of people, keeps its place. */
  put(key: K, lane: Lane): void {
    const before = this.#laneOf.get(key);
    if (before === lane || before === 'people') return;
    if (before !== undefined) this.#remove(key, before);
    this.#laneOf.set(key, lane);
    const hubs = this.#lanes[lane];
    const hub = this.#hubOf(key);
    const keys = hubs.get(hub);
    if (keys === undefined) hubs.set(hub, new Set([key]));
    else keys.add(key);
  }

  /** Takes the key whose turn it is; null when none waits. */
  take(): K | null {
    for (const lane of this.#turns.order()) {
      const [first] = this.#lanes[lane];
      const [key] = first?.[1] ?? [];
      if (first === undefined || key === undefined) continue;
      this.#remove(key, lane);
      const [hub, rest] = first;
      // The hub's next key waits until the others had their turn.
      if (this.#lanes[lane].delete(hub)) this.#lanes[lane].set(hub, rest);
      this.#turns.took(lane);
      return key;
    }
    return null;
  }

  clear(): void {
    this.#laneOf.clear();
    for (const hubs of Object.values(this.#lanes)) hubs.clear();
  }

  #remove(key: K, lane: Lane): void {
    const hub = this.#hubOf(key);
    const keys = this.#lanes[lane].get(hub);
    keys?.delete(key);
    if (keys?.size === 0) this.#lanes[lane].delete(hub);
    this.#laneOf.delete(key);
  }
}
