import type { Logger } from 'pino';
import type { Probot } from 'probot';
import { z } from 'zod';
import { type RepositoryRef, hubKey } from '../words/key.ts';
import { type LoginKey, loginKey, sameLogin } from '../words/login.ts';
import type { Clock } from '../queue/clock.ts';
import { type Act, isInProject } from './acts.ts';
import { BoundedMap } from './bounded-map.ts';
import type { MakeClient } from './client.ts';
import { type AppIdentity, createIdentity } from './identity.ts';
import { laneNow, lineNow } from './lane.ts';
import type { HubAccess, Octokit, Repository } from './octokit.ts';
import { patienceNow } from './patience.ts';
import { orNull } from './refusal.ts';
import { createRepositoryPauses } from './repository-pauses.ts';
import { runNow } from './run-now.ts';
import type { ShutOuts } from './shut-outs.ts';
import { createTokens, type Place } from './tokens.ts';
import { createUnderWay } from './under-way.ts';

/** The accounts and repositories where the App is installed. */
export interface Installations {
  readonly identity: () => Promise<AppIdentity>;
  /**
   * The repository with a client that may do that act there, and nothing else; null when the App is not installed there, or the operator does not accept
   * the installation. Throws PermissionMissing where the installation has not granted what the act needs, and RepositoryPaused, as its client does, while a
   * project's repository that did not answer is left alone.
   */
  readonly repository: (repository: RepositoryRef, act: Act) => Promise<Repository | null>;
  /** The same for a hub, to read it; null when the App is not installed there. */
  readonly hub: (hub: RepositoryRef) => Promise<HubAccess | null>;
  /** What the installation that holds a repository has granted; null when the App is not installed there. */
  readonly permissions: (repository: RepositoryRef) => Promise<Readonly<Record<string, string>> | null>;
  /** A webhook told which installation a repository belongs to: one call less. */
  readonly remember: (repository: RepositoryRef, installationId: number) => void;
  /** The App may have been installed there, or taken off: ask GitHub again. */
  readonly forget: (repository: RepositoryRef) => void;
  /** Whether the operator accepts the installation of an account; one that is not accepted is logged, once. */
  readonly accepts: (account: string) => boolean;
}

export interface InstallationsOptions {
  /** Accounts whose installations are accepted; empty: all. */
  readonly owners: readonly string[];
  readonly log: Pick<Logger, 'warn'>;
}

export interface InstallationPorts extends InstallationsOptions {
  readonly probot: Pick<Probot, 'auth'>;
  readonly client: MakeClient;
  readonly clock: Pick<Clock, 'now' | 'elapsed'>;
  readonly shutOuts: ShutOuts;
}

/** What a client has to do without a token: the next look finds out why. */
class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
  readonly status = 503;
}

const MAX_KNOWN = 10_000;

