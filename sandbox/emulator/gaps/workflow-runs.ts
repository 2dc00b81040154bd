import { type Gap, json, refuse } from '../exchange.ts';
import { match } from '../route.ts';

/** A run of a workflow that has ended. */
export interface WorkflowRun {
  /** `owner/name`. */
  readonly repository: string;
  /** File name of the workflow. */
  readonly workflow: string;
  readonly branch: string;
  readonly conclusion: 'success' | 'failure' | 'cancelled';
  /** Text of the job's log; null where GitHub no longer has it. */
  readonly log: string | null;
}

export interface WorkflowRuns {
  readonly gap: Gap;
  /** Keeps a run and returns it as GitHub shows it. */
  add(run: WorkflowRun, at: string): Readonly<Record<string, unknown>>;
}

/** Runs, jobs and logs of workflows, which the emulator cannot have ("Workflow runs" and "Workflow jobs", GitHub's REST documentation). */
export function workflowRuns(url: () => string): WorkflowRuns {
  const runs: (WorkflowRun & { readonly id: number; readonly at: string })[] = [];
  const shown = ({ id, repository, workflow, branch, conclusion, at }: (typeof runs)[number]) => ({
    id,
    name: 'Miroir Cloud π native',
    path: `.github/workflows/${workflow}`,
    head_branch: branch,
    status: 'completed',
    conclusion,
    event: 'push',
    created_at: at,
    updated_at: at,
    html_url: `${url()}/${repository}/actions/runs/${id}`,
  });
  const gap: Gap = (request, forward) => {
    const listed = match(request, 'GET /repos/:owner/:repo/actions/workflows/:workflow/runs');
    if (listed !== null) {
      const found = runs
        .filter(({ repository, workflow }) => repository === `${listed['owner']}/${listed['repo']}` && workflow === listed['workflow'])
        .filter(({ branch }) => (request.query.get('branch') ?? branch) === branch);
      return Promise.resolve(json(200, { total_count: found.length, workflow_runs: found.toReversed().map(shown) }));
    }
    const jobs = match(request, 'GET /repos/:owner/:repo/actions/runs/:id/jobs');
    if (jobs !== null) {
      const run = runs.find(({ id }) => id === Number(jobs['id']));
      if (run === undefined) return Promise.resolve(refuse(404, 'Not Found'));
      const job = { id: run.id + 1, run_id: run.id, name: 'Miroir (OVH)', status: 'completed', conclusion: run.conclusion };
      return Promise.resolve(json(200, { total_count: 1, jobs: [job] }));
    }
    const logs = match(request, 'GET /repos/:owner/:repo/actions/jobs/:id/logs');
    if (logs === null) return forward(request);
    const log = runs.find(({ id }) => id + 1 === Number(logs['id']))?.log ?? null;
    if (log === null) return Promise.resolve(refuse(410, 'Logs are gone'));
    return Promise.resolve({ status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from(log) });
  };
  return {
    gap,
    add: (run, at) => {
      const added = { ...run, id: 9_000 + 10 * runs.length, at };
      runs.push(added);
      return shown(added);
    },
  };
}
