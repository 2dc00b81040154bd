import { describe, expect, it } from 'vitest';
import { app } from './account-of.ts';
import { call, daysPass, type Hub, opened, rest, team, withTeam } from './calls.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, author, assignee } = people;

const incomplete = aBody({ architecture: 'À compléter' });
const complete = aBody();

/** Where the project still has to act. */
function onItsWay(options: Parameters<typeof createToyHub>[0] = {}): Hub {
  return opened({ body: incomplete, ...options });
}

/** It is the Service Team's turn for a moment. */
function turnAndBack(hub: Hub): void {
  hub.editBody(complete);
  rest(hub);
  hub.editBody(incomplete);
}

function closeAndReopen(hub: Hub): void {
  hub.close(author);
  rest(hub);
  hub.reopen(author);
}

function leaveAndFollow(hub: Hub): void {
  hub.removeLabel(serviceTeam, 'accompagnement');
  rest(hub);
  hub.setLabel(serviceTeam, 'accompagnement');
}

describe('le tour de la Service Team', () => {
  it('un dossier complet la prévient, une fois, de ce qu’il y a à faire', () => {
    const hub = onItsWay();
    expect(call(hub)).toBeNull();
    hub.editBody(complete);
    expect(rest(hub)).toEqual(['call/1/turn/0']);
    expect(call(hub)).toContain(`Bonjour @${team}, ce dossier attend la Service Team.`);
    expect(call(hub)).toContain('Posez l’étiquette `phase: OVH`');
    expect(hub.labels()).toContain('attente: service team');
    expect(rest(hub)).toEqual([]);
  });

  it('complet dès l’ouverture, aussi', () => {
    expect(call(opened())).toContain(`@${team}`);
  });

  it('le référent, plutôt que l’équipe', () => {
    const text = call(opened({ assignees: [serviceTeam, assignee] }));
    expect(text).toContain(`Bonjour @${serviceTeam},`);
    expect(text).not.toContain(team);
  });

  it('sans équipe ni référent, il dit comment être prévenu', () => {
    expect(call(opened({ procedure: defaults.procedure }))).toContain('assignez-le-vous');
  });

  it('dit les réponses à relire, et pourquoi', () => {
    const hub = onItsWay();
    hub.editBody(aBody({ sauvegarde: 'Néant' }));
    rest(hub);
    expect(call(hub)).toContain('relisez 1 réponse');
    expect(call(hub)).toMatch(/- \*\*Sauvegarde.*\*\* `sauvegarde` : \S+/);
  });

  it('s’en va quand le tour est passé, et revient par un commentaire nouveau', () => {
    const hub = opened();
    hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    expect(hub.labels()).toContain('attente: projet');
    expect(call(hub)).toBeNull();
    hub.editBody(aBody({ sauvegarde: 'Chaque semaine, conservée un mois.' }));
    expect(rest(hub)).toEqual(['call/2/turn/0']);
  });

  it('est tenu à jour sans prévenir de nouveau', () => {
    const hub = opened();
    hub.editBody(aBody({ sauvegarde: 'Néant' }));
    expect(rest(hub)).toEqual([]);
    expect(call(hub)).toContain('relisez 1 réponse');
  });

  it('supprimé à la main, n’insiste pas dans la journée', () => {
    const hub = opened();
    hub.deleteComment(hub.comments().find(({ slot }) => slot?.startsWith('call/') === true)?.id ?? 0);
    expect(rest(hub)).toEqual([]);
    expect(daysPass(hub, 1)).toHaveLength(1);
  });

  it('dit une seule fois que personne ne répond pour le projet', () => {
    const hub = createToyHub({ procedure: withTeam, assignees: [], author: { login: 'ghost', id: null, bot: false } });
    rest(hub);
    expect(hub.commentIn('nobody-answers')).toContain(`@${team}`);
    expect(call(hub)).toBeNull();
  });
});

