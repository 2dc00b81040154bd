import type { HubSetup } from '../config/hub-setup.ts';
import { digest } from '../words/digest.ts';
import { type DossierKey, dossierKey, type HubKey, hubKey } from '../words/key.ts';
import { type ChangedIssue, listChangedIssues, listLatestChanges } from './changed-issues.ts';
import { type ClosedDossier, listClosedDossiers } from './closed-dossiers.ts';
import { createEmbarkedCampaigns } from './embarked-campaigns.ts';
import type { Repository } from './octokit.ts';
import { isDossier } from './open-dossiers.ts';
import { createOpenPass, type HubKnown, type OpenPass, type OpenPassPorts, type Passed } from './open-pass.ts';
import { createPace } from './pace.ts';
import { MOST_DOSSIERS } from './queries/dossier.ts';
import { readDossiersAhead } from './read-dossiers.ts';
import type { ReadingsAhead } from './readings-ahead.ts';

/** What a look at a hub finds to look at. */
export interface Swept extends Omit<Passed, 'seen'> {
  /** Those of `now` that are long over: they are read, and nothing is written there. */
  readonly over: readonly DossierKey[];
  /** The pass goes on: look at the hub again soon. */
  readonly unfinished: boolean;
}

/**
 * The hubs, each swept of what changed in it; and of all that is open after a start, after a change of its process, and once a day. A start, and a campaign that
 * embarked dossiers did not know of, go on to those that are closed.
 */
export interface HubSweeps {
  readonly sweep: (hub: Repository, known: HubKnown) => Promise<Swept>;
  /** Whether a pass over the dossiers of a hub is under way. */
  readonly isUnderWay: (hub: HubKey) => boolean;
  /** What was seen of a hub counts no more: the next sweep passes over all that is open, as at a start. */
  readonly forget: (hub: HubKey) => void;
}

export interface HubSweepsOptions extends Omit<OpenPassPorts, 'pace' | 'promised'> {
  readonly ahead: ReadingsAhead;
  /** Milliseconds from a sweep to the next. */
  readonly everyMs: number;
  /** How far back closed dossiers are read at a start, in milliseconds: as far as the portfolio shows them. */
  readonly shownBackMs: number;
}

/** When an issue had changed last, as it was last listed. */
interface Seen {
  readonly at: string;
  /** That second had ended by then: GitHub's instants tell no two changes apart that came within one. */
  readonly isPast: boolean;
}

/** What is known of a hub between two sweeps. */
interface Standing {
  /** The last pass over its open dossiers. */
  readonly pass: OpenPass;
  /** Closed dossiers that come after it. */
  closed: readonly ClosedDossier[];
  /** When it began, in milliseconds of the clock that nobody sets. */
  readonly begunAt: number;
  /** The process that it was made under. */
  readonly process: string;
  /** What changed since then is listed. */
  since: Date;
  readonly seen: Map<number, Seen>;
  readonly promised: Map<DossierKey, number>;
}

/** What a pass begins with. */
interface Beginning {
  readonly setup: HubSetup;
  readonly process: string;
  /** What was known before. */
  readonly last: Standing | undefined;
}

const DAY_MS = 86_400_000;
/** After a start, closed dossiers are looked at as far back as the App may have been stopped: a week. */
const LONGEST_STOP_MS = 7 * DAY_MS;
/** A page is read once so many or fewer wait for their look: what is read ahead must not grow old. */
const FEW_WAIT = MOST_DOSSIERS / 2;
/** Fewer dossiers than these read by themselves. */
const WORTH_A_BATCH = 3;
/** Changed dossiers that are read ahead of their looks at the most: those beyond read by themselves. */
const MOST_AHEAD = 400;

/** A look that meets nothing. */
const nothing = { now: [], later: [], glances: [], over: [], found: [] } as const;

