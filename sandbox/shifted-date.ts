const RealDate = globalThis.Date;

export interface ShiftedDate {
  /** Moves every `new Date()` and `Date.now()` of this process forward. */
  advance(milliseconds: number): void;
  restore(): void;
}

/** From now on the process lives at `start`, where time goes on at its usual pace. Timers are not touched. */
export function shiftDate(start: Date): ShiftedDate {
  let offset = start.getTime() - RealDate.now();
  const now = () => RealDate.now() + offset;
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, parts: unknown[], newTarget): object =>
      parts.length === 0 ? new RealDate(now()) : Reflect.construct(target, parts, newTarget),
    get: (target, key): unknown => (key === 'now' ? now : Reflect.get(target, key)),
  });
  return {
    advance: (milliseconds) => {
      offset += milliseconds;
    },
    restore: () => {
      globalThis.Date = RealDate;
    },
  };
}
