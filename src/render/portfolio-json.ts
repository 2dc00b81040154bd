import { nextStep } from './next-step.ts';
import { plainText } from '../words/markdown.ts';
import { type Entry, snapshotsIn, unreadIn } from '../portfolio/entry.ts';
import type { Snapshot } from '../portfolio/snapshot.ts';

/** A snapshot as JSON holds it: the next act is the sentence of the status, in plain text; null when nobody is to act. The process is left out. */
export type WrittenSnapshot = Omit<Snapshot, 'next' | 'procedure'> & { readonly next: string | null };

/** The portfolio as JSON; `docs/portefeuille.md` says what each key holds. */
export interface WrittenPortfolio {
  readonly format: 'accostage/portefeuille/1';
  /** ISO. */
  readonly at: string;
  readonly dossiers: readonly WrittenSnapshot[];
  readonly unread: readonly { readonly name: string; readonly because: string }[];
}

/** The portfolio as a value that JSON holds. */
export function portfolioJson(entries: readonly Entry[], at: string): WrittenPortfolio {
  return {
    format: 'accostage/portefeuille/1',
    at,
    dossiers: snapshotsIn(entries).map(written),
    unread: unreadIn(entries).map(({ name, because }) => ({ name, because })),
  };
}

function written(snapshot: Snapshot): WrittenSnapshot {
  const { procedure: _, ...told } = snapshot;
  const sentence = nextStep(snapshot.next);
  return { ...told, next: sentence === null ? null : plainText(sentence) };
}
