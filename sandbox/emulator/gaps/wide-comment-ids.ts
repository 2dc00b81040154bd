import { z } from 'zod';
import type { Gap } from '../exchange.ts';
import { json, parseJson } from '../exchange.ts';
import { match } from '../route.ts';

/** Comments of GitHub have ids beyond 2^31 today, those of the emulator count from 1. */
const SHIFT = 3_000_000_000;

const comment = z.looseObject({
  id: z.number(),
  url: z.string(),
  html_url: z.string(),
  reactions: z.looseObject({ url: z.string() }),
});

/** A comment as the emulator shows it, with the id that the world sees. */
export function widened(shown: unknown): unknown {
  const known = comment.safeParse(shown);
  if (!known.success) return shown;
  const { id, url, html_url, reactions } = known.data;
  return { ...known.data, id: id + SHIFT, url: wide(url), html_url: wide(html_url), reactions: { ...reactions, url: wide(reactions.url) } };
}

/** Comments on issues have wide ids outside, the emulator's own inside. */
export const wideCommentIds: Gap = async (request, forward) => {
  const one = match(request, 'GET|PATCH|DELETE /repos/:owner/:repo/issues/comments/:id');
  const several = match(request, 'GET|POST /repos/:owner/:repo/issues/:number/comments');
  if (one === null && several === null) return forward(request);
  const inner = one === null ? request.path : [...request.path.slice(0, -1), String(Number(one['id']) - SHIFT)];
  const response = await forward({ ...request, path: inner });
  if (response.status >= 300 || response.status === 204) return response;
  const shown = parseJson(response.body);
  const changed = json(response.status, Array.isArray(shown) ? shown.map(widened) : widened(shown));
  return { ...changed, headers: { ...response.headers, ...changed.headers } };
};

function wide(address: string): string {
  return address.replace(/(comments\/|issuecomment-)(\d+)/, (_, before: string, id: string) => `${before}${Number(id) + SHIFT}`);
}
