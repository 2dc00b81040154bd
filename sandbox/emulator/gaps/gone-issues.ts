import { z } from 'zod';
import { type ApiRequest, type ApiResponse, type Gap, json, parseJson, refuse } from '../exchange.ts';

/** An issue by its place. */
export interface IssuePlace {
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
}

export interface GoneIssues {
  readonly gap: Gap;
  /** From now on the issue answers 410, or 301 to where it went. */
  remove(place: IssuePlace, movedTo: IssuePlace | null): void;
}

const numbered = z.array(z.looseObject({ number: z.number() }));

/** Issues that were deleted or transferred; the emulator can do neither. Works as GitHub's answers to "Get an issue": 410 and 301. */
export function goneIssues(url: () => string): GoneIssues {
  const gone = new Map<string, IssuePlace | null>();
  return {
    remove: ({ repository, number }, movedTo) => void gone.set(`${repository}#${number}`, movedTo),
    gap: async (request, forward) => {
      const place = placeOf(request);
      if (place === null) return forward(request);
      if (place.number === null) return withoutGone(await forward(request), (number) => gone.has(`${place.repository}#${number}`));
      const movedTo = gone.get(`${place.repository}#${place.number}`);
      if (movedTo === undefined) return forward(request);
      return movedTo === null
        ? refuse(410, 'This issue was deleted')
        : redirection(request, `${url()}/repos/${movedTo.repository}/issues/${movedTo.number}`);
    },
  };
}

/** The issue a request is about; `number` is null for the list of a repository's issues. */
function placeOf({ method, path }: ApiRequest): { repository: string; number: number | null } | null {
  const [first, owner, name, issues, number] = path;
  if (first !== 'repos' || issues !== 'issues') return null;
  const repository = `${owner}/${name}`;
  if (number !== undefined && /^\d+$/.test(number)) return { repository, number: Number(number) };
  return number === undefined && method === 'GET' ? { repository, number: null } : null;
}

function withoutGone(response: ApiResponse, isGone: (number: number) => boolean): ApiResponse {
  const list = numbered.safeParse(parseJson(response.body));
  if (!list.success || !list.data.some(({ number }) => isGone(number))) return response;
  const kept = json(
    response.status,
    list.data.filter(({ number }) => !isGone(number)),
  );
  return { ...kept, headers: { ...response.headers, ...kept.headers } };
}

function redirection({ path }: ApiRequest, issueUrl: string): ApiResponse {
  const url = [issueUrl, ...path.slice(5).map(encodeURIComponent)].join('/');
  const moved = json(301, { message: 'Moved Permanently', url, documentation_url: 'https://docs.github.com/rest' });
  return { ...moved, headers: { ...moved.headers, location: url } };
}
