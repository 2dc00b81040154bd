import { z } from 'zod';
import { type ApiRequest, type ApiResponse, bodyOf, type Forward, type Gap, invalid, json, parseJson } from '../exchange.ts';
import { match, type Parameters } from '../route.ts';

/** "Create a check run", GitHub's REST documentation. */
const ANNOTATIONS_AT_ONCE = 50;
const TEXT_LIMIT = 65_535;
const ACTIONS_LIMIT = 3;
const ACTION_LIMITS = { label: 20, description: 40, identifier: 20 } as const;

const annotation = z.object({ path: z.string(), message: z.string() }).loose();
const button = z.object({ identifier: z.string(), label: z.string(), description: z.string() });

/** A button of a check run. */
export type CheckButton = z.infer<typeof button>;

const sentBody = z.object({
  output: z
    .object({ summary: z.string().optional(), text: z.string().optional(), annotations: z.array(annotation).default([]) })
    .optional(),
  actions: z.array(button).optional(),
});
const row = z
  .object({ id: z.number(), head_sha: z.string(), status: z.string(), conclusion: z.string().nullable(), output: z.looseObject({}) })
  .loose();
type Row = z.infer<typeof row>;

interface Kept {
  readonly repository: string;
  readonly row: Row;
  readonly annotations: readonly z.infer<typeof annotation>[];
  readonly buttons: readonly CheckButton[];
}

export interface CheckRuns {
  readonly gap: Gap;
  /** A run of a repository, `owner/name`, as its events show it, and its buttons, which GitHub's API does not tell; null where it is not known. */
  find(
    repository: string,
    id: number,
  ): { readonly shown: Readonly<Record<string, unknown>>; readonly buttons: readonly CheckButton[] } | null;
}

/**
 * Check runs as GitHub keeps them: annotations are added to those before, with their titles; at most 50 a request; whose App they are is told; a request to run again
 * leaves the run as it was; its buttons stay until others are given; and those of a commit that came from a fork are listed too. `appId` is the App's.
 */
export function checkRuns(appId: number): CheckRuns {
  const kept = new Map<number, Kept>();

  function show(shown: Row): Row {
    const known = kept.get(shown.id);
    const output = { ...shown.output, annotations_count: known?.annotations.length ?? 0 };
    const { status, conclusion } = known?.row ?? shown;
    return { ...shown, status, conclusion, output, app: known === undefined ? null : { id: appId } };
  }

  async function write(request: ApiRequest, { owner, repo }: Parameters, forward: Forward): Promise<ApiResponse> {
    const sent = sentBody.safeParse(bodyOf(request));
    if (!sent.success) return invalid({ resource: 'CheckRun', code: 'invalid', field: 'output' });
    const refused = tooMuch(sent.data);
    if (refused !== null) return refused;
    const answer = await forward(request);
    if (answer.status >= 300) return answer;
    const written = row.parse(parseJson(answer.body));
    const before = kept.get(written.id);
    const annotations = [...(before?.annotations ?? []), ...(sent.data.output?.annotations ?? [])];
    const buttons = sent.data.actions ?? before?.buttons ?? [];
    kept.set(written.id, { repository: `${owner}/${repo}`, row: written, annotations, buttons });
    return json(answer.status, show(written));
  }

  const gap: Gap = async (request, forward) => {
    const creating = match(request, 'POST /repos/:owner/:repo/check-runs') ?? match(request, 'PATCH /repos/:owner/:repo/check-runs/:id');
    if (creating !== null) return write(request, creating, forward);
    const annotated = match(request, 'GET /repos/:owner/:repo/check-runs/:id/annotations');
    if (annotated !== null) return json(200, kept.get(Number(annotated['id']))?.annotations ?? []);
    const listed = match(request, 'GET /repos/:owner/:repo/commits/:ref/check-runs');
    if (listed === null) return forward(request);
    const repository = `${listed['owner']}/${listed['repo']}`;
    const answer = await forward(request);
    const found = z.object({ check_runs: z.array(row) }).safeParse(parseJson(answer.body));
    const ofFork = [...kept.values()].filter((one) => one.repository === repository && one.row.head_sha === listed['ref']);
    const runs = (found.success ? found.data.check_runs : ofFork.map((one) => one.row)).map(show);
    return json(200, { total_count: runs.length, check_runs: runs });
  };
  return {
    gap,
    find: (repository, id) => {
      const known = kept.get(id);
      return known?.repository === repository ? { shown: show(known.row), buttons: known.buttons } : null;
    },
  };
}

function tooMuch({ output, actions = [] }: z.infer<typeof sentBody>): ApiResponse | null {
  if ((output?.annotations.length ?? 0) > ANNOTATIONS_AT_ONCE)
    return invalid({ resource: 'CheckRun', code: 'too_many', field: 'annotations' });
  const texts = [output?.summary, output?.text];
  if (texts.some((text) => (text?.length ?? 0) > TEXT_LIMIT)) return invalid({ resource: 'CheckRun', code: 'too_long', field: 'output' });
  const long = actions.some((action) =>
    (['label', 'description', 'identifier'] as const).some((field) => action[field].length > ACTION_LIMITS[field]),
  );
  return actions.length > ACTIONS_LIMIT || long ? invalid({ resource: 'CheckRun', code: 'invalid', field: 'actions' }) : null;
}
