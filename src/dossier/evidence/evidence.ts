import type { Dossier } from '../dossier.ts';
import type { Sentence } from '../../words/sentence.ts';

/** A fact that the App can see by itself, or saw and remembers: what it saw, in French, or null when it does not see it. Pure. */
export type Evidence = (dossier: Dossier) => Sentence | null;
