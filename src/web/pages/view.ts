import type { Entry } from '../../portfolio/entry.ts';
import type { Snapshot } from '../../portfolio/snapshot.ts';
import { parisDate } from '../../words/calendar.ts';
import type { Reader } from '../reader.ts';

/** What a page is made of: what its reader may see, what the address asks for, and when. */
export interface View {
  readonly reader: Reader;
  readonly snapshots: readonly Snapshot[];
  readonly unread: readonly Unread[];
  readonly query: URLSearchParams;
  /** ISO. */
  readonly now: string;
  /** In Paris, `AAAA-MM-JJ`. */
  readonly today: string;
}

export type Unread = Extract<Entry, { readonly kind: 'unread' }>;

/** What a reader may see of the entries of the hubs that they may read. */
export function viewOf(entries: readonly Entry[], { reader, query, now }: Pick<View, 'reader' | 'query' | 'now'>): View {
  return {
    reader,
    snapshots: entries.flatMap((entry) => (entry.kind === 'snapshot' && reader.seesDossier(entry.snapshot) ? [entry.snapshot] : [])),
    unread: entries.flatMap((entry) => (entry.kind === 'unread' ? [entry] : [])),
    query,
    now,
    today: parisDate(now),
  };
}
