import { z } from 'zod';
import { alone, type Channel, type SharedFacts } from '../queue/facts.ts';
import { byNumber, type DossierKey, readDossierKey, type RepositoryKey, repositoryKey, repositoryNamed } from '../words/key.ts';
import { sameLogin } from '../words/login.ts';

/** A repository that a dossier declares. */
export interface Declared {
  readonly name: string;
  /** May the App act there for that dossier? One for which it may not carries the repository for nobody, and is only told what happens in it. */
  readonly mayAct: boolean;
}

/** Which open dossiers declare which repositories, as far as the processes have seen: the first sweep sees them all. */
export interface Carriers {
  /** Remembers when a dossier was opened (GitHub's instant, ISO): of those that share a repository, the one that was opened first carries it. */
  readonly opened: (dossier: DossierKey, at: string) => void;
  /** Remembers what a dossier declares (nothing, once it is closed); returns the other dossiers that this concerns. */
  readonly declare: (dossier: DossierKey, repositories: readonly Declared[]) => readonly DossierKey[];
  /** The same for a dossier that was not looked at yet: until it is, it passes for one that may act, lest another one take its place. */
  readonly expect: (dossier: DossierKey, repositories: readonly string[]) => void;
  /** Whether one of the processes looked at a dossier since it began. */
  readonly isMet: (dossier: DossierKey) => boolean;
  /** A dossier that cannot be looked at carries nothing until it can; returns the other dossiers that this concerns. */
  readonly setAside: (dossier: DossierKey) => readonly DossierKey[];
  /** True where another one, that was opened before and has a repository in common, must be looked at first. */
  readonly follows: (dossier: DossierKey) => boolean;
  /** Those that must be: each finds the next. */
  readonly before: (dossier: DossierKey) => readonly DossierKey[];
  /** All that declare a repository. */
  readonly of: (repository: string) => readonly DossierKey[];
  /** Those among them for which the App may act there. */
  readonly acting: (repository: string) => readonly DossierKey[];
  /** Of those and that dossier, the one that was opened first: the same whichever was looked at first, in whichever hub. */
  readonly first: (repository: string, dossier: DossierKey) => DossierKey;
  /** Repositories of an account that dossiers declare. */
  readonly ofAccount: (account: string) => readonly RepositoryKey[];
}

/** What is known of a dossier in a repository; `expected` before it was looked at. */
const standingSchema = z.enum(['expected', 'acting', 'told']);
type Standing = z.infer<typeof standingSchema>;

const toldSchema = z.object({ openedAt: z.string().nullable(), repositories: z.array(z.tuple([z.string(), standingSchema])) });
const nothingDeclared: z.infer<typeof toldSchema> = { openedAt: null, repositories: [] };

/** By then, what is expected was looked at. */
const EXPECTED_MS = 86_400_000;

/** What the index is told by, and to: those that declare repositories are no index of those that watch them. */
export interface CarriersTold {
  readonly facts: Pick<SharedFacts, 'open'>;
  readonly kind: string;
  /** Whether a dossier is of a hub that is served. */
  readonly concerns: (dossier: DossierKey) => boolean;
}

const untold: CarriersTold = { facts: alone, kind: 'declared', concerns: () => true };

/**
 * An index in memory, which the processes tell each other. `namesOf` tells all names of a repository: those who declare it by different ones share it.
 */
