import { z } from 'zod';
import type { KeptPress, RunStanding } from '../dossier/checks/run.ts';
import { runName } from '../render/check-run.ts';
import type { AppIdentity } from './identity.ts';
import type { Repository } from './octokit.ts';
import { orNull } from './refusal.ts';

const runRow = z.object({
  id: z.number(),
  status: z.string(),
  external_id: z.string().nullish(),
  html_url: z.string().nullish(),
  app: z.object({ id: z.number() }).nullish(),
  output: z.object({ annotations_count: z.number() }),
});

/** A check run of the App on a commit. */
export interface OwnRun {
  readonly id: number;
  readonly finished: boolean;
  /** What it was made under, or the button that was pressed for it. */
  readonly externalId: string;
  /** Annotations that it holds already: they are only ever added. */
  readonly annotations: number;
}

/** The App's own check runs on a commit, the newest first: the one that GitHub shows ("List check runs for a Git reference", GitHub's REST documentation). */
export async function readOwnRuns({ octokit, owner, repo }: Repository, commit: string, app: AppIdentity): Promise<readonly OwnRun[]> {
  const asked = { owner, repo, ref: commit, check_name: runName, app_id: app.appId, filter: 'all', per_page: 100 } as const;
  const listed = await orNull(octokit.rest.checks.listForRef(asked));
  const rows = z.array(runRow).parse(listed?.data.check_runs ?? []);
  return rows
    .filter((run) => run.app?.id === app.appId)
    .toSorted((a, b) => b.id - a.id)
    .map(({ id, status, external_id, output }) => ({
      id,
      finished: status === 'completed',
      externalId: external_id ?? '',
      annotations: output.annotations_count,
    }));
}

const pressed = 'pressed:';

/** The `external_id` of a run that a person asked for by a button: it keeps the press until the run ends. */
export function writePress({ button, at, by: { login, id } }: KeptPress): string {
  return `${pressed}${button} ${at} ${login}${id === null ? '' : ` ${id}`}`;
}

/** The press that the `external_id` of a run keeps; null where it keeps none. Before ids were kept, it tells a login alone. */
function readPress(externalId: string): KeptPress | null {
  if (!externalId.startsWith(pressed)) return null;
  const [button = '', at = '', login = '', id] = externalId.slice(pressed.length).split(' ');
  return { button, at, by: { login, id: id === undefined ? null : Number(id) } };
}

/** Whether a run keeps a press other than that one, which was seen when it was decided what to write: the next look is to see it. */
export function keepsOther({ finished, externalId }: OwnRun, seen: KeptPress | null): boolean {
  const press = finished ? null : readPress(externalId);
  return press !== null && (seen === null || writePress(press) !== writePress(seen));
}

/** Where the App's runs on a commit stand: the newest counts, unless somebody pressed a button while it was being made: the run that keeps the press is the older one. */
export function standingOf(runs: readonly OwnRun[]): RunStanding {
  const [newest] = runs;
  if (newest === undefined) return { kind: 'none' };
  const [asked = null] = runs.flatMap(({ finished, externalId }) => (finished ? [] : (readPress(externalId) ?? [])));
  if (newest.finished && asked === null) return { kind: 'done', is: newest.externalId };
  return { kind: 'unfinished', asked };
}
