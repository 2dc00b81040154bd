import type { Clock } from '../../queue/clock.ts';

/** More sign-ins than any ten minutes see. */
const MAX_KEPT = 10_000;

/** True the first time that it is asked of a word within `forMs`; a cookie that a browser gives twice is used once. */
export function createUsedOnce(clock: Pick<Clock, 'elapsed'>, forMs: number): (word: string) => boolean {
  const used = new Map<string, number>();
  return (word) => {
    const now = clock.elapsed();
    for (const [old, until] of used) {
      if (until > now && used.size < MAX_KEPT) break;
      used.delete(old);
    }
    if (used.has(word)) return false;
    used.set(word, now + forMs);
    return true;
  };
}
