import type { CommitReport, HeadNeed, HeadReading, ReportNeed } from '../../src/dossier/checks/head-reading.ts';
import type { InspectedRepository } from '../../src/dossier/checks/inspected-repository.ts';
import type { MirrorFile, MirrorRun, RepositorySeen } from '../../src/dossier/mirror/repository-reading.ts';
import type { Right } from '../../src/dossier/observation.ts';

/** A repository whose files can be checked; whoever named it may write there, but for what is given. */
export type Checkable = InspectedRepository & { readonly namerWrites?: Right['answer'] };

/** The head of a repository without any commit. */
export function anEmptyHead(name: string): HeadReading {
  const end = { commit: null };
  return { kind: 'seen', id: 1, name, url: `https://github.test/${name}`, private: false, hasIssues: true, namerWrites: 'yes', end };
}

/** A GitHub of such repositories, and all that was asked of it. Of an obstacle, nothing more is asked. */
export function checkable(find: (name: string) => Checkable | HeadReading) {
  const asked: (HeadNeed | ReportNeed)[] = [];
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
    if ('kind' in found || found.commit !== need.commit) throw new Error(`no commit ${need.commit} in ${need.name}`);
    return found;
  };
  return { asked, check: { head: look, inspect } };
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
  endedAt: '2027-01-04T10:00:00Z',
} as const;
export const mirrorFile = fileTo('ovh');
export const run: MirrorRun = {
  id: 9,
  url: 'https://github.test/run/9',
  succeeded: true,
  at: '2027-01-04T11:00:00Z',
  log: 'told',
  pipelines: [],
  cause: null,
};

/** The App's file, as it mirrors to these platforms by a GitHub Action. */
export function fileTo(...ids: readonly string[]): MirrorFile {
  const transport = { kind: 'github-action', runsOn: [] } as const;
  return { text: '', transports: Object.fromEntries(ids.map((id) => [id, transport])), formerTags: false };
}