describe('un tour qui va et vient', () => {
  it('dix fois en une heure, sans que la Service Team n’ait rien fait : une mention', () => {
    const hub = onItsWay();
    const calls = Array.from({ length: 10 }).flatMap(() => {
      hub.editBody(complete);
      const posted = rest(hub);
      hub.editBody(incomplete);
      return [...posted, ...rest(hub)];
    });
    expect(calls).toEqual(['call/1/turn/0']);
    expect(call(hub)).toBeNull();
  });

  it('et s’il reste à elle, elle l’apprend le lendemain', () => {
    const hub = onItsWay();
    for (const body of [complete, incomplete, complete]) {
      hub.editBody(body);
      rest(hub);
    }
    expect(call(hub)).toBeNull();
    expect(Date.parse(hub.plan().again ?? '')).toBeLessThanOrEqual(Date.parse(hub.clock()) + 86_400_000);
    hub.daysPass(1);
    expect(rest(hub)).toEqual(['call/2/turn/0']);
  });

  it('dix échanges dans la journée avec elle : trois mentions', () => {
    const hub = onItsWay();
    const calls = Array.from({ length: 10 }).flatMap((_, round) => {
      hub.editBody(aBody({ architecture: `https://exemple.gouv.fr/architecture-${round}.pdf` }));
      const posted = rest(hub);
      hub.comment(serviceTeam, '/a-preciser architecture où sont les données ?');
      return [...posted, ...rest(hub)];
    });
    expect(calls).toHaveLength(3);
  });

  it('rendu à elle par ce qu’elle vient de faire : elle le sait, et l’apprend le lendemain si elle l’oublie', () => {
    const hub = onItsWay();
    hub.comment(serviceTeam, '/dispense architecture vue en réunion');
    expect(rest(hub)).toEqual([]);
    expect(hub.labels()).toContain('attente: service team');
    hub.daysPass(1);
    expect(rest(hub)).toEqual(['call/1/turn/0']);
  });

  it('plus de mentions que la limite du jour n’a de place : aucune n’est retenue', () => {
    const hub = onItsWay({ procedure: { ...withTeam, comments: { maxPerDay: 1 } } });
    hub.editBody(complete);
    expect(rest(hub)).toEqual(['call/1/turn/0']);
  });
});

describe('les relances de la Service Team', () => {
  it('suivent ses délais, en jours ouvrés, chacune par un commentaire nouveau qui dit depuis quand', () => {
    // A Monday: three working days lead to Thursday, five more to the Thursday after.
    const hub = opened();
    expect(daysPass(hub, 2)).toEqual([]);
    expect(daysPass(hub, 1)).toEqual(['call/2/turn/1']);
    expect(call(hub)).toContain('ce dossier attend la Service Team depuis le 4 janvier 2027 (3 jours ouvrés).');
    expect(daysPass(hub, 6)).toEqual([]);
    expect(daysPass(hub, 1)).toEqual(['call/3/turn/2']);
    expect(daysPass(hub, 7)).toEqual(['call/4/turn/3']);
    expect(call(hub)).toContain('C’est la dernière relance de l’application.');
    expect(daysPass(hub, 8)).toEqual([]);
  });

  it('les jours fériés et ceux du processus ne comptent pas', () => {
    const closed = ['2027-01-05', '2027-01-06', '2027-01-07'];
    const hub = opened({ procedure: { ...withTeam, calendar: { regions: [], closed, worked: [] } } });
    expect(daysPass(hub, 7)).toEqual([]);
    expect(daysPass(hub, 1)).toEqual(['call/2/turn/1']);
  });

  it('recommencent après ce qu’elle fait', () => {
    const hub = opened();
    daysPass(hub, 2);
    hub.comment(serviceTeam, 'Je regarde cela cette semaine.');
    expect(daysPass(hub, 2)).toEqual([]);
    // From Wednesday, three working days lead to Monday.
    expect(daysPass(hub, 3)).toEqual(['call/2/turn/1']);
  });

  it('ne recommencent pas après ce que fait le projet', () => {
    const hub = opened();
    daysPass(hub, 2);
    hub.comment(author, 'merci');
    expect(daysPass(hub, 1)).toEqual(['call/2/turn/1']);
  });

  it('aucune pendant une pause, ni quand le processus n’en veut pas', () => {
    const paused = opened();
    paused.comment(author, '/pause');
    expect(daysPass(paused, 4)).toEqual([]);
    const { team: named, permission } = withTeam.serviceTeam;
    const none = opened({ procedure: { ...withTeam, serviceTeam: { team: named, permission } } });
    expect(daysPass(none, 4)).toEqual([]);
    expect(call(none)).not.toBeNull();
  });

  it('recommencent à un tour nouveau', () => {
    const hub = opened();
    daysPass(hub, 3);
    hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    hub.editBody(aBody({ sauvegarde: 'Chaque semaine, conservée un mois.' }));
    expect(rest(hub)).toEqual(['call/3/turn/0']);
  });
});

