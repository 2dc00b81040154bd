import type { CommitReport, HeadNeed, HeadObstacle, HeadReading, HeadSeen, ReportNeed } from '../dossier/checks/head-reading.ts';
import { type HubKey, type RepositoryRef, hubKey, repositoryNamed } from '../words/key.ts';
import { accountKey } from '../words/account.ts';
import type { Right } from '../dossier/observation.ts';
import type { LookForHelm } from '../helm/keep-looking.ts';
import { isRelevantPath } from '../inspect/files/select-files.ts';
import type { Clock } from '../queue/clock.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Heads, RightAges } from './heads.ts';
import type { Installations } from './installations.ts';
import { createKeptReadings } from './kept-readings.ts';
import type { Repository } from './octokit.ts';
import { refusalOf } from './refusal.ts';
import { createReports } from './reports.ts';
import { readWriteRightAt } from './rights.ts';

/** Files that a push touched; `unknown` where the event does not tell. */
export type Touched = readonly string[] | 'unknown';

/** What the technical checks rest on in the projects' repositories, each commit read once. Who may be shown what is `decide`'s to say, before it asks. */
export interface Checks {
  readonly head: (need: HeadNeed) => Promise<HeadReading>;
  readonly inspect: (need: ReportNeed) => Promise<CommitReport | HeadObstacle>;
  /** Something happened in a repository: true when its checks may have changed, false when all that was touched is without effect on them. */
  readonly changed: (repository: RepositoryRef, touched: Touched) => boolean;
  /** What was read of a commit of the repository of that id is read again when it is asked for. */
  readonly forget: (at: { readonly id: number; readonly commit: string }) => void;
}

/** A repository is looked at again after this even if no event told of a change: events get lost. One that could not be read, much sooner. */
const KEPT_MS = 24 * 3_600_000;
const OBSTACLE_KEPT_MS = 30 * 60_000;
const MAX_KEPT = 5_000;

const rightAges: RightAges = (answer) => (answer === 'yes' ? KEPT_MS : OBSTACLE_KEPT_MS);

/** Why a repository could not be read when it was last tried. */
interface Obstacle {
  readonly what: HeadObstacle['kind'];
  /** Of those who named it in a dossier: it is told only to those who may write there. */
  readonly rights: Map<string, Right['answer']>;
}

type Asked = Pick<HeadNeed, 'name' | 'namer'>;
type ReportRead = CommitReport | HeadObstacle;
/** Keeps what stands in the way of a reading that began, and returns it. */
type Keep = (what: Obstacle['what']) => Obstacle;

/** Whatever is asked, the same stands in the way. */
const ANY_QUESTION = '';

interface ChecksPorts {
  readonly installations: Pick<Installations, 'repository' | 'forget'>;
  readonly heads: Heads;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly helm?: LookForHelm | undefined;
}

