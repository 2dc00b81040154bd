import type { Reader } from '../reader.ts';
import { empty, type Html, html } from './html.ts';

/** What a page is, besides its body. */
export interface Sheet {
  readonly title: string;
  /** The path of the menu that it belongs to; null for none. */
  readonly current: string | null;
  /** Null where nobody is known. */
  readonly reader: Pick<Reader, 'login' | 'unsure' | 'signOut'> | null;
  readonly body: Html;
}

const menu = [
  { path: '/portefeuille', title: 'Portefeuille' },
  { path: '/flux', title: 'Flux' },
  { path: '/activite', title: 'Activité' },
] as const;

/** The paths of the files that all pages show. */
export interface Dress {
  readonly stylesheet: string;
  readonly icon: string;
}

/** A whole page, dressed by the State's design system, without a script. */
export function layout({ stylesheet, icon }: Dress, { title, current, reader, body }: Sheet): Html {
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Accompagnement Cloud π native</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${stylesheet}">
</head>
<body>
<div class="fr-skiplinks"><nav class="fr-container" aria-label="Accès rapide"><ul class="fr-skiplinks__list"><li><a class="fr-link" href="#contenu">Contenu</a></li></ul></nav></div>
<header class="fr-header ac-header">
<div class="fr-header__body"><div class="fr-container"><div class="fr-header__body-row">
<div class="fr-header__brand">
<div class="fr-header__brand-top"><div class="fr-header__logo"><p class="fr-logo">République<br>française</p></div></div>
<div class="fr-header__service"><p class="fr-header__service-title"><a href="/portefeuille" title="Portefeuille des dossiers">Accompagnement Cloud π native</a></p><p class="fr-header__service-tagline">Où en sont les dossiers d’embarquement</p></div>
</div>
</div></div></div>
<div class="ac-menu"><div class="fr-container ac-menu__row">
<nav class="fr-nav" aria-label="Menu principal"><ul class="fr-nav__list">${menu.map((item) => menuItem(item, current))}</ul></nav>
${reader === null ? empty : signedIn(reader)}
</div></div>
</header>
<main id="contenu" class="fr-container ac-main" tabindex="-1">
${unsureNotice(reader?.unsure ?? [])}
${body}
</main>
</body>
</html>`;
}

function signedIn({ login, signOut }: Pick<Reader, 'login' | 'signOut'>): Html {
  const leave = signOut === undefined ? empty : html` · <a class="fr-link fr-link--sm" href="${signOut}">Se déconnecter</a>`;
  return html`<p class="ac-reader">Connecté : @${login}${leave}</p>`;
}

function menuItem({ path, title }: (typeof menu)[number], current: string | null): Html {
  return path === current
    ? html`<li class="fr-nav__item"><a class="fr-nav__link" href="${path}" aria-current="page">${title}</a></li>`
    : html`<li class="fr-nav__item"><a class="fr-nav__link" href="${path}">${title}</a></li>`;
}

function unsureNotice(hubs: readonly string[]): Html {
  if (hubs.length === 0) return empty;
  const whose = hubs.length > 1 ? 'leurs' : 'ses';
  return warning(
    'Une partie du portefeuille manque',
    html`<p>GitHub n’a pas pu dire si vous lisez ${hubs.join(', ')} : ${whose} dossiers ne sont pas montrés. Rechargez la page dans quelques minutes.</p>`,
  );
}

/** Something that is not as usual, told at its place. */
export function warning(title: string, body: Html): Html {
  return html`<div class="fr-alert fr-alert--warning fr-alert--sm ac-alert"><p class="fr-alert__title">${title}</p>${body}</div>`;
}
