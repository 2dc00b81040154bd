import { type Html, html } from './html.ts';

/** A column of a table: its title, and what its cell shows of a row. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Html | string | number;
  /** Where its title leads: the same page in its order; `aria` where it is in it already. */
  readonly sort?: { readonly href: string; readonly current: boolean };
  /** `number`: figures, one under the other. `text`: sentences, which take the room that is left. */
  readonly kind?: 'number' | 'text';
}

/** A table with its caption. The first column names the row. On a narrow screen, each row is a card, its cells under the titles of their columns. */
export function dataTable<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html {
  return html`<table class="ac-table">
<caption class="fr-sr-only">${caption}</caption>
<thead><tr>${columns.map(heading)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((column, index) => cell(column, { row, index }))}</tr>`)}</tbody>
</table>`;
}

function heading<Row>({ title, sort, kind }: Column<Row>): Html {
  const text = sort === undefined ? title : html`<a class="ac-sort" href="${sort.href}">${title}</a>`;
  return sort?.current === true
    ? html`<th scope="col" class="${className(kind)}" aria-sort="ascending">${text}</th>`
    : html`<th scope="col" class="${className(kind)}">${text}</th>`;
}

function cell<Row>({ title, cell: content, kind }: Column<Row>, { row, index }: { row: Row; index: number }): Html {
  return index === 0
    ? html`<th scope="row" class="${className(kind)}">${content(row)}</th>`
    : html`<td class="${className(kind)}" data-title="${title}">${content(row)}</td>`;
}

function className(kind: 'number' | 'text' | undefined): string {
  return kind === undefined ? '' : `ac-${kind}`;
}
