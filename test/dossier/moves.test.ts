import { describe, expect, it } from 'vitest';
import { refusalSlot } from '../../src/dossier/engine/refusals.ts';
import type { Plan } from '../../src/dossier/plan.ts';
import { app } from './account-of.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { procedure } = defaults;
const label = (id: string) => procedure.phases.find((phase) => phase.id === id)?.label.name ?? '';
const { serviceTeam, author, stranger, unverified } = people;

function opened(options: Parameters<typeof createToyHub>[0] = {}) {
  const stage = createToyHub(options);
  stage.reconcile();
  return stage;
}

/** A dossier in OVH, entered by the Service Team. */
function inOvh() {
  const stage = opened();
  stage.setLabel(serviceTeam, label('ovh'));
  stage.reconcile();
  return stage;
}

const phaseLabels = (stage: ReturnType<typeof createToyHub>) => stage.labels().filter((name) => name.startsWith('phase:'));

describe('ouverture', () => {
  it('un dossier complet porte la phase, « complets », et attend la Service Team', () => {
    const stage = opened();
    expect(stage.labels()).toEqual(['accompagnement', 'attente: service team', 'phase: prérequis', 'prérequis: complets']);
  });

  it('un dossier incomplet attend le projet', () => {
    const stage = opened({ body: aBody({ architecture: 'À compléter' }) });
    expect(stage.labels()).toEqual(['accompagnement', 'attente: projet', 'phase: prérequis', 'prérequis: incomplets']);
  });

  it('un dossier inchangé ne demande aucune écriture', () => {
    const stage = opened();
    // Le suivi d’abord, les vérifications des dépôts aussitôt après.
    stage.reconcile();
    expect(stage.reconcile().writes).toBe(0);
  });
});

