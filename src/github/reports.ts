import type { CheckReport } from '../dossier/checks/check.ts';
import type { ReportBasis } from '../dossier/checks/report-basis.ts';
import { noHelm } from '../helm/find-helm.ts';
import type { LookForHelm } from '../helm/keep-looking.ts';
import type { Clock } from '../queue/clock.ts';
import { createAging } from './aging.ts';
import type { Repository } from './octokit.ts';
import { inspectCommit } from './read-checks.ts';

/** A commit of the repository of that id: under one process, and what one dossier declares, what is checked there never changes, but where not all was judged for want of time. */
export interface CommitOf extends ReportBasis {
  readonly id: number;
  readonly commit: string;
}

/** What the technical checks say of commits, each read once whoever asks. */
export interface Reports {
  readonly of: (repository: Repository, at: CommitOf) => Promise<CheckReport>;
  /** A person asks for a commit to be read again: what kept it from being judged may be over. */
  readonly forget: (at: Pick<CommitOf, 'id' | 'commit'>) => void;
}

/** Reports kept in memory; others are read again if a dossier has to show them. */
const MAX_REPORTS = 200;

/** A report of which not all was judged is soon read again if it is asked for: well before a dossier looks at it again. */
const HURRIED_MS = 5 * 60_000;

/** Reports in memory. One that is being read is waited for. */
export function createReports(clock: Pick<Clock, 'elapsed'>, helm: LookForHelm = () => Promise.resolve(noHelm)): Reports {
  const reports = createAging<string, CheckReport>(clock, MAX_REPORTS);
  return {
    of: (repository, { id, commit, ...basis }) => {
      const { registries, clusters, declared } = basis;
      return reports.get(
        `${id} ${commit} ${JSON.stringify([registries, clusters, declared])}`,
        ({ hurried }) => (hurried ? HURRIED_MS : Infinity),
        async () => inspectCommit(repository, { commit, basis, helm: await helm() }),
      );
    },
    forget: ({ id, commit }) => reports.forget((key) => key.startsWith(`${id} ${commit} `)),
  };
}
