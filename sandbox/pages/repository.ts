import { z } from 'zod';
import { type Html, html, raw } from './html.ts';
import type { Page, Reading } from './site.ts';

/** A repository that the reader may see. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** `owner/name`. */
  readonly full: string;
  readonly description: string;
  readonly isPrivate: boolean;
  /** What the reader may do there, weakest first; none of it for nobody. */
  readonly rights: { readonly triage: boolean; readonly push: boolean };
}

const shape = z.object({
  name: z.string(),
  owner: z.object({ login: z.string() }),
  description: z.string().nullish(),
  private: z.boolean(),
});
const permission = z.object({ user: z.object({ permissions: z.object({ triage: z.boolean(), push: z.boolean() }) }) });

/** The repository of an address; null when it is not there for the reader. */
export async function readRepository({ reader }: Reading, owner: string, name: string): Promise<Repository | null> {
  const api = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
  const found = await reader.get(api, shape);
  if (found === null) return null;
  const rights =
    reader.login === null ? null : await reader.get(`${api}/collaborators/${encodeURIComponent(reader.login)}/permission`, permission);
  return {
    owner: found.owner.login,
    name: found.name,
    full: `${found.owner.login}/${found.name}`,
    description: found.description ?? '',
    isPrivate: found.private,
    rights: rights?.user.permissions ?? { triage: false, push: false },
  };
}

const tabs = [
  ['', 'Code'],
  ['issues', 'Issues'],
  ['pulls', 'Pull requests'],
  ['actions', 'Actions'],
  ['labels', 'Étiquettes'],
] as const;

export type Tab = (typeof tabs)[number][0];

/** A page of a repository, under its name and its tabs. */
export function inRepository({ owner, name, isPrivate }: Repository, tab: Tab, { title, main }: Page): Page {
  return {
    title: `${title} · ${owner}/${name}`,
    main: html`<nav class="repository" aria-label="Dépôt">
<p class="full-name"><a href="/${owner}">${owner}</a> / <a href="/${owner}/${name}"><strong>${name}</strong></a> <span class="tag">${isPrivate ? 'privé' : 'public'}</span></p>
<ul class="tabs">${tabs.map(
      ([path, label]) => html`<li><a href="/${owner}/${name}${path === '' ? '' : `/${path}`}"${current(path === tab)}>${label}</a></li>`,
    )}</ul>
</nav>
${main}`,
  };
}

function current(isCurrent: boolean): Html | null {
  return isCurrent ? raw(' aria-current="page"') : null;
}
