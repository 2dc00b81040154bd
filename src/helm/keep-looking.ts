import type { FoundHelm } from './find-helm.ts';

/** Looks for Helm, or tells what the last look found. */
export type LookForHelm = () => Promise<FoundHelm>;

/** Before Helm is looked for again; doubled each time, up to an hour. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Looks for Helm when it is asked for, and keeps what was found; where Helm only lacked time, as at the start of a loaded machine, it is looked for again when it is
 * asked for after a wait. Those that ask together wait for one look. `look` never rejects.
 */
export function keepLooking(look: LookForHelm, { elapsed }: { readonly elapsed: () => number }): LookForHelm {
  let [again, wait] = [-Infinity, FIRST_WAIT_MS];
  let looking: Promise<FoundHelm> | null = null;

  async function lookNow(): Promise<FoundHelm> {
    again = Infinity;
    const found = await look();
    if (found.kind === 'none' && found.passing) {
      again = elapsed() + wait;
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
    return found;
  }

  return () => {
    if (looking === null || elapsed() >= again) looking = lookNow();
    return looking;
  };
}
