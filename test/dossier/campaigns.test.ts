import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/config/campaigns-schema.ts';
import type { Procedure } from '../../src/config/procedure.ts';
import type { InspectedRepository } from '../../src/dossier/checks/inspected-repository.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { keepLast } from '../../src/words/keep-last.ts';
import { checkable, ciFileFor } from './a-repository.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam } = people;
const { team, permission } = defaults.procedure.serviceTeam;

const byRule: Campaign = { id: 'sans-root', title: 'Quitter root', rule: 'rootless', until: '2027-02-28', text: 'Ajoutez `USER 1000`.' };
const byCondition: Campaign = {
  id: 'completer',
  title: 'Compléter',
  condition: 'prerequisites-met',
  until: '2027-02-28',
  text: 'Complétez.',
};

/** The process with these campaigns, and no other reminder. */
const withCampaigns = (...campaigns: readonly Campaign[]): Procedure => ({
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
function aProject(options: { user?: string; procedure?: Procedure; private?: boolean } = {}) {
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
const slots = (hub: Hub) => hub.comments().flatMap(({ slot }) => (slot?.startsWith('campaign') === true ? [slot] : []));
const told = (hub: Hub, slot = 'campaign/sans-root') => (hub.commentIn(slot) ?? '').replaceAll('\u00a0', ' ');
const statusLine = (hub: Hub) =>
  told(hub, 'status')
    .split('\n')
    .find((line) => line.includes('**Campagne**'));
const standing = (hub: Hub) => hub.plan().snapshot.campaigns.map(({ id, standing: where }) => `${id} ${where}`);

/** One look a day. */
function over(hub: Hub, days: number): readonly string[] {
  return Array.from({ length: days }).flatMap(() => {
    hub.daysPass(1);
    return hub.reconcile().created.filter((slot) => slot.startsWith('campaign'));
  });
}

describe('une campagne est dite', () => {
  it('une fois à un dossier concerné, avec sa date, ce qu’il faut faire et où', () => {
    const { hub } = aProject();
    expect(slots(hub)).toEqual(['campaign/sans-root']);
    expect(told(hub)).toMatch(
      /### Quitter root\n\nBonjour @lea, ceci est à faire au plus tard le \*\*28 février 2027\*\*\.\n\nAjoutez `USER 1000`\..*`org\/api`/s,
    );
    expect(over(hub, 30)).toEqual([]);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('pas à un dossier que rien ne concerne', () => {
    const { hub } = aProject({ user: '1000' });
    expect(slots(hub)).toEqual([]);
    expect(standing(hub)).toEqual(['sans-root done']);
  });

  it('pas avant que les dépôts soient vus', () => {
    const hub = createToyHub({ procedure: withCampaigns(byRule), body: aBody({ 'depots-applicatifs': 'org/api' }) });
    expect(hub.reconcile().created).not.toContain('campaign/sans-root');
    expect(standing(hub)).toEqual(['sans-root unknown']);
  });

  it('pas d’un dépôt privé, dont seuls les comptes sont connus', () => {
    const { hub } = aProject({ private: true });
    expect(slots(hub)).toEqual([]);
    expect(standing(hub)).toEqual(['sans-root unknown']);
  });

  it('mais le suivi compte les dépôts privés qu’elle regarde peut-être, sans rien en dire', () => {
    const { hub } = aProject({ private: true });
    expect(statusLine(hub)).toBe(
      '- **Campagne** « Quitter root » : à faire au plus tard le 28 février 2027 (peut-être 1 dépôt privé, dont la vérification seule le dit)',
    );
    hub.daysPass(60);
    hub.reconcile();
    expect(statusLine(hub)).toBeUndefined();
    expect(hub.reconcile().writes).toBe(0);
  });

  it('le suivi la rappelle en une ligne, tant qu’elle est à faire', () => {
    const { hub, push } = aProject();
    expect(statusLine(hub)).toBe('- **Campagne** « Quitter root » : à faire au plus tard le 28 février 2027 (`org/api`)');
    push('1000');
    hub.reconcile();
    expect(statusLine(hub)).toBeUndefined();
    push('root');
    hub.daysPass(60);
    hub.reconcile();
    expect(statusLine(hub)).toBe('- **Campagne** « Quitter root » : terminée le 28 février 2027, reste à faire (`org/api`)');
    expect(hub.reconcile().writes).toBe(0);
  });

  it('le suivi n’en dit rien d’un dossier que rien ne concerne, ni de dépôts pas encore vus', () => {
    expect(statusLine(aProject({ user: '1000' }).hub)).toBeUndefined();
    expect(statusLine(aProject({ user: '1000', private: true }).hub)).toBeUndefined();
    const hub = createToyHub({ procedure: withCampaigns(byRule), body: aBody({ 'depots-applicatifs': 'org/api' }) });
    hub.reconcile();
    expect(statusLine(hub)).toBeUndefined();
  });

  it('par une condition, aux dossiers ouverts', () => {
    const hub = createToyHub({ procedure: withCampaigns(byCondition), body: '' });
    hub.reconcile();
    expect(slots(hub)).toEqual(['campaign/completer']);
    hub.editBody(aBody());
    hub.reconcile();
    expect(told(hub, 'campaign/completer')).toMatch(/✅ C’est fait/);
  });

  it('plus après son dernier jour ; à qui elle a été dite, elle dit qu’il est passé', () => {
    const late = createToyHub({ procedure: withCampaigns({ ...byCondition, until: '2027-01-03' }), body: '' });
    late.reconcile();
    expect(slots(late)).toEqual([]);
    const { hub } = aProject();
    hub.daysPass(60);
    hub.reconcile();
    expect(told(hub)).toMatch(/s’est terminée le \*\*28 février 2027\*\*/);
    expect(hub.reconcile().writes).toBe(0);
  });
});

describe('une fois faite', () => {
  it('le commentaire le dit et se replie, sans un commentaire de plus ; défaite, il redemande', () => {
    const { hub, push } = aProject();
    push('1000');
    hub.reconcile();
    expect(slots(hub)).toEqual(['campaign/sans-root']);
    expect(told(hub)).toMatch(/✅ C’est fait.*<details>/s);
    expect(standing(hub)).toEqual(['sans-root done']);
    push('root');
    hub.reconcile();
    expect(told(hub)).toMatch(/ceci est à faire/);
    expect(over(hub, 5)).toEqual([]);
  });
});

describe('elle est rappelée', () => {
  it('une semaine avant son dernier jour, une fois, à qui reste concerné', () => {
    const { hub } = aProject();
    expect(over(hub, 47)).toEqual([]);
    expect(hub.plan().again).toBe('2027-02-21T07:00:00.000Z');
    expect(over(hub, 1)).toEqual(['campaign-recall/sans-root/2027-02-28']);
    expect(over(hub, 30)).toEqual([]);
  });

  it('ni à qui a fini, ni relances suspendues, ni à qui l’apprend cette semaine-là', () => {
    const done = aProject();
    done.push('1000');
    expect(over(done.hub, 55)).toEqual([]);
    const paused = aProject();
    paused.hub.comment(serviceTeam, '/pause 90 attente du budget');
    expect(over(paused.hub, 55)).toEqual([]);
    const late = aProject({ procedure: withCampaigns({ ...byRule, until: '2027-01-08' }) });
    expect(slots(late.hub)).toEqual(['campaign/sans-root']);
    expect(over(late.hub, 10)).toEqual([]);
  });

  it('de nouveau, si la date est reportée', () => {
    const { hub } = aProject();
    over(hub, 50);
    hub.configure({ procedure: withCampaigns({ ...byRule, until: '2027-04-30' }) });
    hub.reconcile();
    expect(told(hub)).toContain('30 avril 2027');
    expect(over(hub, 70)).toEqual(['campaign-recall/sans-root/2027-04-30']);
  });
});

describe('jamais deux fois', () => {
  it('une mémoire perdue ne la redit pas, et n’empêche pas le rappel', () => {
    const { hub } = aProject();
    over(hub, 10);
    hub.loseMemory();
    hub.reconcile();
    hub.reconcile();
    expect(over(hub, 36)).toEqual([]);
    expect(over(hub, 3)).toEqual(['campaign-recall/sans-root/2027-02-28']);
    hub.loseMemory();
    expect(over(hub, 20)).toEqual([]);
    expect(slots(hub)).toEqual(['campaign/sans-root', 'campaign-recall/sans-root/2027-02-28']);
  });

  it('un commentaire que quelqu’un a supprimé ne revient pas', () => {
    const { hub } = aProject();
    hub.deleteComment(hub.comments().find(({ slot }) => slot === 'campaign/sans-root')?.id ?? 0);
    expect(over(hub, 20)).toEqual([]);
    expect(slots(hub)).toEqual([]);
  });

  it('une application tuée après chacune de ses écritures la dit une fois', () => {
    for (let count = 0; count < 12; count += 1) {
      const hub = createToyHub({ procedure: withCampaigns(byCondition), body: '' });
      hub.killedAfter(count);
      for (const _ of [1, 2]) hub.reconcile();
      expect(slots(hub)).toEqual(['campaign/completer']);
      expect(hub.state().campaigns).toMatchObject({ completer: { recalled: null } });
    }
  });

  it('deux applications à la fois : un seul commentaire reste', () => {
    const { hub } = aProject();
    hub.writeTwice('campaign/sans-root');
    hub.reconcile();
    expect(slots(hub)).toEqual(['campaign/sans-root']);
  });
});

it('un dossier qui n’est plus suivi, ou fermé sans être embarqué, n’en apprend rien', () => {
  const left = createToyHub({ procedure: withCampaigns(), body: '' });
  left.reconcile();
  left.removeLabel(serviceTeam, 'accompagnement');
  left.configure({ procedure: withCampaigns(byCondition) });
  expect(left.reconcile().created).toEqual([]);
  const { hub } = aProject({ procedure: withCampaigns() });
  hub.close(serviceTeam);
  hub.configure({ procedure: withCampaigns(byRule) });
  hub.reconcile();
  expect(slots(hub)).toEqual([]);
});

it('un projet embarqué apprend celles des vérifications, et pas les autres', () => {
  const { hub } = aProject({ procedure: withCampaigns() });
  const last = defaults.procedure.phases.at(-1);
  hub.setLabel(serviceTeam, last?.label.name ?? '');
  hub.reconcile();
  hub.comment(serviceTeam, `/forcer ${last?.id} essai`);
  for (const _ of [1, 2, 3]) hub.reconcile();
  expect(hub.isOpen()).toBe(false);
  hub.configure({ procedure: withCampaigns(byRule, byCondition) });
  for (const _ of [1, 2]) hub.reconcile();
  expect(slots(hub)).toEqual(['campaign/sans-root']);
  expect(hub.reconcile().writes).toBe(0);
});
