import { z } from 'zod';
import { addressOf, type Gap, json, parseJson, reading } from '../exchange.ts';
import { match } from '../route.ts';

const written = z.looseObject({ id: z.number(), updated_at: z.string() });
const asked = z.object({
  since: z.string().catch(''),
  sort: z.literal('updated'),
  direction: z.literal('desc'),
  per_page: z.coerce.number().catch(30),
  page: z.coerce.number().catch(1),
});

/** The comments of a repository, those changed last first ("List issue comments for a repository"); the emulator takes that route for an issue called `comments`. */
export function commentLists(): Gap {
  /** Of each repository, the comments that were ever written, by when they last were. */
  const known = new Map<string, Map<number, string>>();
  return async (request, forward) => {
    const at =
      match(request, 'GET|POST|PATCH /repos/:owner/:repo/issues/comments/:id') ??
      match(request, 'POST /repos/:owner/:repo/issues/:number/comments');
    const list = match(request, 'GET /repos/:owner/:repo/issues/comments');
    if (list === null) {
      const response = await forward(request);
      const comment = at === null || request.method === 'GET' ? undefined : written.safeParse(parseJson(response.body)).data;
      if (at !== null && comment !== undefined && response.status < 300) {
        const repository = `${at['owner']}/${at['repo']}`;
        known.set(repository, (known.get(repository) ?? new Map()).set(comment.id, comment.updated_at));
      }
      return response;
    }
    const { owner = '', repo = '' } = list;
    const shown = await forward(reading(request, ['repos', owner, repo]));
    if (shown.status !== 200) return shown;
    const { since, per_page, page } = asked.parse(Object.fromEntries(request.query));
    const wanted = [...(known.get(`${owner}/${repo}`) ?? [])]
      .filter(([, updated]) => since === '' || Date.parse(updated) >= Date.parse(since))
      .toSorted(([one, before], [other, after]) => Date.parse(after) - Date.parse(before) || other - one);
    const rows = await Promise.all(
      wanted
        .slice((page - 1) * per_page, page * per_page)
        .map(([id]) => forward(reading(request, ['repos', owner, repo, 'issues', 'comments', String(id)]))),
    );
    const answer = json(
      200,
      rows.filter(({ status }) => status === 200).map(({ body }) => parseJson(body)),
    );
    if (wanted.length <= page * per_page) return answer;
    const next = new URLSearchParams({ ...Object.fromEntries(request.query), page: String(page + 1) });
    const link = `<http://${request.headers['host'] ?? ''}${addressOf({ path: request.path, query: next })}>; rel="next"`;
    return { ...answer, headers: { ...answer.headers, link } };
  };
}
