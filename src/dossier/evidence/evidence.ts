import type { Facts } from '../facts.ts';
import type { Sentence } from '../sentence.ts';

/** A fact that the App can see by itself: what it saw, in French, or null when it does not see it. Pure. */
export type Evidence = (facts: Facts) => Sentence | null;
