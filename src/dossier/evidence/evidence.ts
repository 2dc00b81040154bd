import type { Facts } from '../facts.ts';
import type { Sentence } from '../../words/sentence.ts';
import type { DossierState } from '../state.ts';

/** A fact that the App can see by itself, or saw and remembers: what it saw, in French, or null when it does not see it. Pure. */
export type Evidence = (facts: Facts, state: DossierState) => Sentence | null;
