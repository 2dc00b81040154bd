import type { Right } from '../dossier/observation.ts';
import type { RepositoryHead } from '../dossier/repository-head.ts';
import { z } from 'zod';
import type { Clock } from '../queue/clock.ts';
import { alone, type SharedFacts } from '../queue/facts.ts';
import { hubKey, type HubKey, type RepositoryKey, repositoryKey, repositoryNamed, type RepositoryRef } from '../words/key.ts';
import { accountKey, type NamedAccount } from '../words/account.ts';
import { createAging } from './aging.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Repository } from './octokit.ts';
import { readHead } from './read-head.ts';
import { refusalOf } from './refusal.ts';
import { readWriteRight } from './rights.ts';

/** How old a right may be, by its answer: no event tells of one that was given. */
export type RightAges = (answer: Right['answer']) => number;

/** The heads of the projects' repositories: read once for the mirror and for the checks, whichever dossier asks, until something happens there. */
export interface Heads {
  readonly of: (repository: Repository, maxAgeMs: number) => Promise<RepositoryHead>;
  /** Whether the repository is there now: a commit may be gone, after a forced push, from one that is. */
  readonly isThere: (repository: Repository) => Promise<boolean>;
  /** The commit at the end of the default branch; null for an empty repository. */
  readonly commit: (repository: Repository, maxAgeMs: number) => Promise<string | null>;
  /** May that person write there? Nobody may not. */
  readonly right: (repository: Repository, account: NamedAccount | null, ages: RightAges) => Promise<Right['answer']>;
  /** All names of a repository, as they are compared: that one, and those that it was seen to bear, for its id is one. */
  readonly namesOf: (name: string) => readonly RepositoryKey[];
  /** An event tells the id of a repository: a name that is new to one that was seen is one of its names from now on, and what was seen of it is read again. */
  readonly named: (where: RepositoryRef, id: number) => void;
  /** Something happened there: all is read again. A push that touches nothing that matters leaves the commit as it was, and all else. */
  readonly changed: (where: RepositoryRef, what: 'anything' | 'no-file-that-matters') => void;
}

const MAX_KEPT = 5_000;

/** A head that was read for the same look. */
const JUST_READ_MS = 5_000;

/** Heads in memory, by GitHub's id, so that two names of one repository are one; which names are one's, the processes tell each other. */
export function createHeads(clock: Pick<Clock, 'elapsed'>, facts: Pick<SharedFacts, 'open'> = alone): Heads {
  const heads = createAging<HubKey, RepositoryHead>(clock, MAX_KEPT);
  const commits = createAging<string, string | null>(clock, MAX_KEPT);
  const rights = createAging<string, Right['answer']>(clock, MAX_KEPT);
  const ids = new BoundedMap<HubKey, number>(2 * MAX_KEPT);
  const names = new BoundedMap<number, ReadonlySet<HubKey>>(2 * MAX_KEPT);

  function name(key: HubKey, id: number): void {
    ids.set(key, id);
    names.set(id, new Set([...(names.get(id) ?? []), key]));
  }

  const tell = facts.open({
    kind: 'repository name',
    keptMs: null,
    schema: z.number(),
    hear: ({ subject, value }) => {
      if (value !== null) name(hubKey(repositoryNamed(subject)), value);
    },
  });

  function learn(key: HubKey, id: number): void {
    if (ids.get(key) !== id) tell(key, id);
    name(key, id);
  }

  async function of(repository: Repository, maxAgeMs: number): Promise<RepositoryHead> {
    const head = await heads.get(
      hubKey(repository),
      () => maxAgeMs,
      () => readRepositoryHead(repository),
    );
    learn(hubKey(repository), head.id);
    learn(hubKey(repositoryNamed(head.name)), head.id);
    return head;
  }

  function endOf(repository: Repository, { id, defaultBranch }: RepositoryHead, maxAgeMs: number): Promise<string | null> {
    // The first push to an empty repository need not touch a file that matters.
    const age = (commit: string | null) => (commit === null ? 0 : maxAgeMs);
    return commits.get(`${id} ${defaultBranch}`, age, () => readHead(repository, defaultBranch));
  }

  const idOf = (where: RepositoryRef) => ids.get(hubKey(where)) ?? null;

  return {
    of,
    isThere: async (repository) => {
      try {
        await of(repository, 0);
        return true;
      } catch (error) {
        return refusalOf(error).kind !== 'gone';
      }
    },
    namesOf: (asked) => {
      const id = idOf(repositoryNamed(asked));
      // A name that another repository took since is no longer its.
      const others = id === null ? [] : [...(names.get(id) ?? [])].filter((key) => ids.get(key) === id);
      return [...new Set([repositoryKey(asked), ...others.map((key) => repositoryKey(key))])];
    },
    commit: async (repository, maxAgeMs) => {
      const known = await of(repository, maxAgeMs);
      const commit = await endOf(repository, known, maxAgeMs);
      if (commit !== null) return commit;
      // The default branch may have been renamed since: events get lost.
      const now = await of(repository, JUST_READ_MS);
      return now.defaultBranch === known.defaultBranch ? null : endOf(repository, now, maxAgeMs);
    },
    right: async (repository, account, ages) => {
      if (account === null) return 'no';
      const { id } = await of(repository, ages('yes'));
      return rights.get(`${id} ${accountKey(account)}`, ages, async () => (await readWriteRight(repository, account)).answer);
    },
    named: (where, id) => {
      // Of a repository that no dossier declares, nothing is kept.
      if (!names.has(id) || ids.get(hubKey(where)) === id) return;
      learn(hubKey(where), id);
      heads.forget((key) => ids.get(key) === id);
    },
    changed: (where, what) => {
      if (what === 'no-file-that-matters') return;
      const id = idOf(where);
      heads.forget((key) => key === hubKey(where) || (id !== null && ids.get(key) === id));
      for (const kept of [commits, rights]) kept.forget((key) => key.startsWith(`${id} `));
    },
  };
}

async function readRepositoryHead({ octokit, owner, repo }: Repository): Promise<RepositoryHead> {
  const { data } = await octokit.rest.repos.get({ owner, repo });
  return {
    id: data.id,
    name: data.full_name,
    url: data.html_url,
    private: data.private,
    archived: data.archived,
    fork: data.fork,
    hasIssues: data.has_issues,
    defaultBranch: data.default_branch,
  };
}
