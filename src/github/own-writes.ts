import { z } from 'zod';
import { type DossierKey, readDossierKey } from '../words/key.ts';
import { labelName } from '../words/label.ts';
import type { Clock } from '../queue/clock.ts';
import { alone, type SharedFacts } from '../queue/facts.ts';
import { BoundedMap } from './bounded-map.ts';

const after = z.string().nullable();
const writeSchema = z.discriminatedUnion('kind', [
  /** `text` stands for its body (`textKey`); `updatedAt` as GitHub told. */
  z.object({ kind: z.literal('comment'), id: z.number(), nodeId: z.string(), text: z.string(), updatedAt: z.string() }).readonly(),
  /** `after` is the App's last event of that kind, for that label, that was seen before; null without any. */
  z.object({ kind: z.enum(['labeled', 'unlabeled']), label: z.string(), after }).readonly(),
  z.object({ kind: z.literal('closed'), after }).readonly(),
]);

/** Something that the App wrote in a dossier, and how a reading of later must show it. */
export type OwnWrite = z.infer<typeof writeSchema>;

/**
 * What the App wrote in the last minutes, by dossier, whichever process of it: GitHub's lists may lag behind. In memory, told to the other processes, and bounded: it
 * spares doubles, and nothing rests on it, since slots heal.
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

const toldSchema = z.object({ dossier: z.string().transform(readDossierKey), subject: z.string(), write: writeSchema.nullable() });

/** No write is known yet. */
export function createOwnWrites({ elapsed }: Pick<Clock, 'elapsed'>, facts: Pick<SharedFacts, 'open'> = alone): OwnWrites {
  const dossiers = new BoundedMap<DossierKey, Map<string, Noted>>(MAX_DOSSIERS);

  function keep(key: DossierKey, write: OwnWrite, ageMs: number): void {
    const noted = dossiers.get(key) ?? new Map<string, Noted>();
    noted.set(subjectOf(write), { write, until: elapsed() + KEPT_MS[write.kind] - ageMs });
    dossiers.set(key, noted);
  }

  const tell = facts.open({
    kind: 'own-write',
    keptMs: KEPT_MS.comment,
    schema: toldSchema,
    hear: ({ value, ageMs }) => {
      if (value === null || value.dossier === null) return;
      if (value.write === null) dossiers.get(value.dossier)?.delete(value.subject);
      else keep(value.dossier, value.write, ageMs);
    },
  });
  const tellOf = (dossier: DossierKey, subject: string, write: OwnWrite | null) =>
    tell(`${dossier} ${subject}`, { dossier, subject, write });

  return {
    note: (key, write) => {
      keep(key, write, 0);
      tellOf(key, subjectOf(write), write);
    },
    of: (key) => {
      const noted = dossiers.get(key);
      if (noted === undefined) return [];
      for (const [subject, { until }] of noted) if (until <= elapsed()) noted.delete(subject);
      if (noted.size === 0) dossiers.delete(key);
      return [...noted.values()].map(({ write }) => write);
    },
    forget: (key, write) => {
      if (dossiers.get(key)?.delete(subjectOf(write)) === true) tellOf(key, subjectOf(write), null);
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
      return `label/${labelName(write.label)}`;
    case 'closed':
      return 'state';
    default:
      return write satisfies never;
  }
}
