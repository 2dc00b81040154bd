import { z } from 'zod';
import { type RepositoryRef, hubKey, sameRepository } from '../words/key.ts';
import type { Clock } from '../queue/clock.ts';
import { type Act, acts, lookUp, type Permissions } from './acts.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Octokit } from './octokit.ts';
import { PermissionMissing, refusalOf } from './refusal.ts';
import type { ShutOuts } from './shut-outs.ts';

/** Where a token acts: one repository of an installation. */
export interface Place extends RepositoryRef {
  readonly installation: number;
}

/** Installation tokens, each narrowed to a repository and to the permissions of an act; made once, and kept while GitHub takes them. */
export interface Tokens {
  /** Null where the installation does not reach the repository. Throws PermissionMissing where it has not granted what the act needs. */
  readonly of: (place: Place, act: Act) => Promise<string | null>;
  /** A token for the whole installation that can only look things up; null where there is no such installation any more. */
  readonly lookingUp: (installation: number) => Promise<string | null>;
  /** GitHub does not take it any more: another one is made next time. */
  readonly refused: (token: string) => void;
}

export interface TokenPorts {
  /** The client of the App itself, which is given no installation. */
  readonly app: () => Promise<Octokit>;
  /** The id of a repository that its name no longer tells: it was renamed or moved. */
  readonly idOf: (place: Place) => Promise<number | null>;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly knock: ShutOuts['knock'];
}

const granted = z.object({
  token: z.string().min(1),
  repositories: z.array(z.object({ id: z.number(), full_name: z.string().optional() })).optional(),
});

interface Grant {
  readonly token: string;
  /** In milliseconds of the clock that nobody sets. */
  readonly until: number;
}

interface NarrowedGrant extends Grant {
  /** Whether the repository bears the name that it is asked for by, and not another since a rename. */
  readonly namedSo: boolean;
}

interface Kept {
  readonly grant: Promise<Grant | null>;
  token: string | null;
  /** In milliseconds of that clock; while it is being made, for ever. */
  until: number;
}

/**
 * "The installation access token will expire after one hour" (GitHub documentation). GitHub tells the date as well, which a machine whose clock is an hour ahead takes for past: it
 * would ask for a token before each call.
 */
const LIFE_MS = 60 * 60_000;
/** A token may wait for its turn that long between being taken and being used. */
const MARGIN_MS = 5 * 60_000;
const MAX_KEPT = 5_000;

/** How a token is narrowed to a repository; not at all, to look things up. */
interface Scope {
  readonly repositories?: string[];
  readonly repository_ids?: number[];
}

/**
 * Tokens in memory. A repository is first told to GitHub by its name, then by the id that the answer gives: a name may pass to another. Where it did, the
 * next token is for whichever bears it now.
 */
export function createTokens({ app, idOf, clock, knock }: TokenPorts): Tokens {
  const kept = new BoundedMap<string, Kept>(MAX_KEPT);
  const ids = new BoundedMap<string, number>(MAX_KEPT);

  async function ask(installation_id: number, scope: Scope, permissions: Permissions) {
    const until = clock.elapsed() + LIFE_MS;
    const { data } = await (await app()).rest.apps.createInstallationAccessToken({ installation_id, ...scope, permissions });
    return { ...granted.parse(data), until };
  }

  async function askFor(act: Act, installation: number, scope: Scope) {
    try {
      return await ask(installation, scope, acts[act]);
    } catch (error) {
      const { kind, message } = refusalOf(error);
      throw kind === 'invalid' && /permission/i.test(message) ? new PermissionMissing(described(acts[act])) : error;
    }
  }

  async function narrowed(place: Place, scope: Scope, act: Act): Promise<NarrowedGrant | null> {
    try {
      const { installation } = place;
      const { token, until, repositories = [] } = await knock({ installation, act }, () => askFor(act, installation, scope));
      const [repository] = repositories;
      if (repository !== undefined) ids.set(hubKey(place), repository.id);
      const namedSo = repository?.full_name === undefined || sameRepository(repository.full_name, hubKey(place));
      return { token, until, namedSo };
    } catch (error) {
      const { kind } = refusalOf(error);
      if (kind === 'gone' || kind === 'invalid') return null;
      throw error;
    }
  }

  async function grantFor(place: Place, act: Act): Promise<Grant | null> {
    const known = ids.get(hubKey(place));
    const byKnown = known === undefined ? null : await narrowed(place, { repository_ids: [known] }, act);
    if (byKnown?.namedSo === true) return byKnown;
    if (byKnown === null) ids.delete(hubKey(place));
    const byName = await narrowed(place, { repositories: [place.repo] }, act);
    if (byName !== null || byKnown !== null) return byName ?? byKnown;
    const id = await idOf(place);
    return id === null ? null : narrowed(place, { repository_ids: [id] }, act);
  }

  async function lookUpGrant(installation: number): Promise<Grant | null> {
    try {
      return await knock({ installation, act: null }, () => ask(installation, {}, lookUp));
    } catch (error) {
      if (refusalOf(error).kind === 'gone') return null;
      throw error;
    }
  }

  /** One making at a time for each key; what could not be had is asked for again. */
  async function keep(key: string, make: () => Promise<Grant | null>): Promise<string | null> {
    const known = kept.get(key);
    if (known !== undefined && known.until > clock.elapsed()) return (await known.grant)?.token ?? null;
    const entry: Kept = { grant: make(), token: null, until: Number.POSITIVE_INFINITY };
    kept.set(key, entry);
    try {
      const grant = await entry.grant;
      entry.token = grant?.token ?? null;
      entry.until = grant === null ? 0 : grant.until - MARGIN_MS;
    } catch (error) {
      entry.until = 0;
      throw error;
    }
    return entry.token;
  }

  return {
    of: (place, act) => keep(`${place.installation} ${hubKey(place)} ${act}`, () => grantFor(place, act)),
    lookingUp: (installation) => keep(String(installation), () => lookUpGrant(installation)),
    refused: (token) => {
      for (const entry of kept.values()) if (entry.token === token) entry.until = 0;
    },
  };
}

function described(permissions: Permissions): string {
  return Object.entries(permissions)
    .map(([name, level]) => `${name}: ${level}`)
    .join(', ');
}
