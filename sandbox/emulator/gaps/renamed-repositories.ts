import { z } from 'zod';
import { type Gap, parseJson } from '../exchange.ts';
import { match, repositoryOf } from '../route.ts';

const renamed = z.object({ full_name: z.string() });

/**
 * Reads under a former name of a repository; the emulator forgets it. Works as GitHub ("Renaming a repository"), whose redirection is followed at once: what is read is the
 * repository as it is called now, until another one takes the name.
 */
export function renamedRepositories(): Gap {
  const nowNamed = new Map<string, readonly string[]>();
  return async (request, forward) => {
    const answer = await forward(request);
    if (match(request, 'PATCH /repos/:owner/:repo') !== null && answer.status === 200) {
      const { full_name } = renamed.parse(parseJson(answer.body));
      if (full_name !== repositoryOf(request)) nowNamed.set(repositoryOf(request) ?? '', full_name.split('/'));
      return answer;
    }
    const now = nowNamed.get(repositoryOf(request) ?? '');
    const isFollowed = now !== undefined && request.method === 'GET' && answer.status === 404;
    return isFollowed ? forward({ ...request, path: ['repos', ...now, ...request.path.slice(3)] }) : answer;
  };
}
