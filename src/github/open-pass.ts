import { declaredRepositories } from '../dossier/declared-repositories.ts';
import { parseAnswers } from '../form/parse-answers.ts';
import type { Secrets } from '../apply/secrets.ts';
import type { HubSetup } from '../config/hub-setup.ts';
import { type Clock, elapsedAt } from '../queue/clock.ts';
import { type DossierKey, dossierKey, hubKey, repositoryKey, type RepositoryKey } from '../words/key.ts';
import { type Glance, glance } from './glance.ts';
import { HubNameTaken, type HubIds } from './hub-ids.ts';
import type { AppIdentity } from './identity.ts';
import type { Repository } from './octokit.ts';
import { carriedBy, isDossier, type ListedIssue } from './open-dossiers.ts';
import type { Pace } from './pace.ts';
import type { Projects } from './projects.ts';
import type { DossierRow } from './queries/dossier.ts';
import { beginning, type Place, readOpenDossiers } from './read-dossiers.ts';
import type { ReadingsAhead } from './readings-ahead.ts';

/** A dossier that nobody waits for, and when it is looked at: reading its repositories costs. */
export interface PutOff {
  readonly key: DossierKey;
  readonly at: Date;
}

/** What a page of a pass leads to. */
export interface Passed {
  readonly now: readonly DossierKey[];
  readonly later: readonly PutOff[];
  /** What those that are put off show until then. */
  readonly glances: readonly Glance[];
  /** Every dossier of the page, those that wait for another one included. */
  readonly found: readonly DossierKey[];
  /** Every issue of the page, with the instant of its last change. */
  readonly seen: readonly { readonly number: number; readonly at: string }[];
}

/** What is known of a hub that is looked at. */
export interface HubKnown {
  readonly setup: HubSetup;
  readonly app: AppIdentity;
}

/** A walk over all open dossiers of a hub, a page at a time. */
export interface OpenPass {
  /** Reads the next page; what is looked at now is kept for its look. Throws as `readGraphql` does, and HubNameTaken for a page of another repository: the page is then still to come. */
  readonly next: (hub: Repository, known: HubKnown) => Promise<Passed>;
  readonly isOver: () => boolean;
}

export interface OpenPassPorts {
  readonly hubIds: Pick<HubIds, 'isIt'>;
  readonly clock: Pick<Clock, 'elapsed' | 'now'>;
  readonly ahead: Pick<ReadingsAhead, 'begin'>;
  readonly projects: Pick<Projects, 'opened' | 'expect' | 'before' | 'watch'>;
  readonly secrets: Secrets;
  /** Resolves when work may have the core for a while. */
  readonly turn: () => Promise<void>;
  /** Null where the process changed: all is looked at now, by what is known of the repositories. */
  readonly pace: Pace | null;
  /** When those that were put off earlier are looked at, in milliseconds of the clock that nobody sets. */
  readonly promised: Map<DossierKey, number>;
}

/** A dossier of a page. */
interface Listed {
  readonly key: DossierKey;
  readonly row: DossierRow;
  readonly issue: ListedIssue;
}

/** Repositories that are read at once in a hub whose open dossiers are one page. */
const SMALL_HUB = 150;

/** A pass that begins. */
export function createOpenPass({ hubIds, clock, ahead, projects, secrets, turn, pace, promised }: OpenPassPorts): OpenPass {
  let place: Place | null = beginning;
  const known = new Set<RepositoryKey>();

  /** When a dossier that nobody waits for is looked at; null for now. A repository that several declare is read once. */
  function turnOf(issue: ListedIssue, setup: HubSetup, atOnce: number): Date | null {
    const names = declaredRepositories({ procedure: setup.procedure, answers: parseAnswers(setup.form, issue.body).answers });
    const fresh = names.map((name) => repositoryKey(name)).filter((name) => !known.has(name));
    for (const name of fresh) known.add(name);
    return pace === null || names.length === 0 ? null : pace.next(fresh.length, atOnce);
  }

  /** Until when a dossier waits; null for one that does not. */
  function putOff({ key, issue }: Listed, { due }: Glance, { setup, atOnce }: { setup: HubSetup; atOnce: number }): PutOff | null {
    const paced = turnOf(issue, setup, atOnce);
    if (paced === null) return null;
    const at = due === null ? paced : new Date(Math.min(paced.getTime(), Date.parse(due)));
    promised.set(key, elapsedAt(clock, at));
    return { key, at };
  }

  return {
    isOver: () => place === null,
    next: async (hub, { setup, app }) => {
      if (place === null) return { now: [], later: [], glances: [], found: [], seen: [] };
      const keep = ahead.begin();
      const { repository, rows, unread, next } = await readOpenDossiers(hub, place);
      // A pass takes hours in a large hub, and asks who bears its name only as it begins.
      if (repository !== null && !hubIds.isIt(hubKey(hub), repository))
        throw new HubNameTaken(`another repository is called ${hub.owner}/${hub.repo}`);
      const atOnce = place.after === null && next === null ? SMALL_HUB : 0;
      place = next;
      const dossiers = rows
        .map((row): Listed => ({ key: dossierKey(hub, row.number), row, issue: listed(row) }))
        .filter(({ issue }) => isDossier(issue, setup));
      // A repository that two dossiers declare has one carrier, whichever of them is looked at first: those that must wait are found by the one before.
      for (const { key, row, issue } of dossiers) {
        projects.opened(key, row.createdAt);
        projects.expect(key, carriedBy(issue, setup));
      }
      const now = new Set(unread.map((number) => dossierKey(hub, number)));
      const found = [...now, ...dossiers.map(({ key }) => key)];
      const later: PutOff[] = [];
      const glances: Glance[] = [];
      for (const dossier of dossiers) {
        const { key, row } = dossier;
        await turn();
        const seen = glance(row, { hub, setup, app, secrets, now: clock.now() });
        if (seen !== null && (promised.get(key) ?? 0) > clock.elapsed()) continue;
        const off = seen === null ? null : putOff(dossier, seen, { setup, atOnce });
        if (seen !== null && off !== null) {
          projects.watch(key, seen.watched);
          later.push(off);
          glances.push(seen);
          continue;
        }
        keep(key, row);
        const first = projects.before(key);
        for (const one of first.length === 0 ? [key] : first) now.add(one);
      }
      return { now: [...now], later, glances, found, seen: rows.map(({ number, updatedAt: at }) => ({ number, at })) };
    },
  };
}

function listed({ number, body, labels }: DossierRow): ListedIssue {
  return { number, body, labels: labels.nodes.map(({ name }) => name) };
}
