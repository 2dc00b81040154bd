import { timingSafeEqual } from 'node:crypto';

/** True for the same signature, compared in a time that does not depend on where they differ. */
export function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
