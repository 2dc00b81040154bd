import type { Note, PhaseEntry } from '../dossier/state.ts';

/** Something that happened to a dossier, as its labels, its events and its memory tell. `at` is ISO, `by` a login, null where nobody is known. */
export type HistoryStep =
  /** `phase` is a title; `reason` that of `/forcer`. */
  | {
      readonly kind: 'phase';
      readonly at: string;
      readonly by: string | null;
      readonly how: PhaseEntry['how'];
      readonly phase: string;
      readonly reason: string | null;
    }
  | { readonly kind: 'closed' | 'reopened'; readonly at: string; readonly by: string | null }
  | { readonly kind: 'note'; readonly at: string; readonly by: string; readonly note: Note };
