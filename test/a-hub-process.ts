import { createHubIds } from '../src/github/hub-ids.ts';
import { createCircuitBreaker } from '../src/github/circuit-breaker.ts';
import { createIncidents } from '../src/github/incidents.ts';
import type { Installations } from '../src/github/installations.ts';
import { inLane } from '../src/github/lane.ts';
import { createOwnWrites } from '../src/github/own-writes.ts';
import { createWrittenTimes } from '../src/github/written-times.ts';
import { createProjects } from '../src/github/projects.ts';
import { createReadingsAhead } from '../src/github/readings-ahead.ts';
import { createTeamReaches } from '../src/github/team-reaches.ts';
import { createHubNotices } from '../src/hub-notices.ts';
import { createPortfolio } from '../src/portfolio/portfolio.ts';
import type { Clock } from '../src/queue/clock.ts';
import type { SharedFacts } from '../src/queue/facts.ts';
import { inCommon } from '../src/queue/in-common.ts';
import { createReconciler } from '../src/reconciler.ts';
import { hubKey } from '../src/words/key.ts';
import { defaults } from './dossier/toy-hub.ts';
import type { ListedHub } from './github/a-listed-hub.ts';
import { memoryLog } from './web/memory-log.ts';

/** A process that looks at a hub, and at whatever it reads ahead; with `dryRun`, nothing is written. `wholeLooks` tells how often it looked at the hub itself. */
export function aHubProcess(
  { hub, keyOf }: Pick<ListedHub, 'hub' | 'keyOf'>,
  {
    facts,
    clock,
    everyMs,
    dryRun,
  }: { readonly facts: SharedFacts; readonly clock: Clock; readonly everyMs: number; readonly dryRun: boolean },
) {
  const key = hubKey(hub);
  const seen = { wholeLooks: 0 };
  const { log } = memoryLog();
  const installations: Installations = {
    identity: () => Promise.resolve({ appId: 1, userId: 1, login: 'accostage[bot]' }),
    repository: () => Promise.resolve(hub),
    hub: () => Promise.resolve({ hub, access: () => Promise.resolve(hub) }),
    permissions: () => Promise.resolve({}),
    remember: () => undefined,
    forget: () => undefined,
    accepts: () => true,
  };
  const registry = {
    keys: [key],
    isHub: () => true,
    setupOf: () => Promise.resolve(defaults),
    refresh: () => {
      seen.wholeLooks += 1;
      return Promise.resolve({ setup: defaults, problems: [], phases: null });
    },
    forget: () => undefined,
  };
  const ahead = createReadingsAhead(clock, facts);
  const secrets = ['secret'] as const;
  const notices = createHubNotices([key], log);
  const portfolio = createPortfolio();
  const reconciler = createReconciler({
    installations,
    registry,
    hubIds: createHubIds({ clock, facts, hubs: [key] }),
    projects: createProjects({ installations, hubs: { keys: [], isHub: () => true }, secrets, clock, facts }),
    notices,
    secrets,
    breaker: createCircuitBreaker(clock),
    ahead,
    ownWrites: createOwnWrites(clock, facts),
    writtenTimes: createWrittenTimes(clock, facts),
    teamReaches: createTeamReaches(clock),
    incidents: createIncidents(log),
    clock,
    turn: () => Promise.resolve(),
    portfolio,
    pages: null,
    facts,
    shownBackMs: 0,
    settings: { dryRun, sweepIntervalMs: everyMs },
  });
  return {
    seen,
    notices: notices.list,
    /** What its portfolio shows of the hub. */
    shown: () => portfolio.entries(() => true),
    heardOfHub: () => inCommon(facts, () => Promise.resolve(reconciler.heard(key))),
    /** One look at the hub: what it finds, and whether it goes on. */
    look: async () => {
      const { found, result } = await inCommon(facts, () => inLane('sweep', () => reconciler.reconcile(key)));
      for (const one of found) ahead.take(one);
      return { found, goesOn: 'againAt' in result };
    },
    tellSetAside: (number: number) => reconciler.tellSetAside(keyOf(number), 'c-1'),
  };
}
