import { z } from 'zod';
import { type Html, html, instant, short } from './html.ts';
import { checkRunList, readCheckRuns } from './check-run-page.ts';
import { refAndPath } from './read-tree.ts';
import { inRepository, type Repository } from './repository.ts';
import type { Page, Reading } from './site.ts';
import { changedFiles, treeDiff } from './tree-diff.ts';

export const commitShape = z.object({
  sha: z.string(),
  commit: z.object({ message: z.string(), author: z.object({ name: z.string(), date: z.string() }) }),
  parents: z.array(z.object({ sha: z.string() })),
});

/** The commits of a branch, the last one first. */
export async function commitsPage({ reader }: Reading, repository: Repository, rest: string): Promise<Page> {
  const { ref, sha } = await refAndPath(reader, repository.full, rest === '' ? 'main' : rest);
  const commits = await reader.all(`/repos/${repository.full}/commits?sha=${encodeURIComponent(sha)}`, commitShape);
  return inRepository(repository, '', {
    title: 'Commits',
    main: html`<h1>Commits de ${ref}</h1>${commitList(repository, commits)}`,
  });
}

/** Commits one below the other. */
export function commitList(repository: Repository, commits: readonly z.infer<typeof commitShape>[]): Html {
  return html`<ul class="list">${commits.map(
    ({ sha, commit }) =>
      html`<li><p><a class="strong" href="/${repository.full}/commit/${sha}">${commit.message.split('\n')[0]}</a> <code>${short(sha)}</code></p><p class="quiet">${commit.author.name}, ${instant(commit.author.date)}</p></li>`,
  )}</ul>`;
}

/** A commit: who, its checks, the lines that it changes. Null when it is not there. */
export async function commitPage({ reader }: Reading, repository: Repository, sha: string): Promise<Page | null> {
  const found = await reader.get(`/repos/${repository.full}/commits/${encodeURIComponent(sha)}`, commitShape);
  if (found === null) return null;
  const runs = await readCheckRuns(reader, repository.full, found.sha);
  const changes = await treeDiff(reader, repository.full, { from: found.parents[0]?.sha ?? null, to: found.sha });
  return inRepository(repository, '', {
    title: `Commit ${short(found.sha)}`,
    main: html`<h1>${found.commit.message.split('\n')[0]}</h1>
<p>${found.commit.author.name}, ${instant(found.commit.author.date)} · commit <code>${short(found.sha)}</code> · <a href="/${repository.full}/tree/${found.sha}">parcourir les fichiers</a></p>
${checkRunList(repository, runs)}
<h2>Fichiers</h2>${changedFiles(changes)}`,
  });
}
