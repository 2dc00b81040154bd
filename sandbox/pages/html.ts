import { raw } from 'hono/html';
import { frenchHtml as html, type Html } from '../../src/web/french-html.ts';

export { html, type Html, raw };

/** A date and time as people of Paris read it. */
export function instant(at: string): Html {
  const text = new Date(at).toLocaleString('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });
  return html`<time datetime="${at}">${text}</time>`;
}

/** A number with its noun: `2 commentaires`. */
export function count(number: number, [one, several]: readonly [one: string, several: string]): string {
  return `${number}\u00a0${number > 1 ? several : one}`;
}

/** The first seven signs of a commit's name, as GitHub shows it. */
export function short(sha: string): string {
  return sha.slice(0, 7);
}
