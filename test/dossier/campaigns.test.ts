import { describe, expect, it } from 'vitest';
import { aProject, byCondition, byRule, over, slots, standing, statusLine, told, withCampaigns } from './a-campaign.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam } = people;

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
