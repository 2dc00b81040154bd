import { describe, expect, it } from 'vitest';
import type { Procedure } from '../../src/config/procedure.ts';
import { call, daysPass, type Hub, opened, rest, team, withTeam } from './calls.ts';
import { aBody, people } from './toy-hub.ts';

const { serviceTeam, author, assignee } = people;

describe('ce qui lui a été demandé il y a moins d’une heure', () => {
  const hours = (count: number) => count / 24;
  const [prerequis, ovh, ...others] = withTeam.phases;
  const theirs = ['comptes', 'quotas', 'acces'].map((id) => ({ id, title: id, help: '', owner: 'service-team' as const }));
  const ours = ['projet', 'depots'].map((id) => ({ id, title: id, help: '', owner: 'projet' as const }));
  const [comptes, quotas, acces] = theirs;
  const [projet, depots] = ours;
  /** Steps that go from hand to hand. */
  const checklist = [projet, comptes, depots, quotas, acces].flatMap((item) => item ?? []);
  const procedure: Procedure = {
    ...withTeam,
    phases: [prerequis, ovh === undefined ? undefined : { ...ovh, checklist, mirror: [] }, ...others].flatMap((phase) => phase ?? []),
  };

  function inOvh(): Hub {
    const hub = opened({ procedure });
    hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    return hub;
  }

  function does(hub: Hub, login: string, ...steps: readonly string[]): readonly string[] {
    return steps.flatMap((step) => {
      hub.comment(login, `/fait ${step}`);
      return rest(hub);
    });
  }

  it('n’est pas redemandé par un commentaire nouveau : ses étapes, que le commentaire de la phase vient de dire', () => {
    const hub = inOvh();
    expect(does(hub, author, 'projet')).toEqual([]);
    expect(hub.labels()).toContain('attente: service team');
    expect(Date.parse(hub.plan().again ?? '') - Date.parse(hub.clock())).toBeLessThanOrEqual(3_600_000);
    hub.daysPass(hours(1));
    expect(rest(hub)).toEqual(['call/2/turn/0']);
  });

  it('n’est pas redemandé par un commentaire nouveau : une étape cochée entre deux n’y change rien', () => {
    const hub = inOvh();
    hub.daysPass(2);
    expect(does(hub, author, 'projet')).toEqual(['call/2/turn/0']);
    expect(does(hub, serviceTeam, 'comptes')).toEqual([]);
    expect(does(hub, author, 'depots')).toEqual([]);
    expect(hub.labels()).toContain('attente: service team');
    hub.daysPass(hours(1));
    expect(rest(hub)).toEqual(['call/3/turn/0']);
    expect(rest(hub)).toEqual([]);
  });

  it('s’en va sans un mot, si elle l’a fait dans l’heure', () => {
    const hub = inOvh();
    hub.daysPass(2);
    does(hub, author, 'projet');
    does(hub, serviceTeam, 'comptes');
    does(hub, author, 'depots');
    expect(does(hub, serviceTeam, 'quotas', 'acces')).toEqual([]);
    hub.daysPass(hours(2));
    expect(rest(hub)).toEqual([]);
  });

  it('ce qui est nouveau l’est aussitôt : une réponse corrigée, une phase de plus', () => {
    const hub = inOvh();
    hub.daysPass(2);
    expect(does(hub, author, 'projet')).toEqual(['call/2/turn/0']);
    expect(does(hub, serviceTeam, 'comptes')).toEqual([]);
    hub.editBody(aBody({ sauvegarde: 'Chaque semaine, conservée un mois.' }));
    expect(rest(hub)).toEqual(['call/3/turn/0']);
  });

  it('tuée où que ce soit, l’application garde cette heure', () => {
    for (let after = 1; ; after++) {
      const hub = inOvh();
      hub.comment(author, '/fait projet');
      if (!hub.killedAfter(after)) break;
      expect(rest(hub)).toEqual([]);
      hub.daysPass(hours(1));
      expect(rest(hub)).toEqual(['call/2/turn/0']);
    }
  });
});

