import { structuredPatch } from 'diff';
import { type Html, html } from './html.ts';
import { readBlob, readTree } from './read-tree.ts';
import type { Viewer } from './viewer.ts';

/** A file that differs between two commits, with its text before and after, empty where it is not there. */
export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** The files that differ from one commit (null: nothing) to another. */
export async function treeDiff(
  reader: Viewer,
  repository: string,
  { from, to }: { readonly from: string | null; readonly to: string },
): Promise<readonly FileChange[]> {
  const old = new Map(((from === null ? null : await readTree(reader, repository, from)) ?? []).map(({ path, sha }) => [path, sha]));
  const now = new Map(((await readTree(reader, repository, to)) ?? []).map(({ path, sha }) => [path, sha]));
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path)).toSorted();
  const text = async (sha: string | undefined) => (sha === undefined ? '' : await readBlob(reader, repository, sha));
  return Promise.all(paths.map(async (path) => ({ path, before: await text(old.get(path)), after: await text(now.get(path)) })));
}

/** Each changed file with its changed lines and their numbers, as on GitHub. */
export function changedFiles(changes: readonly FileChange[]): Html {
  if (changes.length === 0) return html`<p>Aucun fichier ne change.</p>`;
  return html`${changes.map(changedFile)}`;
}

function changedFile({ path, before, after }: FileChange): Html {
  const { hunks } = structuredPatch(path, path, before, after, '', '', { context: 3 });
  return html`<section class="file" aria-label="${path}"><h3>${path}${before === '' ? html` <span class="tag">nouveau</span>` : null}</h3>
<div class="diff" role="group" aria-label="Lignes changées de ${path}" tabindex="0"><table><tbody>${hunks.map(hunkRows)}</tbody></table></div></section>`;
}

function hunkRows({ oldStart, newStart, lines }: { oldStart: number; newStart: number; lines: readonly string[] }): readonly Html[] {
  let [old, now] = [oldStart, newStart];
  return lines
    .filter((line) => !line.startsWith('\\'))
    .map((line) => {
      const sign = line.slice(0, 1);
      const numbers = [sign === '+' ? '' : old++, sign === '-' ? '' : now++];
      const name = sign === '+' ? 'added' : sign === '-' ? 'removed' : 'same';
      const told = sign === '+' ? 'ajouté' : sign === '-' ? 'retiré' : '';
      return html`<tr class="${name}">${numbers.map((number) => html`<td class="number">${number}</td>`)}<td class="sign"><span aria-hidden="true">${sign}</span><span class="visually-hidden">${told}</span></td><td>${line.slice(1)}</td></tr>`;
    });
}
