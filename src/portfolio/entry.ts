import type { Snapshot } from './snapshot.ts';

/** A dossier of the portfolio, or one that could not be read, or a hub: it is told, never left out. */
export type Entry =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  /** `name` is `owner/repo#12`, `owner/repo` for a whole hub, or a file; `because` is French. */
  | { readonly kind: 'unread'; readonly name: string; readonly because: string };

/** A dossier, or a hub, that could not be read. */
export type Unread = Extract<Entry, { readonly kind: 'unread' }>;

/** The dossiers among some entries. */
export function snapshotsIn(entries: readonly Entry[]): readonly Snapshot[] {
  return entries.flatMap((entry) => (entry.kind === 'snapshot' ? [entry.snapshot] : []));
}

/** What could not be read among some entries. */
export function unreadIn(entries: readonly Entry[]): readonly Unread[] {
  return entries.filter((entry) => entry.kind === 'unread');
}