/** Checks as GitHub shows the repositories. */
export function createChecks({ installations, heads, clock, helm }: ChecksPorts): Checks {
  const obstacles = createKeptReadings<HubKey, Obstacle>(clock, MAX_KEPT);
  /** The demands to look again that were met. */
  const met = new BoundedMap<HubKey, string>(MAX_KEPT);
  const reports = createReports(clock, helm);

  function meet(where: RepositoryRef, demand: string | null): void {
    if (demand === null || met.get(hubKey(where)) === demand) return;
    met.set(hubKey(where), demand);
    obstacles.forget(hubKey(where));
    heads.changed(where, 'anything');
  }

  function obstacleOf(name: string): Obstacle | null {
    return obstacles.get(hubKey(repositoryNamed(name)), ANY_QUESTION, () => OBSTACLE_KEPT_MS);
  }

  function begin(name: string): Keep {
    const rights = obstacleOf(name)?.rights ?? new Map<string, Right['answer']>();
    const keep = obstacles.begin(hubKey(repositoryNamed(name)), ANY_QUESTION);
    return (what) => {
      const obstacle = { what, rights };
      keep(obstacle);
      return obstacle;
    };
  }

  async function see(need: HeadNeed, keep: Keep): Promise<HeadReading> {
    const known = obstacleOf(need.name);
    if (known !== null) return obstacleSeen(known, need);
    const repository = await installations.repository(repositoryNamed(need.name), 'read-project');
    return repository === null ? obstacleSeen(keep('unreachable'), need) : look(repository, need);
  }

  async function look(repository: Repository, { namer, parts }: HeadNeed): Promise<HeadSeen> {
    const namerWrites = parts.includes('right') ? await heads.right(repository, namer, rightAges) : null;
    // What is told of a refusal rests on whether everybody may see the repository.
    const refused = namerWrites === 'no' || namerWrites === 'unverified';
    const { id, name, url, private: closed, hasIssues } = await heads.of(repository, refused ? OBSTACLE_KEPT_MS : KEPT_MS);
    const end = parts.includes('commit') ? { commit: await heads.commit(repository, KEPT_MS) } : null;
    return { kind: 'seen', id, name, url, private: closed, hasIssues, namerWrites, end };
  }

  async function read({ name, namer, commit, registries, clusters, declared }: ReportNeed, keep: Keep): Promise<ReportRead> {
    const repository = await installations.repository(repositoryNamed(name), 'read-project');
    if (repository === null) return obstacleSeen(keep('unreachable'), { name, namer });
    const { id } = await heads.of(repository, KEPT_MS);
    return { commit, report: await reports.of(repository, { id, commit, registries, clusters, declared }) };
  }

  /** The end of the default branch that is gone while the repository is there was just replaced: what is known of it is no longer true. */
  async function readEnd(need: ReportNeed, keep: Keep): Promise<ReportRead> {
    try {
      return await read(need, keep);
    } catch (error) {
      const where = repositoryNamed(need.name);
      const repository = refusalOf(error).kind === 'gone' ? await installations.repository(where, 'read-project') : null;
      if (repository === null || !(await heads.isThere(repository))) throw error;
      heads.changed(where, 'anything');
      return obstacleSeen(keep('unreadable'), need);
    }
  }

  /** A commit of a pull request that is gone, or cannot be read, says nothing of the repository. */
  async function readPull(need: ReportNeed): Promise<ReportRead> {
    try {
      return await read(need, begin(need.name));
    } catch (error) {
      refusalOf(error);
      return { commit: need.commit, report: null };
    }
  }

  /** What is read, or why it could not be. */
  async function orObstacle<Reading>(asked: Asked, reading: (keep: Keep) => Promise<Reading>): Promise<Reading | HeadObstacle> {
    const keep = begin(asked.name);
    try {
      return await reading(keep);
    } catch (error) {
      const refusal = refusalOf(error);
      const where = repositoryNamed(asked.name);
      installations.forget(where);
      heads.changed(where, 'anything');
      const what = refusal.kind === 'gone' ? 'unreachable' : 'unreadable';
      return obstacleSeen(keep(what), asked);
    }
  }

  async function obstacleSeen({ what, rights }: Obstacle, asked: Asked): Promise<HeadObstacle> {
    return what === 'unreachable' ? { kind: what } : { kind: what, namerWrites: await rightOf(rights, asked) };
  }

  async function rightOf(rights: Obstacle['rights'], { name, namer }: Asked): Promise<Right['answer']> {
    if (namer === null) return 'no';
    const known = rights.get(accountKey(namer));
    if (known !== undefined) return known;
    const answer = await readWriteRightAt(installations, repositoryNamed(name), namer);
    rights.set(accountKey(namer), answer);
    return answer;
  }

  return {
    head: (need) => {
      meet(repositoryNamed(need.name), need.freshSince);
      return orObstacle(need, (keep) => see(need, keep));
    },
    inspect: (need) => (need.of === 'pull-request' ? readPull(need) : orObstacle(need, (keep) => readEnd(need, keep))),
    changed: (repository, touched) => {
      const matters = touched === 'unknown' || touched.some(isRelevantPath);
      if (matters) obstacles.forget(hubKey(repository));
      return matters;
    },
    forget: reports.forget,
  };
}
