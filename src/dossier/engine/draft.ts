import type { CommentEdit, WantedComment, WantedReaction } from '../plan.ts';
import type { DossierState } from '../state.ts';
import type { Dossier } from '../dossier.ts';

/** What has been decided so far, while the steps of `decide` follow one another. */
export interface Draft {
  /** At the state so far. */
  readonly dossier: Dossier;
  /** New comments that answer what just happened, each written once. */
  readonly comments: readonly WantedComment[];
  readonly reactions: readonly WantedReaction[];
  readonly edits: readonly CommentEdit[];
  /** Phase labels that are left alone for now, because GitHub does not explain them yet. */
  readonly waitingLabels: readonly string[];
  /** Instants at which something changes by itself. */
  readonly alarms: readonly string[];
  /** The state that the dossier was found in. */
  readonly found: DossierState;
  /** The memory was lost and rebuilt. */
  readonly restored: boolean;
}
