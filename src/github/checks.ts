import type { ChecksRequest, ChecksSight, InspectedRepository } from '../dossier/checks/sight.ts';
import { type RepositoryRef, hubKey, repositoryNamed } from '../words/key.ts';
import type { Right } from '../dossier/observation.ts';
import { mayBeTold } from '../dossier/repository-access.ts';
import { isRelevantPath } from '../inspect/files/select-files.ts';
import type { Clock } from '../queue/clock.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Installations } from './installations.ts';
import type { Repository } from './octokit.ts';
import { inspectCommit, readPrivacy, readRepositoryHead, type RepositoryHead } from './read-checks.ts';
import { describeRefusal, refusalOf } from './refusal.ts';
import { readWriteRightAt } from './rights.ts';

/** Files that a push touched; `unknown` where the event does not tell. */
export type Touched = readonly string[] | 'unknown';

/** The technical checks of the projects' repositories, each commit read once. */
export interface Checks {
  /** `namer` is the login of whoever named it in the dossier, null for nobody. */
  readonly see: (request: ChecksRequest, namer: string | null) => Promise<ChecksSight>;
  /** Something happened in a repository: true when it will be looked at again, false when all that was touched is without effect on the checks. */
  readonly changed: (repository: RepositoryRef, touched: Touched) => boolean;
}

/** A repository is looked at again after this even if no event told of a change: events get lost. One that could not be read, much sooner. */
const KEPT_MS = 24 * 3_600_000;
const OBSTACLE_KEPT_MS = 30 * 60_000;
/** Reports kept in memory; others are read again if a dossier has to show them. */
const MAX_REPORTS = 200;

interface Seen {
  /** Milliseconds. */
  at: number;
  /** The demand to look again that it met, null for none. */
  readonly demand: string | null;
  /** By login, of those who named it in a dossier: a result is shown only for those who may write there. */
  readonly rights: Map<string, Right['answer']>;
}

/** Where the default branch of a repository ended when it was last looked at. */
interface Look extends Seen {
  readonly repository: Repository;
  /** Null until somebody who may is shown it. */
  head: RepositoryHead | null;
  /** Null until somebody is refused, or the head is read. */
  private: boolean | null;
}

interface Obstacle extends Seen {
  readonly sight: ChecksSight;
}

interface Asked {
  readonly name: string;
  readonly namer: string | null;
}

interface ChecksPorts {
  readonly installations: Pick<Installations, 'repository' | 'forget'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Checks as GitHub shows the repositories. */
export function createChecks({ installations, clock }: ChecksPorts): Checks {
  const looks = new Map<string, Look | Obstacle>();
  const reports = new BoundedMap<string, InspectedRepository>(MAX_REPORTS);
  const now = () => clock.now().getTime();

  async function lookAt(where: RepositoryRef, demand: string | null): Promise<Look | Obstacle> {
    const repository = await installations.repository(where, 'read-project');
    const seen = { at: now(), demand, rights: new Map() };
    return repository === null ? { ...seen, sight: { kind: 'unreachable' } } : { ...seen, repository, head: null, private: null };
  }

  function isFresh(known: Look | Obstacle, demand: string | null): boolean {
    const kept = 'sight' in known ? OBSTACLE_KEPT_MS : KEPT_MS;
    return now() - known.at < kept && (demand === null || known.demand === demand);
  }

  async function look(where: RepositoryRef, demand: string | null): Promise<Look | Obstacle> {
    const known = looks.get(hubKey(where));
    if (known !== undefined && isFresh(known, demand)) return known;
    const found = await lookAt(where, demand);
    looks.set(hubKey(where), found);
    return found;
  }

  async function inspected(repository: Repository, head: RepositoryHead, commit: string): Promise<InspectedRepository> {
    const key = hubKey(repository);
    const known = reports.get(key);
    const report = known?.commit === commit ? known.report : await inspectCommit(repository, commit);
    const { id, name, url, private: closed, hasIssues } = head;
    const sight = { kind: 'inspected', id, name, url, private: closed, hasIssues, commit, report } as const;
    reports.set(key, sight);
    return sight;
  }

  async function see({ name, authorised, known, demand }: ChecksRequest, namer: string | null): Promise<ChecksSight> {
    const found = await look(repositoryNamed(name), demand);
    if ('sight' in found) return obstacleTold(found, { name, namer });
    const obstacle = async () => {
      const allowed = authorised.length > 0 && authorised.includes((await headOf(found)).id);
      return allowed ? null : rightObstacle(found, { name, namer });
    };
    // No file is read of a repository that was never shown to somebody who may write there.
    const refused = known === null ? await obstacle() : null;
    if (refused !== null) return refused;
    const head = await headOf(found);
    const { commit, private: closed } = head;
    const hidden = closed ? await obstacle() : null;
    if (hidden !== null) return hidden;
    if (commit === null) return { kind: 'empty' };
    if (commit === known) return { kind: 'unchanged', private: closed };
    return (await obstacle()) ?? inspected(found.repository, head, commit);
  }

  async function headOf(found: Look): Promise<RepositoryHead> {
    found.head ??= await readRepositoryHead(found.repository);
    found.private = found.head.private;
    return found.head;
  }

  /** Why nothing may be shown for whoever named it; asked again sooner than the rest, as no event tells of a right that was given. */
  async function rightObstacle(found: Look, asked: Asked): Promise<ChecksSight | null> {
    const namerWrites = await rightOf(found, asked);
    if (namerWrites === 'yes') return null;
    found.at = Math.min(found.at, now() - KEPT_MS + OBSTACLE_KEPT_MS);
    found.private ??= await readPrivacy(found.repository);
    if (!mayBeTold({ private: found.private, namerWrites }, false)) return { kind: 'unreachable' };
    return { kind: namerWrites === 'no' ? 'not-authorised' : 'right-unverified' };
  }

  /** Whether everybody may see a repository that GitHub refuses to show is not known, nor whether it is one that was authorised. */
  async function obstacleTold(found: Obstacle, asked: Asked): Promise<ChecksSight> {
    if (found.sight.kind === 'unreachable') return found.sight;
    const namerWrites = await rightOf(found, asked);
    return mayBeTold({ private: true, namerWrites }, false) ? found.sight : { kind: 'unreachable' };
  }

  async function rightOf({ rights }: Seen, { name, namer }: Asked): Promise<Right['answer']> {
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
        const sight: ChecksSight =
          refusal.kind === 'gone' ? { kind: 'unreachable' } : { kind: 'unreadable', because: describeRefusal(refusal) };
        const rights = looks.get(hubKey(where))?.rights ?? new Map();
        const found: Obstacle = { at: now(), demand: request.demand, rights, sight };
        looks.set(hubKey(where), found);
        return obstacleTold(found, { name: request.name, namer });
      }
    },
    changed: (repository, touched) => {
      const matters = touched === 'unknown' || touched.some(isRelevantPath);
      if (matters) looks.delete(hubKey(repository));
      return matters;
    },
  };
}
