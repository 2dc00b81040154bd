import { accountLink } from './comment-view.ts';
import { type Html, html } from './html.ts';
import { labelShape, pill } from './label-pill.ts';
import type { Issue } from './read-issue.ts';
import type { Repository } from './repository.ts';
import type { Reading } from './site.ts';

/** Beside the conversation: assignees and labels, with what the reader may change of them. */
export async function sidebar({ site, reader }: Reading, repository: Repository, issue: Issue): Promise<Html> {
  const page = `/${repository.full}/issues/${issue.number}`;
  const mayTriage = repository.rights.triage;
  const all = await reader.all(`/repos/${repository.full}/labels`, labelShape);
  const left = all.filter(({ name }) => !issue.labels.some((label) => label.name === name));
  const assigned = issue.assignees.map(({ login }) => login);
  const people = site.github.seed.users.filter(({ login }) => !assigned.includes(login));
  return html`<aside class="side" aria-label="Étiquettes et personnes">
<h2>Étiquettes</h2>
<ul class="pills" aria-label="Étiquettes posées">${issue.labels.map(
    (label) =>
      html`<li>${pill(label)}${
        mayTriage
          ? html`<form method="post" action="${page}/labels"><button class="quiet-button" name="remove" value="${label.name}" aria-label="Retirer ${label.name}">✕</button></form>`
          : null
      }</li>`,
  )}</ul>
${issue.labels.length === 0 ? html`<p class="quiet">Aucune étiquette</p>` : null}
${
  mayTriage
    ? html`<form method="post" action="${page}/labels"><label for="etiquette">Poser une étiquette</label>
<select id="etiquette" name="add">${left.map(({ name }) => html`<option>${name}</option>`)}</select><button>Poser</button></form>`
    : html`<p class="quiet">Poser ou retirer une étiquette demande le droit de trier ce dépôt : sur GitHub, seuls ceux qui l’ont en voient le menu.</p>`
}
<h2>Personnes assignées</h2>
<ul class="people">${assigned.map(
    (login) =>
      html`<li>${accountLink({ login })}${
        mayTriage
          ? html`<form method="post" action="${page}/assignees"><button class="quiet-button" name="remove" value="${login}" aria-label="Ne plus assigner ${login}">✕</button></form>`
          : null
      }</li>`,
  )}</ul>
${assigned.length === 0 ? html`<p class="quiet">Personne</p>` : null}
${
  mayTriage
    ? html`<form method="post" action="${page}/assignees"><label for="personne">Assigner</label>
<select id="personne" name="add">${people.map(({ login }) => html`<option>${login}</option>`)}</select><button>Assigner</button></form>`
    : null
}
</aside>`;
}
