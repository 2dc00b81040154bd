import type { Turn } from '../clocks/spent.ts';
import { workingDaysBetween, type WorkingCalendar } from '../words/working-days.ts';
import { type Entry, snapshotsIn, type Unread, unreadIn } from './entry.ts';
import { isOpen } from './figures.ts';
import type { CampaignSnapshot, FlowSnapshot, Snapshot } from './snapshot.ts';

/** A dossier, and the working days that it has waited for whoever is to act; null where no event tells since when. */
export interface Waiting {
  readonly snapshot: Snapshot;
  readonly days: number | null;
}

/** A flow that was asked for and is not open, with the working days since. */
export interface AwaitedFlow {
  readonly snapshot: Snapshot;
  readonly flow: FlowSnapshot;
  readonly days: number;
}

/** A campaign of a hub, and who is left, embarked dossiers included. */
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
  readonly flows: readonly AwaitedFlow[];
  /** With blocking findings, mirrors that fail, or repositories that could not be read. */
  readonly technical: readonly Snapshot[];
  readonly campaigns: readonly CampaignProgress[];
  readonly unread: readonly Unread[];
}

/** The dashboard of the entries of one hub. `now` is ISO. */
export function dashboardOf(entries: readonly Entry[], { now, calendar }: { now: string; calendar: WorkingCalendar }): Dashboard {
  const open = openIn(entries);
  const since = (from: string | null) => (from === null ? null : workingDaysBetween(from, now, calendar));
  const waiting = (turn: Turn) => waitingFor(turn, open).map((snapshot): Waiting => ({ snapshot, days: since(snapshot.clocks.since) }));
  const flows = open.flatMap((snapshot) =>
    snapshot.flows.flatMap((flow): readonly AwaitedFlow[] =>
      flow.status === 'demande' && flow.since !== null ? [{ snapshot, flow, days: since(flow.since) ?? 0 }] : [],
    ),
  );
  return {
    open: open.length,
    phases: countPhases(open),
    ours: waiting('service-team'),
    theirs: waiting('projet'),
    asleep: open.filter(({ asleep }) => asleep),
    flows: flows.toSorted((one, other) => byAge(one.flow.since, other.flow.since)),
    technical: open.filter(({ findings, mirrors }) => findings.blocking > 0 || findings.unread > 0 || (mirrors.failing ?? 0) > 0),
    campaigns: campaignsIn(entries),
    unread: unreadIn(entries),
  };
}

/** The campaigns that look at the dossiers of a portfolio, the nearest deadline first. */
export function campaignsIn(entries: readonly Entry[]): readonly CampaignProgress[] {
  const all = snapshotsIn(entries);
  const campaigns = new Map(all.flatMap((snapshot) => snapshot.campaigns.map((campaign) => [campaign.id, campaign] as const)));
  return [...campaigns.values()]
    .map(({ id, title, until }): CampaignProgress => {
      const stands = (wanted: CampaignSnapshot['standing']) =>
        all.filter((snapshot) => snapshot.campaigns.some((campaign) => campaign.id === id && campaign.standing === wanted));
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
  return open
    .filter(({ clocks, asleep }) => clocks.turn === turn && !asleep)
    .toSorted((one, other) => byAge(one.clocks.since, other.clocks.since));
}

/** The one that began first, first; what began nobody knows when, before all. */
function byAge(one: string | null, other: string | null): number {
  return (one === null ? 0 : Date.parse(one)) - (other === null ? 0 : Date.parse(other));
}

function countPhases(open: readonly Snapshot[]): Dashboard['phases'] {
  const titles = [...new Set(open.map(({ phase }) => phase.title))];
  return titles
    .map((title) => ({ title, count: open.filter(({ phase }) => phase.title === title).length }))
    .toSorted((one, other) => other.count - one.count || one.title.localeCompare(other.title, 'fr'));
}
