import { flowText } from '../flows/reading/flow-text.ts';
import type { CampaignProgress, Dashboard, Waiting } from '../portfolio/dashboard.ts';
import type { FlowRow } from '../portfolio/flow-rows.ts';
import type { Snapshot } from '../portfolio/snapshot.ts';
import { troublesText } from '../portfolio/technical.ts';
import { counted, formatDate } from '../words/dates.ts';
import { code, details, join, linkedCode, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { age, workingDays } from './clocks.ts';
import { firstFitting } from './fit.ts';
import { serviceTeamStep } from './next-step.ts';

export const dashboardTitle = 'Tableau de bord de l’accompagnement';

/** How much of each list is shown: the first that fits GitHub's limit is taken. */
const levels = [200, 80, 30, 10, 3];

/** The dashboard of a hub. It names nobody in a way that notifies. */
export function renderDashboard(dashboard: Dashboard): Markdown {
  return firstFitting(levels.map((rows) => () => body(dashboard, rows)));
}

function body(dashboard: Dashboard, rows: number): Markdown {
  const { ours, theirs, asleep, flows, technical, campaigns, unread } = dashboard;
  return join([
    summary(dashboard),
    section('À nous, le plus ancien d’abord', ours, { rows, line: ourLine }),
    section('Au projet', theirs, { rows, line: theirLine }),
    section('Flux demandés, le plus ancien d’abord', flows, { rows, line: flowLine }),
    section('Technique', technical, { rows, line: technicalLine }),
    section('Campagnes', campaigns, { rows, line: (campaign) => campaignLine(campaign, rows) }),
    section('Non lus', unread, { rows, line: ({ name, because }) => md`${name} : ${trusted(because)}.` }),
    details(`En sommeil (${asleep.length})`, lines(asleep, { rows, line: nameAndPhase })),
    md`<sub>Ce ticket est récrit par l’application, au plus une fois par heure. Fermez-le pour qu’elle ne le tienne plus ; rouvrez-le pour qu’elle reprenne.</sub>`,
  ]);
}

function summary({ open, phases, ours, theirs, asleep }: Dashboard): Markdown {
  if (open === 0) return md`**Aucun dossier ouvert.**`;
  const [oldest] = ours;
  const since = oldest === undefined || oldest.days === null ? md`` : md` (le plus ancien depuis ${trusted(workingDays(oldest.days))})`;
  return join([
    md`**${trusted(counted(open, 'dossier ouvert', 'dossiers ouverts'))}** : ${ours.length} à la Service Team${since}, ${theirs.length} au projet, ${asleep.length} en sommeil.`,
    md`Par phase : ${join(
      phases.map(({ title, count }) => md`${trusted(title)} ${count}`),
      ', ',
    )}.`,
  ]);
}

interface Rows<Item> {
  readonly rows: number;
  readonly line: (item: Item) => Markdown;
}

function section<Item>(title: string, items: readonly Item[], rows: Rows<Item>): Markdown | null {
  return items.length === 0 ? null : join([md`### ${trusted(title)} (${items.length})`, lines(items, rows)]);
}

function lines<Item>(items: readonly Item[], { rows, line }: Rows<Item>): Markdown {
  const left = items.length - rows;
  return join([list(items.slice(0, rows).map(line)), left > 0 ? md`… et ${trusted(counted(left, 'autre', 'autres'))}.` : null]);
}

function ourLine({ snapshot, days }: Waiting): Markdown {
  const { next, referents } = snapshot;
  const who =
    referents.length === 0
      ? md``
      : md` · ${join(
          referents.map((login) => code(login)),
          ', ',
        )}`;
  const step = next.mode === 'open' && next.waitingFor === 'service-team' ? md`\nÀ faire : ${serviceTeamStep(next)}` : md``;
  return md`${nameAndPhase(snapshot)}${waitText(days)}${who}${step}`;
}

function theirLine({ snapshot, days }: Waiting): Markdown {
  const { prerequisites, steps, deadline, reminders } = snapshot;
  const facts = [
    prerequisites.now.given < prerequisites.now.asked ? md`prérequis ${prerequisites.now.given}/${prerequisites.now.asked}` : null,
    steps.total > 0 ? md`étapes ${steps.done}/${steps.total}` : null,
    reminders.count > 0 ? md`${trusted(counted(reminders.count, 'relance', 'relances'))}` : null,
    deadline === null ? null : md`échéance le ${trusted(formatDate(deadline.day))}`,
  ];
  const told = join(facts, ', ');
  return md`${nameAndPhase(snapshot)}${waitText(days)}${told.markdown === '' ? md`` : md` · ${told}`}`;
}

function flowLine({ snapshot, flow, days }: FlowRow): Markdown {
  const reference = flow.note === null ? md`` : md` · ${flow.note}`;
  const old = days === null ? md`` : md`${trusted(age(days))} · `;
  return md`${old}${flow.id} : ${flowText(flow)}${reference} · ${titleLink(snapshot)}`;
}

function technicalLine(snapshot: Snapshot): Markdown {
  return md`${titleLink(snapshot)} · ${trusted(troublesText(snapshot))}`;
}

function campaignLine(campaign: CampaignProgress, rows: number): Markdown {
  const left = details('Qui reste', lines(campaign.left, { rows, line: nameAndPhase }));
  return md`${campaignText(campaign)}${campaign.left.length === 0 || left === null ? md`` : md`\n\n${left}`}`;
}

/** A campaign in a sentence: its deadline, and how many are left. */
export function campaignText({ title, until, left, done, unknown }: CampaignProgress): Markdown {
  const hidden = unknown === 0 ? '' : `, ${counted(unknown, 'dont on ne sait rien', 'dont on ne sait rien')}`;
  return md`**${trusted(title)}**, au plus tard le ${trusted(formatDate(until))} : ${trusted(counted(left.length, 'dossier reste', 'dossiers restent'))}, ${trusted(counted(done, 'a fini', 'ont fini'))}${trusted(hidden)}.`;
}

/** A dossier by its title, which leads to it. */
export function titleLink({ title, url }: Pick<Snapshot, 'title' | 'url'>): Markdown {
  return linkedCode(title, url);
}

/** The same with the phase that it is in. */
export function nameAndPhase(snapshot: Pick<Snapshot, 'title' | 'url' | 'phase'>): Markdown {
  return md`${titleLink(snapshot)} · ${trusted(snapshot.phase.title)}`;
}

function waitText(days: number | null): Markdown {
  return days === null ? md`` : md` · depuis ${trusted(workingDays(days))}`;
}
