import { z } from 'zod';
import type { Access } from './access.ts';
import { type ApiRequest, type ApiResponse, type Gap, parseJson, reading } from './exchange.ts';
import { escapeHtml, renderMarkdown } from './markdown-view.ts';
import { match } from './route.ts';
import { shownReactions } from './shown-reactions.ts';

const user = z.object({ login: z.string() });
const issueShape = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  created_at: z.string(),
  user,
  labels: z.array(
    z.object({
      name: z.string(),
      color: z
        .string()
        .regex(/^[0-9a-fA-F]{6}$/)
        .catch('888888'),
    }),
  ),
});
const commentShape = z.object({ id: z.number(), body: z.string(), created_at: z.string(), user, reactions: shownReactions });

/** How many comments the page shows, the last ones left out: one page of the API. */
const COMMENTS = 100;

/** Serves `GET /:owner/:repo/issues/:number`, a page to read an issue of a public repository in a browser; nothing can be changed there. */
export function issuePage(access: Pick<Access, 'isPrivate'>): Gap {
  return async (request, forward) => {
    const place = match(request, 'GET /:owner/:repo/issues/:number');
    const repository = `${place?.['owner']}/${place?.['repo']}`;
    if (place === null || place['owner'] === 'repos' || access.isPrivate(repository)) return forward(request);
    const read = (path: readonly string[], query: Readonly<Record<string, string>>) => forward(reading(asApi(request), path, query));
    const path = ['repos', ...repository.split('/'), 'issues', place['number'] ?? ''];
    const issue = issueShape.safeParse(parseJson((await read(path, {})).body));
    if (!issue.success) return page(404, { title: 'Page introuvable', main: '<h1>Cette page n’existe pas</h1>' });
    const comments = z.array(commentShape).parse(parseJson((await read([...path, 'comments'], { per_page: String(COMMENTS) })).body));
    return page(200, {
      title: `${issue.data.title} · n° ${issue.data.number} · ${repository}`,
      main: mainPart(repository, issue.data, comments),
    });
  };
}

/** A browser asks for HTML; the API is asked for JSON. */
function asApi(request: ApiRequest): ApiRequest {
  return { ...request, headers: { accept: 'application/vnd.github+json' } };
}

function mainPart(repository: string, issue: z.infer<typeof issueShape>, comments: readonly z.infer<typeof commentShape>[]): string {
  const labels = issue.labels.map(({ name, color }) => `<li style="border-left-color: #${color}">${escapeHtml(name)}</li>`).join('');
  const state = issue.state === 'open' ? 'Ouvert' : 'Fermé';
  return `<p>${escapeHtml(repository)}</p>
<h1>${escapeHtml(issue.title)} <small>n°&nbsp;${issue.number}</small></h1>
<p><strong>${state}</strong> · proposé par ${escapeHtml(issue.user.login)} ${instant(issue.created_at)}</p>
<ul class="labels" aria-label="Étiquettes">${labels || '<li>Aucune étiquette</li>'}</ul>
<section aria-label="Texte du dossier">${renderMarkdown(issue.body ?? '')}</section>
<h2>${count(comments.length)}</h2>
${comments.map(commentPart).join('\n')}`;
}

function commentPart({ id, user: author, created_at: at, body, reactions }: z.infer<typeof commentShape>): string {
  const name = escapeHtml(author.login);
  return `<article id="issuecomment-${id}" aria-label="Commentaire de ${name}"><p><strong>${name}</strong> ${instant(at)}</p>${renderMarkdown(body)}${reactionPart(reactions)}</article>`;
}

function reactionPart(reactions: readonly string[]): string {
  return reactions.length === 0 ? '' : `<p aria-label="Réactions">${reactions.join(' ')}</p>`;
}

function count(comments: number): string {
  if (comments === 0) return 'Aucun commentaire';
  return comments === 1 ? 'Un commentaire' : `${comments}&nbsp;commentaires`;
}

function instant(at: string): string {
  const date = new Date(at);
  const text = date.toLocaleString('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });
  return `le <time datetime="${escapeHtml(at)}">${escapeHtml(text)}</time>`;
}

const STYLE = `body { font: 1rem/1.5 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; color: #161616; background: #fff }
article, section { border: 1px solid #ccc; padding: 0 1rem; margin: 1rem 0; overflow-wrap: anywhere }
.labels { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; list-style: none } .labels li { border-left: .5rem solid; padding: 0 .5rem; background: #eee }
table { border-collapse: collapse } td, th { border: 1px solid #ccc; padding: .25rem .5rem; text-align: left } pre { overflow-x: auto }`;

function page(status: number, { title, main }: { title: string; main: string }): ApiResponse {
  const html = `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
<style>${STYLE}</style></head><body><main>${main}</main></body></html>
`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }, body: Buffer.from(html) };
}
