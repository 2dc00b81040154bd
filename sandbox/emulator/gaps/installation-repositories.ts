import { addressOf, type ApiRequest, type Gap, json, parseJson, reading, refuse } from '../exchange.ts';
import { match } from '../route.ts';
import type { GitHubSeed } from '../seed.ts';

/** Serves `GET /installation/repositories` to an installation of the App; the emulator has no such route. */
export function installationRepositories(seed: GitHubSeed): Gap {
  return async (request, forward) => {
    if (match(request, 'GET /installation/repositories') === null) return forward(request);
    const { caller } = request;
    if (caller.kind !== 'installation')
      return refuse(403, 'You must authenticate with an installation access token in order to list repositories for an installation.');
    const selection = seed.installations.find(({ account }) => account === caller.account)?.repositories ?? [];
    const covered = seed.repositories.filter(
      ({ owner, name }) => owner === caller.account && (selection === 'all' || selection.includes(name)),
    );
    const { first, size } = pageOf(request);
    const page = covered.slice(first, first + size);
    const repositories = await Promise.all(
      page.map(async ({ owner, name }) => parseJson((await forward(reading(request, ['repos', owner, name]))).body)),
    );
    const answer = json(200, {
      total_count: covered.length,
      repository_selection: selection === 'all' ? 'all' : 'selected',
      repositories,
    });
    const next = first + size < covered.length ? { link: nextLink(request, first / size + 2) } : {};
    return { ...answer, headers: { ...answer.headers, ...next } };
  };
}

function pageOf({ query }: ApiRequest): { first: number; size: number } {
  const size = Math.min(Math.max(Number(query.get('per_page') ?? 30) || 30, 1), 100);
  const page = Math.max(Number(query.get('page') ?? 1) || 1, 1);
  return { first: (page - 1) * size, size };
}

function nextLink({ headers, path, query }: ApiRequest, page: number): string {
  const search = new URLSearchParams(query);
  search.set('page', String(page));
  return `<http://${headers['host'] ?? ''}${addressOf({ path, query: search })}>; rel="next"`;
}
