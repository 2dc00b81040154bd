import { z } from 'zod';
import type { Access } from '../access.ts';
import { type ApiRequest, type ApiResponse, bodyOf, type Forward, type Gap, parseJson, reading, refuse, withBody } from '../exchange.ts';
import { match, repositoryOf } from '../route.ts';
import { atLeast, type Role } from '../seed.ts';

/** What a person needs for each writing, by "Repository roles for an organization" (GitHub documentation); the emulator lets anybody do all of it. */
const needs: readonly (readonly [pattern: string, least: Role])[] = [
  ['POST|PUT|DELETE /repos/:owner/:repo/issues/:number/labels', 'triage'],
  ['DELETE /repos/:owner/:repo/issues/:number/labels/:name', 'triage'],
  ['POST|DELETE /repos/:owner/:repo/issues/:number/assignees', 'triage'],
  ['PUT|DELETE /repos/:owner/:repo/issues/:number/lock', 'write'],
  ['POST /repos/:owner/:repo/labels', 'write'],
  ['PATCH|DELETE /repos/:owner/:repo/labels/:name', 'write'],
  ['PUT /repos/:owner/:repo/pulls/:number/merge', 'write'],
];

/** What only people with triage may set on an issue; GitHub drops it in silence for the others. */
const triageFields = ['labels', 'assignees', 'milestone'];

const authored = z.object({ user: z.object({ login: z.string() }), locked: z.boolean().catch(false) });

/** Refuses to people what their role on the repository does not allow. What an App may do, its permissions say, and the emulator checks those. */
export function writeRights(access: Access): Gap {
  return async (request, forward) => {
    const { caller, method } = request;
    const repository = repositoryOf(request);
    if (caller.kind === 'user' && request.path[0] === 'orgs' && method !== 'GET' && !access.isOwner(request.path[1] ?? '', caller.login)) {
      return refuse(403, 'Must be an organization owner');
    }
    if (caller.kind !== 'user' || repository === null || method === 'GET') return forward(request);
    const role = await access.roleOf(repository, caller.login, { request, forward });
    if (role === null) return forward(request);
    if (role === 'none') return refuse(404, 'Not Found');
    const need = needs.find(([pattern]) => match(request, pattern) !== null)?.[1];
    if (need !== undefined && !atLeast(role, need)) return refuse(403, 'Must have admin rights to Repository.');
    return writeIssue({ request, login: caller.login, role }, forward);
  };
}

async function writeIssue(
  { request, login, role }: { request: ApiRequest; login: string; role: Role },
  forward: Forward,
): Promise<ApiResponse> {
  const allowed = atLeast(role, 'triage') ? request : withoutTriageFields(request);
  const isWriter = atLeast(role, 'write');
  const [, owner = '', name = ''] = request.path;

  const comment = match(request, 'PATCH|DELETE /repos/:owner/:repo/issues/comments/:id');
  if (comment !== null && !isWriter && !(await isAuthor({ request, login }, forward)))
    return refuse(403, 'Must have admin rights to Repository.');

  if (match(request, 'POST /repos/:owner/:repo/issues/:number/comments') !== null && !isWriter) {
    const issue = authored.safeParse(
      parseJson((await forward(reading(request, ['repos', owner, name, 'issues', request.path[4] ?? '']))).body),
    );
    if (issue.data?.locked === true) return refuse(403, 'Unable to create comment because issue is locked.');
  }

  if (match(request, 'PATCH /repos/:owner/:repo/issues/:number') !== null && !isWriter) {
    const body = bodyOf(request);
    const editsText = body['title'] !== undefined || body['body'] !== undefined;
    const needsAuthor = editsText || !atLeast(role, 'triage');
    if (needsAuthor && !(await isAuthor({ request, login }, forward))) return refuse(403, 'Must have admin rights to Repository.');
  }
  return forward(allowed);
}

function withoutTriageFields(request: ApiRequest): ApiRequest {
  const isIssue = match(request, 'POST /repos/:owner/:repo/issues') ?? match(request, 'PATCH /repos/:owner/:repo/issues/:number');
  if (isIssue === null) return request;
  const kept = Object.entries(bodyOf(request)).filter(([field]) => !triageFields.includes(field));
  return withBody(request, Object.fromEntries(kept));
}

/** True as well for a thing that does not exist: the emulator then answers 404 to the writing. */
async function isAuthor({ request, login }: { request: ApiRequest; login: string }, forward: Forward): Promise<boolean> {
  const answer = authored.safeParse(parseJson((await forward(reading(request, request.path))).body));
  return !answer.success || answer.data.user.login === login;
}
