import type { Turn } from '../clocks/spent.ts';
import { type FlowStatus, flowStatusTitles } from '../flows/flow-status.ts';
import { nextStep } from './next-step.ts';
import { earliest, parisDate } from '../words/calendar.ts';
import { csvLine } from '../words/csv.ts';
import { plainText } from '../words/markdown.ts';
import type { Entry } from '../portfolio/entry.ts';
import type { Snapshot } from '../portfolio/snapshot.ts';
import { technicalOf } from '../portfolio/technical.ts';
import { modeTitles, turnTitles } from '../portfolio/titles.ts';

/** By this mark at its start, spreadsheets know that the file is in UTF-8. */
const byteOrderMark = '\u{FEFF}';

/** The portfolio as the CSV that a French spreadsheet opens by a double click: UTF-8 with its mark, `;`, days as `AAAA-MM-JJ` in Paris, no formula. */
export function portfolioCsv(entries: readonly Entry[]): string {
  const rows = entries.map((entry) => Object.values(columns).map((column) => cellOf(entry, column)));
  return `${byteOrderMark}${[Object.keys(columns), ...rows].map(csvLine).join('\n')}\n`;
}

type Column = (snapshot: Snapshot) => string | number | boolean | null;

/** Every column, by its title. */
const columns: Readonly<Record<string, Column | 'dossier' | 'error'>> = {
  dossier: 'dossier',
  titre: ({ title }) => title,
  lien: ({ url }) => url,
  auteur: ({ author }) => author,
  état: ({ mode }) => modeTitles[mode],
  phase: ({ phase }) => phase.title,
  'phase depuis': ({ phase }) => parisDate(phase.since),
  'à qui le tour': ({ clocks }) => (clocks.turn === null ? '' : turnTitles[clocks.turn]),
  'tour depuis': ({ clocks }) => (clocks.turn === null ? '' : dayOf(clocks.since)),
  'à faire': ({ next }) => plainText(nextStep(next) ?? { markdown: '' }),
  référents: ({ referents }) => referents.join(', '),
  'phase : jours ouvrés au projet': ({ clocks }) => clocks.stays.at(-1)?.spent.projet ?? 0,
  'phase : jours ouvrés à la Service Team': ({ clocks }) => clocks.stays.at(-1)?.spent['service-team'] ?? 0,
  'en tout : jours ouvrés au projet': (snapshot) => daysOf(snapshot, 'projet'),
  'en tout : jours ouvrés à la Service Team': (snapshot) => daysOf(snapshot, 'service-team'),
  'en tout : jours ouvrés à personne': (snapshot) => daysOf(snapshot, 'nobody'),
  'en tout : jours ouvrés non connus': (snapshot) => daysOf(snapshot, 'unknown'),
  'prérequis fournis': ({ prerequisites }) => prerequisites.now.given,
  'prérequis demandés': ({ prerequisites }) => prerequisites.now.asked,
  'prérequis manquants': ({ prerequisites }) => prerequisites.missing,
  'prérequis à corriger': ({ prerequisites }) => prerequisites.invalid,
  'prérequis annoncés': ({ prerequisites }) => prerequisites.promised,
  'réponses à relire': ({ prerequisites }) => prerequisites.doubtful,
  'ce qui est à relire': ({ rereads }) => rereads.map(({ about, because }) => [about, ...because].join(' : ')).join(' ; '),
  'prérequis de plus tard fournis': ({ prerequisites }) => prerequisites.later.given,
  'prérequis de plus tard demandés': ({ prerequisites }) => prerequisites.later.asked,
  'étapes faites': ({ steps }) => steps.done,
  étapes: ({ steps }) => steps.total,
  'prochaine échéance': ({ deadline }) => deadline?.day ?? '',
  'ce qui échoit': ({ deadline }) => deadline?.label ?? '',
  flux: ({ flows }) => flows.length,
  'flux à demander': flowsThat('a-demander'),
  'flux demandés': flowsThat('demande'),
  'plus ancien flux demandé depuis': ({ flows }) =>
    dayOf(earliest(flows.flatMap(({ status, since }) => (status === 'demande' && since !== null ? [since] : [])))),
  'flux ouverts': flowsThat('ouvert'),
  'flux testés': flowsThat('teste'),
  'flux en échec': flowsThat('echec'),
  'flux refusés': flowsThat('refuse'),
  'flux sans objet': flowsThat('sans-objet'),
  'détail des flux': ({ flows }) =>
    flows.map(({ id, status, since }) => `${id} ${flowStatusTitles[status]} ${dayOf(since)}`.trim()).join(' ; '),
  'constats bloquants': (snapshot) => technicalOf(snapshot).blocking,
  'autres constats': (snapshot) => technicalOf(snapshot).others,
  'dépôts vérifiés': (snapshot) => technicalOf(snapshot).checked,
  'dépôts non lus': (snapshot) => technicalOf(snapshot).unread,
  'dépôts synchronisés': (snapshot) => technicalOf(snapshot).synchronised,
  'synchronisations en échec': (snapshot) => technicalOf(snapshot).failing,
  'synchronisations arrêtées ou refusées': (snapshot) => technicalOf(snapshot).stopped,
  'synchronisations à terminer': (snapshot) => technicalOf(snapshot).unfinished,
  'questions sans réponse': ({ questions }) => questions.length,
  'plus ancienne question': ({ questions }) => dayOf(earliest(questions.map(({ at }) => at))),
  'dispenses qui finissent': ({ waivers }) => waivers.map(({ about, until }) => `${about} (${until})`).join(' ; '),
  'campagnes à finir': ({ campaigns }) =>
    campaigns.flatMap(({ title, until, standing }) => (standing === 'concerned' ? [`${title} (${until})`] : [])).join(' ; '),
  relances: ({ reminders }) => reminders.count,
  'dernière activité': ({ lastActivity }) => parisDate(lastActivity),
  'relances suspendues': ({ paused }) => paused,
  'en sommeil': ({ asleep }) => asleep,
  exposition: ({ exposure }) => exposure.join(', '),
  plateformes: ({ platforms }) => platforms.join(', '),
  'lecture impossible': 'error',
};

function cellOf(entry: Entry, column: Column | 'dossier' | 'error'): string {
  if (entry.kind === 'unread') return column === 'dossier' ? entry.name : column === 'error' ? entry.because : '';
  const { snapshot } = entry;
  if (column === 'dossier') return `${snapshot.hub}#${snapshot.number}`;
  const value = column === 'error' ? '' : column(snapshot);
  return typeof value === 'boolean' ? (value ? 'oui' : 'non') : String(value ?? '');
}

function daysOf({ clocks }: Snapshot, turn: Turn): number {
  return sum(clocks.stays.map(({ spent }) => spent[turn]));
}

function flowsThat(wanted: FlowStatus): Column {
  return ({ flows }) => flows.filter(({ status }) => status === wanted).length;
}

function dayOf(instant: string | null): string {
  return instant === null ? '' : parisDate(instant);
}

function sum(counts: readonly (number | undefined)[]): number {
  return counts.reduce<number>((total, count) => total + (count ?? 0), 0);
}
