import type { ApiResponse, Gap } from '../exchange.ts';

export interface AppSlug {
  readonly gap: Gap;
  /** The owner of the App gives it another name. */
  rename(slug: string): void;
  /** What GitHub shows, under the present name. */
  shown(json: string): string;
}

/**
 * An App that is renamed: all that it ever did is shown under its new login at once, and its ids stay. The emulator knows one slug for ever; what goes in
 * and out is translated.
 */
export function appSlug(original: string): AppSlug {
  let slug = original;
  const shown = (json: string) =>
    slug === original
      ? json
      : json
          .replaceAll(`"${original}[bot]"`, `"${slug}[bot]"`)
          .replaceAll(`"slug":"${original}"`, `"slug":"${slug}"`)
          .replaceAll(`"login":"${original}"`, `"login":"${slug}"`);
  const meant = (word: string) => (word === `${slug}[bot]` ? `${original}[bot]` : word);
  return {
    shown,
    rename: (next) => {
      slug = next;
    },
    gap: async (request, forward) => {
      if (slug === original) return forward(request);
      const query = new URLSearchParams([...request.query].map(([name, value]): [string, string] => [name, meant(value)]));
      return translated(await forward({ ...request, path: request.path.map(meant), query }), shown);
    },
  };
}

function translated(response: ApiResponse, shown: (json: string) => string): ApiResponse {
  if (response.headers['content-type']?.includes('json') !== true) return response;
  return { ...response, body: Buffer.from(shown(response.body.toString('utf8'))) };
}
