import { z } from 'zod';
import { checkRunList, readCheckRuns } from './check-run-page.ts';
import { commentText, type Written, writtenView } from './comment-view.ts';
import { commitList, commitShape } from './commit-page.ts';
import { count, type Html, html, instant, short } from './html.ts';
import { commentShape } from './read-issue.ts';
import { readBranches } from './read-tree.ts';
import { inRepository, type Repository } from './repository.ts';
import type { Page, Reading } from './site.ts';
import { changedFiles, treeDiff } from './tree-diff.ts';

const end = z.object({ ref: z.string(), sha: z.string() });
const pullShape = z.object({
  number: z.number(),
  node_id: z.string(),
  title: z.string(),
  body: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullable(),
  merge_commit_sha: z.string().nullish(),
  created_at: z.string(),
  user: z.object({ login: z.string(), type: z.string() }),
  base: end,
  head: end,
});
type Pull = z.infer<typeof pullShape>;

/** The pull requests of a repository, open or not. */
export async function pullsPage({ reader }: Reading, repository: Repository): Promise<Page> {
  const pulls = await reader.all(`/repos/${repository.full}/pulls?state=all`, pullShape);
  return inRepository(repository, 'pulls', {
    title: 'Pull requests',
    main: html`<h1>Pull requests</h1>
${pulls.length === 0 ? html`<p>Aucune pull request. L’application en ouvre dans les dépôts déclarés à l’entrée dans une phase qui a une plateforme.</p>` : null}
<ul class="list">${pulls.map(
      (pull) =>
        html`<li><p>${pullState(pull)} <a class="strong" href="/${repository.full}/pull/${pull.number}">${pull.title}</a></p><p class="quiet">nᵒ&nbsp;${pull.number}, ouverte le ${instant(pull.created_at)} par ${pull.user.login}</p></li>`,
    )}</ul>`,
  });
}

function pullState({ state, merged_at: merged }: Pull): Html {
  if (merged !== null) return html`<span class="state merged">Fusionnée</span>`;
  return state === 'open' ? html`<span class="state open">Ouverte</span>` : html`<span class="state closed">Fermée</span>`;
}

/** A pull request: its text, checks, commits, changed lines, and the button that merges. Null when it is not there. */
export async function pullPage(reading: Reading, repository: Repository, number: number): Promise<Page | null> {
  const { reader } = reading;
  const pull = await reader.get(`/repos/${repository.full}/pulls/${number}`, pullShape);
  if (pull === null) return null;
  const head = await headOf(reading, repository, pull);
  const changes = await treeDiff(reader, repository.full, { from: pull.base.sha, to: head });
  const comments = await reader.all(`/repos/${repository.full}/issues/${number}/comments`, commentShape);
  const commits = await reader.all(`/repos/${repository.full}/commits?sha=${head}`, commitShape);
  const known = commits.findIndex(({ sha }) => sha === pull.base.sha);
  const runs = await readCheckRuns(reader, repository.full, head);
  const page = `/${repository.full}/pull/${number}`;
  return inRepository(repository, 'pulls', {
    title: `${pull.title} · nᵒ ${number}`,
    main: html`<div class="issue-title"><h1>${pull.title} <span class="quiet">nᵒ&nbsp;${number}</span></h1>
<p>${pullState(pull)} ${pull.user.login} veut apporter <code>${pull.head.ref}</code> à <code>${pull.base.ref}</code></p></div>
${writtenView(reading, { ...readOnly(page), id: `pull-${number}`, nodeId: pull.node_id, author: pull.user, at: pull.created_at, body: pull.body ?? '', reactions: [], title: 'Texte de la pull request' })}
${comments.map((comment) => writtenView(reading, { ...readOnly(page), ...commentText(comment) }))}
${checkRunList(repository, runs)}
${mergeBox(reading, { repository, pull, page })}
<h2>Commits</h2>${commitList(repository, known === -1 ? commits.slice(0, 1) : commits.slice(0, known))}
<h2>${count(changes.length, ['fichier changé', 'fichiers changés'])}</h2>${changedFiles(changes)}`,
  });
}

function readOnly(page: string): Pick<Written, 'page' | 'edit' | 'tick'> {
  return { page, edit: null, tick: null };
}

/** What the pull request brings: the top of its branch while it is open, what was merged afterwards. */
async function headOf({ reader }: Reading, repository: Repository, pull: Pull): Promise<string> {
  if (pull.merged_at !== null) return pull.merge_commit_sha ?? pull.head.sha;
  const branches = pull.state === 'open' ? await readBranches(reader, repository.full) : [];
  return branches.find(({ name }) => name === pull.head.ref)?.sha ?? pull.head.sha;
}

function mergeBox({ reader }: Reading, { repository, pull, page }: { repository: Repository; pull: Pull; page: string }): Html {
  if (pull.merged_at !== null)
    return html`<p class="note">Fusionnée le ${instant(pull.merged_at)}${pull.merge_commit_sha == null ? null : html` par le commit <a href="/${repository.full}/commit/${pull.merge_commit_sha}">${short(pull.merge_commit_sha)}</a>`}.</p>`;
  if (pull.state === 'closed') return html`<p class="note">Fermée sans être fusionnée.</p>`;
  if (!repository.rights.push)
    return html`<p class="note">Fusionner demande le droit d’écrire dans ce dépôt ; ${reader.login ?? 'une personne qui n’est pas connectée'} ne l’a pas.</p>`;
  return html`<form class="merge" method="post" action="${page}/merge"><button class="primary">Fusionner la pull request</button></form>`;
}
