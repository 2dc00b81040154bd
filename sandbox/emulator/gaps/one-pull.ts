import { z } from 'zod';
import { bodyOf, type Gap, invalid, parseJson, reading } from '../exchange.ts';
import { match } from '../route.ts';
import { hasBranch } from './has-branch.ts';

const opened = z.array(z.object({ base: z.object({ ref: z.string() }) })).catch([]);

/** GitHub refuses, with 422, a second open pull request from one branch to another, and one to a branch that is not there; the emulator opens as many as it is asked for. */
export const onePull: Gap = async (request, forward) => {
  const [route, { head, base }] = [match(request, 'POST /repos/:owner/:repo/pulls'), bodyOf(request)];
  if (route === null || typeof head !== 'string' || head === '') return forward(request);
  if (typeof base === 'string' && !(await hasBranch(request, forward, base)))
    return invalid({ resource: 'PullRequest', code: 'invalid', field: 'base' });
  const from = head.includes(':') ? head : `${route.owner}:${head}`;
  const listed = await forward(reading(request, request.path, { state: 'open', head: from, per_page: '100' }));
  if (!opened.parse(parseJson(listed.body)).some(({ base: { ref } }) => ref === base)) return forward(request);
  return invalid({ resource: 'PullRequest', code: 'custom', message: `A pull request already exists for ${from}.` });
};
