import type { DossierKey } from '../words/key.ts';
import { labelKey } from '../words/label.ts';
import type { Clock } from '../queue/clock.ts';
import { BoundedMap } from './bounded-map.ts';

/** Something that this process wrote in a dossier, and how a reading of later must show it. */
export type OwnWrite =
  /** `text` stands for its body (`textKey`); `updatedAt` as GitHub told. */
  | { readonly kind: 'comment'; readonly id: number; readonly nodeId: string; readonly text: string; readonly updatedAt: string }
  /** `after` is the App's last event of that kind, for that label, that was seen before; null without any. */
  | { readonly kind: 'labeled' | 'unlabeled'; readonly label: string; readonly after: string | null }
  | { readonly kind: 'closed'; readonly after: string | null };

/**
 * What this process wrote in the last minutes, by dossier: GitHub's lists may lag behind. In memory and bounded: it spares doubles, and nothing rests on it,
 * since slots heal.
 */
export interface OwnWrites {
  readonly note: (key: DossierKey, write: OwnWrite) => void;
  readonly of: (key: DossierKey) => readonly OwnWrite[];
  /** It was seen, or somebody undid it: nothing more is expected of it. */
  readonly forget: (key: DossierKey, write: OwnWrite) => void;
}

/** A list that lags by more is not believed to lag. A label that was there already makes no event: it is not waited for as long. */
const KEPT_MS = { comment: 600_000, labeled: 60_000, unlabeled: 60_000, closed: 60_000 } as const;
const MAX_DOSSIERS = 1_000;

interface Noted {
  readonly write: OwnWrite;
  /** In milliseconds of the clock that nobody sets. */
  readonly until: number;
}

/** No write is known yet. */
export function createOwnWrites({ elapsed }: Pick<Clock, 'elapsed'>): OwnWrites {
  const dossiers = new BoundedMap<DossierKey, Map<string, Noted>>(MAX_DOSSIERS);

  return {
    note: (key, write) => {
      const noted = dossiers.get(key) ?? new Map<string, Noted>();
      noted.set(subjectOf(write), { write, until: elapsed() + KEPT_MS[write.kind] });
      dossiers.set(key, noted);
    },
    of: (key) => {
      const noted = dossiers.get(key);
      if (noted === undefined) return [];
      for (const [subject, { until }] of noted) if (until <= elapsed()) noted.delete(subject);
      if (noted.size === 0) dossiers.delete(key);
      return [...noted.values()].map(({ write }) => write);
    },
    forget: (key, write) => {
      dossiers.get(key)?.delete(subjectOf(write));
    },
  };
}

/** What a write is about: a later one of the same takes its place. */
function subjectOf(write: OwnWrite): string {
  switch (write.kind) {
    case 'comment':
      return `comment/${write.id}`;
    case 'labeled':
    case 'unlabeled':
      return `label/${labelKey(write.label)}`;
    case 'closed':
      return 'state';
    default:
      return write satisfies never;
  }
}
