import type { ApplicationFunction } from 'probot';
import { z } from 'zod';
import { dossierKey, type DossierKey, type HubRef, hubKey, type HubKey } from './dossier/key.ts';

/** What the application needs of the rest: who it is, which repositories are hubs, and where to say "look again". */
export interface AppPorts {
  readonly appLogin: () => Promise<string>;
  readonly isHub: (repository: HubRef) => boolean;
  readonly remember: (repository: HubRef, installationId: number) => void;
  /** Something happened in a repository: the dossiers that declare it. */
  readonly changed: (repository: HubRef) => readonly DossierKey[];
  /** The dossier that a pull request was opened for, by its signed marker. */
  readonly readMarker: (body: string, repository: HubRef) => DossierKey | null;
  readonly wake: (key: DossierKey | HubKey, cause: string) => void;
}

const repositorySchema = z.object({ name: z.string(), owner: z.object({ login: z.string() }), default_branch: z.string().optional() });

/** What is read of a payload: where it happened and who did it. Nothing else of it is believed; the dossier is read again from GitHub. */
const payloadSchema = z.object({
  sender: z.object({ login: z.string() }).optional(),
  installation: z.object({ id: z.number() }).optional(),
  repository: repositorySchema.optional(),
  issue: z.object({ number: z.number(), pull_request: z.unknown().optional() }).optional(),
  pull_request: z.object({ body: z.string().nullish() }).optional(),
  ref: z.string().optional(),
  repositories: z.array(z.object({ full_name: z.string() })).optional(),
  repositories_removed: z.array(z.object({ full_name: z.string() })).optional(),
  repositories_added: z.array(z.object({ full_name: z.string() })).optional(),
});
type Payload = z.infer<typeof payloadSchema>;

/** Events that lead to work; app.yml subscribes to them. */
export const handledEvents = [
  'issues',
  'issue_comment',
  'label',
  'push',
  'pull_request',
  'workflow_run',
  'repository',
  'installation',
  'installation_repositories',
] as const;

/** The Probot application: events become keys, and keys go to the queue. No rule here. The App's own events are ignored. */
export function accostage(ports: AppPorts): ApplicationFunction {
  return (probot) => {
    probot.on([...handledEvents], async ({ name, payload }) => {
      const read = payloadSchema.safeParse(payload);
      if (!read.success) return;
      const { repository, installation, sender } = read.data;
      if (repository !== undefined && installation !== undefined) ports.remember(refOf(repository), installation.id);
      if (sender?.login === (await ports.appLogin())) return;
      for (const key of keysOf(name, read.data, ports)) ports.wake(key, name);
    });
  };
}

function keysOf(event: (typeof handledEvents)[number], payload: Payload, ports: AppPorts): readonly (DossierKey | HubKey)[] {
  const {
    repository,
    issue,
    pull_request: pull,
    ref,
    repositories = [],
    repositories_added: added = [],
    repositories_removed: removed = [],
  } = payload;
  if (event === 'installation' || event === 'installation_repositories') {
    const names = [...repositories, ...added, ...removed].map(({ full_name }) => splitName(full_name));
    return names.flatMap((name) => [hubKey(name), ...ports.changed(name)]);
  }
  if (repository === undefined) return [];
  const where = refOf(repository);
  switch (event) {
    case 'issues':
    case 'issue_comment':
      return issue !== undefined && issue.pull_request === undefined && ports.isHub(where) ? [dossierKey(where, issue.number)] : [];
    case 'label':
      return ports.isHub(where) ? [hubKey(where)] : [];
    case 'push':
      return ref === undefined || ref === `refs/heads/${repository.default_branch ?? 'main'}`
        ? [hubKey(where), ...ports.changed(where)]
        : [];
    case 'pull_request': {
      const marked = ports.readMarker(pull?.body ?? '', where);
      return [...ports.changed(where), ...(marked === null ? [] : [marked])];
    }
    case 'workflow_run':
    case 'repository':
      return ports.changed(where);
    default:
      return event satisfies never;
  }
}

function refOf({ owner, name }: z.infer<typeof repositorySchema>): HubRef {
  return { owner: owner.login, repo: name };
}

function splitName(fullName: string): HubRef {
  const [owner = '', repo = ''] = fullName.split('/');
  return { owner, repo };
}