describe('une question', () => {
  it('au tour de la Service Team, est dans le commentaire qui l’appelle', () => {
    const hub = opened();
    const id = hub.comment(author, 'Que veut dire DR ?');
    rest(hub);
    expect(call(hub)).toContain(
      `**Question sans réponse** : [celle de lea du 4 janvier 2027](<https://github.test/dnum-mi/dso-formation/issues/7#issuecomment-${id}>)`,
    );
  });

  it('au tour du projet, l’appelle après le délai de la première relance', () => {
    const hub = onItsWay();
    hub.comment(author, 'Que veut dire DR ?');
    expect(rest(hub)).toEqual([]);
    expect(daysPass(hub, 2)).toEqual([]);
    expect(daysPass(hub, 1)).toEqual(['call/1/question/1']);
    expect(call(hub)).toContain(`Bonjour @${team}, une question attend une réponse depuis le 4 janvier 2027 (3 jours ouvrés).`);
    expect(call(hub)).not.toContain('Ce qu’il y a à faire');
    hub.comment(serviceTeam, 'Diffusion restreinte.');
    rest(hub);
    expect(call(hub)).toBeNull();
  });

  it('qui attend encore quand le tour vient à elle : elle est prévenue de son tour', () => {
    const hub = onItsWay();
    hub.comment(author, 'Que veut dire DR ?');
    rest(hub);
    daysPass(hub, 3);
    hub.daysPass(1);
    hub.editBody(complete);
    expect(rest(hub)).toEqual(['call/2/turn/0']);
  });

  it.each<{ how: string; undo: (hub: Hub) => void }>([
    {
      how: 'supprimé à la main',
      undo: (hub) => hub.deleteComment(hub.comments().find(({ slot }) => slot?.startsWith('call/') === true)?.id ?? 0),
    },
    { how: 'défait par un tour qui ne dure pas', undo: turnAndBack },
    { how: 'défait par un dossier fermé puis rouvert', undo: closeAndReopen },
    { how: 'défait par un suivi arrêté puis repris', undo: leaveAndFollow },
  ])('l’appel qui la dit, $how, ne revient qu’après le délai, autant de fois qu’on recommence', ({ undo }) => {
    const hub = onItsWay();
    hub.comment(author, 'Que veut dire DR ?');
    rest(hub);
    expect(daysPass(hub, 3)).toEqual(['call/1/question/1']);
    const again = Array.from({ length: 5 }).flatMap(() => {
      undo(hub);
      return rest(hub);
    });
    expect(again).toEqual([]);
    expect(daysPass(hub, 6).length).toBeGreaterThan(0);
  });

  it('répondue d’une réaction, ne relance personne', () => {
    const hub = onItsWay();
    const id = hub.comment(author, 'Que veut dire DR ?');
    rest(hub);
    hub.reactAs(serviceTeam, id);
    expect(daysPass(hub, 4)).toEqual([]);
  });
});

describe('ce que GitHub refuse', () => {
  it('un rappel que GitHub refuse d’écrire n’efface pas l’appel qui est là, et s’écrit quand il veut bien', () => {
    let refused = false;
    const hub = opened({
      refuse: ({ verb }) => (refused && verb === 'create-comment' ? { kind: 'refused', because: ['fil verrouillé'] } : null),
    });
    refused = true;
    hub.daysPass(3);
    rest(hub);
    expect(call(hub)).toContain('ce dossier attend la Service Team.');
    expect(hub.commentIn('status')).toContain('fil verrouillé');
    refused = false;
    expect(rest(hub)).toEqual(['call/2/turn/1']);
    expect(call(hub)).toContain('depuis le 4 janvier 2027');
    expect(hub.commentIn('status')).not.toContain('fil verrouillé');
  });
});

describe('où qu’on s’arrête', () => {
  it('tuée après l’appel, l’application n’appelle pas deux fois, ni ne l’oublie', () => {
    for (let after = 1; ; after++) {
      const hub = onItsWay();
      hub.editBody(complete);
      if (!hub.killedAfter(after)) break;
      rest(hub);
      expect(call(hub)).not.toBeNull();
      expect(hub.state().called).toHaveLength(1);
      expect(hub.comments().filter(({ author: by, slot }) => by === app && slot?.startsWith('call/') === true)).toHaveLength(1);
    }
  });

  it('un dossier fermé n’appelle plus personne', () => {
    const hub = opened();
    hub.close(author);
    rest(hub);
    expect(call(hub)).toBeNull();
  });

  it('un dossier qui n’est plus suivi non plus', () => {
    const hub = opened();
    hub.removeLabel(serviceTeam, 'accompagnement');
    rest(hub);
    expect(call(hub)).toBeNull();
  });
});
