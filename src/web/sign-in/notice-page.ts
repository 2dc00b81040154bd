import { nonBreaking } from '../../words/non-breaking.ts';
import { frenchHtml as html, type Html } from '../french-html.ts';

/** What a page says that shows no dossier: what happened, what to do. Paragraphs are French; texts of others are escaped. */
export interface Notice {
  readonly status: 200 | 400 | 403 | 404 | 405 | 500 | 502 | 503;
  readonly title: string;
  readonly paragraphs: readonly (string | Html)[];
  /** What one can do from there. */
  readonly links?: readonly { readonly text: string; readonly to: string }[];
}

/** The page of a notice; `headers` are those it has besides the usual ones. */
export async function noticePage(notice: Notice, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const { status, title, paragraphs, links = [] } = notice;
  const page = await html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Accompagnement Cloud π native</title>
        <link rel="stylesheet" href="${stylePath}" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${paragraphs.map((paragraph) => html`<p>${typeof paragraph === 'string' ? nonBreaking(paragraph) : paragraph}</p>`)}
          ${links.length === 0 ? '' : html`<ul>${links.map(({ text, to }) => html`<li><a href="${to}">${text}</a></li>`)}</ul>`}
        </main>
      </body>
    </html>`;
  return new Response(String(page), { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });
}

/** Where `noticeStyle` is served. */
export const stylePath = '/connexion/page.css';

/** The style of these pages, which need no other file. Its colours are those of the DSFR: what browsers take for a dark page is not told to who measures contrasts. */
export const noticeStyle = `:root { color-scheme: light dark; font: 1.0625rem/1.6 Marianne, system-ui, sans-serif; }
body { margin: 0; background: #fff; color: #161616; }
main { box-sizing: border-box; max-width: 42rem; margin: 0 auto; padding: 12vh 1.5rem 3rem; }
h1 { margin: 0 0 1.5rem; font-size: 1.75rem; line-height: 1.25; }
ul { padding-left: 1.25rem; }
a { color: #000091; }
button { padding: 0.5rem 1rem; font: inherit; }
@media (prefers-color-scheme: dark) { body { background: #161616; color: #fff; } a { color: #8585f6; } }
`;
