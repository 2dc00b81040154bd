import { accountLink } from './comment-view.ts';
import { count, type Html, html, instant, raw } from './html.ts';
import { labelShape, pill } from './label-pill.ts';
import { stateTag } from './issue-page.ts';
import { type Issue, issueShape } from './read-issue.ts';
import { inRepository, type Repository } from './repository.ts';
import type { Page, Reading } from './site.ts';

/** The issues of a repository, filtered by the address: `state` (`open`, `closed`, `all`), `label`, `q` (words of the title). */
export async function issuesPage(reading: Reading, repository: Repository, query: URLSearchParams): Promise<Page> {
  const { reader } = reading;
  const state = query.get('state') ?? 'open';
  const label = query.get('label') ?? '';
  const words = query.get('q') ?? '';
  const all = await reader.all(`/repos/${repository.full}/issues?state=all`, issueShape);
  const labels = await reader.all(`/repos/${repository.full}/labels`, labelShape);
  const shown = all.filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      (label === '' || issue.labels.some(({ name }) => name === label)) &&
      issue.title.toLocaleLowerCase('fr').includes(words.toLocaleLowerCase('fr')),
  );
  return inRepository(repository, 'issues', {
    title: 'Issues',
    main: html`<div class="heading"><h1>Issues</h1><a class="button primary" href="/${repository.full}/issues/new">Nouveau dossier</a></div>
<form class="filters" method="get">
<label for="etat">État</label><select id="etat" name="state">${[
      ['open', 'ouvertes'],
      ['closed', 'fermées'],
      ['all', 'toutes'],
    ].map(([value = '', told]) => html`<option value="${value}"${selected(value === state)}>${told}</option>`)}</select>
<label for="etiquette">Étiquette</label><select id="etiquette" name="label"><option value="">toutes</option>${labels.map(
      ({ name }) => html`<option${selected(name === label)}>${name}</option>`,
    )}</select>
<label for="mots">Titre</label><input id="mots" name="q" value="${words}">
<button>Filtrer</button>
</form>
<p>${count(shown.length, ['dossier', 'dossiers'])}</p>
${issueList(repository.full, shown)}`,
  });
}

/** Issues one below the other, with their labels. */
export function issueList(repository: string, issues: readonly Issue[]): Html | null {
  if (issues.length === 0) return null;
  return html`<ul class="list">${issues.map(
    (
      issue,
    ) => html`<li><p>${stateTag(issue)} <a class="strong" href="/${repository}/issues/${issue.number}">${issue.title}</a> <span class="pills">${issue.labels.map(pill)}</span></p>
<p class="quiet">nᵒ&nbsp;${issue.number}, ouvert le ${instant(issue.created_at)} par ${accountLink(issue.user)} · ${count(issue.comments, ['commentaire', 'commentaires'])}</p></li>`,
  )}</ul>`;
}

function selected(isSelected: boolean): Html | null {
  return isSelected ? raw(' selected') : null;
}
