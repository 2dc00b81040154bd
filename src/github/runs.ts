import { z } from 'zod';
import type { FollowedCommit, KeptPress, Pull, RunsNeed, RunsReading, RunStanding } from '../dossier/checks/run.ts';
import { runName } from '../render/check-run.ts';
import type { Clock } from '../queue/clock.ts';
import type { SharedFacts } from '../queue/facts.ts';
import { type HubKey, hubKey, type RepositoryRef, repositoryNamed } from '../words/key.ts';
import { createAging } from './aging.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Heads } from './heads.ts';
import type { Installations } from './installations.ts';
import { createKeptPresses, type PressedCommit } from './kept-presses.ts';
import { createKeptReadings } from './kept-readings.ts';
import type { Repository } from './octokit.ts';
import { readQueues } from './merge-queue.ts';
import { createOneByOne } from './one-by-one.ts';
import { type OwnRun, readOwnRuns, standingOf, writePress } from './own-runs.ts';
import { judgeError, refusalOf } from './refusal.ts';
import type { Person } from './identify.ts';
import { readWriteRight } from './rights.ts';
import { together } from './together.ts';
import { endUnfinished, type RunToWrite, writeRun } from './write-run.ts';

/** A person pressed a button of a check run. */
export interface Press {
  readonly commit: string;
  readonly by: Person;
  /** `again` to run again, or the identifier of an action. */
  readonly button: string;
  /** GitHub's id of the check run that bears the button; null where the event tells of a whole suite. */
  readonly run: number | null;
}

/** A commit of the repository of that id. */
export interface CommitAt {
  readonly id: number;
  readonly commit: string;
}

/** The check runs of the App in the projects' repositories, each looked up once until something happens there. */
export interface Runs {
  readonly runs: (need: RunsNeed) => Promise<RunsReading>;
  /** Number of writes. Throws as `writeRun` does. */
  readonly write: (repository: Repository, run: Pick<RunToWrite, 'wanted' | 'beforeEnd'>) => Promise<number>;
  /**
   * Keeps a press in the check run itself, so that it outlives a stop: the next look finds it there. The commit where there is something to look at; null for
   * somebody who may not write there, and for a commit that nobody looks at any more. An action counts on the last run alone, the one that GitHub shows: an event
   * that comes twice finds another in its place. Presses on a commit are kept one after the other: each finds what the one before it made.
   */
  readonly press: (where: RepositoryRef, press: Press) => Promise<CommitAt | null>;
  /** Ends the runs that keep a press where no dossier writes any more, or on a commit that nobody looks at any more: nobody else would. Number of writes. */
  readonly endLeft: (isLeft: (where: RepositoryRef) => boolean) => Promise<number>;
  /** Something happened there. True where its pull requests are followed, by any process. */
  readonly changed: (where: RepositoryRef) => boolean;
  /** The run of a commit was written by another process, or a person asks it of one. */
  readonly forget: (at: CommitAt) => void;
  /** Accounts whose installation has not accepted check runs. */
  readonly notGranted: () => readonly string[];
}

/** A run that stands is not looked up again before this; the pull requests, and what was refused, much sooner: events get lost. */
const KEPT_MS = 24 * 3_600_000;
const PULLS_KEPT_MS = 30 * 60_000;
const REFUSED_MS = 30 * 60_000;
/** Whatever is asked, the same is refused. */
const ANY_QUESTION = '';
const MAX_KEPT = 5_000;
/** Pull requests that are followed, those that changed last: one page. */
const MAX_PULLS = 20;

interface OpenPull {
  readonly commit: string;
  readonly pull: Pull;
}

interface RunsPorts {
  readonly installations: Pick<Installations, 'repository' | 'identity'>;
  readonly heads: Pick<Heads, 'of' | 'commit'>;
  readonly clock: Pick<Clock, 'now' | 'elapsed'>;
  /** A commit is to be read again, because a person asks for it. */
  readonly readAgain: (at: CommitAt) => void;
  readonly facts: Pick<SharedFacts, 'open'>;
}

