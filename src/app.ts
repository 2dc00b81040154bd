import type { EmitterWebhookEventName } from '@octokit/webhooks';
import type { ApplicationFunction } from 'probot';
import { z } from 'zod';
import { fixesBranch } from './dossier/checks/fixes-reading.ts';
import { isQueued } from './github/merge-queue.ts';
import { mirrorBranch } from './dossier/mirror/mirror-branch.ts';
import { workflowPath } from './mirror/workflow-model.ts';
import type { Touched } from './github/checks.ts';
import { isRunAction } from './dossier/checks/run-actions.ts';
import type { Press } from './github/runs.ts';
import type { HubRegistry } from './github/hub-registry.ts';
import { type AppIdentity, isSelf } from './github/identity.ts';
import { dossierKey, type DossierKey, type RepositoryRef, hubKey, type HubKey, readKey, repositoryNamed } from './words/key.ts';
import { sameLogin } from './words/login.ts';

/** What the application needs of the rest: who it is, which repositories are hubs, and where to say "look again". */
export interface AppPorts {
  readonly identity: () => Promise<AppIdentity>;
  readonly hubs: Pick<HubRegistry, 'keys' | 'isHub'>;
  /** Whether the operator accepts the installation of that account. */
  readonly accepts: (account: string) => boolean;
  readonly remember: (repository: RepositoryRef, installationId: number) => void;
  /** The id of the repository that bears a name now: one that was renamed or moved is the one that dossiers declare by its former name. */
  readonly named: (repository: RepositoryRef, id: number) => void;
  /** Something happened in a repository, which touched these files: the dossiers that this concerns. */
  readonly changed: (repository: RepositoryRef, touched: Touched) => readonly DossierKey[];
  /** Pull requests of a repository were opened or changed: the dossiers that this concerns. */
  readonly pullsChanged: (repository: RepositoryRef) => readonly DossierKey[];
  /** Somebody pressed a button of a check run. Resolves once that is kept on GitHub, with the dossiers that it concerns. */
  readonly press: (repository: RepositoryRef, press: Press) => Promise<readonly DossierKey[]>;
  /** The same for all repositories of an account: the App was suspended there, or given other permissions. */
  readonly accountChanged: (account: string) => readonly DossierKey[];
  /** The dossier that a pull request was opened for, by its signed marker. */
  readonly readMarker: (body: string, repository: RepositoryRef) => DossierKey | null;
  /** Does some work with all that the other processes know, and resolves once they may know what came of it; rejects as `wake` does. */
  readonly inCommon: <T>(work: () => Promise<T>) => Promise<T>;
  /** Something happened to that dossier or hub: what was read of it before counts no more. */
  readonly heard: (key: DossierKey | HubKey) => void;
  /** Resolves once the queue holds the key; rejects when it may not: the delivery is then answered as failed. */
  readonly wake: (key: DossierKey | HubKey, cause: string) => Promise<void>;
  /** What kept the App out of an installation is over: whoever looks at something there tries anew. */
  readonly reopened: (installation: number) => void;
  /** The same of an account: what was set aside there is looked at again. */
  readonly resumed: (account: string, cause: string) => Promise<void>;
}

