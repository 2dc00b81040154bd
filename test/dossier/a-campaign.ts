import type { Campaign } from '../../src/config/campaigns-schema.ts';
import type { Procedure } from '../../src/config/procedure.ts';
import type { InspectedRepository } from '../../src/dossier/checks/inspected-repository.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { keepLast } from '../../src/words/keep-last.ts';
import { checkable, ciFileFor } from './a-repository.ts';
import { aBody, createToyHub, defaults } from './toy-hub.ts';

const { team, permission } = defaults.procedure.serviceTeam;

/** What is asked of a project whose image runs as root. */
export const byRule: Campaign = {
  id: 'sans-root',
  title: 'Quitter root',
  rule: 'rootless',
  until: '2027-02-28',
  text: 'Ajoutez `USER 1000`.',
};
/** What is asked of a dossier whose answers are incomplete. */
export const byCondition: Campaign = {
  id: 'completer',
  title: 'Compléter',
  condition: 'prerequisites-met',
  until: '2027-02-28',
  text: 'Complétez.',
};

/** The process with these campaigns, and no other reminder. */
export const withCampaigns = (...campaigns: readonly Campaign[]): Procedure => ({
  ...defaults.procedure,
  serviceTeam: { team, permission },
  phases: defaults.procedure.phases.map(withoutReminders),
  campaigns: [...campaigns],
});

function withoutReminders(phase: Procedure['phases'][number]): Procedure['phases'][number] {
  const { reminders, ...rest } = phase;
  return reminders === undefined ? phase : rest;
}

/** What the checks say of an image that runs as that user: the same each day, read once. */
const reportOn = keepLast(2, (user) => {
  const files = {
    'api/Dockerfile': `FROM docker.io/library/debian:12\nUSER ${user}\nEXPOSE 8080\n`,
    '.gitlab-ci-dso.yml': ciFileFor('api/Dockerfile'),
  };
  return inspect({ paths: Object.keys(files), files: Object.entries(files).map(([path, text]) => ({ path, text })), unread: [] });
});

/** A project whose only repository runs as that user. */
export function aProject(options: { user?: string; procedure?: Procedure; private?: boolean } = {}) {
  let user = options.user ?? 'root';
  const repository = (): InspectedRepository => ({
    id: 1,
    name: 'org/api',
    url: 'https://github.test/org/api',
    private: options.private ?? false,
    hasIssues: true,
    commit: (user === 'root' ? 'a' : 'b').repeat(40),
    report: reportOn(user),
  });
  const { check } = checkable(repository);
  const body = aBody({ 'depots-applicatifs': 'org/api', 'depots-infra': 'org/api' });
  const hub = createToyHub({ body, check, procedure: options.procedure ?? withCampaigns(byRule) });
  for (const _ of [1, 2, 3]) hub.reconcile();
  return { hub, push: (next: string) => (user = next) };
}

type Hub = ReturnType<typeof createToyHub>;
/** The slots of the comments that tell of campaigns. */
export const slots = (hub: Hub) => hub.comments().flatMap(({ slot }) => (slot?.startsWith('campaign') === true ? [slot] : []));
/** What a comment tells, with plain spaces. */
export const told = (hub: Hub, slot = 'campaign/sans-root') => (hub.commentIn(slot) ?? '').replaceAll('\u00a0', ' ');
/** The line of the status that recalls a campaign. */
export const statusLine = (hub: Hub) =>
  told(hub, 'status')
    .split('\n')
    .find((line) => line.includes('**Campagne**'));
/** Where each campaign stands in the snapshot. */
export const standing = (hub: Hub) => hub.plan().snapshot.campaigns.map(({ id, standing: where }) => `${id} ${where}`);

/** One look a day; returns what was created meanwhile. */
export function over(hub: Hub, days: number): readonly string[] {
  return Array.from({ length: days }).flatMap(() => {
    hub.daysPass(1);
    return hub.reconcile().created.filter((slot) => slot.startsWith('campaign'));
  });
}
