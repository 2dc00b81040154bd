import type { ChecksRequest, ChecksSight, InspectedRepository } from '../dossier/checks/sight.ts';
import { type HubKey, type RepositoryRef, hubKey, repositoryNamed } from '../words/key.ts';
import type { Right } from '../dossier/observation.ts';
import { mayBeTold } from '../dossier/repository-access.ts';
import { isRelevantPath } from '../inspect/files/select-files.ts';
import type { Clock } from '../queue/clock.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Head, Heads, RightAges } from './heads.ts';
import type { Installations } from './installations.ts';
import type { Repository } from './octokit.ts';
import { describeRefusal, refusalOf } from './refusal.ts';
import { createReports } from './reports.ts';
import { readWriteRightAt } from './rights.ts';

/** Files that a push touched; `unknown` where the event does not tell. */
export type Touched = readonly string[] | 'unknown';

/** The technical checks of the projects' repositories, each commit read once. */
export interface Checks {
  /** `namer` is the login of whoever named it in the dossier, null for nobody. */
  readonly see: (request: ChecksRequest, namer: string | null) => Promise<ChecksSight>;
  /** Something happened in a repository: true when its checks may have changed, false when all that was touched is without effect on them. */
  readonly changed: (repository: RepositoryRef, touched: Touched) => boolean;
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
  readonly sight: ChecksSight;
  /** By login, of those who named it in a dossier: it is told only to those who may write there. */
  readonly rights: Map<string, Right['answer']>;
}

interface Asked {
  readonly name: string;
  readonly namer: string | null;
}

interface ChecksPorts {
  readonly installations: Pick<Installations, 'repository' | 'forget'>;
  readonly heads: Heads;
  readonly clock: Pick<Clock, 'elapsed'>;
}

/** Checks as GitHub shows the repositories. */
export function createChecks({ installations, heads, clock }: ChecksPorts): Checks {
  const obstacles = new BoundedMap<HubKey, Obstacle>(MAX_KEPT);
  /** The demands to look again that were met. */
  const met = new BoundedMap<HubKey, string>(MAX_KEPT);
  const reports = createReports();

  function meet(where: RepositoryRef, demand: string | null): void {
    if (demand === null || met.get(hubKey(where)) === demand) return;
    met.set(hubKey(where), demand);
    obstacles.delete(hubKey(where));
    heads.changed(where, 'anything');
  }

  function keep(where: RepositoryRef, sight: ChecksSight): Obstacle {
    const obstacle = { at: clock.elapsed(), sight, rights: obstacles.get(hubKey(where))?.rights ?? new Map<string, Right['answer']>() };
    obstacles.set(hubKey(where), obstacle);
    return obstacle;
  }

  async function see(request: ChecksRequest, namer: string | null): Promise<ChecksSight> {
    const where = repositoryNamed(request.name);
    meet(where, request.demand);
    const known = obstacles.get(hubKey(where));
    if (known !== undefined && clock.elapsed() - known.at < OBSTACLE_KEPT_MS) return obstacleTold(known, { name: request.name, namer });
    obstacles.delete(hubKey(where));
    const repository = await installations.repository(where, 'read-project');
    return repository === null ? keep(where, { kind: 'unreachable' }).sight : look(repository, request, namer);
  }

  async function look(repository: Repository, { authorised, known }: ChecksRequest, namer: string | null): Promise<ChecksSight> {
    const obstacle = async () => {
      const allowed = authorised.length > 0 && authorised.includes((await heads.of(repository, KEPT_MS)).id);
      return allowed ? null : rightObstacle(repository, namer);
    };
    // No file is read of a repository that was never shown to somebody who may write there.
    const refused = known === null ? await obstacle() : null;
    if (refused !== null) return refused;
    const head = await heads.of(repository, KEPT_MS);
    const hidden = head.private ? await obstacle() : null;
    if (hidden !== null) return hidden;
    const commit = await heads.commit(repository, KEPT_MS);
    if (commit === null) return { kind: 'empty' };
    if (commit === known) return { kind: 'unchanged', private: head.private };
    return (await obstacle()) ?? inspected(repository, head, commit);
  }

  async function inspected(repository: Repository, head: Head, commit: string): Promise<InspectedRepository> {
    const { id, name, url, private: closed, hasIssues } = head;
    return { kind: 'inspected', id, name, url, private: closed, hasIssues, commit, report: await reports.of(repository, { id, commit }) };
  }

  /** Why nothing may be shown for whoever named it. */
  async function rightObstacle(repository: Repository, namer: string | null): Promise<ChecksSight | null> {
    const namerWrites = await heads.right(repository, namer, rightAges);
    if (namerWrites === 'yes') return null;
    const head = await heads.of(repository, OBSTACLE_KEPT_MS);
    if (!mayBeTold({ private: head.private, namerWrites }, false)) return { kind: 'unreachable' };
    return { kind: namerWrites === 'no' ? 'not-authorised' : 'right-unverified' };
  }

  /** Whether everybody may see a repository that GitHub refuses to show is not known, nor whether it is one that was authorised. */
  async function obstacleTold({ sight, rights }: Obstacle, asked: Asked): Promise<ChecksSight> {
    if (sight.kind === 'unreachable') return sight;
    const namerWrites = await rightOf(rights, asked);
    return mayBeTold({ private: true, namerWrites }, false) ? sight : { kind: 'unreachable' };
  }

  async function rightOf(rights: Obstacle['rights'], { name, namer }: Asked): Promise<Right['answer']> {
    if (namer === null) return 'no';
    const known = rights.get(namer.toLowerCase());
    if (known !== undefined) return known;
    const answer = await readWriteRightAt(installations, repositoryNamed(name), namer);
    rights.set(namer.toLowerCase(), answer);
    return answer;
  }

  return {
    see: async (request, namer) => {
      try {
        return await see(request, namer);
      } catch (error) {
        const refusal = refusalOf(error);
        const where = repositoryNamed(request.name);
        installations.forget(where);
        heads.changed(where, 'anything');
        const obstacle = keep(
          where,
          refusal.kind === 'gone' ? { kind: 'unreachable' } : { kind: 'unreadable', because: describeRefusal(refusal) },
        );
        return obstacleTold(obstacle, { name: request.name, namer });
      }
    },
    changed: (repository, touched) => {
      const matters = touched === 'unknown' || touched.some(isRelevantPath);
      if (matters) obstacles.delete(hubKey(repository));
      return matters;
    },
  };
}
