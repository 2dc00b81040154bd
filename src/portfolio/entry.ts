import type { Snapshot } from './snapshot.ts';

/** A dossier of the portfolio, or one that could not be read, or a hub: it is told, never left out. */
export type Entry =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  /** `name` is `owner/repo#12`, `owner/repo` for a whole hub, or a file; `because` is French. */
  | { readonly kind: 'unread'; readonly name: string; readonly because: string };
