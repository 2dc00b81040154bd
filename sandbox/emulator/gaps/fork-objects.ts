import { z } from 'zod';
import { type Gap, parseJson, reading } from '../exchange.ts';
import { match } from '../route.ts';

const pulls = z.array(z.object({ head: z.object({ repo: z.object({ full_name: z.string() }).nullable() }) }));

/** The commits of a fork's pull request are read in the repository that it is opened in, as `refs/pull/N/head`; the emulator keeps them in the fork alone. */
export const forkObjects: Gap = async (request, forward) => {
  const object =
    match(request, 'GET /repos/:owner/:repo/git/trees/:sha') ??
    match(request, 'GET /repos/:owner/:repo/git/blobs/:sha') ??
    match(request, 'GET /repos/:owner/:repo/git/commits/:sha');
  const answer = await forward(request);
  if (object === null || answer.status !== 404) return answer;
  const repository = ['repos', object['owner'] ?? '', object['repo'] ?? ''];
  const open = pulls.safeParse(parseJson((await forward(reading(request, [...repository, 'pulls'], { state: 'all' }))).body));
  const forks = new Set((open.data ?? []).flatMap(({ head }) => head.repo?.full_name ?? []));
  for (const fork of forks) {
    const found = await forward({ ...request, path: ['repos', ...fork.split('/'), ...request.path.slice(3)] });
    if (found.status === 200) return found;
  }
  return answer;
};