/** Check runs as GitHub shows them. What is remembered here only spares calls: the run on GitHub is what counts. */
export function createRuns({ installations, heads, clock, readAgain, facts }: RunsPorts): Runs {
  const openPulls = createAging<number, readonly OpenPull[]>(clock, MAX_KEPT);
  const standings = createAging<string, RunStanding>(clock, 4 * MAX_KEPT);
  const ids = new BoundedMap<HubKey, number>(MAX_KEPT);
  /** The demands to look again that were met. */
  const met = new BoundedMap<number, string>(MAX_KEPT);
  const presses = createOneByOne<CommitAt | null>();
  const keptPresses = createKeptPresses(facts);
  const refused = createKeptReadings<HubKey, 'not-granted' | 'unreadable'>(clock, MAX_KEPT);

  async function idOf(repository: Repository): Promise<number> {
    const { id } = await heads.of(repository, KEPT_MS);
    if (ids.get(hubKey(repository)) !== id) tellFollowed(hubKey(repository), id);
    ids.set(hubKey(repository), id);
    return id;
  }

  const tellFollowed = facts.open({
    kind: 'followed runs',
    keptMs: null,
    schema: z.number(),
    hear: ({ subject, value }) => {
      if (value !== null) ids.set(hubKey(repositoryNamed(subject)), value);
    },
  });

  async function look({ name, commit, freshSince }: RunsNeed): Promise<RunsReading> {
    const repository = await installations.repository(repositoryNamed(name), 'read-runs');
    if (repository === null) return { kind: 'unreadable', beside: commit };
    const id = await idOf(repository);
    if (freshSince !== null && met.get(id) !== freshSince) {
      met.set(id, freshSince);
      openPulls.forget((other) => other === id);
      standings.forget((key) => key.startsWith(`${id} `));
    }
    const open = await triedIn(repository, id, PULLS_KEPT_MS);
    const followed = [{ commit, pull: null }, ...open.filter((one) => one.commit !== commit)];
    const commits: FollowedCommit[] = [];
    for (const one of followed) {
      const found = await standing(repository, id, one.commit);
      if (found !== null) commits.push({ ...one, standing: found });
    }
    return { kind: 'seen', beside: commit, commits };
  }

  /** Null for a commit that GitHub no longer finds (422), after a forced push: it is nobody's any more. */
  async function standing(repository: Repository, id: number, commit: string): Promise<RunStanding | null> {
    const app = await installations.identity();
    try {
      return await standings.get(
        `${id} ${commit}`,
        () => KEPT_MS,
        async () => standingOf(await readOwnRuns(repository, commit, app)),
      );
    } catch (error) {
      if (refusalOf(error).kind === 'invalid') return null;
      throw error;
    }
  }

  function forget({ id, commit }: CommitAt): void {
    standings.forget((other) => other === `${id} ${commit}`);
  }

  /** GitHub's list may lag behind what was just written. */
  function remember(id: number, commit: string, is: RunStanding): Promise<unknown> {
    forget({ id, commit });
    return standings.get(
      `${id} ${commit}`,
      () => KEPT_MS,
      () => Promise.resolve(is),
    );
  }

  async function isFollowed(repository: Repository, { commit, maxAgeMs }: { commit: string; maxAgeMs: number }): Promise<boolean> {
    const open = await triedIn(repository, await idOf(repository), maxAgeMs);
    return open.some((one) => one.commit === commit) || (await heads.commit(repository, maxAgeMs)) === commit;
  }

  function triedIn(repository: Repository, id: number, maxAgeMs: number): Promise<readonly OpenPull[]> {
    return openPulls.get(
      id,
      () => maxAgeMs,
      () => readTried(repository),
    );
  }

  async function receive(where: RepositoryRef, { commit, by, button, run }: Press): Promise<CommitAt | null> {
    const repository = await installations.repository(where, 'read-runs');
    if (repository === null || (await readWriteRight(repository, by)).answer !== 'yes') return null;
    const own = await readOwnRuns(repository, commit, await installations.identity());
    const [newest] = own;
    // Another application's run may bear the same name.
    if (newest === undefined || (run !== null && !own.some(({ id }) => id === run))) return null;
    const id = await idOf(repository);
    const kept: KeptPress = { button, by, at: `${clock.now().toISOString().slice(0, 19)}Z` };
    const takes = takesPress(newest, { button, run });
    if (takes) {
      if (!(await isFollowed(repository, { commit, maxAgeMs: 0 }))) return null;
      const writer = await installations.repository(where, 'write-run');
      if (writer === null) return null;
      await keepPress(writer, { newest, commit, externalId: writePress(kept) });
      keptPresses.add({ where, commit });
    } else if (newest.finished) return null;
    await remember(id, commit, takes ? { kind: 'unfinished', asked: kept } : standingOf([newest]));
    readAgain({ id, commit });
    return { id, commit };
  }

  /** True as well where GitHub refuses to tell. */
  async function isStillFollowed({ where, commit }: PressedCommit): Promise<boolean> {
    try {
      const repository = await installations.repository(where, 'read-runs');
      return repository === null || (await isFollowed(repository, { commit, maxAgeMs: PULLS_KEPT_MS }));
    } catch (error) {
      refusalOf(error);
      return true;
    }
  }

  /** Number of writes. What cannot be told now is tried again after the next look at any dossier, of which none waits for it. */
  async function endOneLeft(pressed: PressedCommit, isLeft: (where: RepositoryRef) => boolean): Promise<number> {
    try {
      return isLeft(pressed.where) || !(await isStillFollowed(pressed)) ? await end(pressed) : 0;
    } catch (error) {
      if (judgeError(error) === 'unavailable') return 0;
      throw error;
    }
  }

  async function end(pressed: PressedCommit): Promise<number> {
    const { where, commit } = pressed;
    const writes = await endThere(pressed).catch((error: unknown) => {
      // What GitHub refuses now, it would refuse again.
      refusalOf(error);
      return 0;
    });
    keptPresses.delete(pressed);
    const id = ids.get(hubKey(where));
    if (id !== undefined) forget({ id, commit });
    return writes;
  }

  async function endThere({ where, commit }: PressedCommit): Promise<number> {
    const repository = await installations.repository(where, 'write-run');
    return repository === null ? 0 : endUnfinished(repository, await readOwnRuns(repository, commit, await installations.identity()));
  }

  return {
    runs: async (need) => {
      const where = repositoryNamed(need.name);
      const known = refused.get(hubKey(where), ANY_QUESTION, () => REFUSED_MS);
      if (known !== null) return { kind: known, beside: need.commit };
      refused.forget(hubKey(where));
      const keep = refused.begin(hubKey(where), ANY_QUESTION);
      try {
        return await look(need);
      } catch (error) {
        const kind = refusalOf(error).kind === 'not-granted' ? 'not-granted' : 'unreadable';
        keep(kind);
        return { kind, beside: need.commit };
      }
    },
    write: async (repository, { wanted, beforeEnd }) => {
      const { id, commit } = wanted.inspected;
      const before = keptPresses.on({ where: repository, commit });
      const { writes, pressed } = await writeRun(repository, { wanted, beforeEnd, app: await installations.identity() });
      if (!pressed && keptPresses.on({ where: repository, commit }) === before) {
        if (before !== null) keptPresses.delete(before);
        await remember(id, commit, { kind: 'done', is: wanted.is });
      } else {
        // Somebody pressed since the run was wanted: what the run is, GitHub tells.
        forget({ id, commit });
      }
      return writes;
    },
    endLeft: async (isLeft) => {
      let writes = 0;
      for (const pressed of keptPresses.all()) writes += await endOneLeft(pressed, isLeft);
      return writes;
    },
    press: (where, press) =>
      presses({ place: `${hubKey(where)} ${press.commit}`, what: JSON.stringify(press) }, () => receive(where, press)),
    changed: (where) => {
      refused.forget(hubKey(where));
      const id = ids.get(hubKey(where));
      openPulls.forget((other) => other === id);
      return id !== undefined;
    },
    forget,
    notGranted: () => [
      ...new Set(refused.all().flatMap(([key, kind]) => (kind === 'not-granted' ? [key.slice(0, key.indexOf('/'))] : []))),
    ],
  };
}