export function createCarriers(
  namesOf: (repository: string) => readonly RepositoryKey[],
  { facts, kind, concerns }: CarriersTold = untold,
): Carriers {
  const byDossier = new Map<DossierKey, ReadonlyMap<RepositoryKey, Standing>>();
  const byRepository = new Map<RepositoryKey, Map<DossierKey, Standing>>();
  const openings = new Map<DossierKey, string>();
  const met = new Set<DossierKey>();

  const standings = (repository: string) => namesOf(repository).flatMap((name) => [...(byRepository.get(name) ?? [])]);
  const dossiers = (all: readonly (readonly [DossierKey, Standing])[]) => [...new Set(all.map(([dossier]) => dossier))].toSorted(byOpening);
  const of = (repository: string) => dossiers(standings(repository));
  const acting = (repository: string) => dossiers(standings(repository).filter(([, standing]) => standing !== 'told'));

  /** GitHub's instants are of one format. Numbers tell the same within a hub, and nothing between two. */
  function byOpening(a: DossierKey, b: DossierKey): number {
    const [one, other] = [openings.get(a) ?? '', openings.get(b) ?? ''];
    return one === other ? byNumber(a, b) : one < other ? -1 : 1;
  }

  /** Of those that were not looked at yet, the first alone: it names the next. */
  function toLookAt(repository: string): readonly DossierKey[] {
    const known = dossiers(standings(repository).filter(([, standing]) => standing !== 'expected'));
    const next = firstExpected(repository);
    return next === null ? known : [...known, next];
  }

  function firstExpected(repository: string): DossierKey | null {
    return dossiers(standings(repository).filter(([, standing]) => standing === 'expected'))[0] ?? null;
  }

  function othersAt(repositories: readonly RepositoryKey[], dossier: DossierKey): readonly DossierKey[] {
    return [...new Set(repositories.flatMap(toLookAt))].filter((other) => other !== dossier);
  }

  function write(dossier: DossierKey, after: ReadonlyMap<RepositoryKey, Standing>): readonly RepositoryKey[] {
    const before = byDossier.get(dossier) ?? new Map<RepositoryKey, Standing>();
    for (const name of before.keys()) withdraw(dossier, name);
    for (const [name, standing] of after) byRepository.set(name, (byRepository.get(name) ?? new Map()).set(dossier, standing));
    if (after.size === 0) {
      byDossier.delete(dossier);
      openings.delete(dossier);
    } else byDossier.set(dossier, after);
    return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
  }

  /** A name that nobody declares any more is forgotten: people write as many as they like. */
  function withdraw(dossier: DossierKey, name: RepositoryKey): void {
    const declaring = byRepository.get(name);
    declaring?.delete(dossier);
    if (declaring?.size === 0) byRepository.delete(name);
  }

  type Hear = (dossier: DossierKey, after: ReadonlyMap<RepositoryKey, Standing>) => void;
  const channel = (sort: Pick<Channel<never>, 'kind' | 'keptMs'>, hear: Hear) =>
    facts.open({
      ...sort,
      concerns: (subject) => {
        const dossier = readDossierKey(subject);
        return dossier !== null && concerns(dossier);
      },
      schema: toldSchema,
      hear: ({ subject, value }) => {
        const dossier = readDossierKey(subject);
        const { openedAt, repositories } = value ?? nothingDeclared;
        if (dossier === null) return;
        if (openedAt !== null) openings.set(dossier, openedAt);
        hear(dossier, new Map(repositories.map(([repository, standing]) => [repositoryKey(repository), standing])));
      },
    });
  const tell = channel({ kind, keptMs: null }, meet);
  const tellExpected = channel({ kind: `${kind} expected`, keptMs: EXPECTED_MS }, expectOf);

  /** What is only expected never takes the place of what was seen. */
  function expectOf(dossier: DossierKey, after: ReadonlyMap<RepositoryKey, Standing>): readonly RepositoryKey[] {
    const before = byDossier.get(dossier) ?? new Map<RepositoryKey, Standing>();
    return isSeen(before) ? [] : write(dossier, new Map([...before, ...after]));
  }

  function meet(dossier: DossierKey, after: ReadonlyMap<RepositoryKey, Standing>): readonly RepositoryKey[] {
    met.add(dossier);
    return write(dossier, after);
  }

  function toTell(dossier: DossierKey, after: ReadonlyMap<RepositoryKey, Standing>): z.infer<typeof toldSchema> {
    return { openedAt: openings.get(dossier) ?? null, repositories: [...after] };
  }

  function writeAndTell(dossier: DossierKey, after: ReadonlyMap<RepositoryKey, Standing>): readonly RepositoryKey[] {
    const changed = meet(dossier, after);
    if (changed.length > 0) tell(dossier, after.size === 0 ? null : toTell(dossier, after));
    return changed;
  }

  function precede(dossier: DossierKey): readonly DossierKey[] {
    const declared = [...(byDossier.get(dossier) ?? [])];
    const first = declared.flatMap(([name, standing]) => (standing === 'expected' ? (firstExpected(name) ?? []) : []));
    return [...new Set(first)].filter((other) => other !== dossier).toSorted(byOpening);
  }

  return {
    opened: (dossier, at) => void openings.set(dossier, at),
    of,
    acting,
    first: (repository, dossier) => [dossier, ...acting(repository)].toSorted(byOpening)[0] ?? dossier,
    declare: (dossier, repositories) => {
      // A name that is declared twice is one where the App may act if it may by either.
      const mayAct = repositories.filter((one) => one.mayAct).map(({ name }) => repositoryKey(name));
      const names = repositories.map(({ name }) => repositoryKey(name));
      const changed = writeAndTell(dossier, new Map(names.map((name) => [name, mayAct.includes(name) ? 'acting' : 'told'])));
      return othersAt(changed, dossier);
    },
    expect: (dossier, repositories) => {
      const changed = expectOf(dossier, new Map(repositories.map((name) => [repositoryKey(name), 'expected'] as const)));
      if (changed.length > 0) tellExpected(dossier, toTell(dossier, byDossier.get(dossier) ?? new Map()));
    },
    isMet: (dossier) => met.has(dossier),
    setAside: (dossier) => {
      const changed = writeAndTell(dossier, new Map([...(byDossier.get(dossier) ?? [])].map(([name]) => [name, 'told'])));
      return othersAt(changed, dossier);
    },
    before: precede,
    follows: (dossier) => precede(dossier).length > 0,
    ofAccount: (account) =>
      [...new Set([...byRepository.keys()].flatMap(namesOf))].filter((name) => sameLogin(repositoryNamed(name).owner, account)),
  };
}

function isSeen(standings: ReadonlyMap<RepositoryKey, Standing>): boolean {
  return [...standings.values()].some((standing) => standing !== 'expected');
}
