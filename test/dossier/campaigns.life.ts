import { describe, expect, it } from 'vitest';
import { aProject, byCondition, byRule, over, slots, told, withCampaigns } from './a-campaign.ts';
import { createToyHub, people } from './toy-hub.ts';

const { serviceTeam } = people;

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
