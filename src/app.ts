import type { ApplicationFunction } from 'probot';
import { z } from 'zod';
import { dossierKey, type DossierKey, type HubRef, hubKey, type HubKey } from './dossier/key.ts';

/** What the application needs of the rest: who it is, which repositories are hubs, and where to say "look again". */
export interface AppPorts {
  readonly appLogin: () => Promise<string>;
  readonly isHub: (repository: HubRef) => boolean;
  readonly remember: (repository: HubRef, installationId: number) => void;
  readonly wake: (key: DossierKey | HubKey, cause: string) => void;
}

const repositorySchema = z.object({ name: z.string(), owner: z.object({ login: z.string() }), default_branch: z.string().optional() });

/** What is read of a payload: where it happened and who did it. Nothing else of it is believed; the dossier is read again from GitHub. */
const payloadSchema = z.object({
  sender: z.object({ login: z.string() }).optional(),
  installation: z.object({ id: z.number() }).optional(),
  repository: repositorySchema.optional(),
  issue: z.object({ number: z.number(), pull_request: z.unknown().optional() }).optional(),
  ref: z.string().optional(),
  repositories: z.array(z.object({ full_name: z.string() })).optional(),
  repositories_added: z.array(z.object({ full_name: z.string() })).optional(),
});
type Payload = z.infer<typeof payloadSchema>;

/** Events that lead to work; app.yml subscribes to them. */
export const handledEvents = ['issues', 'issue_comment', 'label', 'push', 'installation', 'installation_repositories'] as const;

/** The Probot application: events become keys, and keys go to the queue. No rule here. The App's own events are ignored. */
export function accostage(ports: AppPorts): ApplicationFunction {
  return (probot) => {
    probot.on([...handledEvents], async ({ name, payload }) => {
      const read = payloadSchema.safeParse(payload);
      if (!read.success) return;
      const { repository, installation, sender } = read.data;
      if (repository !== undefined && installation !== undefined) ports.remember(refOf(repository), installation.id);
      if (sender?.login === (await ports.appLogin())) return;
      for (const key of keysOf(name, read.data, ports.isHub)) ports.wake(key, name);
    });
  };
}

function keysOf(event: (typeof handledEvents)[number], payload: Payload, isHub: AppPorts['isHub']): readonly (DossierKey | HubKey)[] {
  const { repository, issue, ref, repositories = [], repositories_added: added = [] } = payload;
  if (event === 'installation' || event === 'installation_repositories') {
    return [...repositories, ...added].map(({ full_name }) => hubKey(splitName(full_name)));
  }
  if (repository === undefined) return [];
  const hub = refOf(repository);
  switch (event) {
    case 'issues':
    case 'issue_comment':
      return issue !== undefined && issue.pull_request === undefined && isHub(hub) ? [dossierKey(hub, issue.number)] : [];
    case 'label':
      return isHub(hub) ? [hubKey(hub)] : [];
    case 'push':
      return ref === undefined || ref === `refs/heads/${repository.default_branch ?? 'main'}` ? [hubKey(hub)] : [];
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