const repositorySchema = z.object({
  id: z.number().optional(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  default_branch: z.string().optional(),
});

/** A repository of an installation. */
const listedSchema = z.object({ id: z.number().optional(), full_name: z.string() });

const commitSchema = z.object({
  added: z.array(z.string()).optional(),
  modified: z.array(z.string()).optional(),
  removed: z.array(z.string()).optional(),
});

/** What is read of a payload: where it happened and who did it. Nothing else of it is believed; the dossier is read again from GitHub. */
const payloadSchema = z.object({
  sender: z.object({ id: z.number(), login: z.string().optional() }).nullish().catch(null),
  action: z.string().optional(),
  installation: z.object({ id: z.number(), account: z.object({ login: z.string() }).nullish() }).optional(),
  repository: repositorySchema.optional(),
  issue: z.object({ number: z.number(), pull_request: z.unknown().optional() }).optional(),
  pull_request: z.object({ body: z.string().nullish(), merged: z.boolean().nullish(), head: z.object({ ref: z.string() }) }).optional(),
  workflow_run: z.object({ path: z.string() }).optional(),
  check_run: z.object({ id: z.number().optional(), head_sha: z.string() }).optional(),
  check_suite: z.object({ head_sha: z.string() }).optional(),
  requested_action: z.object({ identifier: z.string() }).optional(),
  ref: z.string().optional(),
  created: z.boolean().optional(),
  deleted: z.boolean().optional(),
  forced: z.boolean().optional(),
  commits: z.array(commitSchema).optional(),
  repositories: z.array(listedSchema).optional(),
  repositories_removed: z.array(listedSchema).optional(),
  repositories_added: z.array(listedSchema).optional(),
});
type Payload = z.infer<typeof payloadSchema>;

/** The actions of `installation` that end what kept the App out ("Webhook events and payloads", GitHub documentation). */
const reopening: readonly Payload['action'][] = ['created', 'unsuspend', 'new_permissions_accepted'];

/** Events that lead to work; app.yml subscribes to them. */
export const handledEvents = [
  'issues',
  'issue_comment',
  'label',
  'push',
  'pull_request',
  'workflow_run',
  'check_run',
  'check_suite',
  'repository',
  'installation',
  'installation_repositories',
] as const satisfies readonly EmitterWebhookEventName[];

/** The Probot application: events become keys, and keys go to the queue. No rule here. The App's own events are ignored, and those of accounts that the operator does not accept. */
export function accostage(ports: AppPorts): ApplicationFunction {
  return (probot) => {
    probot.on([...handledEvents], async ({ name, payload }) => {
      const read = payloadSchema.safeParse(payload);
      if (!read.success) return;
      const { repository, installation, sender } = read.data;
      const account = installation?.account?.login ?? repository?.owner.login;
      if (account !== undefined && !ports.accepts(account)) return;
      if (repository !== undefined && installation !== undefined) ports.remember(refOf(repository), installation.id);
      for (const { where, id } of idsIn(read.data)) ports.named(where, id);
      if (await isOwn(sender, ports)) return;
      if (name === 'installation' && installation !== undefined && reopening.includes(read.data.action)) ports.reopened(installation.id);
      const keys = await ports.inCommon(async () => {
        const found = name === 'check_run' || name === 'check_suite' ? await pressed(read.data, ports) : keysOf(name, read.data, ports);
        for (const key of found) ports.heard(key);
        return found;
      });
      // After what was remembered of it is forgotten: whoever is woken would find it still. One that the queue refuses keeps nobody else asleep.
      const woken = [
        ...keys.map((key) => ports.wake(key, name)),
        ...(name === 'installation' && account !== undefined ? [ports.resumed(account, name)] : []),
      ];
      await Promise.allSettled(woken);
      await Promise.all(woken);
    });
  };
}

/** The repositories of an event, by the ids that stay when they are renamed. */
function idsIn({
  repository,
  repositories = [],
  repositories_added: added = [],
}: Payload): readonly { where: RepositoryRef; id: number }[] {
  return [
    ...(repository?.id === undefined ? [] : [{ where: refOf(repository), id: repository.id }]),
    ...[...repositories, ...added].flatMap(({ id, full_name }) => (id === undefined ? [] : [{ where: repositoryNamed(full_name), id }])),
  ];
}

/** Whether the App caused the event itself. Where GitHub cannot tell who it is, the dossier is looked at: once too often rather than never. */
async function isOwn(sender: Payload['sender'], { identity }: AppPorts): Promise<boolean> {
  try {
    return isSelf(await identity(), sender);
  } catch {
    return false;
  }
}

/** The dossiers that a press on a button of a check run concerns. GitHub sends these events to the App that the run is of. */
async function pressed(payload: Payload, { press }: AppPorts): Promise<readonly DossierKey[]> {
  const { action, repository, sender, check_run: run, check_suite: suite, requested_action: requested } = payload;
  const commit = (run ?? suite)?.head_sha;
  const button = action === 'rerequested' ? 'again' : action === 'requested_action' ? requested?.identifier : undefined;
  if (repository === undefined || commit === undefined || button === undefined || sender?.login === undefined) return [];
  if (button !== 'again' && !isRunAction(button)) return [];
  return press(refOf(repository), { commit, by: { id: sender.id, login: sender.login }, button, run: run?.id ?? null });
}

type KeyedEvent = Exclude<(typeof handledEvents)[number], 'check_run' | 'check_suite'>;

function keysOf(event: KeyedEvent, payload: Payload, ports: AppPorts): readonly (DossierKey | HubKey)[] {
  const {
    repository,
    issue,
    installation,
    pull_request: pull,
    workflow_run: run,
    ref,
    repositories = [],
    repositories_added: added = [],
    repositories_removed: removed = [],
  } = payload;
  const hubAt = (where: RepositoryRef) => (ports.hubs.isHub(where) ? [hubKey(where)] : []);
  if (event === 'installation' || event === 'installation_repositories') {
    const account = installation?.account?.login ?? null;
    const named = [...repositories, ...added, ...removed].map(({ full_name }) => repositoryNamed(full_name));
    // A large account's repositories are not all listed.
    const hubs = ports.hubs.keys.map((key) => readKey(key)).filter(({ owner }) => account !== null && sameLogin(owner, account));
    return [
      ...[...hubs, ...named].flatMap((where) => [...hubAt(where), ...ports.changed(where, 'unknown')]),
      ...(event === 'installation' && account !== null ? ports.accountChanged(account) : []),
    ];
  }
  if (repository === undefined) return [];
  const where = refOf(repository);
  switch (event) {
    case 'issues':
    case 'issue_comment':
      return issue !== undefined && issue.pull_request === undefined && ports.hubs.isHub(where) ? [dossierKey(where, issue.number)] : [];
    case 'label':
      return hubAt(where);
    case 'push':
      if (ref === undefined || ref === `refs/heads/${repository.default_branch ?? 'main'}`)
        return [...hubAt(where), ...ports.changed(where, touchedBy(payload))];
      if (isQueued(ref)) return payload.created === true ? ports.pullsChanged(where) : [];
      // A branch that a dossier waits for, or the App's own.
      return ref.startsWith('refs/heads/') && (payload.created === true || payload.deleted === true) ? ports.changed(where, []) : [];
    case 'pull_request': {
      const own = pull?.head.ref === mirrorBranch || pull?.head.ref === fixesBranch;
      const merged = pull?.merged === true;
      if (!own && !merged) return ports.pullsChanged(where);
      const marked = own ? ports.readMarker(pull.body ?? '', where) : null;
      return [...ports.changed(where, merged ? 'unknown' : []), ...(marked === null ? [] : [marked])];
    }
    case 'workflow_run':
      return payload.action === 'completed' && run?.path.startsWith(workflowPath) === true ? ports.changed(where, []) : [];
    case 'repository':
      return [...hubAt(where), ...ports.changed(where, 'unknown')];
    default:
      return event satisfies never;
  }
}

/** GitHub lists the files of at most this many commits of a push ("Webhook events and payloads", GitHub documentation). */
const MAX_COMMITS = 2048;

/** And at most this many files of a commit (the same). */
const MAX_FILES = 3000;

/** The files that a push touched; unknown where the payload does not hold all of its commits, or all of the files of one. */
function touchedBy({ commits = [], forced }: Payload): Touched {
  if (forced === true || commits.length === 0 || commits.length >= MAX_COMMITS) return 'unknown';
  const files = commits.map(({ added, modified, removed }) => {
    const lists = [added, modified, removed];
    return lists.includes(undefined) ? null : lists.flatMap((list) => list ?? []);
  });
  return files.some((all) => all === null || all.length >= MAX_FILES) ? 'unknown' : files.flatMap((all) => all ?? []);
}

function refOf({ owner, name }: z.infer<typeof repositorySchema>): RepositoryRef {
  return { owner: owner.login, repo: name };
}