describe('déplacement par étiquette', () => {
  it('permis et conditions remplies : la phase change, l’ancienne étiquette part, la checklist s’ouvre', () => {
    const stage = opened();
    stage.setLabel(serviceTeam, label('ovh'));
    const { created } = stage.reconcile();
    expect(phaseLabels(stage)).toEqual([label('ovh')]);
    expect(created).toEqual(['checklist/ovh']);
    expect(stage.state().history.at(-1)).toMatchObject({ phase: 'ovh', by: serviceTeam, how: 'moved' });
    expect(stage.reconcile().writes).toBe(0);
  });

  it('conditions non remplies : la phase d’avant revient, un seul refus les nomme toutes', () => {
    const stage = opened({ body: aBody({ architecture: null, calendrier: null }) });
    const event = stage.setLabel(serviceTeam, label('ovh'));
    expect(stage.reconcile().created).toEqual([refusalSlot('ovh', event)]);
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
    expect(stage.commentIn(refusalSlot('ovh', event))).toMatch(/architecture/);
    expect(stage.commentIn(refusalSlot('ovh', event))).toMatch(/[Cc]alendrier/);
    expect(stage.commentIn(refusalSlot('ovh', event))).toContain('/forcer');
    expect(stage.reconcile().writes).toBe(0);
  });

  it.each([
    ['quelqu’un sans le droit', stranger, 'not-allowed'],
    ['l’auteur du dossier', author, 'not-allowed'],
    ['quelqu’un dont le droit ne se vérifie pas', unverified, 'unverified'],
  ])('%s : refusé, la phase d’avant revient', (_, login, why) => {
    const stage = opened();
    const event = stage.setLabel(login, label('ovh'));
    const { plan } = stage.reconcile();
    expect(plan.comments.find(({ slot }) => slot === refusalSlot('ovh', event))?.content).toMatchObject({
      kind: 'move-refused',
      refused: { refusal: { why } },
    });
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
  });

  it('un refus non vérifiable dit ce que l’exploitant doit accorder', () => {
    const stage = opened();
    const event = stage.setLabel(unverified, label('ovh'));
    stage.reconcile();
    expect(stage.commentIn(refusalSlot('ovh', event))).toContain('Members: read');
  });

  describe('plusieurs, avant que l’application n’ait regardé, sont jugés dans l’ordre', () => {
    const refusals = (plan: Plan) =>
      plan.comments.flatMap(({ slot, content }) =>
        content.kind === 'move-refused'
          ? [{ slot, by: content.refused.by, why: content.refused.refusal.why, stays: content.stays.id }]
          : [],
      );

    it('deux étiquettes à la fois : la première est suivie, la seconde jugée depuis là', () => {
      const stage = opened();
      stage.setLabel(serviceTeam, label('ovh'));
      const event = stage.setLabel(serviceTeam, label('cloud-pi-native'));
      const { plan } = stage.reconcile();
      expect(refusals(plan)).toEqual([{ slot: refusalSlot('cloud-pi-native', event), by: serviceTeam, why: 'gate', stays: 'ovh' }]);
      expect(stage.commentIn(refusalSlot('cloud-pi-native', event))).not.toContain('posez d’abord');
      expect(phaseLabels(stage)).toEqual([label('ovh')]);
      expect(stage.reconcile().writes).toBe(0);
    });

    it.each([
      ['l’ancienne retirée d’abord', ['-prerequis', '+ovh', '-ovh', '+cloud-pi-native']],
      ['la nouvelle posée d’abord', ['+ovh', '-prerequis', '+cloud-pi-native', '-ovh']],
      ['sans retirer celle du début', ['+ovh', '+cloud-pi-native', '-ovh']],
    ])('deux pas faits à la main, %s : le dossier passe par le premier, dont l’étiquette est partie', (_, acts) => {
      const stage = opened();
      for (const act of acts) (act.startsWith('+') ? stage.setLabel : stage.removeLabel)(serviceTeam, label(act.slice(1)));
      const { plan } = stage.reconcile();
      expect(stage.state().history.map(({ phase }) => phase)).toEqual(['prerequis', 'ovh']);
      expect(refusals(plan)).toMatchObject([{ by: serviceTeam, why: 'gate', stays: 'ovh' }]);
      expect(phaseLabels(stage)).toEqual([label('ovh')]);
      expect(stage.reconcile().writes).toBe(0);
    });

    it('deux personnes dans la même seconde : chacune a sa réponse', () => {
      const stage = opened({ body: aBody({ architecture: null }) });
      stage.stopClock(() => {
        stage.setLabel(serviceTeam, label('ovh'));
        stage.setLabel(stranger, label('cloud-pi-native'));
      });
      const { plan } = stage.reconcile();
      expect(refusals(plan)).toMatchObject([
        { by: serviceTeam, why: 'gate' },
        { by: stranger, why: 'not-allowed' },
      ]);
      expect(phaseLabels(stage)).toEqual([label('prerequis')]);
      expect(stage.reconcile().writes).toBe(0);
    });

    it('une étiquette posée par erreur et retirée par la même personne ne demande rien', () => {
      const stage = opened();
      stage.setLabel(serviceTeam, label('ovh'));
      stage.removeLabel(serviceTeam, label('ovh'));
      const { plan } = stage.reconcile();
      expect(refusals(plan)).toEqual([]);
      expect(stage.state().phase).toBe('prerequis');
      expect(stage.reconcile().writes).toBe(0);
    });

    it('une étiquette que l’application a retirée sans avoir pu le dire est encore expliquée', () => {
      const stage = opened({ body: aBody({ architecture: null }) });
      const event = stage.setLabel(serviceTeam, label('ovh'));
      stage.removeLabel(app, label('ovh'));
      expect(stage.reconcile().created).toEqual([refusalSlot('ovh', event)]);
      expect(stage.reconcile().writes).toBe(0);
    });

    it('un recul puis une avance le même jour : les deux sont dans l’historique', () => {
      const stage = inOvh();
      stage.setLabel(serviceTeam, label('prerequis'));
      stage.removeLabel(serviceTeam, label('ovh'));
      stage.setLabel(serviceTeam, label('ovh'));
      stage.removeLabel(serviceTeam, label('prerequis'));
      stage.reconcile();
      expect(stage.state().history.map(({ phase, how }) => `${phase} ${how}`)).toEqual([
        'prerequis opened',
        'ovh moved',
        'prerequis back',
        'ovh moved',
      ]);
      expect(stage.reconcile().writes).toBe(0);
    });

    it('un déplacement et une commande : chacun à sa place dans le temps', () => {
      const stage = opened();
      stage.setLabel(serviceTeam, label('ovh'));
      stage.comment(author, '/fait accostage');
      stage.reconcile();
      expect(stage.state().items['ovh/accostage']?.done).toBe(true);
    });

    it('ceux d’avant le premier regard de l’application ne sont pas racontés, leurs étiquettes parties', () => {
      const stage = createToyHub({ body: aBody({ architecture: null }) });
      stage.setLabel(serviceTeam, label('ovh'));
      stage.removeLabel(serviceTeam, label('ovh'));
      stage.setLabel(serviceTeam, label('cloud-pi-native'));
      stage.setLabel(serviceTeam, label('ovh'));
      stage.removeLabel(serviceTeam, label('cloud-pi-native'));
      const { plan } = stage.reconcile();
      expect(refusals(plan)).toMatchObject([{ by: serviceTeam, why: 'gate' }]);
    });
  });

  it('l’étiquette de phase retirée à la main est remise, sans commentaire', () => {
    const stage = opened();
    stage.removeLabel(serviceTeam, label('prerequis'));
    expect(stage.reconcile().created).toEqual([]);
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
    expect(stage.state().notes).toMatchObject([{ kind: 'restored-label', by: serviceTeam }]);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('reculer est libre, et annoncé', () => {
    const stage = inOvh();
    stage.setLabel(serviceTeam, label('prerequis'));
    const { created } = stage.reconcile();
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
    expect(created).toHaveLength(1);
    expect(stage.state().history.at(-1)).toMatchObject({ phase: 'prerequis', how: 'back' });
  });

  it('une étiquette sans événement attend une minute, puis part', () => {
    const stage = opened();
    stage.appearLabel(label('ovh'));
    const { plan } = stage.reconcile();
    expect(phaseLabels(stage)).toContain(label('ovh'));
    expect(plan.again).not.toBeNull();
    stage.daysPass(0.9 / 1440);
    stage.reconcile();
    expect(phaseLabels(stage)).toContain(label('ovh'));
    stage.daysPass(0.2 / 1440);
    stage.reconcile();
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
  });

  it('sauter une phase est refusé tant que la précédente n’a pas commencé', () => {
    const stage = opened();
    const event = stage.setLabel(serviceTeam, label('cloud-pi-native'));
    stage.reconcile();
    expect(stage.commentIn(refusalSlot('cloud-pi-native', event))).toContain('OVH');
    expect(stage.state().phase).toBe('prerequis');
  });
});

describe('marque du dossier', () => {
  it('retirée par la Service Team : le dossier n’est plus suivi', () => {
    const stage = opened();
    stage.removeLabel(serviceTeam, 'accompagnement');
    stage.reconcile();
    expect(stage.labels()).toEqual(['phase: prérequis']);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('remise : le dossier est suivi de nouveau', () => {
    const stage = opened();
    stage.removeLabel(serviceTeam, 'accompagnement');
    stage.reconcile();
    stage.setLabel(serviceTeam, 'accompagnement');
    stage.reconcile();
    expect(stage.labels()).toContain('attente: service team');
    expect(stage.reconcile().writes).toBe(0);
  });

  it('disparue avec l’étiquette du dépôt, que personne n’a retirée du ticket : elle revient', () => {
    const stage = opened();
    stage.setLabel(serviceTeam, 'accompagnement');
    stage.disappearLabel('accompagnement');
    stage.reconcile();
    expect(stage.labels()).toContain('accompagnement');
    expect(stage.reconcile().writes).toBe(0);
  });

  it.each([stranger, unverified])('retirée par %s : elle revient', (login) => {
    const stage = opened();
    stage.removeLabel(login, 'accompagnement');
    stage.reconcile();
    expect(stage.labels()).toContain('accompagnement');
    expect(stage.reconcile().writes).toBe(0);
  });
});

describe('ticket fermé, rouvert', () => {
  it('fermé à la main : plus personne n’est attendu', () => {
    const stage = opened();
    stage.close(serviceTeam);
    stage.reconcile();
    expect(stage.labels()).toEqual(['accompagnement', 'phase: prérequis', 'prérequis: complets']);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('fermé : un déplacement est refusé et défait', () => {
    const stage = opened();
    stage.close(serviceTeam);
    stage.reconcile();
    const event = stage.setLabel(serviceTeam, label('ovh'));
    const { plan } = stage.reconcile();
    expect(plan.comments.find(({ slot }) => slot === refusalSlot('ovh', event))?.content).toMatchObject({
      refused: { refusal: { why: 'closed' } },
    });
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
  });

  describe('ce qui a été demandé avant la fermeture compte comme alors', () => {
    it.each(['dans la seconde, par « Close with comment »', 'une minute après'])('une commande, puis la fermeture %s', (when) => {
      const stage = inOvh();
      const both = () => {
        stage.comment(serviceTeam, '/forcer embarque décidé en comité');
        stage.close(serviceTeam);
      };
      if (when.startsWith('dans')) stage.stopClock(both);
      else both();
      stage.reconcile();
      expect(stage.state().phase).toBe('embarque');
      expect(stage.labels()).toEqual(['accompagnement', 'phase: embarqué', 'prérequis: complets']);
      expect(stage.commentIn('closing')).toContain('décidé en comité');
      expect(stage.isOpen()).toBe(false);
      expect(stage.reconcile().writes).toBe(0);
    });

    it('une étiquette, puis la fermeture', () => {
      const stage = opened();
      stage.setLabel(serviceTeam, label('ovh'));
      stage.close(serviceTeam);
      stage.reconcile();
      expect(stage.state().phase).toBe('ovh');
      expect(phaseLabels(stage)).toEqual([label('ovh')]);
      expect(stage.reconcile().writes).toBe(0);
    });

    it('une commande écrite entre la fermeture et la réouverture n’a rien changé', () => {
      const stage = inOvh();
      stage.close(serviceTeam);
      stage.comment(author, '/fait accostage');
      stage.reopen(serviceTeam);
      stage.comment(author, '/statut');
      stage.reconcile();
      expect(stage.state().items['ovh/accostage']).toBeUndefined();
    });

    it('une commande écrite avec la réouverture est exécutée', () => {
      const stage = inOvh();
      stage.close(serviceTeam);
      stage.stopClock(() => {
        stage.comment(author, '/fait accostage');
        stage.reopen(serviceTeam);
      });
      stage.reconcile();
      expect(stage.state().items['ovh/accostage']?.done).toBe(true);
    });
  });

  it('rouvert : le dossier reprend où il était', () => {
    const stage = inOvh();
    stage.close(serviceTeam);
    stage.reconcile();
    stage.reopen(serviceTeam);
    stage.reconcile();
    expect(stage.state().phase).toBe('ovh');
    expect(stage.labels().some((name) => name.startsWith('attente:'))).toBe(true);
  });
});

describe('mémoire perdue', () => {
  it('la phase revient des étiquettes de l’application, et le suivi le dit', () => {
    const stage = inOvh();
    stage.comment(author, '/fait accostage');
    stage.reconcile();
    stage.loseMemory();
    const { plan, created } = stage.reconcile();
    expect(stage.state().phase).toBe('ovh');
    expect(stage.state().items['ovh/accostage']?.done).toBe(true);
    expect(plan.status.restored).toBe(true);
    expect(created).toEqual([]);
    expect(stage.reconcile().writes).toBe(0);
  });
});

describe('jusqu’à embarqué', () => {
  /** Forces the dossier through to the end. */
  function embarked() {
    const stage = inOvh();
    stage.comment(serviceTeam, '/forcer embarque décidé en comité');
    stage.reconcile();
    return stage;
  }

  it('l’entrée dans la dernière phase publie le bilan et ferme', () => {
    const stage = embarked();
    expect(stage.isOpen()).toBe(false);
    expect(stage.commentIn('closing')).toBeDefined();
    expect(stage.labels()).toEqual(['accompagnement', 'phase: embarqué', 'prérequis: complets']);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('rouvert, reculé puis embarqué de nouveau : un nouveau bilan, et le ticket se referme', () => {
    const stage = embarked();
    stage.reopen(serviceTeam);
    stage.setLabel(serviceTeam, label('ovh'));
    stage.reconcile();
    stage.comment(serviceTeam, '/forcer embarque tout est refait');
    expect(stage.reconcile().created).toEqual(['closing/2']);
    expect(stage.isOpen()).toBe(false);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('rouvert après la fin, il n’est pas refermé', () => {
    const stage = embarked();
    stage.reconcile();
    stage.reopen(author);
    stage.reconcile();
    expect(stage.isOpen()).toBe(true);
    stage.reconcile();
    expect(stage.reconcile().writes).toBe(0);
  });
});

describe('une étiquette renommée', () => {
  it('en étiquette de phase ne demande rien : celui qui l’a posée en posait une autre', () => {
    const stage = opened();
    stage.setLabel(serviceTeam, 'bug');
    stage.reconcile();
    stage.renameLabel('bug', label('ovh'));
    stage.daysPass(1);
    stage.reconcile();
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
    expect(stage.state().phase).toBe('prerequis');
  });

  it('qui était celle de la phase demandée reste une demande', () => {
    const stage = opened();
    stage.setLabel(serviceTeam, label('ovh'));
    stage.renameLabel(label('ovh'), 'phase: ailleurs');
    stage.renameLabel('phase: ailleurs', label('ovh'));
    stage.reconcile();
    expect(stage.state().phase).toBe('ovh');
  });
});

describe('le dernier déplacement jugé', () => {
  it('que GitHub ne montre plus ne fait rien juger deux fois, ni n’arrête rien', () => {
    const stage = opened();
    stage.setLabel(serviceTeam, label('ovh'));
    stage.reconcile();
    stage.forgetEvents(({ at }) => at <= stage.clock());
    stage.reconcile();
    expect(stage.state().phase).toBe('ovh');
    stage.setLabel(serviceTeam, label('prerequis'));
    stage.reconcile();
    expect(stage.state().phase).toBe('prerequis');
  });
});
