import type { Written } from '../apply/action.ts';
import { type DossierKey, type RepositoryRef, readKey, repositoryKey, repositoryNamed, type RepositoryKey } from '../words/key.ts';
import type { Secrets } from '../apply/secrets.ts';
import type { PullWanted } from '../dossier/mirror/mirror-status.ts';
import type { RepositorySeen, RepositoryReading } from '../dossier/mirror/repository-reading.ts';
import type { RepositoryAccess } from '../dossier/observation.ts';
import type { Clock } from '../queue/clock.ts';
import { alone, type SharedFacts } from '../queue/facts.ts';
import { createOwed, type Owed } from '../queue/owed.ts';
import type { FixesWanted } from '../dossier/checks/assess-fixes.ts';
import type { FixesReading, FixesSeen } from '../dossier/checks/fixes-reading.ts';
import type { RunWanted } from '../dossier/checks/run.ts';
import { runsAddress } from '../render/check-run.ts';
import type { ReportWanted } from '../dossier/checks/report-wanted.ts';
import { type Carriers, createCarriers, type Declared } from './carriers.ts';
import { createFormerHubs } from './former-hubs.ts';
import { createFollowers, type Watched } from './followers.ts';
import type { LookForHelm } from '../helm/keep-looking.ts';
import { type Checks, createChecks, type Touched } from './checks.ts';
import { createFixes } from './fixes.ts';
import type { FixesAsked } from './read-fixes.ts';
import { createHeads } from './heads.ts';
import type { HubRegistry } from './hub-registry.ts';
import type { Installations } from './installations.ts';
import { readFixesMarker, readMirrorMarker } from './mirror-marker.ts';
import { proposeMirror } from './mirror-pulls.ts';
import { createKeptReadings } from './kept-readings.ts';
import { NoLongerSo } from './no-longer-so.ts';
import { patienceNow } from './patience.ts';
import { readAccess } from './read-access.ts';
import { readWriteRightAt } from './rights.ts';
import { type Asked, keptFor, mirrorRightAges, readRepository, type SeenAlone } from './read-repository.ts';
import { createRefusedWrites } from './refused-writes.ts';
import { shareNews } from './repository-news.ts';
import { retireReport, writeReport } from './report-issue.ts';
import { createRuns, type Press, type Runs } from './runs.ts';
import { describeRefusal, refusalOf } from './refusal.ts';

/** The repositories of the projects, as the dossiers see and change them. */
export interface Projects {
  readonly see: (name: string, dossier: DossierKey, asked: Omit<Asked, 'secrets'>) => Promise<RepositoryReading>;
  /** A repository to mend, with what would mend it. */
  readonly seeFixes: (dossier: DossierKey, asked: Omit<FixesAsked, 'secrets'>) => Promise<FixesReading>;
  /** Can the App act there, and what may be told of it? `namer` is whoever named it in the dossier, null for nobody. */
  readonly access: (name: string, namer: Asked['namer']) => Promise<RepositoryAccess>;
  /** A repository before its files, for the technical checks. */
  readonly head: Checks['head'];
  /** What the technical checks say of a commit. */
  readonly inspect: Checks['inspect'];
  /** `outdated` where the right that it rests on was lost. */
  readonly report: (wanted: ReportWanted) => Promise<Written>;
  /** The check runs of a repository's default branch and pull requests. */
  readonly runs: Runs['runs'];
  /** `outdated` where the right that it rests on was lost. */
  readonly run: (wanted: RunWanted) => Promise<Written>;
  /** Somebody pressed a button of a check run: kept there. Returns the dossiers that this concerns. */
  readonly press: (repository: RepositoryRef, press: Press) => Promise<readonly DossierKey[]>;
  /** Ends the check runs that keep a press where no dossier writes them any more. Number of writes. */
  readonly endLeftPresses: () => Promise<number>;
  /** Pull requests of a repository were opened or changed: the dossiers that follow them. */
  readonly pullsChanged: (repository: RepositoryRef) => readonly DossierKey[];
  /** Accounts whose installation has not accepted check runs. */
  readonly withoutRuns: Runs['notGranted'];
  /** Number of writes; not 0 either where another dossier was just writing there, or what it rests on is no longer so, so that the repository is looked at again. */
  readonly propose: (wanted: PullWanted, console: string) => Promise<number>;
  /** The same of the pull request with fixes. */
  readonly mend: (wanted: FixesWanted) => Promise<number>;
  /** When a dossier was opened: before it is looked at further. */
  readonly opened: Carriers['opened'];
  /** Which dossiers declare which repositories: the others that this concerns are offered by `offerConcerned`, whatever becomes of the look. */
  readonly declare: (dossier: DossierKey, repositories: readonly Declared[]) => void;
  /** Dossiers that a look concerns otherwise: offered with those. */
  readonly concern: (dossiers: readonly DossierKey[]) => void;
  readonly expect: Carriers['expect'];
  readonly before: Carriers['before'];
  readonly offerConcerned: Owed<DossierKey>['offerTo'];
  /** Remembers which repositories a dossier follows the files of. */
  readonly watch: (dossier: DossierKey, repositories: readonly Watched[]) => void;
  /** A dossier that cannot be looked at carries nothing, and writes no report for others, until it can. */
  readonly setAside: (dossier: DossierKey) => void;
  /** An event tells the id of a repository, which may bear another name than the dossiers know. */
  readonly named: (repository: RepositoryRef, id: number) => void;
  /** Something happened in a repository: it will be read again. Returns the dossiers that this concerns. */
  readonly changed: (repository: RepositoryRef, touched: Touched) => readonly DossierKey[];
  /** The same for all repositories of an account. */
  readonly accountChanged: (account: string) => readonly DossierKey[];
  /** The dossier that a pull request of that repository was opened for, by its signed marker. */
  readonly readMarker: (body: string, repository: RepositoryRef) => DossierKey | null;
}

