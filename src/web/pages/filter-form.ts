import { type Asked, filters, type Option } from '../../portfolio/filters.ts';
import type { Snapshot } from '../../portfolio/snapshot.ts';
import { counted } from '../../words/dates.ts';
import { address, empty, html, type Html, written } from './html.ts';
import { warning } from './layout.ts';

/** A list to choose from, by the name of its parameter; the first line asks for nothing. */
export interface Choice {
  readonly name: string;
  readonly title: string;
  /** What asking for nothing means. */
  readonly any: string;
  readonly options: readonly Option[];
}

/** What stands in an address, as its page shows it. */
export interface Form {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly choices: readonly Choice[];
  /** What is asked for now: the parameter that takes it away, and its words. */
  readonly active: readonly { readonly name: string; readonly title: string }[];
  readonly unknown: readonly string[];
  /** The parameter that is no filter and stays whatever is filtered; null for none. */
  readonly stays: string | null;
}

/** The filters of the dossiers, for a form. */
export function dossierFilters(asked: Asked, snapshots: readonly Snapshot[]): Pick<Form, 'choices' | 'active' | 'unknown'> {
  return {
    choices: filters.map(({ name, title, any, options }) => ({ name, title, any, options: options(snapshots) })),
    active: asked.chosen.map(({ filter, option }) => ({ name: filter.name, title: `${filter.title} : ${option.title}` })),
    unknown: asked.unknown,
  };
}

/** A form that filters a page by its address, without a script; the filters that hold are named, each with a link that takes it away. */
export function filterForm({ path, query, choices, active, unknown, stays }: Form): Html {
  const kept = stays === null ? null : query.get(stays);
  const without = address(path, new URLSearchParams(stays === null || kept === null ? [] : [[stays, kept]]));
  const text = (query.get('q') ?? '').trim();
  const held = text === '' ? active : [...active, { name: 'q', title: `texte : « ${text} »` }];
  return html`<search><form class="ac-filters" method="get" action="${path}">
<details>
<summary>${held.length === 0 ? 'Filtrer' : `Filtrer (${counted(held.length, 'filtre actif', 'filtres actifs')})`}</summary>
<div class="ac-filters__fields">
<div class="fr-input-group"><label class="fr-label" for="filtre-q">Texte</label><input class="fr-input" type="search" id="filtre-q" name="q" value="${text}" maxlength="200"></div>
${choices.map((choice) => select(choice, query.get(choice.name) ?? ''))}
${kept === null ? empty : html`<input type="hidden" name="${stays}" value="${kept}">`}
</div>
<p class="ac-filters__act"><button class="fr-btn fr-btn--sm" type="submit">Filtrer</button>${held.length === 0 ? empty : html` <a class="fr-btn fr-btn--sm fr-btn--tertiary-no-outline" href="${without}">Effacer les filtres</a>`}</p>
</details>
${held.length === 0 ? empty : html`<ul class="ac-held" aria-label="Filtres actifs">${held.map(({ name, title }) => html`<li><a class="fr-tag fr-tag--sm ac-held__tag" href="${address(path, query, { [name]: null })}" title="Retirer le filtre ${title}">${written(title)} <span aria-hidden="true">×</span></a></li>`)}</ul>`}
</form></search>
${unknown.length === 0 ? empty : unknownNotice(without, unknown)}`;
}

function select({ name, title, any, options }: Choice, value: string): Html {
  return html`<div class="fr-select-group"><label class="fr-label" for="filtre-${name}">${title}</label>
<select class="fr-select" id="filtre-${name}" name="${name}"><option value="">${any}</option>${options.map((option) => choiceOption(option, value))}</select></div>`;
}

function choiceOption({ value, title }: Option, chosen: string): Html {
  return value === chosen ? html`<option value="${value}" selected>${title}</option>` : html`<option value="${value}">${title}</option>`;
}

function unknownNotice(path: string, unknown: readonly string[]): Html {
  const shown = unknown.slice(0, 5).map((text) => text.slice(0, 80));
  const [are, ignored] =
    unknown.length > 1 ? ['ce ne sont pas des filtres', 'Ils sont ignorés.'] : ['ce n’est pas un filtre', 'Il est ignoré.'];
  return warning(
    'Filtre inconnu',
    html`<p>${shown.map((text, index) => html`${index === 0 ? '' : ', '}« ${written(text)} »`)} : ${are}, ou aucun dossier n’y répond. ${ignored} <a href="${path}">Revenir sans filtre</a></p>`,
  );
}
