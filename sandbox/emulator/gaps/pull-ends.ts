import { z } from 'zod';
import { type ApiRequest, bodyOf, type Forward, type Gap, invalid, parseJson, reading, withBody } from '../exchange.ts';
import { match } from '../route.ts';
import { hasBranch } from './has-branch.ts';

/** What GraphQL tells of the end of a pull request. */
export interface PullEvent {
  readonly id: string;
  readonly kind: 'ClosedEvent' | 'BaseRefDeletedEvent';
  /** Login of whoever did it, as REST shows it. */
  readonly by: string;
  readonly at: string;
}

export interface PullEnds {
  readonly gap: Gap;
  /** Oldest first. */
  of(repository: string, number: number): readonly PullEvent[];
}

const pullRow = z.object({
  number: z.number(),
  state: z.string(),
  base: z.object({ ref: z.string() }),
  head: z.object({ ref: z.string() }),
});
const listed = z.array(pullRow).catch([]);

/**
 * Who closed pull requests, which the emulator does not keep; and, as GitHub does, those from and to a branch are closed when it is deleted, by whoever deletes it, and
 * are not opened again without it ("Deleting and restoring branches in a pull request", GitHub documentation; the events and their order as cli/cli#14223 shows them).
 */
export function pullEnds(appLogin: string): PullEnds {
  const events = new Map<string, PullEvent[]>();

  function note({ path, caller }: ApiRequest, number: number, kind: PullEvent['kind']): void {
    const key = `${path[1]}/${path[2]}#${number}`.toLowerCase();
    const before = events.get(key) ?? [];
    const by = caller.kind === 'user' ? caller.login : appLogin;
    events.set(key, [...before, { id: `${key}:${before.length}`, kind, by, at: new Date().toISOString().replace(/\.\d+Z$/, 'Z') }]);
  }

  async function change(request: ApiRequest, forward: Forward, number: number) {
    const { state } = bodyOf(request);
    const before = pullRow.safeParse(parseJson((await forward(reading(request, request.path))).body)).data;
    const branches = state === 'open' && before?.state === 'closed' ? [before.base.ref, before.head.ref] : [];
    const there = await Promise.all(branches.map((branch) => hasBranch(request, forward, branch)));
    if (there.includes(false))
      return invalid({ resource: 'PullRequest', code: 'invalid', field: 'state', message: 'The branch was deleted.' });
    const response = await forward(request);
    const after = pullRow.safeParse(parseJson(response.body)).data;
    if (before?.state === 'open' && after?.state === 'closed') note(request, number, 'ClosedEvent');
    return response;
  }

  async function deleteBranch(request: ApiRequest, forward: Forward, branch: string) {
    const [, owner = '', repo = ''] = request.path;
    const pulls = ['repos', owner, repo, 'pulls'];
    const open = listed.parse(parseJson((await forward(reading(request, pulls, { state: 'open', per_page: '100' }))).body));
    const response = await forward(request);
    if (response.status !== 204) return response;
    for (const { number, base } of open.filter((pull) => pull.base.ref === branch || pull.head.ref === branch)) {
      if (base.ref === branch) note(request, number, 'BaseRefDeletedEvent');
      const closing = withBody({ ...request, method: 'PATCH', path: [...pulls, String(number)] }, { state: 'closed' });
      await forward(closing);
      note(request, number, 'ClosedEvent');
    }
    return response;
  }

  return {
    of: (repository, number) => events.get(`${repository}#${number}`.toLowerCase()) ?? [],
    gap: async (request, forward) => {
      const changed = match(request, 'PATCH /repos/:owner/:repo/pulls/:number');
      if (changed !== null) return change(request, forward, Number(changed['number']));
      const branch = deletedBranch(request);
      return branch === null ? forward(request) : deleteBranch(request, forward, branch);
    },
  };
}

function deletedBranch({ method, path }: ApiRequest): string | null {
  const [first, , , git, refs, ...ref] = path;
  if (method !== 'DELETE' || first !== 'repos' || git !== 'git' || refs !== 'refs') return null;
  return /^heads\/(.+)$/.exec(ref.join('/'))?.[1] ?? null;
}