/** Whether a press is to be kept: one to run again where the last run is over; an action on the run that bears it, or on one that waits only to be run again. */
function takesPress(newest: OwnRun, { button, run }: Pick<Press, 'button' | 'run'>): boolean {
  if (button === 'again') return newest.finished;
  if (newest.finished) return newest.id === run;
  const standing = standingOf([newest]);
  return standing.kind === 'unfinished' && standing.asked?.button === 'again';
}

interface ToKeep {
  readonly newest: OwnRun;
  readonly commit: string;
  readonly externalId: string;
}

async function keepPress({ octokit, owner, repo }: Repository, { newest, commit, externalId }: ToKeep): Promise<void> {
  const kept = { owner, repo, external_id: externalId };
  if (newest.finished) await octokit.rest.checks.create({ ...kept, name: runName, head_sha: commit, status: 'queued' });
  else await octokit.rest.checks.update({ ...kept, check_run_id: newest.id });
}

/** What somebody would merge: the open pull requests, then what the merge queues try of them. */
async function readTried(repository: Repository): Promise<readonly OpenPull[]> {
  const [open, queued] = await together([readPulls(repository), readQueues(repository)]);
  const heads = new Set(open.map(({ commit }) => commit));
  const inQueue = queued.filter(({ commit }) => !heads.has(commit)).slice(0, MAX_PULLS);
  return [
    ...open,
    ...inQueue.map(({ commit, number }) => ({
      commit,
      pull: open.find(({ pull }) => pull.number === number)?.pull ?? { number, fork: false },
    })),
  ];
}

/** The open pull requests, those that changed last. A fork's commits are read in the repository itself, where GitHub keeps them as `refs/pull/N/head`. */
async function readPulls({ octokit, owner, repo }: Repository): Promise<readonly OpenPull[]> {
  const asked = { owner, repo, state: 'open', sort: 'updated', direction: 'desc', per_page: MAX_PULLS } as const;
  const { data } = await octokit.rest.pulls.list(asked);
  return z
    .array(pullRow)
    .parse(data)
    .map(({ number, head, base }) => ({ commit: head.sha, pull: { number, fork: head.repo?.id !== base.repo.id } }));
}

/** A fork may be gone. */
const pullRow = z.object({
  number: z.number(),
  head: z.object({ sha: z.string(), repo: z.object({ id: z.number() }).nullish() }),
  base: z.object({ repo: z.object({ id: z.number() }) }),
});
