import { createHash } from 'node:crypto';

/**
 * Chance that does not depend on the order of things: the same words give the same number, in [0, 1), in every run. A decision is named by what it is about
 * (the dossier, the route, the how-manieth such call), never by what happened before elsewhere.
 */
export function chance(...words: readonly (string | number)[]): number {
  return createHash('sha256').update(words.join('\u0000')).digest().readUInt32BE(0) / 2 ** 32;
}

/** One of several, by a number in [0, 1). Throws where there is none. */
export function pick<T>(among: readonly T[], at: number): T {
  const picked = among[Math.floor(at * among.length)];
  if (picked === undefined) throw new RangeError('nothing to pick from');
  return picked;
}

/** Numbers in [0, 1) one after the other, the same for the same words. */
export function draw(...words: readonly (string | number)[]): () => number {
  let drawn = 0;
  return () => chance(...words, (drawn += 1));
}
