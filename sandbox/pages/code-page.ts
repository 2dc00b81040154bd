import { renderMarkdown } from '../markdown/render-markdown.ts';
import { type Html, html, raw, short } from './html.ts';
import { readBlob, readBranches, readTree, refAndPath, type TreeFile } from './read-tree.ts';
import { inRepository, type Repository } from './repository.ts';
import { localLink, namesOf, type Page, type Reading } from './site.ts';

/** A folder of a repository at a branch or commit (`rest`: its name, then a path; empty: the root of `main`), with its README. Null when it is not there. */
export async function folderPage(reading: Reading, repository: Repository, rest: string): Promise<Page | null> {
  const { reader, site } = reading;
  const { ref, sha, path } = await refAndPath(reader, repository.full, rest === '' ? 'main' : rest);
  const files = await readTree(reader, repository.full, sha);
  if (files === null) return null;
  const inside = files.filter((file) => path === '' || file.path.startsWith(`${path}/`));
  if (inside.length === 0 && path !== '') return null;
  const readme = inside.find((file) => file.path.slice(path === '' ? 0 : path.length + 1).toLowerCase() === 'readme.md');
  const text = readme === undefined ? null : await readBlob(reader, repository.full, readme.sha);
  const branches = await readBranches(reader, repository.full);
  return inRepository(repository, '', {
    title: path === '' ? 'Code' : path,
    main: html`<h1>${path === '' ? repository.full : path}</h1>
<p>${repository.description}</p>
<p>Branche ou commit : <strong>${ref.length === 40 ? short(ref) : ref}</strong>. Branches : ${branches.map(
      ({ name }, index) => html`${index === 0 ? '' : ', '}<a href="/${repository.full}/tree/${name}">${name}</a>`,
    )} · <a href="/${repository.full}/commits/${ref}">Commits</a></p>
${fileList(repository, { ref, path, inside })}
${text === null ? null : html`<article class="markdown readme">${raw(renderMarkdown(text, { names: namesOf(site), link: (href) => localLink(site, href) }))}</article>`}`,
  });
}

function fileList(repository: Repository, { ref, path, inside }: { ref: string; path: string; inside: readonly TreeFile[] }): Html {
  const start = path === '' ? 0 : path.length + 1;
  const names = [...new Set(inside.map((file) => file.path.slice(start).split('/')[0] ?? ''))];
  const isFile = (name: string) => inside.some((file) => file.path.slice(start) === name);
  const sorted = names.toSorted((one, other) => Number(isFile(one)) - Number(isFile(other)) || one.localeCompare(other));
  return html`<ul class="list files">${sorted.map((name) => {
    const full = `${path === '' ? '' : `${path}/`}${name}`;
    return html`<li><span aria-hidden="true">${isFile(name) ? '📄' : '📁'}</span> <a href="/${repository.full}/${isFile(name) ? 'blob' : 'tree'}/${ref}/${full}">${name}</a></li>`;
  })}</ul>`;
}

/** A file of a repository with its lines, each an anchor (`#L6`) as on GitHub. Null when it is not there. */
export async function filePage({ reader }: Reading, repository: Repository, rest: string): Promise<Page | null> {
  const { ref, sha, path } = await refAndPath(reader, repository.full, rest);
  const file = (await readTree(reader, repository.full, sha))?.find((one) => one.path === path);
  if (file === undefined) return null;
  const lines = (await readBlob(reader, repository.full, file.sha)).replace(/\n$/, '').split('\n');
  return inRepository(repository, '', {
    title: path,
    main: html`<h1>${path}</h1>
<p>Au ${ref.length === 40 ? html`commit <a href="/${repository.full}/commit/${ref}">${short(ref)}</a>` : html`sommet de <a href="/${repository.full}/tree/${ref}">${ref}</a>`}</p>
<div class="diff source" role="group" aria-label="Contenu de ${path}" tabindex="0"><table><tbody>${lines.map(
      (line, index) => html`<tr id="L${index + 1}"><td class="number"><a href="#L${index + 1}">${index + 1}</a></td><td>${line}</td></tr>`,
    )}</tbody></table></div>`,
  });
}