/** Installations as GitHub shows them to the App. Each has a queue of its own, so that one does not wait for the writes of another. */
export function createInstallations({ probot, client, clock, shutOuts, owners, log }: InstallationPorts): Installations {
  const ids = new BoundedMap<string, number>(MAX_KNOWN);
  const lookUps = createUnderWay<string>();
  /** Those that were told, as many as are remembered: anybody may install a public App. */
  const ignored = new BoundedMap<LoginKey, 'told'>(MAX_KNOWN);
  const pauses = createRepositoryPauses(clock);
  const app = () => probot.auth();
  const tokens = createTokens({ app, idOf, clock, knock: shutOuts.knock });
  const identity = createIdentity({ app, anyone, clock });

  function isNamed(account: string): boolean {
    return owners.length === 0 || owners.some((owner) => sameLogin(owner, account));
  }

  function accepts(account: string): boolean {
    if (isNamed(account)) return true;
    if (!ignored.has(loginKey(account))) log.warn({ account }, 'installation ignored: its account is not in INSTALLATIONS');
    ignored.set(loginKey(account), 'told');
    return false;
  }

  async function installationOf({ owner, repo }: RepositoryRef): Promise<number | null> {
    if (!isNamed(owner)) return null;
    const key = hubKey({ owner, repo });
    const known = ids.get(key);
    if (known !== undefined) return known;
    return lookUps.during(key, async (stillHolds) => {
      const found = await orNull((await app()).rest.apps.getRepoInstallation({ owner, repo }));
      // A repository that went to another account answers under its old name too.
      if (found === null || !accepts(accountOf(found.data.account) ?? owner)) return null;
      if (stillHolds()) ids.set(key, found.data.id);
      return found.data.id;
    });
  }

  function clientWith(installation: number, token: () => Promise<string | null>, ended: (error: unknown) => void): Octokit {
    let used: string | null = null;
    const door = { installation, act: null };
    const run = runNow();
    return client(installation, {
      token: async () => {
        shutOuts.check(door, run);
        used = await token();
        if (used === null) throw new OutOfReach('out of reach of the installation');
        return used;
      },
      ended: (error) => {
        if (used !== null && isUnauthorised(error)) tokens.refused(used);
        shutOuts.ended(door, run, { error, token: used });
        ended(error);
      },
      lane: laneNow(),
      line: lineNow(),
      patience: patienceNow(),
    });
  }

  function lookingUp(installation: number): Octokit {
    return clientWith(
      installation,
      () => tokens.lookingUp(installation),
      () => undefined,
    );
  }

  /** GitHub follows the old name of a repository where it reads one, and not where it gives a token. */
  async function idOf({ installation, owner, repo }: Place): Promise<number | null> {
    if ((await tokens.lookingUp(installation)) === null) return null;
    const found = await orNull(lookingUp(installation).rest.repos.get({ owner, repo }));
    return found?.data.id ?? null;
  }

  async function installed(): Promise<readonly number[]> {
    const octokit = await app();
    const all = await octokit.paginate(octokit.rest.apps.listInstallations, { per_page: 100 });
    return all.filter(({ suspended_at, account }) => !suspended_at && isNamed(accountOf(account) ?? '')).map(({ id }) => id);
  }

  async function anyone(): Promise<Octokit> {
    const [id] = await installed();
    if (id === undefined) throw new OutOfReach('the App is installed nowhere');
    return lookingUp(id);
  }

  async function repository(where: RepositoryRef, act: Act): Promise<Repository | null> {
    if (!isInProject(act)) return reach(where, act);
    pauses.check(where);
    try {
      return await reach(where, act);
    } catch (error) {
      pauses.ended(where, error);
      throw error;
    }
  }

  async function reach({ owner, repo }: RepositoryRef, act: Act): Promise<Repository | null> {
    const installation = await installationOf({ owner, repo });
    if (installation === null) return null;
    const token = () => tokens.of({ installation, owner, repo }, act);
    if ((await token()) === null) {
      // The App may be there by another installation since, whose event was lost.
      forget({ owner, repo });
      return null;
    }
    if (!isInProject(act)) return { octokit: clientWith(installation, token, () => undefined), owner, repo };
    const unlessPaused = () => {
      pauses.check({ owner, repo });
      return token();
    };
    return { octokit: clientWith(installation, unlessPaused, (error) => pauses.ended({ owner, repo }, error)), owner, repo };
  }

  function forget(where: RepositoryRef): void {
    lookUps.overtake(hubKey(where));
    ids.delete(hubKey(where));
  }

  async function within(where: RepositoryRef, act: Act): Promise<Repository> {
    const found = await repository(where, act);
    if (found === null) throw new OutOfReach(`${where.owner}/${where.repo} is out of reach`);
    return found;
  }

  return {
    identity,
    repository,
    hub: async (where) => {
      const hub = await repository(where, 'read-hub');
      return hub === null ? null : { hub, access: (act) => within(where, act) };
    },
    permissions: async (where) => {
      const installation_id = await installationOf(where);
      if (installation_id === null) return null;
      const { data } = await (await app()).rest.apps.getInstallation({ installation_id });
      return permissionsSchema.parse(data.permissions);
    },
    remember: (where, installationId) => {
      lookUps.overtake(hubKey(where));
      ids.set(hubKey(where), installationId);
    },
    forget,
    accepts,
  };
}

function isUnauthorised(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 401;
}

const permissionsSchema = z.record(z.string(), z.string());

/** Login of an account; null for an enterprise, which owns no repository. */
function accountOf(account: { readonly login: string } | object | null): string | null {
  return account !== null && 'login' in account ? account.login : null;
}
