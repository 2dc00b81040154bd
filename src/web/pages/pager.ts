import { address, empty, html, type Html } from './html.ts';

/** A page of a list that may be long. */
export interface Paged<Row> {
  readonly rows: readonly Row[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** The name of its parameter in the address. */
  readonly name: string;
}

/** The page of a list that an address asks for: the first where it asks for none that can be, the last beyond the last. */
export function paged<Row>(rows: readonly Row[], query: URLSearchParams, { name, size }: { name: string; size: number }): Paged<Row> {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const asked = /^\d{1,9}$/.test(query.get(name) ?? '') ? Number(query.get(name)) : 1;
  const page = Math.min(Math.max(1, asked), pages);
  return { rows: rows.slice((page - 1) * size, page * size), page, pages, name };
}

/** Links to the other pages of a list, at its place in the page; nothing where there is one page. */
export function pager(title: string, { page, pages, name }: Omit<Paged<unknown>, 'rows'>, here: Here): Html {
  if (pages === 1) return empty;
  const to = (number: number) => `${address(here.path, here.query, { [name]: number === 1 ? null : String(number) })}#${here.anchor}`;
  const link = (number: number) =>
    number === page
      ? html`<li><a class="fr-pagination__link" aria-current="page" title="Page ${number}">${number}</a></li>`
      : html`<li><a class="fr-pagination__link" href="${to(number)}" title="Page ${number}">${number}</a></li>`;
  const numbers = [...new Set([1, page - 1, page, page + 1, pages])].filter((number) => number >= 1 && number <= pages);
  return html`<nav class="fr-pagination" aria-label="Pages : ${title}"><ul class="fr-pagination__list">
${page > 1 ? html`<li><a class="fr-pagination__link fr-pagination__link--prev" href="${to(page - 1)}">Page précédente</a></li>` : empty}
${numbers.map((number, index) => (number - (numbers[index - 1] ?? number - 1) > 1 ? html`<li><span class="fr-pagination__link">…</span></li>${link(number)}` : link(number)))}
${page < pages ? html`<li><a class="fr-pagination__link fr-pagination__link--next" href="${to(page + 1)}">Page suivante</a></li>` : empty}
</ul></nav>`;
}

/** The address of a page, and the place in it. */
export interface Here {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly anchor: string;
}
