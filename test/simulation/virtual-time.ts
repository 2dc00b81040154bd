import { AsyncLocalStorage } from 'node:async_hooks';

/** Time that stands still until it is moved: `Date`, the timers of the process and the deadlines of signals live by it. */
export interface VirtualTime {
  /** Milliseconds. */
  now(): number;
  /** Calls `fire` once at that time; gives back what cancels it. */
  at(time: number, fire: () => void): () => void;
  /** When the next timer fires, in milliseconds; null without any. Intervals and the deadlines of signals wait for another timer: almost none ever matters. */
  next(): number | null;
  /** Moves to a time, never back, and fires what is due then, in the order of its times and, at one time, of its making. */
  moveTo(time: number): void;
  /** Resolves after so many milliseconds of this time. */
  sleep(ms: number): Promise<void>;
  /** Gives the process its own time back; what waited never comes. */
  stop(): void;
}

interface Timer {
  readonly order: number;
  at: number;
  fire: (() => void) | null;
}

const real = {
  Date: globalThis.Date,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  random: Math.random,
  timeoutOf: AbortSignal.timeout.bind(AbortSignal),
} as const;

/** From now on this process lives at `start`, until `stop`, and draws its lots from `random`. One at a time. */
export function startVirtualTime(start: Date, random: () => number): VirtualTime {
  const timers = createHeap();
  const patient = createHeap();
  let now = start.getTime();
  let made = 0;

  /** As Node's timers do, it goes on as a part of what armed it. */
  function add(time: number, fire: () => void, among = timers): Timer {
    const timer: Timer = { order: (made += 1), at: Math.max(time, now), fire: AsyncLocalStorage.bind(fire) };
    among.push(timer);
    return timer;
  }

  /** The one that fires first of all, with the heap that holds it. */
  function first() {
    const [eager, other] = [timers.first(), patient.first()];
    if (eager === null || (other !== null && isBefore(other, eager))) return { timer: other, heap: patient };
    return { timer: eager, heap: timers };
  }

  /** What stands for a timer of Node's: libraries only ever clear it, or let it not hold the process. */
  function handleOf(timer: () => Timer) {
    const handle = {
      ref: () => handle,
      unref: () => handle,
      hasRef: () => true,
      refresh: () => handle,
      close: () => handle,
      cancel: () => {
        timer().fire = null;
      },
      [Symbol.toPrimitive]: () => timer().order,
      [Symbol.dispose]: () => undefined,
    };
    return handle;
  }

  function every(ms: number, fire: () => void) {
    let timer: Timer;
    const arm = () => {
      const again = () => {
        arm();
        fire();
      };
      timer = add(now + Math.max(ms, 1), again, patient);
    };
    arm();
    return handleOf(() => timer);
  }

  const cancel = (handle: unknown) => {
    if (typeof handle === 'object' && handle !== null && 'cancel' in handle && typeof handle.cancel === 'function') handle.cancel();
  };

  Object.assign(globalThis, {
    Date: standingDate(() => now),
    setTimeout: (fire: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
      const timer = add(now + Math.max(ms, 0), () => fire(...given));
      return handleOf(() => timer);
    },
    setInterval: (fire: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => every(ms, () => fire(...given)),
    clearTimeout: cancel,
    clearInterval: cancel,
  });
  Math.random = random;
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    const abort = () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    add(now + ms, abort, patient);
    return controller.signal;
  };

  return {
    now: () => now,
    at: (time, fire) => {
      const timer = add(time, fire);
      return () => {
        timer.fire = null;
      };
    },
    next: () => timers.first()?.at ?? null,
    moveTo: (time) => {
      now = Math.max(now, time);
      // What is armed meanwhile for now waits for what this causes.
      const last = made;
      for (let { timer, heap } = first(); timer !== null && timer.at <= now && timer.order <= last; { timer, heap } = first()) {
        heap.pop();
        timer.fire?.();
      }
    },
    sleep: (ms) => new Promise((resolve) => void add(now + ms, resolve)),
    stop: () => {
      const { timeoutOf, random: lot, ...globals } = real;
      Object.assign(globalThis, globals);
      Math.random = lot;
      AbortSignal.timeout = timeoutOf;
    },
  };
}

function standingDate(now: () => number): DateConstructor {
  return new Proxy(real.Date, {
    apply: () => new real.Date(now()).toString(),
    construct: (target, parts: unknown[], newTarget): object =>
      parts.length === 0 ? new real.Date(now()) : Reflect.construct(target, parts, newTarget),
    get: (target, key): unknown => (key === 'now' ? now : Reflect.get(target, key)),
  });
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** The timers that were not cancelled, the next one first. */
function createHeap() {
  const heap: Timer[] = [];
  const swap = (one: number, other: number) => {
    const [first, second] = [heap[one], heap[other]];
    if (first === undefined || second === undefined) return;
    heap[one] = second;
    heap[other] = first;
  };
  const before = (one: number, other: number) => {
    const [first, second] = [heap[one], heap[other]];
    return first !== undefined && second !== undefined && isBefore(first, second);
  };
  function pop(): void {
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    for (let place = 0; ;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      const child = before(right, left) ? right : left;
      if (!before(child, place)) return;
      swap(child, place);
      place = child;
    }
  }
  return {
    push: (timer: Timer) => {
      heap.push(timer);
      for (let place = heap.length - 1; place > 0;) {
        const parent = (place - 1) >> 1;
        if (!before(place, parent)) return;
        swap(place, parent);
        place = parent;
      }
    },
    first: (): Timer | null => {
      while (heap[0] !== undefined && heap[0].fire === null) pop();
      return heap[0] ?? null;
    },
    pop,
  };
}
