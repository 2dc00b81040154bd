import type { Gap } from '../exchange.ts';

/** Raw files are text for GitHub, binary for the emulator: Octokit would give bytes instead of a string. */
export const rawContents: Gap = async (request, forward) => {
  const response = await forward(request);
  if (response.status !== 200 || request.path[3] !== 'contents' || request.headers['accept']?.includes('raw') !== true) return response;
  return { ...response, headers: { ...response.headers, 'content-type': 'application/vnd.github.raw+json; charset=utf-8' } };
};
