import type { Turn } from '../clocks/spent.ts';
import { parisDate } from '../words/calendar.ts';
import { workingDaysBetween, type WorkingCalendar } from '../words/working-days.ts';
import { campaignName } from './campaign-name.ts';
import { type Entry, snapshotsIn, type Unread, unreadIn } from './entry.ts';
import { isOpen } from './figures.ts';
import { askedFlows, type FlowRow } from './flow-rows.ts';
import type { CampaignSnapshot, Snapshot } from './snapshot.ts';
import { oldestFirst, sorted } from './sorts.ts';
import { isTroubled } from './technical.ts';

/** A dossier, and the working days that it has waited for whoever is to act; null where no event tells since when. */
export interface Waiting {
  readonly snapshot: Snapshot;
  readonly days: number | null;
}

/** A campaign, and who is left in the hubs that have it with the same deadline, embarked dossiers included. */
export interface CampaignProgress extends Pick<CampaignSnapshot, 'id' | 'title' | 'until'> {
  readonly left: readonly Snapshot[];
  readonly done: number;
  /** Of which nothing can be told. */
  readonly unknown: number;
}

/** What a hub's dashboard shows. */
export interface Dashboard {
  readonly open: number;
  /** Open dossiers by phase, those with the most first. */
  readonly phases: readonly { readonly title: string; readonly count: number }[];
  /** That wait for the Service Team, the oldest first. */
  readonly ours: readonly Waiting[];
  readonly theirs: readonly Waiting[];
  readonly asleep: readonly Snapshot[];
  /** That the network team was asked for, the oldest first. */
  readonly flows: readonly FlowRow[];
  /** Whose repositories need a person. */
  readonly technical: readonly Snapshot[];
  readonly campaigns: readonly CampaignProgress[];
  readonly unread: readonly Unread[];
}

/** The dashboard of the entries of one hub. `now` is ISO. */
export function dashboardOf(entries: readonly Entry[], { now, calendar }: { now: string; calendar: WorkingCalendar }): Dashboard {
  const open = openIn(entries);
  const since = (from: string | null) => (from === null ? null : workingDaysBetween(from, now, calendar));
  const waiting = (turn: Turn) => waitingFor(turn, open).map((snapshot): Waiting => ({ snapshot, days: since(snapshot.clocks.since) }));
  return {
    open: open.length,
    phases: countPhases(open),
    ours: waiting('service-team'),
    theirs: waiting('projet'),
    asleep: open.filter(({ asleep }) => asleep),
    flows: askedFlows(open, parisDate(now)),
    technical: sorted(open.filter(isTroubled), oldestFirst),
    campaigns: campaignsIn(entries),
    unread: unreadIn(entries),
  };
}

/** The campaigns that look at the dossiers of a portfolio, the nearest deadline first. */
export function campaignsIn(entries: readonly Entry[]): readonly CampaignProgress[] {
  return campaignsOf(snapshotsIn(entries));
}

/** The same of some dossiers. */
export function campaignsOf(all: readonly Snapshot[]): readonly CampaignProgress[] {
  const campaigns = new Map(all.flatMap((snapshot) => snapshot.campaigns.map((campaign) => [campaignName(campaign), campaign] as const)));
  return [...campaigns]
    .map(([name, { id, title, until }]): CampaignProgress => {
      const stands = (wanted: CampaignSnapshot['standing']) =>
        all.filter((snapshot) => snapshot.campaigns.some((campaign) => campaignName(campaign) === name && campaign.standing === wanted));
      return { id, title, until, left: stands('concerned'), done: stands('done').length, unknown: stands('unknown').length };
    })
    .toSorted((one, other) => one.until.localeCompare(other.until));
}

/** The open dossiers of a portfolio. */
export function openIn(entries: readonly Entry[]): readonly Snapshot[] {
  return snapshotsIn(entries).filter(isOpen);
}

/** Those of some open dossiers that wait for somebody, the oldest first. */
export function waitingFor(turn: Turn, open: readonly Snapshot[]): readonly Snapshot[] {
  return sorted(
    open.filter(({ clocks }) => clocks.turn === turn),
    oldestFirst,
  );
}

function countPhases(open: readonly Snapshot[]): Dashboard['phases'] {
  const titles = [...new Set(open.map(({ phase }) => phase.title))];
  return titles
    .map((title) => ({ title, count: open.filter(({ phase }) => phase.title === title).length }))
    .toSorted((one, other) => other.count - one.count || one.title.localeCompare(other.title, 'fr'));
}
