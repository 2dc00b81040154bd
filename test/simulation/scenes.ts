import type { CallMade } from './network.ts';

/** After so long without any, the next write is of another scene. */
const APART_MS = 30 * 60_000;

/** Tells of each call, in order, which write of its scene it is, from 1; null of one that writes nothing that stays. */
export function countWrites(): (call: Pick<CallMade, 'route' | 'writes' | 'at'>) => number | null {
  let nth = 0;
  let last = -Infinity;
  return ({ route, writes, at }) => {
    if (!writes || route.includes('/access_tokens')) return null;
    nth = at - last > APART_MS ? 1 : nth + 1;
    last = at;
    return nth;
  };
}
