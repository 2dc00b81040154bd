import type { CommitReport, HeadNeed, HeadObstacle, HeadReading, HeadSeen, ReportNeed } from '../dossier/checks/head-reading.ts';
import { type HubKey, type RepositoryRef, hubKey, repositoryNamed } from '../words/key.ts';
import { type LoginKey, loginKey } from '../words/login.ts';
import type { Right } from '../dossier/observation.ts';
import type { FoundHelm } from '../helm/find-helm.ts';
import { isRelevantPath } from '../inspect/files/select-files.ts';
import type { Clock } from '../queue/clock.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Heads, RightAges } from './heads.ts';
import type { Installations } from './installations.ts';
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
  /** In milliseconds of the clock that nobody sets. */
  readonly at: number;
  readonly what: HeadObstacle['kind'];
  /** Of those who named it in a dossier: it is told only to those who may write there. */
  readonly rights: Map<LoginKey, Right['answer']>;
}

type Asked = Pick<HeadNeed, 'name' | 'namer'>;

interface ChecksPorts {
  readonly installations: Pick<Installations, 'repository' | 'forget'>;
  readonly heads: Heads;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly helm?: FoundHelm | undefined;
}

/** Checks as GitHub shows the repositories. */
export function createChecks({ installations, heads, clock, helm }: ChecksPorts): Checks {
  const obstacles = new BoundedMap<HubKey, Obstacle>(MAX_KEPT);
  /** The demands to look again that were met. */
  const met = new BoundedMap<HubKey, string>(MAX_KEPT);
  const reports = createReports(helm);

  function meet(where: RepositoryRef, demand: string | null): void {
    if (demand === null || met.get(hubKey(where)) === demand) return;
    met.set(hubKey(where), demand);
    obstacles.delete(hubKey(where));
    heads.changed(where, 'anything');
  }

  function keep(where: RepositoryRef, what: Obstacle['what']): Obstacle {
    const obstacle = { at: clock.elapsed(), what, rights: obstacles.get(hubKey(where))?.rights ?? new Map<LoginKey, Right['answer']>() };
    obstacles.set(hubKey(where), obstacle);
    return obstacle;
  }

  async function see(need: HeadNeed): Promise<HeadReading> {
    const where = repositoryNamed(need.name);
    meet(where, need.freshSince);
    const known = obstacles.get(hubKey(where));
    if (known !== undefined && clock.elapsed() - known.at < OBSTACLE_KEPT_MS) return obstacleSeen(known, need);
    obstacles.delete(hubKey(where));
    const repository = await installations.repository(where, 'read-project');
    return repository === null ? obstacleSeen(keep(where, 'unreachable'), need) : look(repository, need);
  }

  async function look(repository: Repository, { namer, parts }: HeadNeed): Promise<HeadSeen> {
    const namerWrites = parts.includes('right') ? await heads.right(repository, namer, rightAges) : null;
    // What is told of a refusal rests on whether everybody may see the repository.
    const refused = namerWrites === 'no' || namerWrites === 'unverified';
    const { id, name, url, private: closed, hasIssues } = await heads.of(repository, refused ? OBSTACLE_KEPT_MS : KEPT_MS);
    const end = parts.includes('commit') ? { commit: await heads.commit(repository, KEPT_MS) } : null;
    return { kind: 'seen', id, name, url, private: closed, hasIssues, namerWrites, end };
  }

  async function read({ name, namer, commit, registries }: ReportNeed): Promise<CommitReport | HeadObstacle> {
    const where = repositoryNamed(name);
    const repository = await installations.repository(where, 'read-project');
    if (repository === null) return obstacleSeen(keep(where, 'unreachable'), { name, namer });
    const { id } = await heads.of(repository, KEPT_MS);
    return { commit, report: await reports.of(repository, { id, commit, registries }) };
  }

  /** A commit of a pull request that is gone, or cannot be read, says nothing of the repository. */
  async function readPull(need: ReportNeed): Promise<CommitReport | HeadObstacle> {
    try {
      return await read(need);
    } catch (error) {
      refusalOf(error);
      return { commit: need.commit, report: null };
    }
  }

  /** What is read, or why it could not be. */
  async function orObstacle<Reading>(asked: Asked, reading: Promise<Reading>): Promise<Reading | HeadObstacle> {
    try {
      return await reading;
    } catch (error) {
      const refusal = refusalOf(error);
      const where = repositoryNamed(asked.name);
      installations.forget(where);
      heads.changed(where, 'anything');
      const what = refusal.kind === 'gone' ? 'unreachable' : 'unreadable';
      return obstacleSeen(keep(where, what), asked);
    }
  }

  async function obstacleSeen({ what, rights }: Obstacle, asked: Asked): Promise<HeadObstacle> {
    return what === 'unreachable' ? { kind: what } : { kind: what, namerWrites: await rightOf(rights, asked) };
  }

  async function rightOf(rights: Obstacle['rights'], { name, namer }: Asked): Promise<Right['answer']> {
    if (namer === null) return 'no';
    const known = rights.get(loginKey(namer));
    if (known !== undefined) return known;
    const answer = await readWriteRightAt(installations, repositoryNamed(name), namer);
    rights.set(loginKey(namer), answer);
    return answer;
  }

  return {
    head: (need) => orObstacle(need, see(need)),
    inspect: (need) => (need.of === 'pull-request' ? readPull(need) : orObstacle(need, read(need))),
    changed: (repository, touched) => {
      const matters = touched === 'unknown' || touched.some(isRelevantPath);
      if (matters) obstacles.delete(hubKey(repository));
      return matters;
    },
    forget: reports.forget,
  };
}
