import { totalSpent } from '../../clocks/spent.ts';
import { activityFrom, isChange, lastTuesday } from '../../portfolio/activity.ts';
import type { Figures, PhaseFigures } from '../../portfolio/figures.ts';
import { type Asked, asQuery } from '../../portfolio/filters.ts';
import { flowsAskedFor } from '../../portfolio/flow-rows.ts';
import type { Snapshot } from '../../portfolio/snapshot.ts';
import { turnTitles } from '../../portfolio/titles.ts';
import { age, workingDays } from '../../render/clocks.ts';
import { capital } from '../../render/conditions.ts';
import { type Chart, charts as known, timed } from './charts.ts';
import { dataTable } from './data-table.ts';
import { address, date, empty, html, type Html, written } from './html.ts';
import type { View } from './view.ts';

/** What the dossiers that answer to the filters come to in one line, each figure with where to read more: its page takes the same filters, and shows as many. */
export function headline(
  { open, turns, oldest, asleep, embarked }: Figures,
  { kept, asked, view: { snapshots, today } }: { kept: readonly Snapshot[]; asked: Asked; view: View },
): Html {
  const flows = flowsAskedFor(snapshots, { ...asked, status: 'demande', zone: null, days: null }, today);
  const changed = activityFrom(kept, lastTuesday(today)).filter(isChange).length;
  const same = asQuery(asked);
  return html`<ul class="ac-headline" aria-label="En bref">
${figure(String(open), html`<a href="#nous">${noun(open, 'ouvert', 'ouverts')}</a>`, asleep === 0 ? empty : html`dont ${asleep} en sommeil`)}
${figure(String(turns['service-team']), html`<a href="#nous">à nous</a>`, oldest === null ? empty : html`le plus ancien depuis le ${date(oldest)}`)}
${figure(String(turns.projet), html`<a href="#projet">au projet</a>`, empty)}
${figure(String(flows.length), html`<a href="${address('/flux', same, { etat: 'demande' })}">${noun(flows.length, 'flux demandé', 'flux demandés')}</a>`, oldestFlow(flows[0]?.days ?? null))}
${figure(String(embarked.count), noun(embarked.count, 'embarqué cette année', 'embarqués cette année'), embarked.median === null ? empty : html`en ${medianDays(embarked.median)} (médiane)`)}
${figure(String(changed), html`<a href="${address('/activite', same)}">${noun(changed, 'changement', 'changements')}</a>`, 'depuis mardi dernier')}
</ul>`;
}

/** The noun beside a figure, which stands apart from it. */
function noun(count: number, one: string, several: string): string {
  return count > 1 ? several : one;
}

function figure(value: string, what: Html | string, more: Html | string): Html {
  return html`<li class="ac-figure"><span class="ac-figure__value">${value}</span> <span class="ac-figure__what">${what}</span> <span class="ac-soft">${more}</span></li>`;
}

function oldestFlow(days: number | null): Html {
  return days === null ? empty : html`le plus ancien depuis ${age(days)}`;
}

/** The figures as pictures, each with its table. */
export function charts(figures: Figures, { query, path }: { query: URLSearchParams; path: string }): Html {
  return html`<section id="chiffres" class="ac-section" aria-labelledby="titre-chiffres">
<h2 class="fr-h5" id="titre-chiffres">Chiffres</h2>
<div class="ac-charts">${Object.values(known).map((chart) => figureOf(chart, { figures, src: address(`${path}/${chart.name}.svg`, query) }))}</div>
</section>`;
}

function figureOf(chart: Chart, { figures, src }: { figures: Figures; src: string }): Html {
  return html`<figure class="ac-chart">
<figcaption class="ac-chart__title">${chart.title}</figcaption>
<img src="${src}" width="${chart.width}" height="${chart.height(figures)}" alt="${chart.says(figures)}" loading="lazy">
<details><summary>Le tableau<span class="fr-sr-only"> : ${chart.title}</span></summary>${tables[chart.name](figures)}</details>
</figure>`;
}

const tables: Readonly<Record<Chart['name'], (figures: Figures) => Html>> = {
  'dossiers-par-phase': ({ phases }) =>
    dataTable(
      'Dossiers ouverts par phase',
      [
        { title: 'Phase', cell: ({ title }) => written(title) },
        { title: 'Dossiers ouverts', cell: ({ open }) => open, kind: 'number' },
      ],
      phases,
    ),
  'temps-par-phase': ({ phases }) =>
    dataTable(
      'Jours ouvrés par phase, sur un an',
      [
        { title: 'Phase', cell: ({ title }) => written(title) },
        { title: 'Médiane', cell: ({ median }) => decimal(median), kind: 'number' },
        { title: '9 sur 10 en moins de', cell: ({ ninetieth }) => decimal(ninetieth), kind: 'number' },
        { title: 'Dossiers sortis de la phase', cell: ({ left }) => left, kind: 'number' },
      ],
      timed(phases),
    ),
  'a-qui-le-temps': ({ phases }) =>
    dataTable(
      'Jours ouvrés passés, par qui était attendu, sur un an',
      [
        { title: 'Phase', cell: ({ title }) => written(title) },
        ...shownTurns.map(({ turn, title }) => ({ title, cell: ({ spent }: PhaseFigures) => spent[turn], kind: 'number' as const })),
        { title: 'En tout', cell: ({ spent }) => totalSpent(spent), kind: 'number' },
      ],
      timed(phases),
    ),
};

const shownTurns = (['projet', 'service-team', 'nobody', 'unknown'] as const).map((turn) => ({ turn, title: capital(turnTitles[turn]) }));

function medianDays(count: number): string {
  if (count === 0) return workingDays(0);
  return `${decimal(count)}\u00a0${count >= 2 ? 'jours ouvrés' : 'jour ouvré'}`;
}

const french = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });

function decimal(value: number | null): string {
  return value === null ? '–' : french.format(value);
}
