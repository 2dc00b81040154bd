import { html, instant } from './html.ts';
import { commentShape, issueShape } from './read-issue.ts';
import { inRepository, type Repository } from './repository.ts';
import type { Page, Reading } from './site.ts';
import { textDiff } from './text-diff.ts';

/** Every version of the body of an issue (`issue-<n>`) or of a comment (`issuecomment-<id>`), the last one first, with what each changed. Null when it is not there. */
export async function versionsPage(
  { site, reader }: Reading,
  repository: Repository,
  { number, anchor }: { readonly number: number; readonly anchor: string },
): Promise<Page | null> {
  const id = /^issuecomment-(\d+)$/.exec(anchor)?.[1];
  const api = `/repos/${repository.full}/issues`;
  const found =
    id === undefined ? await reader.get(`${api}/${number}`, issueShape) : await reader.get(`${api}/comments/${id}`, commentShape);
  if (found === null) return null;
  const page = `/${repository.full}/issues/${number}`;
  const revisions = site.github.revisions(found.node_id);
  const steps = revisions.map((revision, index) => ({ revision, before: revisions[index - 1] ?? null })).toReversed();
  return inRepository(repository, 'issues', {
    title: 'Versions',
    main: html`<h1>Versions ${id === undefined ? 'de la demande' : 'd’un commentaire'}</h1>
<p><a href="${page}#${anchor}">Revenir à la conversation</a></p>
${revisions.length === 0 ? html`<p>Ce texte n’a jamais été modifié.</p>` : null}
<ol class="list" reversed>${steps.map(({ revision, before }) => {
      if (before === null) return html`<li><p>${revision.editor} a écrit ce texte, ${instant(revision.editedAt)}.</p></li>`;
      const shown = revision.deleted !== null || before.deleted !== null ? null : textDiff(before.body, revision.body);
      return html`<li><p>${revision.editor} l’a modifié, ${instant(revision.editedAt)}.</p>${shown ?? html`<p class="quiet">Rien de visible n’a changé.</p>`}</li>`;
    })}</ol>`,
  });
}
