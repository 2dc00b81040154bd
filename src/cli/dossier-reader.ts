import { Octokit } from '@octokit/rest';
import { readDefaults } from '../defaults.ts';
import { decideFully } from '../dossier/engine/decide-fully.ts';
import type { Observation } from '../dossier/observation.ts';
import type { Plan } from '../dossier/plan.ts';
import type { HubSetup } from '../config/hub-setup.ts';
import { checkedFetch } from '../github/checked-fetch.ts';
import { createHubRegistry } from '../github/hub-registry.ts';
import { type NothingThere, observe } from '../github/observe.ts';
import type { AppIdentity } from '../github/identity.ts';
import type { HubAccess, Octokit as Client } from '../github/octokit.ts';
import { readAppIdentity, readByOneToken } from '../github/one-token.ts';
import { createOwnWrites } from '../github/own-writes.ts';
import { createWrittenTimes } from '../github/written-times.ts';
import { createTeamReaches } from '../github/team-reaches.ts';
import { createProjects } from '../github/projects.ts';
import { systemClock } from '../queue/clock.ts';
import { dossierKey, type RepositoryRef } from '../words/key.ts';
import { type Terminal, UsageError } from './command.ts';

/** A hub as somebody's token shows it, and how to read its dossiers. */
export interface OpenedHub {
  readonly access: HubAccess;
  readonly setup: HubSetup;
  /** All that the App reads of a dossier, and what it would do now; or that there is none. Throws as GitHub's client does. */
  readonly read: (number: number) => Promise<{ readonly observation: Observation; readonly plan: Plan } | NothingThere>;
}

/** Reads dossiers by somebody's own token, as the App reads them, and writes nothing. */
export interface DossierReader {
  /** Throws UsageError for a hub that the token does not show, or whose configuration is wrong. */
  readonly open: (hub: RepositoryRef) => Promise<OpenedHub>;
}

export interface ReaderRequest {
  /** Slug of the App. */
  readonly app: string;
  /** The hubs, `owner/repo`. */
  readonly hubs: readonly string[];
}

/** Opens GitHub by the token of the environment, over the network of the terminal. Throws UsageError without one, and where GitHub knows no App of that name. */
export async function openReader({ app: slug, hubs }: ReaderRequest, terminal: Terminal): Promise<DossierReader> {
  const octokit = clientOf(terminal);
  const app = await identityOf(octokit, slug);
  const installations = readByOneToken(octokit, app);
  const registry = createHubRegistry(readDefaults(), hubs, {
    layers: installations.repository,
    // Whoever asks names the repository now.
    hubIds: { isItself: () => Promise.resolve(true) },
  });
  const secrets = secretsOf(terminal);
  const projects = createProjects({ installations, hubs: registry, secrets, clock: systemClock, helm: terminal.helm });
  // Nothing is written: no list can lag behind a write of this process.
  const alone = {
    ahead: { take: () => null },
    ownWrites: createOwnWrites(systemClock),
    writtenTimes: createWrittenTimes(systemClock),
    teamReaches: createTeamReaches(systemClock),
    incidents: { count: () => undefined },
    clock: terminal,
  };

  async function open(hub: RepositoryRef): Promise<OpenedHub> {
    const access = await installations.hub(hub);
    if (access === null) throw new UsageError(`dépôt introuvable avec ce jeton : ${hub.owner}/${hub.repo}`);
    const setup = await registry.setupOf(access.hub);
    if (setup === null) throw new UsageError(`la configuration de ${hub.owner}/${hub.repo} est fausse : « accostage validate » dit où`);
    return {
      access,
      setup,
      read: async (number) => {
        const key = dossierKey(hub, number);
        const observed = await observe({ ...access, key, number, app, pages: null, setup, secrets, projects, installations, ...alone });
        return typeof observed === 'string' ? observed : await decideFully(observed, terminal.now().toISOString());
      },
    };
  }
  return { open };
}

async function identityOf(octokit: Client, slug: string): Promise<AppIdentity> {
  const app = await readAppIdentity(octokit, slug);
  if (app === null) throw new UsageError(`GitHub ne connaît pas l’application ${slug} : nommez la vôtre par --app`);
  return app;
}

function clientOf({ environment: { GITHUB_TOKEN: token = '', GITHUB_API_URL: baseUrl = 'https://api.github.com' } }: Terminal): Client {
  if (token === '') throw new UsageError('il manque un jeton de lecture, dans la variable d’environnement GITHUB_TOKEN');
  return new Octokit({ auth: token, baseUrl: baseUrl.replace(/\/+$/, ''), request: { fetch: checkedFetch }, log: silent });
}

/** What is not found is no news for whoever typed the command. */
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function secretsOf({ environment, err }: Terminal): readonly [string, ...string[]] {
  const { STATE_SECRET: current = '', STATE_SECRET_PREVIOUS: previous = '' } = environment;
  if (current === '') err('STATE_SECRET n’est pas dans l’environnement : ce dont l’application se souvient est pris pour perdu.\n');
  return [current, ...(previous === '' ? [] : [previous])];
}

/** True for what Octokit throws of an answer, or of none. */
export function isAnswer(error: unknown): error is Error {
  return error instanceof Error && 'status' in error;
}
