import { type Entry, snapshotsIn, type Unread, unreadIn } from '../../portfolio/entry.ts';
import type { Snapshot } from '../../portfolio/snapshot.ts';
import { parisDate } from '../../words/calendar.ts';
import { type Reader, seenBy } from '../reader.ts';

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

/** More than the forms and the pagers of a page ask for together. */
const MOST_ASKED = 20;
/** More than a filter's choice or a search holds, in characters. */
const LONGEST_NAME = 40;
const LONGEST_VALUE = 200;

/** What an address asks for, and no more than a page of ours would: each of the many links of a page repeats it. */
export function readQuery(asked: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams();
  for (const [name, value] of [...asked].slice(0, MOST_ASKED)) kept.append(cut(name, LONGEST_NAME), cut(value, LONGEST_VALUE));
  return kept;
}

function cut(text: string, longest: number): string {
  return text.slice(0, longest).toWellFormed();
}

/** What a reader may see of the entries of the hubs that they may read. */
export function viewOf(entries: readonly Entry[], { reader, query, now }: Pick<View, 'reader' | 'query' | 'now'>): View {
  const seen = seenBy(reader, entries);
  return {
    reader,
    snapshots: snapshotsIn(seen),
    unread: unreadIn(seen),
    query,
    now,
    today: parisDate(now),
  };
}
