import { type CommitReport, type HeadNeed, type HeadReading, type ReportNeed, reportKey } from '../../src/dossier/checks/head-reading.ts';
import type { CheckReport } from '../../src/dossier/checks/check.ts';
import type { Pull, RunsNeed, RunsReading, RunStanding, RunWanted } from '../../src/dossier/checks/run.ts';
import type { InspectedRepository } from '../../src/dossier/checks/inspected-repository.ts';
import type { MirrorFile, MirrorRun, RepositorySeen } from '../../src/dossier/mirror/repository-reading.ts';
import type { Needs, Observation, Right } from '../../src/dossier/observation.ts';
import { repositoryKey } from '../../src/words/key.ts';

type Files = Pick<Observation, 'heads' | 'reports' | 'runs'>;

/** A repository whose files can be checked; whoever named it may write there, but for what is given. */
export type Checkable = InspectedRepository & { readonly namerWrites?: Right['answer'] };

/** The head of a repository without any commit. */
export function anEmptyHead(name: string): HeadReading {
  const end = { commit: null };
  return { kind: 'seen', id: 1, name, url: `https://github.test/${name}`, private: false, hasIssues: true, namerWrites: 'yes', end };
}

/** An open pull request of such a repository, and what its files say; null where its last commit can be read no more. */
export interface OpenPull extends Pull {
  readonly commit: string;
  readonly report: CheckReport | null;
}

/**
 * A GitHub of such repositories, of their pull requests and check runs, and all that was asked of it. Of an obstacle, nothing more is asked. `pulls` null: the
 * installation has not granted check runs.
 */
export function checkable(find: (name: string) => Checkable | HeadReading, pulls: (name: string) => readonly OpenPull[] | null = () => []) {
  const asked: (HeadNeed | ReportNeed)[] = [];
  /** By commit. */
  const standings = new Map<string, RunStanding>();
  /** The runs that were written, oldest first. */
  const written: RunWanted[] = [];
  const look = (need: HeadNeed): HeadReading => {
    asked.push(need);
    const found = find(need.name);
    if ('kind' in found) return found;
    const { report: _, commit, namerWrites = 'yes', ...head } = found;
    const parts = new Set(need.parts);
    return { kind: 'seen', ...head, namerWrites: parts.has('right') ? namerWrites : null, end: parts.has('commit') ? { commit } : null };
  };
  const inspect = (need: ReportNeed): CommitReport => {
    asked.push(need);
    const found = find(need.name);
    const pull = (pulls(need.name) ?? []).find(({ commit }) => commit === need.commit);
    if (need.of === 'pull-request' && pull !== undefined) return { commit: need.commit, report: pull.report };
    if ('kind' in found || found.commit !== need.commit) throw new Error(`no commit ${need.commit} in ${need.name}`);
    return found;
  };
  const runs = ({ name, commit: beside }: RunsNeed): RunsReading => {
    const open = pulls(name);
    if (open === null) return { kind: 'not-granted', beside };
    const standing = (commit: string): RunStanding => standings.get(commit) ?? { kind: 'none' };
    const others = open.map(({ commit, number, fork }) => ({ commit, pull: { number, fork }, standing: standing(commit) }));
    return { kind: 'seen', beside, commits: [{ commit: beside, pull: null, standing: standing(beside) }, ...others] };
  };
  const writeRun = (wanted: RunWanted): void => {
    written.push(wanted);
    standings.set(wanted.inspected.commit, { kind: 'done', is: wanted.is });
  };
  /** What was seen, completed with what is needed. */
  const read = (before: Files, needs: Needs): Files => ({
    heads: {
      ...before.heads,
      ...Object.fromEntries(needs.heads.map((need) => [repositoryKey(need.name), { freshSince: need.freshSince, head: look(need) }])),
    },
    reports: {
      ...before.reports,
      ...Object.fromEntries(needs.reports.map((need) => [reportKey(need.name, need.commit), inspect(need)])),
    },
    runs: { ...before.runs, ...Object.fromEntries(needs.runs.map((need) => [repositoryKey(need.name), runs(need)])) },
  });
  return { asked, standings, written, check: { read, writeRun } };
}

/** An ordinary repository of a project, `demat-permis/api`, where nothing was done yet; but for what is given. */
export function seen(change: Partial<RepositorySeen> = {}): RepositorySeen {
  return {
    kind: 'seen',
    id: 1,
    name: 'demat-permis/api',
    url: 'https://github.test/demat-permis/api',
    private: false,
    archived: false,
    fork: false,
    defaultBranch: 'main',
    namerWrites: 'yes',
    missingBranches: [],
    mirrors: [],
    unread: [],
    file: null,
    branch: null,
    pull: null,
    pullText: null,
    pullOf: null,
    run: null,
    others: [],
    // The first of those that are given, unless it is said.
    elder: change.others?.[0] ?? null,
    ...change,
  };
}

/** The App's pull request in it, merged; the file that it brought; and a run of that file. */
export const merged = {
  number: 3,
  url: 'https://github.test/pull/3',
  base: 'main',
  head: 'a',
  state: 'merged',
  openedAt: '2027-01-04T09:00:00Z',
  endedAt: '2027-01-04T10:00:00Z',
} as const;
export const mirrorFile = fileTo('ovh');
export const run: MirrorRun = {
  id: 9,
  url: 'https://github.test/run/9',
  succeeded: true,
  at: '2027-01-04T11:00:00Z',
  successBefore: null,
  log: 'told',
  pipelines: [],
  cause: null,
};

/** The App's file, as it mirrors to these platforms by a GitHub Action. */
export function fileTo(...ids: readonly string[]): MirrorFile {
  const transport = { kind: 'github-action', runsOn: [] } as const;
  return { text: '', transports: Object.fromEntries(ids.map((id) => [id, transport])), formerTags: false };
}

/** A CI file of the platform that builds the image of one Dockerfile, as its rules want it. */
export function ciFileFor(dockerfile: string): string {
  return `include: [{ project: $CATALOG_PATH, file: [vault-ci.yml, kaniko-ci.yml] }]
stages: [read-secret, build]
read_secret: { stage: read-secret, extends: .vault:read_secret }
construire: { stage: build, extends: .kaniko:build-push, variables: { DOCKERFILE: ${dockerfile} } }
`;
}
