import { type HubKey, type RepositoryRef, hubKey, repositoryNamed } from '../words/key.ts';
import { withLineage } from '../config/lineage.ts';
import type { Problem } from '../yaml/problem.ts';
import type { Defaults, HubReading, HubSetup } from '../config/hub-setup.ts';
import { awaitShared } from './await-shared.ts';
import { findLostAnswers } from './find-lost-answers.ts';
import { findStranded, vacatedPhases } from './find-stranded.ts';
import { readFormerSetups } from './read-former-setups.ts';
import { type Layers, readHub } from './read-hub.ts';
import type { Repository } from './octokit.ts';
import { type ListedIssue, listIssues } from './open-dossiers.ts';
import { patienceNow } from './patience.ts';
import type { HubIds } from './hub-ids.ts';
import { createUnderWay } from './under-way.ts';

/** The hubs that the operator named, each with its last good setup. A repository is no hub by anything that is written in it. */
export interface HubRegistry {
  readonly keys: readonly HubKey[];
  readonly isHub: (repository: RepositoryRef) => boolean;
  /** The setup to work with: read once, then kept until `refresh`. Null where no version of the hub's files is good, or where another repository has taken its name: nothing may be written there. */
  readonly setupOf: (hub: Repository) => Promise<HubSetup | null>;
  /**
   * Reads the hub again. With mistakes in its files, or dossiers in a phase that they no longer have or with answers under a name that they no longer know, the last good setup stays in use: after a start, the
   * newest good one that its files and its organisation's made before.
   */
  readonly refresh: (hub: Repository) => Promise<HubReading>;
  /** The setup in use is read again when it is asked for. */
  readonly forget: (hub: HubKey) => void;
}

/** A hub, and its open issues, asked for once at the most. */
interface HubWithIssues {
  readonly repository: Repository;
  readonly openIssues: () => Promise<readonly ListedIssue[]>;
}

/** A setup of a hub, and those that it had before, the newest first. */
interface Candidate {
  readonly hub: HubWithIssues;
  /** Where the phases of its file are; null where that is not told. */
  readonly phases: HubReading['phases'];
  readonly setup: HubSetup;
  readonly former: readonly HubSetup[];
}

export interface HubRegistryPorts {
  readonly layers: Layers;
  readonly hubIds: Pick<HubIds, 'isItself'>;
}

/** A registry in memory: setups are lost at a restart, and read again from the hubs. `named` are the operator's hubs, `owner/repo`. */
export function createHubRegistry(defaults: Defaults, named: readonly string[], { layers, hubIds }: HubRegistryPorts): HubRegistry {
  const setups = new Map<HubKey, HubSetup>();
  const readings = createUnderWay<HubKey>();
  const underWay = new Map<HubKey, Promise<{ readonly held: boolean }>>();
  const keys = named.map((name) => hubKey(repositoryNamed(name)));

  /** `held`: false where it was made old meanwhile. */
  function read(hub: Repository): Promise<{ readonly reading: HubReading; readonly held: boolean }> {
    return readings.during(hubKey(hub), async (stillHolds) => ({ reading: await readAnew(hub, stillHolds), held: stillHolds() }));
  }

  /** A reading that another process knows to be old is not kept: whoever asks next reads again. */
  async function readAnew(hub: Repository, stillHolds: () => boolean): Promise<HubReading> {
    const use = (setup: HubSetup) => {
      if (stillHolds()) setups.set(hubKey(hub), setup);
    };
    const opened: Repository[] = [];
    const open: Layers = async (where, purpose) => {
      const layer = await layers(where, purpose);
      if (layer !== null) opened.push(layer);
      return layer;
    };
    const written = await readHub(hub, open);
    const last = setups.get(hubKey(hub));
    const former = last === undefined ? await readFormerSetups(hub, { open: layers, layer: opened[0] ?? null }) : [last];
    const reading = written.setup === null ? written : { ...written, setup: withLineage(written.setup, former) };
    const known = withIssues(hub);
    const refused = reading.setup === null ? [] : await refusedBy({ hub: known, phases: reading.phases, setup: reading.setup, former });
    if (reading.setup !== null && refused.length === 0) use(reading.setup);
    else if (last === undefined) {
      const good = await newestThatFits(known, former);
      if (good !== null) use(good);
    }
    return refused.length === 0 ? reading : { ...reading, setup: null, problems: refused };
  }

  /** Dossiers that are looked at together wait for the same reading. */
  async function firstRead(hub: Repository): Promise<{ readonly held: boolean }> {
    const key = hubKey(hub);
    const known = underWay.get(key);
    if (known !== undefined) return awaitShared(known, () => firstRead(hub));
    const reading = readIfItself(hub).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return patienceNow()(reading);
  }

  /** Whoever took the name of a hub does not say who decides there. One that is looked at whole was asked before. */
  function readIfItself(hub: Repository): Promise<{ readonly held: boolean }> {
    return readings.during(hubKey(hub), async (stillHolds) => {
      if (!(await hubIds.isItself(hub))) return { held: true };
      await readAnew(hub, stillHolds);
      return { held: stillHolds() };
    });
  }

  /** What dossiers would lose. */
  async function refusedBy({ hub, phases, setup, former }: Candidate): Promise<readonly Problem[]> {
    const stranded = await findStranded(hub.repository, { phases }, vacatedBy(setup, former));
    return [...stranded, ...(await findLostAnswers(hub.openIssues, setup, former))];
  }

  /** The newest of former setups in which open dossiers lose nothing of the ones before it; null without one. */
  async function newestThatFits(hub: HubWithIssues, former: readonly HubSetup[]): Promise<HubSetup | null> {
    for (const [index, one] of former.entries()) {
      const before = former.slice(index + 1);
      const setup = withLineage(one, before);
      if ((await refusedBy({ hub, phases: null, setup, former: before })).length === 0) return setup;
    }
    return null;
  }

  /** A hub starts from the shipped process: its dossiers may stand in a phase of it that the hub's first file takes away. */
  function vacatedBy({ procedure }: HubSetup, former: readonly HubSetup[]) {
    return vacatedPhases(
      procedure,
      [...former, defaults].map((setup) => setup.procedure),
    );
  }

  return {
    keys,
    isHub: (repository) => keys.includes(hubKey(repository)),
    setupOf: async (hub) => {
      for (let held = false; !held && !setups.has(hubKey(hub));) ({ held } = await firstRead(hub));
      return setups.get(hubKey(hub)) ?? null;
    },
    refresh: async (hub) => (await read(hub)).reading,
    forget: (hub) => {
      setups.delete(hub);
      readings.overtake(hub);
    },
  };
}

function withIssues(repository: Repository): HubWithIssues {
  let asked: Promise<readonly ListedIssue[]> | null = null;
  return { repository, openIssues: () => (asked ??= listIssues(repository, { state: 'open' })) };
}
