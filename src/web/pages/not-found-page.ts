import { type Html, html } from './html.ts';

/** What is said of a page that is not there, or not for its reader: the same words. */
export function notFoundPage(): Html {
  return html`<h1 class="fr-h3">Page introuvable</h1>
<p>Cette page n’existe pas, ou ne vous est pas ouverte : un dossier se lit par qui peut lire son dépôt d’accompagnement sur GitHub.</p>
<p><a class="fr-link" href="/portefeuille">Le portefeuille</a></p>`;
}
