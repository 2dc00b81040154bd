import type { Written } from '../apply/action.ts';
import {
  type DossierKey,
  firstDossier,
  type RepositoryRef,
  readKey,
  repositoryNamed,
  repositoryKey,
  sameRepository,
} from '../words/key.ts';
import type { Secrets } from '../apply/secrets.ts';
import type { PullWanted } from '../dossier/mirror/mirror-status.ts';
import type { RepositorySeen, RepositorySight } from '../dossier/mirror/sight.ts';
import type { RepositoryAccess } from '../dossier/observation.ts';
import type { Clock } from '../queue/clock.ts';
import type { ReportWanted } from '../dossier/checks/report-wanted.ts';
import { type Carriers, createCarriers, type Declared } from './carriers.ts';
import { type Checks, createChecks, type Touched } from './checks.ts';
import type { Installations } from './installations.ts';
import { readMirrorMarker } from './mirror-marker.ts';
import { proposeMirror } from './mirror-pulls.ts';
import { readAccess } from './read-access.ts';
import { readWriteRight, readWriteRightAt, RightLost } from './rights.ts';
import { type Asked, readRepository } from './read-repository.ts';
import { createRefusedWrites } from './refused-writes.ts';
import { writeReport } from './report-issue.ts';
import { describeRefusal, refusalOf } from './refusal.ts';

/** The repositories of the projects, as the dossiers see and change them. */
export interface Projects {
  readonly see: (name: string, dossier: DossierKey, asked: Omit<Asked, 'secrets'>) => Promise<RepositorySight>;
  /** Can the App act there, and what may be told of it? `namer` is the login of whoever named it in the dossier, null for nobody. */
  readonly access: (name: string, namer: string | null) => Promise<RepositoryAccess>;
  /** What the technical checks say of a repository; `namer` is the login of whoever named it in the dossier, null for nobody. */
  readonly check: Checks['see'];
  /** `outdated` where the right that it rests on was lost. */
  readonly report: (wanted: ReportWanted) => Promise<Written>;
  /** Number of writes; not 0 either where another dossier was just writing there, or the right was lost, so that the repository is looked at again. */
  readonly propose: (wanted: PullWanted, console: string) => Promise<number>;
  /** Which dossiers declare which repositories. */
  readonly declare: Carriers['declare'];
  readonly expect: Carriers['expect'];
  readonly follows: Carriers['follows'];
  /** Remembers which repositories a dossier follows the files of. */
  readonly watch: (dossier: DossierKey, repositories: readonly Declared[]) => void;
  /** A dossier that cannot be looked at carries nothing, and writes no report for others, until it can. */
  readonly setAside: Carriers['setAside'];
  /** Something happened in a repository: it will be read again. Returns the dossiers that this concerns. */
  readonly changed: (repository: RepositoryRef, touched: Touched) => readonly DossierKey[];
  /** The same for all repositories of an account. */
  readonly accountChanged: (account: string) => readonly DossierKey[];
  /** The dossier that a pull request of that repository was opened for, by its signed marker. */
  readonly readMarker: (body: string, repository: RepositoryRef) => DossierKey | null;
}

/** A repository is read again after this even if no event told of a change: events get lost. */
const KEPT_MS = 30 * 60_000;

