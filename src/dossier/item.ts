import type { ChecklistItem } from '../config/procedure.ts';
import type { Waiver } from './prerequisite.ts';
import type { Sentence } from '../words/sentence.ts';
import type { ItemMark } from './state.ts';

/** A checklist item of a phase as it stands now. */
export interface ItemView {
  /** `phase/item`. */
  readonly key: string;
  readonly item: ChecklistItem;
  readonly status: ItemStatus;
}

export type ItemStatus =
  /** `progress` tells how far the App saw it come. */
  | { readonly kind: 'open'; readonly progress: Sentence | null }
  | { readonly kind: 'done'; readonly mark: ItemMark }
  /** Ticked by a fact that the App saw; `saw` tells which. */
  | { readonly kind: 'evidence'; readonly saw: Sentence }
  | { readonly kind: 'waived'; readonly waiver: Waiver };