describe('une équipe dont le nom ne prévient personne', () => {
  it('est remplacée par trois de ses membres, dans le même commentaire ; c’est dit une fois, à l’exploitant aussi', () => {
    const hub = opened({ teamReach: () => ({ kind: 'unreached', members: ['camille', 'sacha', 'paul'] }) });
    expect(
      hub
        .comments()
        .filter(({ slot }) => slot?.startsWith('call/') === true)
        .map(({ slot }) => slot),
    ).toEqual(['call/1/turn/0']);
    expect(call(hub)).toContain('Bonjour @camille, @sacha et @paul, ce dossier attend');
    expect(call(hub)).not.toContain(`@${team}`);
    expect(call(hub)).toContain(`Nommer l’équipe \`${team}\` ne prévient personne`);
    daysPass(hub, 3);
    expect(call(hub)).toContain('@camille, @sacha et @paul');
    expect(call(hub)).not.toContain('ne prévient personne');
  });

  it('que l’exploitant a corrigée depuis est nommée de nouveau au prochain appel du même dossier, et y reste', () => {
    let mended = false;
    let asked = 0;
    const hub = opened({
      teamReach: () => {
        asked += 1;
        return mended ? { kind: 'reached' } : { kind: 'unreached', members: ['camille', 'sacha'] };
      },
    });
    expect(call(hub)).toContain('Bonjour @camille et @sacha,');
    mended = true;
    expect(daysPass(hub, 3)).toEqual(['call/2/turn/1']);
    expect(call(hub)).toContain(`Bonjour @${team},`);
    expect(asked).toBe(2);
    daysPass(hub, 7);
    expect(call(hub)).toContain(`Bonjour @${team},`);
    expect(asked).toBe(2);
  });

  it('qui ne prévient toujours personne : ses membres, chaque fois, une lecture par appel, sans le redire à l’exploitant', () => {
    let asked = 0;
    const hub = opened({
      teamReach: () => {
        asked += 1;
        return { kind: 'unreached', members: ['camille', 'sacha'] };
      },
    });
    const calls = daysPass(hub, 20);
    expect(calls).toHaveLength(3);
    expect(asked).toBe(1 + calls.length);
    expect(call(hub)).toContain('Bonjour @camille et @sacha,');
    expect(call(hub)).not.toContain('ne prévient personne');
  });

  it('et corrigée avant que l’application ait relu son propre appel : elle n’a rien à dire', () => {
    const hub = opened({ teamReach: () => ({ kind: 'unknown' }) });
    expect(call(hub)).toContain(`Bonjour @${team},`);
    expect(call(hub)).not.toContain('ne prévient personne');
  });

  it('n’est pas essayée par-dessus un référent venu entre-temps', () => {
    const hub = opened({ teamReach: () => ({ kind: 'unreached', members: ['sacha'] }) });
    hub.leaveServiceTeam('sacha');
    daysPass(hub, 3);
    expect(call(hub)).toContain('assignez-le-vous');
  });

  it('ne nomme plus ceux qui en sont partis depuis', () => {
    const hub = opened({ teamReach: () => ({ kind: 'unreached', members: ['camille', 'sacha'] }) });
    hub.leaveServiceTeam('sacha');
    expect(daysPass(hub, 3)).toEqual(['call/2/turn/1']);
    expect(call(hub)).toContain('Bonjour @camille, ce dossier attend');
    hub.leaveServiceTeam('camille');
    daysPass(hub, 7);
    expect(call(hub)).toContain('Bonjour, ce dossier attend');
    expect(call(hub)).toContain('assignez-le-vous');
  });

  it('un référent qui la quitte n’est plus nommé : l’équipe l’est à sa place', () => {
    const hub = opened({ assignees: [serviceTeam, assignee] });
    hub.leaveServiceTeam(serviceTeam);
    expect(daysPass(hub, 3)).toEqual(['call/2/turn/1']);
    expect(call(hub)).toContain(`Bonjour @${team},`);
    expect(call(hub)).not.toContain(`@${serviceTeam}`);
  });

  it('sans membre que GitHub dise : il dit comment être prévenu', () => {
    const hub = opened({ teamReach: () => ({ kind: 'unreached', members: [] }) });
    expect(call(hub)).toContain('ne prévient personne');
    expect(call(hub)).toContain('assignez-le-vous');
    expect(call(hub)).not.toContain(`@${team}`);
  });

  it('n’est pas cherchée là où un référent est nommé, ni deux fois', () => {
    let asked = 0;
    const teamReach = () => {
      asked += 1;
      return { kind: 'reached' } as const;
    };
    opened({ assignees: [serviceTeam], teamReach });
    expect(asked).toBe(0);
    daysPass(opened({ teamReach }), 3);
    expect(asked).toBe(1);
  });

  it('un commentaire disparu entre-temps n’en dit rien', () => {
    expect(call(opened({ teamReach: () => ({ kind: 'unknown' }) }))).toContain(`@${team}`);
  });

  it('une équipe que le processus change est lue de nouveau', () => {
    const hub = opened({ teamReach: () => ({ kind: 'unreached', members: ['sacha'] }) });
    expect(call(hub)).toContain('@sacha');
    hub.configure({ procedure: { ...withTeam, serviceTeam: { ...withTeam.serviceTeam, team: 'dnum-mi/autre' } } });
    rest(hub);
    expect(hub.state().reach?.team).toBe('dnum-mi/autre');
  });
});