/** The repositories of the projects, each read once until something happens in it. `secrets` sign what the App writes there. */
export function createProjects({
  installations,
  isHub,
  secrets,
  clock,
}: {
  installations: Installations;
  /** Dossiers are only in those. */
  isHub: (repository: RepositoryRef) => boolean;
  secrets: Secrets;
  clock: Pick<Clock, 'now' | 'elapsed'>;
}): Projects {
  const carriers = createCarriers();
  const watchers = createCarriers();
  /** Repositories where a pull request is being written. */
  const proposing = new Map<string, Promise<number>>();
  const checks = createChecks({ installations, clock });
  const refused = createRefusedWrites(clock);
  const kept = new Map<string, { at: number; asked: string; seen: Omit<RepositorySeen, 'others'> }>();

  async function look(name: string, asked: Asked): Promise<RepositorySight | Omit<RepositorySeen, 'others'>> {
    const question = JSON.stringify([asked.namer, asked.branches, asked.platforms]);
    const known = kept.get(repositoryKey(name));
    const fresh = known?.asked === question && clock.now().getTime() - known.at < KEPT_MS ? known.seen : null;
    if (fresh?.namerWrites === 'yes') return fresh;
    const repository = await installations.repository(repositoryNamed(name), 'read-project');
    if (repository === null) return { kind: 'unreachable' };
    // No event tells of a right that was given: a refusal is asked again each time.
    if (fresh !== null) return { ...fresh, namerWrites: (await readWriteRight(repository, asked.namer)).answer };
    const seen = await readRepository(repository, asked);
    if (seen.kind === 'hidden') return seen;
    kept.set(repositoryKey(name), { at: clock.now().getTime(), asked: question, seen });
    return seen;
  }

  /** By the name that GitHub gives it as well as by that of the dossier: they differ after a rename. */
  function reread(name: string): void {
    const same = (other: string) => sameRepository(other, name);
    for (const [declared, { seen }] of kept) if (same(declared) || same(seen.name)) kept.delete(declared);
  }

  function forget(name: string): void {
    reread(name);
    installations.forget(repositoryNamed(name));
  }

  function changed(name: string, touched: Touched): readonly DossierKey[] {
    forget(name);
    refused.forget(name);
    return [...new Set([...carriers.of(name), ...(checks.changed(repositoryNamed(name), touched) ? watchers.of(name) : [])])];
  }

  async function propose(wanted: PullWanted, console: string): Promise<number> {
    const { name } = wanted.seen;
    const repository = await installations.repository(repositoryNamed(name), 'write-mirror');
    if (repository === null) return 0;
    const other = proposing.get(name);
    if (other !== undefined) return other.then(() => 1);
    const writing = proposeMirror({ repository, wanted, console, secrets }).catch(whenRightLost(1));
    const ended = writing.then(
      (writes) => writes,
      // Whatever a failure leaves behind must be read again.
      () => 1,
    );
    proposing.set(name, ended);
    if ((await ended) > 0) reread(name);
    proposing.delete(name);
    return writing;
  }

  async function report(wanted: ReportWanted): Promise<Written> {
    const { key } = wanted.dossier;
    // One report for all the dossiers that declare the repository, or each would write over the other's.
    if (firstDossier([key, ...watchers.acting(wanted.inspected.name)]) !== key) return { kind: 'written', writes: 0 };
    const repository = await installations.repository(repositoryNamed(wanted.inspected.name), 'write-report');
    if (repository === null) return { kind: 'written', writes: 0 };
    const app = await installations.identity();
    const writes = await writeReport(repository, { wanted, app, secrets }).catch(whenRightLost(null));
    if (writes !== null) return { kind: 'written', writes };
    checks.changed(repositoryNamed(wanted.inspected.name), 'unknown');
    return { kind: 'outdated' };
  }

  return {
    see: async (name, dossier, asked) => {
      try {
        const sight = await look(name, { ...asked, secrets });
        if (sight.kind !== 'seen') return sight;
        // A hub that was renamed since signed with its old name: whose pull request it is, is written anew.
        const pullOf = sight.pullOf !== null && isHub(readKey(sight.pullOf)) ? sight.pullOf : null;
        return { ...sight, pullOf, others: carriers.acting(sight.name).filter((other) => other !== dossier) };
      } catch (error) {
        const refusal = refusalOf(error);
        forget(name);
        // The App was just taken off the repository, or the repository is gone.
        if (refusal.kind === 'gone') return { kind: 'unreachable' };
        const namerWrites = await readWriteRightAt(installations, repositoryNamed(name), asked.namer);
        return { kind: 'unreadable', because: describeRefusal(refusal), namerWrites };
      }
    },
    propose: (wanted, console) =>
      refused.attempt({ repository: wanted.seen.name, act: 'write-mirror', wanted: [wanted, console] }, () => propose(wanted, console)),
    access: (name, namer) => readAccess(installations, repositoryNamed(name), namer),
    check: checks.see,
    report: (wanted) => refused.attempt({ repository: wanted.inspected.name, act: 'write-report', wanted }, () => report(wanted)),
    declare: carriers.declare,
    expect: carriers.expect,
    follows: carriers.follows,
    watch: (dossier, repositories) => void watchers.declare(dossier, repositories),
    setAside: (dossier) => {
      carriers.setAside(dossier);
      watchers.setAside(dossier);
    },
    readMarker: (body, { owner, repo }) => readMirrorMarker(body, `${owner}/${repo}`, secrets),
    changed: ({ owner, repo }, touched) => changed(`${owner}/${repo}`, touched),
    accountChanged: (account) =>
      [...new Set([...carriers.ofAccount(account), ...watchers.ofAccount(account)])].flatMap((name) => changed(name, 'unknown')),
  };
}

/** For a promise that was not kept since the right was lost: what to give instead. Any other error stays one. */
function whenRightLost<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof RightLost) return instead;
    throw error;
  };
}
