import { z } from 'zod';
import { type Html, html, instant } from './html.ts';
import { readTree } from './read-tree.ts';
import { inRepository, type Repository } from './repository.ts';
import type { Page, Reading } from './site.ts';

const runShape = z.object({
  id: z.number(),
  name: z.string(),
  path: z.string(),
  head_branch: z.string(),
  conclusion: z.string(),
  created_at: z.string(),
});
type Run = z.infer<typeof runShape>;

const folder = '.github/workflows/';

/** The workflow files of the default branch, by name. */
async function readWorkflows({ reader }: Reading, repository: Repository): Promise<readonly string[]> {
  const files = (await readTree(reader, repository.full, 'main')) ?? [];
  return files.filter(({ path }) => path.startsWith(folder)).map(({ path }) => path.slice(folder.length));
}

async function readRuns(reading: Reading, repository: Repository, workflows: readonly string[]): Promise<readonly Run[]> {
  const shape = z.object({ workflow_runs: z.array(runShape) });
  const lists = await Promise.all(
    workflows.map((name) => reading.reader.get(`/repos/${repository.full}/actions/workflows/${encodeURIComponent(name)}/runs`, shape)),
  );
  return lists.flatMap((list) => list?.workflow_runs ?? []).toSorted((one, other) => other.id - one.id);
}

const conclusions: Readonly<Record<string, string>> = { success: '✅ réussi', failure: '❌ échoué', cancelled: '⏹ annulé' };

/** The runs of the workflows of a repository, and what makes one. */
export async function actionsPage(reading: Reading, repository: Repository): Promise<Page> {
  const workflows = await readWorkflows(reading, repository);
  const runs = await readRuns(reading, repository, workflows);
  return inRepository(repository, 'actions', {
    title: 'Actions',
    main: html`<h1>Actions</h1>
${
  workflows.length === 0
    ? html`<p>Aucune GitHub Action sur la branche par défaut. Celle de l’accostage arrive par une pull request de l’application.</p>`
    : runMaker(repository, workflows)
}
<p><a href="/${repository.full}/settings/secrets/actions">Secrets des Actions</a></p>
<h2>Passages</h2>
${runs.length === 0 ? html`<p>Aucun passage pour l’instant.</p>` : null}
<ul class="list">${runs.map(
      (run) =>
        html`<li><p>${conclusions[run.conclusion] ?? run.conclusion} <a class="strong" href="/${repository.full}/actions/runs/${run.id}">${run.name}</a></p><p class="quiet">${run.path.slice(folder.length)}, <code>${run.head_branch}</code>, ${instant(run.created_at)}</p></li>`,
    )}</ul>`,
  });
}

function runMaker(repository: Repository, workflows: readonly string[]): Html {
  if (!repository.rights.push) return html`<p class="quiet">Lancer une Action demande le droit d’écrire dans ce dépôt.</p>`;
  return html`<form class="maker" method="post" action="/${repository.full}/actions/runs">
<label for="workflow">Faire passer</label><select id="workflow" name="workflow">${workflows.map((name) => html`<option>${name}</option>`)}</select>
<label for="branche">sur</label><input id="branche" name="branch" value="main" required>
<button name="outcome" value="success">avec succès</button>
<button name="outcome" value="missing-secret">sans son jeton (échec)</button>
<button name="outcome" value="refused">avec un refus de la plateforme (échec)</button>
</form>`;
}

/** A run with its log. Null when it is not there. */
export async function runPage(reading: Reading, repository: Repository, id: number): Promise<Page | null> {
  const runs = await readRuns(reading, repository, await readWorkflows(reading, repository));
  const run = runs.find((one) => one.id === id);
  if (run === undefined) return null;
  const log = await reading.reader.text(`/repos/${repository.full}/actions/jobs/${id + 1}/logs`);
  return inRepository(repository, 'actions', {
    title: `${run.name}, passage ${id}`,
    main: html`<h1>${run.name}</h1>
<p>${conclusions[run.conclusion] ?? run.conclusion}, <code>${run.head_branch}</code>, ${instant(run.created_at)} · fichier <a href="/${repository.full}/blob/main/${run.path}">${run.path}</a></p>
<h2>Journal</h2><pre tabindex="0"><code>${log ?? 'GitHub ne garde plus ce journal.'}</code></pre>`,
  });
}

/** What the page of the secrets is for: GitHub shows no secret to anybody, and the App never needs one. */
export async function secretsPage(reading: Reading, repository: Repository): Promise<Page> {
  const workflows = await readWorkflows(reading, repository);
  return inRepository(repository, 'actions', {
    title: 'Secrets des Actions',
    main: html`<h1>Secrets des Actions</h1>
<p>Sur GitHub, c’est ici (<code>Settings</code>, <code>Secrets and variables</code>, <code>Actions</code>) qu’un projet saisit le jeton que la console de la plateforme lui donne : un secret par plateforme, nommé par la GitHub Action de l’accostage.</p>
<p>L’application n’en voit aucun et n’en demande jamais dans un dossier. Dans ce bac à sable rien n’est à saisir : la page <a href="/${repository.full}/actions">Actions</a> fait passer une Action avec son jeton, ou sans lui.</p>
<p>${workflows.length === 0 ? 'Ce dépôt n’a pas encore de GitHub Action.' : html`Action présente : <a href="/${repository.full}/blob/main/${folder}${workflows[0]}">${workflows[0]}</a>.`}</p>`,
  });
}
