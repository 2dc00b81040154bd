import { createHash, createHmac } from 'node:crypto';

/** The settings that processes which share a queue have in common. */
export interface SharedSettings {
  readonly hubs: readonly string[];
  readonly owners: readonly string[];
  readonly stateSecret: string;
  readonly appId: number;
  readonly webhookSecret: string;
  readonly githubApiUrl: string;
  readonly dryRun: boolean;
}

/** The same as digests: nothing of a setting is kept. `hubs` and `secret` have columns of their own, which the first form of the tables had. */
export type Common = Readonly<Record<'hubs' | 'secret' | 'installations' | 'github' | 'dryRun' | 'webhook', string>>;
type Shared = keyof Common;

/** The digests of settings. The secret that signs is a key here, of digests that say nothing to whoever does not have it. */
export function commonOf({ hubs, owners, stateSecret, appId, webhookSecret, githubApiUrl, dryRun }: SharedSettings): Common {
  const keyed = (text: string) => createHmac('sha256', stateSecret).update(`accostage replica ${text}`).digest('hex');
  return {
    hubs: createHash('sha256').update(listed(hubs)).digest('hex'),
    secret: keyed(`of the App ${appId}`),
    installations: keyed(`installations ${listed(owners)}`),
    // Forwarders to one GitHub differ by their port or path.
    github: keyed(`github ${new URL(githubApiUrl).hostname}`),
    dryRun: keyed(`dry run ${dryRun}`),
    webhook: keyed(`webhook ${webhookSecret}`),
  };
}

function listed(names: readonly string[]): string {
  return names
    .map((name) => name.toLowerCase())
    .toSorted()
    .join('\n');
}

/** What a process that is at work is known to have; a former version did not tell all. */
export type Told = Readonly<Record<string, string>>;

/** Settings that others have otherwise, beside which a process may not work: each would undo what the other does, or take what it cannot do. */
const refused = ['secret', 'hubs', 'github', 'installations', 'dryRun'] as const satisfies readonly Shared[];

/** The first setting that keeps a process from working beside those; null for none. */
export function obstacleAmong(others: readonly Told[], mine: Common): (typeof refused)[number] | null {
  return refused.find((name) => differs(others, mine, name)) ?? null;
}

function differs(others: readonly Told[], mine: Common, name: Shared): boolean {
  return others.some(({ [name]: theirs }) => theirs !== undefined && theirs !== mine[name]);
}

const inFrench: Readonly<Record<(typeof refused)[number], string>> = {
  secret: 'un autre STATE_SECRET ou un autre APP_ID : chacune effacerait l’état que l’autre signe. Donnez les mêmes valeurs',
  hubs: 'une autre liste HUBS : elle ne ferait rien des dossiers que celle-ci lui laisse. Donnez la même liste',
  github:
    'un autre GitHub (GITHUB_API_URL ou GHE_HOST) : chacune prendrait du travail de l’autre, et ne trouverait pas ses dossiers. Donnez la même adresse',
  installations:
    'une autre liste INSTALLATIONS : l’une laisserait de côté des dépôts que l’autre suit, et chacune récrirait ce que l’autre en dit. Donnez la même liste',
  dryRun: 'un autre DRY_RUN : celle qui n’écrit rien prendrait une part du travail, qui ne serait pas faite. Donnez la même valeur',
};

/** Why a process does not start beside another one, in French, and what to do. */
export function describeObstacle(obstacle: (typeof refused)[number]): string {
  return `une autre instance travaille sur cette base avec ${inFrench[obstacle]} à toutes, ou arrêtez les autres puis attendez une minute.`;
}

/**
 * What others have otherwise and what to do about it, for `/readyz` and the log. A secret that is changed while the processes restart one after the other differs for
 * a while: nobody is kept from working by it.
 */
export function noticesAmong(others: readonly Told[], mine: Common): readonly string[] {
  return differs(others, mine, 'webhook')
    ? [
        'another replica has another WEBHOOK_SECRET: one of the two refuses the deliveries of GitHub that reach it, which the sweep finds again later; give both the same',
      ]
    : [];
}
