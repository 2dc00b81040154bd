import { renderMarkdown } from '../markdown/render-markdown.ts';
import { count, type Html, html, instant, raw } from './html.ts';
import type { Comment } from './read-issue.ts';
import { localLink, nameOf, namesOf, type Reading } from './site.ts';
import { textDiff } from './text-diff.ts';

/** A text of GitHub that people read, answer and edit: the body of an issue, of a pull request, or a comment. */
export interface Written {
  /** Anchor on the page. */
  readonly id: string;
  /** Address of the issue's page, to which what is done is sent. */
  readonly page: string;
  readonly nodeId: string;
  readonly author: { readonly login: string; readonly type: string };
  readonly at: string;
  readonly body: string;
  readonly reactions: readonly string[];
  /** Title for those who go from heading to heading. */
  readonly title: string;
  /** Where it is edited; null for who may not. */
  readonly edit: Html | null;
  /** Where a tick is sent, null for who may not tick. */
  readonly tick: string | null;
}

/** A comment, but for who may edit it. */
export function commentText(comment: Comment): Omit<Written, 'page' | 'edit' | 'tick'> {
  return {
    id: `issuecomment-${comment.id}`,
    nodeId: comment.node_id,
    author: comment.user,
    at: comment.created_at,
    body: comment.body,
    reactions: comment.reactions,
    title: `Commentaire de ${comment.user.login}`,
  };
}

/** The text in its frame: who, when, badge, edits with their differences, reactions. */
export function writtenView({ site }: Reading, written: Written): Html {
  const { id, author, at, body, reactions, title, edit, tick } = written;
  const tickForm = `cases-${id}`;
  const markdown = renderMarkdown(body, {
    names: namesOf(site),
    link: (href) => localLink(site, href),
    ...(tick === null ? {} : { tickForm }),
  });
  return html`<article id="${id}" class="written${isApp(author) ? ' by-app' : ''}" aria-labelledby="${id}-titre">
<h2 id="${id}-titre" class="visually-hidden">${title}</h2>
<header class="by">${accountLink(author)} ${isApp(author) ? html`<span class="tag">bot</span>` : html`<span class="quiet">${nameOf(site, author.login)}</span>`} <a class="quiet" href="#${id}">${instant(at)}</a> ${history(site, written)}</header>
<div class="markdown">${raw(markdown)}</div>
${reactions.length === 0 ? null : html`<p class="reactions" aria-label="Réactions">${reactions.join(' ')}</p>`}
${tick === null ? null : html`<form id="${tickForm}" method="post" action="${tick}"></form>`}
${edit}
</article>`;
}

/** The name of an account, which leads to its page. */
export function accountLink({ login }: { readonly login: string }): Html {
  return html`<a class="account" href="/${encodeURIComponent(login)}"><span class="face" aria-hidden="true">${login.slice(0, 1).toUpperCase()}</span>${login}</a>`;
}

function isApp({ type }: { readonly type: string }): boolean {
  return type === 'Bot';
}

function history(site: Reading['site'], { nodeId, page, id }: Written): Html | null {
  const revisions = site.github.revisions(nodeId);
  const [before, last] = revisions.slice(-2);
  if (before === undefined || last === undefined || last.deleted !== null || before.deleted !== null) return null;
  const shown = textDiff(before.body, last.body);
  return html`<details class="history"><summary>modifié ${count(revisions.length - 1, ['fois', 'fois'])}</summary>
<p>Par ${last.editor}, ${instant(last.editedAt)}. <a href="${page}/versions/${id}">Toutes les versions</a></p>
${shown ?? html`<p>Rien de visible n’a changé.</p>`}
</details>`;
}
