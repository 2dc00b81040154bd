import { z } from 'zod';
import type { CheckButton } from '../emulator/gaps/check-runs.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import { type Html, html, raw, short } from './html.ts';
import { inRepository, type Repository } from './repository.ts';
import { localLink, type Page, type Reading } from './site.ts';
import type { Viewer } from './viewer.ts';

const runShape = z.object({
  id: z.number(),
  name: z.string(),
  head_sha: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  output: z.object({ title: z.string().nullish(), summary: z.string().nullish(), text: z.string().nullish() }),
});
type CheckRun = z.infer<typeof runShape>;
const annotationShape = z.object({
  path: z.string(),
  start_line: z.number(),
  annotation_level: z.string(),
  title: z.string().nullish(),
  message: z.string(),
});

/** The check runs of a commit. */
export async function readCheckRuns(reader: Viewer, repository: string, sha: string): Promise<readonly CheckRun[]> {
  const found = await reader.get(`/repos/${repository}/commits/${sha}/check-runs`, z.object({ check_runs: z.array(runShape) }));
  return found?.check_runs ?? [];
}

/** The check runs of a commit or of a pull request, with what became of each; null for none. */
export function checkRunList({ full }: Repository, runs: readonly CheckRun[]): Html | null {
  if (runs.length === 0) return null;
  return html`<h2>Vérifications</h2><ul class="list">${runs.map(
    (run) =>
      html`<li><p><a class="strong" href="/${full}/runs/${run.id}">${run.name}</a> : ${outcomeOf(run)}</p><p class="quiet">${run.output.title ?? ''}</p></li>`,
  )}</ul>`;
}

/** What became of a check run, for people. */
function outcomeOf({ conclusion, status }: CheckRun): string {
  const word = conclusion ?? status;
  return outcomes[word] ?? word;
}

const outcomes: Readonly<Record<string, string>> = {
  success: '✅ réussie',
  failure: '❌ en échec',
  neutral: '◻ sans avis',
  cancelled: '⏹ annulée',
  skipped: '◻ passée',
  queued: 'en attente',
  in_progress: 'en cours',
};

const levels: Readonly<Record<string, string>> = { notice: 'remarque', warning: 'à corriger', failure: 'bloquant' };

/** The check of a commit, as its address on GitHub shows it: the first one. Null when it has none. */
export async function checksPage(reading: Reading, repository: Repository, sha: string): Promise<Page | null> {
  const [first] = await readCheckRuns(reading.reader, repository.full, encodeURIComponent(sha));
  return first === undefined ? null : checkRunPage(reading, repository, String(first.id));
}

/** What who may write in the repository may ask for: the run again, and what the App offers. */
function buttons({ full }: Repository, id: number, offered: readonly CheckButton[]): Html {
  const page = `/${full}/runs/${id}`;
  return html`<form method="post" action="${page}/rerequest"><button>Relancer la vérification</button></form>
${offered.map(
  ({ identifier, label, description }) =>
    html`<form method="post" action="${page}/requested_action"><input type="hidden" name="identifier" value="${identifier}"><button>${label}</button> <span class="quiet">${description}</span></form>`,
)}`;
}

/** A check run with its text, and its annotations at their lines. Null when it is not there. */
export async function checkRunPage({ site, reader }: Reading, repository: Repository, id: string): Promise<Page | null> {
  const run = await reader.get(`/repos/${repository.full}/check-runs/${encodeURIComponent(id)}`, runShape);
  if (run === null) return null;
  const annotations = await reader.all(`/repos/${repository.full}/check-runs/${run.id}/annotations`, annotationShape);
  const text = [run.output.summary ?? '', run.output.text ?? ''].join('\n\n');
  return inRepository(repository, 'actions', {
    title: run.name,
    main: html`<h1>${run.output.title ?? run.name}</h1>
<p>${run.name} : <strong>${outcomeOf(run)}</strong>, sur le commit <a href="/${repository.full}/commit/${run.head_sha}">${short(run.head_sha)}</a></p>
${reader.login === null || !repository.rights.push ? null : buttons(repository, run.id, site.github.buttonsOf(repository.full, run.id))}
<article class="markdown">${raw(renderMarkdown(text, { link: (href) => localLink(site, href) }))}</article>
${annotations.length === 0 ? null : html`<h2>Annotations</h2>`}
<ul class="list">${annotations.map(
      ({ path, start_line: line, annotation_level: level, title, message }) =>
        html`<li><p><span class="tag">${levels[level] ?? level}</span> <a href="/${repository.full}/blob/${run.head_sha}/${path}#L${line}">${path}, ligne ${line}</a> ${title ?? ''}</p><p>${message}</p></li>`,
    )}</ul>`,
  });
}
