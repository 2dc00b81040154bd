/** Permissions of a GitHub App, by their names in the API. */
export interface Permissions {
  readonly metadata?: 'read';
  readonly contents?: Level;
  readonly issues?: Level;
  readonly pull_requests?: Level;
  readonly actions?: Level;
  readonly workflows?: 'write';
  readonly members?: 'read';
  readonly checks?: Level;
}

type Level = 'read' | 'write';

/** What the App does, each with the least that it needs ("Permissions required for GitHub Apps", GitHub documentation). Every token is made for one of these. */
export const acts = {
  /** Dossiers, their comments and their labels; the process and the forms. */
  'read-hub': { metadata: 'read', contents: 'read', issues: 'read' },
  /** Labels, comments, the closing of a dossier. */
  'write-hub': { metadata: 'read', issues: 'write' },
  /** A layer of the process that several hubs share. */
  'read-layer': { metadata: 'read', contents: 'read' },
  /** Who is in the Service Team. */
  'read-teams': { metadata: 'read', members: 'read' },
  /** Whether a repository is hidden, and who may write in it. */
  'read-rights': { metadata: 'read' },
  /** Files, branches, the pull request of the mirror, runs and their logs. */
  'read-project': { metadata: 'read', contents: 'read', pull_requests: 'read', actions: 'read' },
  /** The branch, the workflow and the pull request of the mirror. */
  'write-mirror': { metadata: 'read', contents: 'write', workflows: 'write', pull_requests: 'write' },
  /** The branch and the pull request with fixes. */
  'write-fixes': { metadata: 'read', contents: 'write', pull_requests: 'write' },
  /** The issue with the checks of a private repository. */
  'write-report': { metadata: 'read', issues: 'write' },
  /** The open pull requests, the branches of merge queues, and the check runs of their commits. */
  'read-runs': { metadata: 'read', contents: 'read', checks: 'read', pull_requests: 'read' },
  /** The check run of a commit. */
  'write-run': { metadata: 'read', checks: 'write' },
} as const satisfies Readonly<Record<string, Permissions>>;

export type Act = keyof typeof acts;

/** What is done in the repositories of the projects, and not in a hub. */
const inProjects: readonly Act[] = ['read-rights', 'read-project', 'write-mirror', 'write-fixes', 'write-report', 'read-runs', 'write-run'];

/** Whether an act is done in a project's repository. */
export function isInProject(act: Act): boolean {
  return inProjects.includes(act);
}

/** What is asked of an installation as a whole: which repositories there are, who an account is. */
export const lookUp: Permissions = { metadata: 'read' };

/** All that the acts need together: what `app.yml` asks for, and what an installation must have granted. */
export const neededPermissions: Readonly<Record<string, Level>> = strongest([lookUp, ...Object.values(acts)]);

function strongest(all: readonly Permissions[]): Readonly<Record<string, Level>> {
  const entries = all.flatMap((permissions) => Object.entries<Level>({ ...permissions }));
  return Object.fromEntries(entries.toSorted(([, one], [, other]) => one.localeCompare(other)));
}