/** Nothing is known yet of any hub. In memory: a start begins with a pass. */
export function createHubSweeps({ hubIds, clock, ahead, projects, secrets, turn, everyMs, shownBackMs }: HubSweepsOptions): HubSweeps {
  const standings = new Map<HubKey, Standing>();
  /** Hubs whose pass waits for others to be looked at. */
  const put = new Set<HubKey>();
  const pace = createPace(clock);
  const campaigns = createEmbarkedCampaigns();
  const overlap = 2 * everyMs;
  const ago = (ms: number) => new Date(clock.now().getTime() - ms);

  /** The closed dossiers that may have changed while the App was stopped, or that the portfolio shows; all of them for a campaign that is news. */
  async function closedIn(hub: Repository, setup: HubSetup, last: Standing | undefined): Promise<readonly ClosedDossier[]> {
    if (campaigns.areNews(hubKey(hub), setup.procedure.campaigns))
      return listClosedDossiers(hub, setup, { since: new Date(0), overBefore: new Date(0) });
    if (last !== undefined) return last.closed;
    const since = ago(Math.max(LONGEST_STOP_MS, shownBackMs));
    return listClosedDossiers(hub, setup, { since, overBefore: ago(LONGEST_STOP_MS) });
  }

  /** A pass that begins. What changes meanwhile is listed after it, by GitHub's own clock: one that is ahead here would wait for what GitHub cannot list yet. */
  async function begin(hub: Repository, { setup, process, last }: Beginning): Promise<Standing> {
    const latest = last === undefined ? await listLatestChanges(hub) : [];
    const closed = await closedIn(hub, setup, last);
    const promised = last?.promised ?? new Map<DossierKey, number>();
    const paced = last === undefined || last.process === process;
    return {
      pass: createOpenPass({ hubIds, clock, ahead, projects, secrets, turn, pace: paced ? pace : null, promised }),
      closed,
      begunAt: clock.elapsed(),
      process,
      since: last?.since ?? new Date(Math.max(0, newestOf(latest) - overlap)),
      seen: last?.seen ?? new Map(latest.map(({ number, at }) => [number, { at, isPast: true }])),
      promised,
    };
  }

  /** The next open dossiers, and the closed ones: with them where they are few, after them where they are many. A failure leaves all of them to come. */
  async function page(hub: Repository, standing: Standing, known: HubKnown): Promise<Passed & Pick<Swept, 'over'>> {
    const areFew = standing.closed.length <= MOST_DOSSIERS;
    const closed = areFew || standing.pass.isOver() ? standing.closed.slice(0, MOST_DOSSIERS) : [];
    if (closed.length >= WORTH_A_BATCH) await readDossiersAhead(hub, closed, ahead);
    const open = await standing.pass.next(hub, known);
    standing.closed = standing.closed.slice(closed.length);
    const keys = closed.map(({ key }) => key);
    const over = closed.filter(({ isOver }) => isOver).map(({ key }) => key);
    return { ...open, over, now: [...open.now, ...keys], found: [...open.found, ...keys] };
  }

  async function changed(hub: Repository, standing: Standing, setup: HubSetup): Promise<readonly DossierKey[]> {
    const { seen, since } = standing;
    const listed = await listChangedIssues(hub, since);
    const news = listed
      .filter((issue) => isNews(issue, seen.get(issue.number)))
      .filter(({ labels }) => labels === null || isDossier({ labels }, setup))
      .map((issue) => ({ ...issue, key: dossierKey(hub, issue.number) }));
    const known = news.flatMap(({ key, nodeId }) => (nodeId === null ? [] : [{ key, nodeId }])).slice(0, MOST_AHEAD);
    if (known.length >= WORTH_A_BATCH) await readDossiersAhead(hub, known, ahead);
    note(standing, listed);
    return news.map(({ key }) => key);
  }

  /** The next list begins a while before the newest change by GitHub's own clock, and stays there while nothing changes: GitHub then answers « not modified ». */
  function note(standing: Standing, listed: readonly Pick<ChangedIssue, 'number' | 'at'>[]): void {
    const { seen } = standing;
    const newest = newestOf(listed);
    for (const { number, at } of listed) {
      const before = seen.get(number);
      if (isNews({ at }, before)) seen.set(number, { at, isPast: Date.parse(at) < newest || before?.at === at });
    }
    if (newest - overlap <= standing.since.getTime()) return;
    standing.since = new Date(newest - overlap);
    for (const [number, { at }] of seen) if (Date.parse(at) < standing.since.getTime()) seen.delete(number);
  }

  return {
    isUnderWay: (hub) => put.has(hub) || !isFinished(standings.get(hub)),
    forget: (hub) => void standings.delete(hub),
    sweep: async (hub, known) => {
      const key = hubKey(hub);
      const last = standings.get(key);
      const { procedure, form } = known.setup;
      const process = digest(JSON.stringify([procedure, form]));
      const due = last === undefined || last.process !== process || (isFinished(last) && clock.elapsed() - last.begunAt >= DAY_MS);
      if (!due && isFinished(last)) {
        const now = await changed(hub, last, known.setup);
        return { ...nothing, now, found: now, unfinished: false };
      }
      if (ahead.waiting() > FEW_WAIT) {
        put.add(key);
        return { ...nothing, unfinished: true };
      }
      const standing = due ? await begin(hub, { setup: known.setup, process, last }) : last;
      const { seen, ...met } = await page(hub, standing, known);
      standings.set(key, standing);
      campaigns.toldOf(key, known.setup.procedure.campaigns);
      put.delete(key);
      const newest = newestOf([...standing.seen.values(), ...seen]);
      for (const { number, at } of seen) standing.seen.set(number, { at, isPast: Date.parse(at) < newest });
      return { ...met, unfinished: !isFinished(standing) };
    },
  };
}

/** In milliseconds; before all of them where there is none. */
function newestOf(changes: readonly Pick<Seen, 'at'>[]): number {
  return Math.max(...changes.map(({ at }) => Date.parse(at)));
}

/** Whether nothing of a hub is left to pass over, as of one that was never passed over. */
function isFinished(standing: Standing | undefined): boolean {
  return standing === undefined || (standing.pass.isOver() && standing.closed.length === 0);
}

function isNews({ at }: Pick<ChangedIssue, 'at'>, before: Seen | undefined): boolean {
  return before === undefined || at > before.at || (at === before.at && !before.isPast);
}
