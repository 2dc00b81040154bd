import { type Html, html, raw } from './html.ts';
import { nameOf, type Page, type Reading, type Site } from './site.ts';

/** The whole page: GitHub's frame around it, and what stands beside. Colours of labels come in a style sheet of their own, since the policy of the page refuses inline ones. */
export async function layout({ title, main }: Page, { site, reader, path }: Reading): Promise<string> {
  const body = String(await main);
  const colours = [...new Set(body.match(/\bcolour-[0-9a-f]{6}\b/g) ?? [])].map((name) => name.slice(-6));
  const beside = site.beside?.(reader, path) ?? null;
  return String(
    await html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · accostage, bac à sable</title>
<link rel="stylesheet" href="/-/style.css">
${colours.length === 0 ? null : html`<link rel="stylesheet" href="/-/couleurs/${colours.join('-')}.css">`}
<link rel="icon" href="/-/icon.svg">
<script type="module" src="/-/live.js"></script>
</head>
<body${beside === null ? null : raw(' class="with-bench"')}>
<a class="skip" href="#contenu">Aller au contenu</a>
${top({ site, reader, path })}
${beside}
<main id="contenu" tabindex="-1">
${raw(body)}
</main>
<p id="dit" role="status" class="said"></p>
</body>
</html>
`,
  );
}

function top({ site, reader }: Reading): Html {
  return html`<header class="top">
<a class="brand" href="/"><span aria-hidden="true">⚓</span> accostage <span class="quiet">bac à sable</span></a>
${site.rooms.length === 0 ? null : html`<nav class="rooms" aria-label="Pages de l’application">${site.rooms.map(({ path, title }) => html`<a href="${path}">${title}</a>`)}</nav>`}
${whoForm(site, reader.login)}
${site.beside === null ? null : html`<a class="drawer" href="#banc">Banc d’essai</a>`}
<p class="visually-hidden">Vous lisez comme ${reader.login === null ? 'une personne qui n’est pas connectée' : nameOf(site, reader.login)}.</p>
</header>`;
}

/** The form in which one says who one is; `login` is who one is now, null for nobody. */
export function whoForm({ github: { seed } }: Site, login: string | null): Html {
  return html`<form class="who" method="post" action="/-/qui">
<label for="qui">Je suis</label>
<select id="qui" name="login" data-send>
${seed.users.map((user) => html`<option value="${user.login}"${user.login === login ? raw(' selected') : null}>${user.name} (${user.login})</option>`)}
${login === null ? html`<option value="" selected>personne</option>` : null}
</select>
<button>Changer</button>
</form>`;
}
