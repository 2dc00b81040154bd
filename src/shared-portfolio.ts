import { z } from 'zod';
import type { Entry, Unread } from './portfolio/entry.ts';
import type { Portfolio } from './portfolio/portfolio.ts';
import { partsOf, placesOf, withoutParts, withParts } from './portfolio/process-parts.ts';
import type { Snapshot } from './portfolio/snapshot.ts';
import type { SharedFacts } from './queue/facts.ts';
import { digest } from './words/digest.ts';
import { type DossierKey, hubKey, readDossierKey, readKey, repositoryNamed, type RepositoryRef } from './words/key.ts';

/** To be raised when what a snapshot holds changes (a test tells when): those of another version of the App are not read, and taken anew. */
export const SNAPSHOT_FORMAT = 2;

type Process = Snapshot['procedure'];

const isObject = (value: unknown) => typeof value === 'object' && value !== null;
const processSchema = z.custom<Process>(isObject);
const snapshotSchema = z.custom<Omit<Snapshot, 'procedure'>>(isObject);
/** Of `kind: 'snapshot'`, `process` names the process that it is told without. */
const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('snapshot'), snapshot: z.unknown(), process: z.string() }),
  z.object({ kind: z.literal('unread'), name: z.string(), because: z.string() }),
  z.object({ kind: z.literal('none') }),
]);
const toldSchema = z.object({ format: z.literal(SNAPSHOT_FORMAT), entry: entrySchema });
type ToldEntry = z.infer<typeof entrySchema>;
type ToldSnapshot = Extract<ToldEntry, { kind: 'snapshot' }>;

/** A process, with all its parts; `name` is its hub's, and a digest. */
interface Known {
  readonly process: Process;
  readonly parts: readonly object[];
  readonly places: ReadonlyMap<object, number>;
  readonly name: string;
}

export interface SharedPortfolioPorts {
  readonly facts: Pick<SharedFacts, 'open'>;
  /** Of a hub that is not served any more, nothing is kept. */
  readonly isHub: (repository: RepositoryRef) => boolean;
}

/** A portfolio that holds what any process saw, this one's former lives included. */
export function sharePortfolio(portfolio: Portfolio, { facts, isHub }: SharedPortfolioPorts): Portfolio {
  const byName = new Map<string, Known>();
  const byProcess = new WeakMap<Process, Known>();
  /** Which process each dossier was told with. */
  const uses = new Map<DossierKey, string>();
  /** Snapshots that were heard before their process. */
  const waiting = new Map<DossierKey, ToldSnapshot>();

  const tellProcess = facts.open({
    kind: 'process of the portfolio',
    keptMs: null,
    concerns: (subject) => isHub(repositoryNamed(hubOf(subject))),
    schema: processSchema,
    hear: ({ subject, value }) => {
      if (value === null) byName.delete(subject);
      else learn(knownAs(subject, value));
    },
  });
  const tell = facts.open({
    kind: 'portfolio',
    keptMs: null,
    concerns: (subject) => {
      const key = readDossierKey(subject);
      return key !== null && isHub(readKey(key));
    },
    schema: toldSchema,
    hear: ({ subject, value }) => {
      const key = readDossierKey(subject);
      if (key !== null && value !== null) hear(key, value.entry);
    },
  });

  function learn(known: Known): void {
    byName.set(known.name, known);
    for (const [key, snapshot] of waiting) if (snapshot.process === known.name) hear(key, snapshot);
  }

  function note(key: DossierKey, entry: ToldEntry): void {
    waiting.delete(key);
    if (entry.kind === 'snapshot') uses.set(key, entry.process);
    else uses.delete(key);
  }

  function hear(key: DossierKey, entry: ToldEntry): void {
    note(key, entry);
    if (entry.kind === 'none') portfolio.forget(key);
    else if (entry.kind === 'unread') portfolio.keep(key, entry);
    else hearSnapshot(key, entry);
  }

  function hearSnapshot(key: DossierKey, told: ToldSnapshot): void {
    const known = byName.get(told.process);
    if (known === undefined) return void waiting.set(key, told);
    const snapshot = snapshotSchema.safeParse(withParts(told.snapshot, known.parts));
    if (snapshot.success) portfolio.keep(key, { kind: 'snapshot', snapshot: { ...snapshot.data, procedure: known.process } });
  }

  function tellEntry(key: DossierKey, entry: ToldEntry): void {
    note(key, entry);
    tell(key, { format: SNAPSHOT_FORMAT, entry });
  }

  function knownOf(key: DossierKey, process: Process): Known {
    const known = byProcess.get(process) ?? knownAs(`${hubKey(readKey(key))} ${digest(JSON.stringify(process))}`, process);
    byProcess.set(process, known);
    if (!byName.has(known.name)) {
      byName.set(known.name, known);
      tellProcess(known.name, process);
    }
    return known;
  }

  /** Processes of the same hub that no dossier is told with any more. */
  function forgetUnused(hub: string): void {
    const used = new Set(uses.values());
    for (const name of byName.keys())
      if (hubOf(name) === hub && !used.has(name)) {
        byName.delete(name);
        tellProcess(name, null);
      }
  }

  function toldOf(key: DossierKey, entry: Entry): ToldSnapshot | Unread {
    if (entry.kind === 'unread') return entry;
    const { procedure, ...snapshot } = entry.snapshot;
    const { places, name } = knownOf(key, procedure);
    return { kind: 'snapshot', snapshot: withoutParts(snapshot, places), process: name };
  }

  return {
    ...portfolio,
    keep: (key, entry) => {
      const before = uses.get(key);
      tellEntry(key, toldOf(key, entry));
      if (before !== undefined && before !== uses.get(key)) forgetUnused(hubOf(before));
      portfolio.keep(key, entry);
    },
    forget: (key) => {
      tellEntry(key, { kind: 'none' });
      portfolio.forget(key);
    },
  };
}

function knownAs(name: string, process: Process): Known {
  const parts = partsOf(process);
  return { process, parts, places: placesOf(parts), name };
}

function hubOf(name: string): string {
  return name.split(' ', 1)[0] ?? '';
}
