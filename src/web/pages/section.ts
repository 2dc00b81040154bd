import { type Html, html } from './html.ts';

/** A part of a page under its title, which names it; `count` stands beside the title. */
export function section({ id, title, count }: { readonly id: string; readonly title: string; readonly count: string }, body: Html): Html {
  return html`<section class="ac-section" id="${id}" aria-labelledby="titre-${id}"><h2 class="fr-h5" id="titre-${id}">${title} <span class="ac-count">${count}</span></h2>${body}</section>`;
}
