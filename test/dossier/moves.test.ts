import { describe, expect, it } from 'vitest';
import { moveSlot } from '../../src/dossier/engine/label-move.ts';
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
    const stage = opened({ body: aBody({ sauvegarde: 'À compléter' }) });
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
    const stage = opened({ body: aBody({ sauvegarde: null, calendrier: null }) });
    const event = stage.setLabel(serviceTeam, label('ovh'));
    expect(stage.reconcile().created).toEqual([moveSlot(event)]);
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
    expect(stage.commentIn(moveSlot(event))).toMatch(/[Ss]auvegarde/);
    expect(stage.commentIn(moveSlot(event))).toMatch(/[Cc]alendrier/);
    expect(stage.commentIn(moveSlot(event))).toContain('/forcer');
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
    expect(plan.comments.find(({ slot }) => slot === moveSlot(event))?.content).toMatchObject({ kind: 'move-refused', refusal: { why } });
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
  });

  it('un refus non vérifiable dit ce que l’exploitant doit accorder', () => {
    const stage = opened();
    const event = stage.setLabel(unverified, label('ovh'));
    stage.reconcile();
    expect(stage.commentIn(moveSlot(event))).toContain('Members: read');
  });

  it('deux étiquettes à la fois : aucune retenue, on demande laquelle', () => {
    const stage = opened();
    stage.setLabel(serviceTeam, label('ovh'));
    const event = stage.setLabel(serviceTeam, label('cloud-pi-native'));
    const { plan } = stage.reconcile();
    expect(plan.comments.find(({ slot }) => slot === moveSlot(event))?.content).toMatchObject({ refusal: { why: 'several' } });
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
    expect(stage.reconcile().writes).toBe(0);
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
    stage.daysPass(1);
    stage.reconcile();
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
  });

  it('sauter une phase est refusé tant que la précédente n’a pas commencé', () => {
    const stage = opened();
    const event = stage.setLabel(serviceTeam, label('cloud-pi-native'));
    stage.reconcile();
    expect(stage.commentIn(moveSlot(event))).toContain('OVH');
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
    expect(plan.comments.find(({ slot }) => slot === moveSlot(event))?.content).toMatchObject({ refusal: { why: 'closed' } });
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
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
