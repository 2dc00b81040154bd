import type { Clock } from '../queue/clock.ts';

/** Spreads the readings of the projects' repositories that nobody waits for: so many at once, then one a minute. */
export interface Pace {
  /** When so many repositories more may be read; null for now. `atOnce` is how many may be read in one go after a rest. */
  readonly next: (repositories: number, atOnce: number) => Date | null;
}

/** A repository whose mirror is followed costs some ten calls: one a minute takes an eighth of what GitHub gives an installation in an hour. */
const EVERY_MS = 60_000;

/** Nothing was read yet. */
export function createPace(clock: Pick<Clock, 'now' | 'elapsed'>): Pace {
  /** When what was promised so far is read, in milliseconds of the clock that nobody sets. */
  let promised = 0;
  return {
    next: (repositories, atOnce) => {
      promised = Math.max(promised, clock.elapsed()) + repositories * EVERY_MS;
      const wait = promised - atOnce * EVERY_MS - clock.elapsed();
      return wait <= 0 ? null : new Date(clock.now().getTime() + wait);
    },
  };
}
