import { z } from 'zod';
import { type ApiRequest, type Gap, parseJson, reading, refuse } from '../exchange.ts';

const settings = z.object({ has_issues: z.boolean() });

/** Issues that a repository turned off; the emulator takes them for absent. Works as GitHub's answer to all that is about them: 410. */
export const issuesOff: Gap = async (request, forward) => {
  const response = await forward(request);
  if (response.status !== 404 || !isAboutIssues(request)) return response;
  const repository = settings.safeParse(parseJson((await forward(reading(request, request.path.slice(0, 3)))).body));
  return repository.data?.has_issues === false ? refuse(410, 'Issues has been disabled in this repository.') : response;
};

function isAboutIssues(request: Pick<ApiRequest, 'path'>): boolean {
  return request.path[0] === 'repos' && request.path[3] === 'issues';
}