/** Repositories whose reading is kept; those read longest ago are read again. */
const MAX_KEPT = 5_000;

/** The repositories of the projects, each read once until something happens in it. `secrets` sign what the App writes there. */
export function createProjects({
  installations,
  hubs,
  secrets,
  clock,
  helm,
  facts = alone,
}: {
  installations: Pick<Installations, 'repository' | 'forget' | 'identity'>;
  /** Dossiers are only in those. */
  hubs: Pick<HubRegistry, 'keys' | 'isHub'>;
  secrets: Secrets;
  clock: Pick<Clock, 'now' | 'elapsed'>;
  /** What renders charts; absent, none are rendered. */
  helm?: LookForHelm | undefined;
  /** What the processes know in common. */
  facts?: Pick<SharedFacts, 'open'>;
}): Projects {
  /** Repositories where a pull request is being written. */
  const proposing = new Map<string, Promise<number>>();
  const heads = createHeads(clock, facts);
  const concerns = (dossier: DossierKey) => hubs.isHub(readKey(dossier));
  const carriers = createCarriers(heads.namesOf, { facts, kind: 'declared', concerns });
  const concerned = createOwed<DossierKey>();
  const followers = createFollowers(heads.namesOf, { facts, concerns });
  const checks = createChecks({ installations, heads, clock, helm });
  const runs = createRuns({ installations, heads, clock, readAgain: checks.forget, facts });
  const refused = createRefusedWrites(clock);
  const nowNamed = createFormerHubs({ installations, hubs, clock });
  const fixes = createFixes({ installations, heads, clock, secrets });
  const kept = createKeptReadings<RepositoryKey, SeenAlone>(clock, MAX_KEPT);

  async function look(name: string, asked: Asked): Promise<Exclude<RepositoryReading, RepositorySeen> | SeenAlone> {
    const question = JSON.stringify([asked.namer, asked.branches, asked.platforms]);
    const fresh = kept.get(repositoryKey(name), question, keptFor);
    if (fresh?.namerWrites === 'yes') return fresh;
    const repository = await installations.repository(repositoryNamed(name), 'read-project');
    if (repository === null) return { kind: 'unreachable' };
    // No event tells of a right that was given: a refusal is asked again each time.
    if (fresh !== null) return { ...fresh, namerWrites: await heads.right(repository, asked.namer, mirrorRightAges) };
    const keep = kept.begin(repositoryKey(name), question);
    const seen = await readRepository(repository, asked, heads);
    if (seen.kind === 'seen') keep(seen);
    return seen;
  }

  /** By whatever name a dossier declares it. */
  function reread(where: RepositoryRef): void {
    for (const name of heads.namesOf(`${where.owner}/${where.repo}`)) {
      kept.forget(name);
      fixes.forget(name);
    }
  }

  function forget(where: RepositoryRef): void {
    reread(where);
    heads.changed(where, 'anything');
    installations.forget(where);
  }

  const tell = shareNews(facts, (where, news) => {
    switch (news.what) {
      case 'anything':
        return void readAnew(where, 'unknown');
      case 'no-file-that-matters':
        return void readAnew(where, []);
      case 'pulls':
        return void runs.changed(where);
      case 'own-pull':
        return rereadPulls(where);
      case 'run':
        runs.forget(news);
        return checks.forget(news);
      default:
        return news satisfies never;
    }
  });

  /** True where what was touched matters for the checks. */
  function readAnew(where: RepositoryRef, touched: Touched): boolean {
    reread(where);
    // By a former name too: it may have gone to another account, where the App is installed by itself.
    for (const name of heads.namesOf(`${where.owner}/${where.repo}`)) {
      installations.forget(repositoryNamed(name));
      refused.forget(name);
    }
    runs.changed(where);
    const matters = checks.changed(where, touched);
    heads.changed(where, matters ? 'anything' : 'no-file-that-matters');
    return matters;
  }

  function changed(where: RepositoryRef, touched: Touched): readonly DossierKey[] {
    const name = `${where.owner}/${where.repo}`;
    const matters = readAnew(where, touched);
    tell(where, { what: matters ? 'anything' : 'no-file-that-matters' });
    return [...new Set([...carriers.of(name), ...(matters ? followers.of(name) : [])])];
  }

  /** A pull request of the App, which has a check run too, was written. */
  function rereadPulls(where: RepositoryRef): void {
    reread(where);
    runs.changed(where);
  }

  /** The writes of a pull request of the App's own, after which, or after a failure that may have left some behind, it is read again. */
  async function rereadAfter(where: RepositoryRef, writing: Promise<number>): Promise<number> {
    const written = writing.catch(whenNoLongerSo(where, 1));
    if ((await written.catch(() => 1)) > 0) {
      rereadPulls(where);
      tell(where, { what: 'own-pull' });
    }
    return written;
  }

  /** For a promise that was not kept since what it rests on is no longer so: what to give instead, the repository being read again. Any other error stays one. */
  function whenNoLongerSo<T>(where: RepositoryRef, instead: T): (error: unknown) => T {
    return (error) => {
      if (!(error instanceof NoLongerSo)) throw error;
      heads.changed(where, 'anything');
      return instead;
    };
  }

  async function propose(wanted: PullWanted, console: string): Promise<number> {
    const { name } = wanted.seen;
    const where = repositoryNamed(name);
    const repository = await installations.repository(where, 'write-mirror');
    if (repository === null) return 0;
    const other = proposing.get(name);
    if (other !== undefined) return patienceNow()(other.then(() => 1));
    const writing = rereadAfter(where, proposeMirror({ repository, wanted, console, secrets }));
    const ended = writing.catch(() => 1);
    proposing.set(name, ended);
    try {
      return await writing;
    } finally {
      proposing.delete(name);
    }
  }

  async function report(wanted: ReportWanted): Promise<Written> {
    const { key } = wanted.dossier;
    // One report for all the dossiers that declare the repository, or each would write over the other's.
    if (followers.first(wanted.inspected.name, key) !== key) return { kind: 'written', writes: 0 };
    const where = repositoryNamed(wanted.inspected.name);
    const repository = await installations.repository(where, 'write-report');
    if (repository === null) return { kind: 'written', writes: 0 };
    const app = await installations.identity();
    const writes = await writeReport(repository, { wanted, app, secrets }).catch(whenNoLongerSo(where, null));
    if (writes !== null) return { kind: 'written', writes };
    checks.changed(where, 'unknown');
    return { kind: 'outdated' };
  }

  async function run(wanted: RunWanted): Promise<Written> {
    const { inspected, dossier, pull } = wanted;
    // As for the report: one writes for all.
    if (followers.first(inspected.name, dossier.key) !== dossier.key) return { kind: 'written', writes: 0 };
    const where = repositoryNamed(inspected.name);
    const repository = await installations.repository(where, 'write-run');
    if (repository === null) return { kind: 'written', writes: 0 };
    const beforeEnd = inspected.private && inspected.hasIssues && pull === null ? () => retire(where, wanted) : null;
    const writes = await runs.write(repository, { wanted, beforeEnd }).catch(whenNoLongerSo(where, null));
    if (writes !== null && writes > 0) tell(where, { what: 'run', id: inspected.id, commit: inspected.commit });
    if (writes !== null) return { kind: 'written', writes };
    checks.changed(where, 'unknown');
    return { kind: 'outdated' };
  }

  function mend(wanted: FixesWanted): Promise<number> {
    return rereadAfter(repositoryNamed(wanted.seen.name), fixes.mend(wanted));
  }

  async function press(where: RepositoryRef, pressed: Press): Promise<readonly DossierKey[]> {
    const writers = followers.runWriters(`${where.owner}/${where.repo}`);
    const at = writers.length > 0 ? await runs.press(where, pressed) : null;
    if (at === null) return [];
    tell(where, { what: 'run', ...at });
    return writers;
  }

  /** The dossier that a pull request was opened for is there until a look tells otherwise, though its hub was not listed yet. */
  function meetHolder(holder: DossierKey, name: string): void {
    if (carriers.isMet(holder)) return;
    carriers.expect(holder, [name]);
    concerned.add([holder]);
  }

  /** The dossier that goes on with the pull request with fixes: none once the one it was opened for no longer declares the repository, or is closed. */
  async function holderOf({ pullOf, name }: FixesSeen, dossier: DossierKey): Promise<DossierKey | null> {
    const holder = pullOf === null ? null : await nowNamed(pullOf);
    const holds = holder === null || holder === dossier ? 'yes' : followers.holds(holder, name);
    if (holder !== null && holds === 'unknown') concerned.add([holder]);
    return holds === 'no' ? null : holder;
  }

  /** The check run of a private repository stands in the place of its issue. */
  async function retire(where: RepositoryRef, { inspected: { url, commit } }: RunWanted): Promise<number> {
    const repository = await installations.repository(where, 'write-report');
    if (repository === null) return 0;
    return retireReport(repository, { run: runsAddress(url, commit), app: await installations.identity(), secrets });
  }

  return {
    see: async (name, dossier, asked) => {
      try {
        const reading = await look(name, { ...asked, secrets });
        if (reading.kind !== 'seen') return reading;
        const pullOf = reading.pullOf === null ? null : await nowNamed(reading.pullOf);
        if (pullOf !== null && pullOf !== dossier) meetHolder(pullOf, reading.name);
        const first = carriers.first(reading.name, dossier);
        const others = carriers.acting(reading.name).filter((other) => other !== dossier);
        return { ...reading, pullOf, others, elder: first === dossier ? null : first };
      } catch (error) {
        const refusal = refusalOf(error);
        forget(repositoryNamed(name));
        // The App was just taken off the repository, or the repository is gone.
        if (refusal.kind === 'gone') return { kind: 'unreachable' };
        const namerWrites = await readWriteRightAt(installations, repositoryNamed(name), asked.namer);
        return { kind: 'unreadable', because: describeRefusal(refusal), namerWrites };
      }
    },
    propose: (wanted, console) =>
      refused.attempt({ repository: wanted.seen.name, act: 'write-mirror', wanted: [wanted, console] }, () => propose(wanted, console)),
    seeFixes: async (dossier, asked) => {
      const reading = await fixes.see(asked);
      return reading.kind === 'seen' ? { ...reading, pullOf: await holderOf(reading, dossier) } : reading;
    },
    mend: (wanted) => refused.attempt({ repository: wanted.seen.name, act: 'write-fixes', wanted }, () => mend(wanted)),
    access: (name, namer) => readAccess(installations, repositoryNamed(name), namer),
    head: checks.head,
    inspect: checks.inspect,
    report: (wanted) => refused.attempt({ repository: wanted.inspected.name, act: 'write-report', wanted }, () => report(wanted)),
    runs: runs.runs,
    run: (wanted) =>
      refused.attempt({ repository: wanted.inspected.name, act: `write-run ${wanted.inspected.commit}`, wanted }, () => run(wanted)),
    press,
    endLeftPresses: () => runs.endLeft(({ owner, repo }) => followers.runWriters(`${owner}/${repo}`).length === 0),
    pullsChanged: (where) => {
      if (!runs.changed(where)) return [];
      tell(where, { what: 'pulls' });
      return followers.of(`${where.owner}/${where.repo}`);
    },
    withoutRuns: runs.notGranted,
    opened: (dossier, at) => {
      carriers.opened(dossier, at);
      followers.opened(dossier, at);
    },
    declare: (dossier, repositories) => concerned.add(carriers.declare(dossier, repositories)),
    concern: concerned.add,
    expect: carriers.expect,
    before: carriers.before,
    offerConcerned: concerned.offerTo,
    watch: (dossier, repositories) => concerned.add(followers.watch(dossier, repositories)),
    setAside: (dossier) => {
      concerned.add(carriers.setAside(dossier));
      followers.setAside(dossier);
    },
    readMarker: (body, { owner, repo }) =>
      readMirrorMarker(body, `${owner}/${repo}`, secrets) ?? readFixesMarker(body, `${owner}/${repo}`, secrets),
    named: heads.named,
    changed,
    accountChanged: (account) =>
      [...new Set([...carriers.ofAccount(account), ...followers.ofAccount(account)])].flatMap((name) =>
        changed(repositoryNamed(name), 'unknown'),
      ),
  };
}
