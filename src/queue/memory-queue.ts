import { type Entry, follow, freshEntry, isKept, news, offer, resume, takeCauses, wantAt, wantedAt } from './entry.ts';
import { elapsedAt } from './clock.ts';
import { Places } from './places.ts';
import { ReadyLine } from './ready-line.ts';
import { runKey } from './run-key.ts';
import type { QueueOptions, QueueStats, WorkQueue } from './work-queue.ts';

/** A work queue in the memory of one process. Nothing survives the process, and nothing of it ever rejects. */
export function createMemoryQueue<K extends string>(options: QueueOptions<K>): WorkQueue<K> {
  return new MemoryQueue(options);
}

/** An entry and where it stands; `cancelTimer` is of the timer that waits for the next run, and does nothing when there is none. */
interface Slot {
  readonly entry: Entry;
  stage: 'idle' | 'ready' | 'running';
  cancelTimer: () => void;
}

class MemoryQueue<K extends string> implements WorkQueue<K> {
  readonly #options: QueueOptions<K>;
  readonly #begin: (work: () => void) => void;
  readonly #slots = new Map<K, Slot>();
  readonly #ready: ReadyLine<K>;
  readonly #places: Places;
  #running = 0;
  #draining = false;
  #drained: (() => void)[] = [];

  constructor(options: QueueOptions<K>) {
    this.#options = options;
    this.#begin = options.begin ?? queueMicrotask;
    this.#ready = new ReadyLine(options.hubOf);
    this.#places = new Places(options.concurrency, () => this.#begin(() => this.#startReady()));
  }

  add(key: K, cause: string): Promise<void> {
    return this.#change(key, (entry) => news(entry, cause));
  }

  offer(key: K, cause: string): Promise<void> {
    const now = this.#options.clock.elapsed();
    return this.#change(key, (entry) => offer(entry, { cause, now }, this.#options));
  }

  setAside(): Promise<readonly K[]> {
    return Promise.resolve([...this.#slots].flatMap(([key, { entry }]) => (entry.setAsideAt === null ? [] : [key])));
  }

  async wake(matches: (key: K) => boolean, cause: string): Promise<void> {
    for (const [key, { entry, stage }] of this.#slots)
      if ((stage === 'running' || isKept(entry)) && matches(key))
        await this.#change(key, (kept) => (stage === 'running' ? news(kept, cause) : resume(kept, cause)));
  }

  addAt(key: K, at: Date): Promise<void> {
    if (Number.isNaN(at.getTime())) return Promise.reject(new RangeError(`invalid date for ${key}`));
    return this.#change(key, (entry) => wantAt(entry, elapsedAt(this.#options.clock, at)));
  }

  stats(): Promise<QueueStats> {
    const slots = [...this.#slots.values()];
    const setAside = slots.filter(({ stage, entry }) => stage === 'idle' && entry.setAsideAt !== null).length;
    const waiting = slots.filter(({ stage, entry }) => stage === 'idle' && entry.setAsideAt === null).length;
    return Promise.resolve({ ready: this.#ready.size, running: this.#running, waiting, setAside });
  }

  obstacle(): null {
    return null;
  }

  drain(): Promise<void> {
    this.#draining = true;
    for (const slot of this.#slots.values()) slot.cancelTimer();
    this.#slots.clear();
    this.#ready.clear();
    return new Promise((resolve) => {
      this.#drained.push(resolve);
      this.#endDrain();
    });
  }

  #change(key: K, change: (entry: Entry) => void): Promise<void> {
    const slot = this.#slotOf(key);
    change(slot.entry);
    this.#schedule(key, slot);
    return Promise.resolve();
  }

  #slotOf(key: K): Slot {
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    const slot: Slot = { entry: freshEntry(), stage: 'idle', cancelTimer: () => {} };
    if (!this.#draining) this.#slots.set(key, slot);
    return slot;
  }

  /**
   * Puts a slot where the wishes of its entry lead: able to run, waiting for its time, or forgotten. A running one is scheduled again at its end; one that is able
   * to run has its place, however many events come, unless one of a person makes it more urgent.
   */
  #schedule(key: K, slot: Slot): void {
    const { entry, stage } = slot;
    if (this.#draining || stage === 'running') return;
    if (stage === 'ready') return this.#ready.put(key, entry.lane);
    slot.cancelTimer();
    const { clock } = this.#options;
    const at = wantedAt(entry);
    if (at === null) {
      if (entry.setAsideAt === null) this.#slots.delete(key);
    } else if (at > clock.elapsed()) {
      slot.cancelTimer = clock.setTimer(at - clock.elapsed(), () => this.#schedule(key, slot));
    } else {
      slot.stage = 'ready';
      this.#ready.put(key, entry.lane);
      this.#begin(() => this.#startReady());
    }
  }

  #startReady(): void {
    while (this.#places.isFree(this.#running)) {
      const key = this.#ready.take();
      const slot = key === null ? undefined : this.#slots.get(key);
      if (key === null || slot === undefined) return;
      this.#running += 1;
      slot.stage = 'running';
      void this.#run(key, slot);
    }
  }

  async #run(key: K, slot: Slot): Promise<void> {
    const { entry } = slot;
    const { clock, observe } = this.#options;
    const taken = takeCauses(entry, clock.elapsed());
    const place = this.#places.forRun();
    const run = await runKey({ key, taken, before: entry, standAside: place.standAside }, this.#options);
    place.end();
    follow(entry, { outcome: run.outcome, lane: taken.lane }, clock);
    slot.stage = 'idle';
    this.#running -= 1;
    this.#schedule(key, slot);
    if (this.#ready.size > 0) this.#begin(() => this.#startReady());
    this.#endDrain();
    observe(run);
  }

  #endDrain(): void {
    if (!this.#draining || this.#running > 0) return;
    for (const resolve of this.#drained.splice(0)) resolve();
  }
}
