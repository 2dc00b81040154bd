import { describe, expect, it } from 'vitest';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, author, stranger } = people;
const rhythm = defaults.procedure.phases.find(({ id }) => id === 'prerequis')?.reminders ?? { afterDays: 0, everyDays: 0, atMost: 0 };

function inOvh() {
  const stage = createToyHub();
  stage.reconcile();
  stage.comment(serviceTeam, '/phase ovh');
  stage.reconcile();
  return stage;
}

describe('une validation porte sur ce qui a été validé', () => {
  it('une réponse modifiée après l’entrée en phase est à relire', () => {
    const stage = inOvh();
    stage.editBody(aBody({ sauvegarde: 'Aucune sauvegarde finalement, les données sont recalculées chaque nuit.' }));
    const { plan } = stage.reconcile();
    expect(plan.status.rereads).toMatchObject([{ prerequisite: { id: 'sauvegarde' } }]);
    expect(plan.status.rereads[0]?.change?.before).toContain('Sauvegarde quotidienne');
    expect(plan.status.rereads[0]?.change?.after).toContain('recalculées');
    expect(stage.labels()).toEqual(expect.arrayContaining(['prérequis: à relire', 'attente: service team']));
  });

  it('remettre le texte d’avant suffit', () => {
    const stage = inOvh();
    stage.editBody(aBody({ sauvegarde: 'Autre chose, décrite autrement.' }));
    stage.reconcile();
    stage.editBody(aBody());
    stage.reconcile();
    expect(stage.labels()).not.toContain('prérequis: à relire');
  });

  it('/valider l’accepte telle qu’elle est, et la condition de passage cesse de la demander', () => {
    const stage = inOvh();
    stage.editBody(aBody({ sauvegarde: 'Autre chose, décrite autrement.' }));
    stage.comment(serviceTeam, '/pourquoi cloud-pi-native');
    const before = stage.reconcile().plan;
    stage.comment(serviceTeam, '/valider sauvegarde');
    stage.reconcile();
    expect(before.status.rereads).toHaveLength(1);
    expect(stage.plan().status.rereads).toEqual([]);
    expect(stage.labels()).not.toContain('prérequis: à relire');
    expect(stage.state().notes.at(-1)).toMatchObject({ kind: 'validated', by: serviceTeam });
  });

  it('dans la première phase, rien n’est à relire', () => {
    const stage = createToyHub();
    stage.reconcile();
    stage.editBody(aBody({ sauvegarde: 'Autre chose, décrite autrement.' }));
    expect(stage.reconcile().plan.status.rereads).toEqual([]);
  });

  it('forcer une phase ne valide pas en silence une réponse qui attend', () => {
    const stage = inOvh();
    stage.editBody(aBody({ sauvegarde: 'Autre chose, décrite autrement.' }));
    stage.reconcile();
    stage.comment(serviceTeam, '/forcer cloud-pi-native on avance');
    stage.reconcile();
    expect(stage.plan().status.rereads).toHaveLength(1);
  });
});

describe('cases', () => {
  it('cochée par la Service Team : l’étape est faite', () => {
    const stage = inOvh();
    stage.tickBox(serviceTeam, 'checklist/ovh', 'accostage');
    stage.reconcile();
    expect(stage.state().items['ovh/accostage']).toMatchObject({ done: true, by: serviceTeam });
    expect(stage.reconcile().writes).toBe(0);
  });

  it('décochée par la Service Team : l’étape ne l’est plus', () => {
    const stage = inOvh();
    stage.tickBox(serviceTeam, 'checklist/ovh', 'accostage');
    stage.reconcile();
    stage.tickBox(serviceTeam, 'checklist/ovh', 'accostage');
    stage.reconcile();
    expect(stage.state().items['ovh/accostage']).toMatchObject({ done: false });
  });

  it('cochée par quelqu’un qui n’en a pas le droit : décochée, avec un mot', () => {
    const stage = inOvh();
    stage.tickBox(stranger, 'checklist/ovh', 'accostage');
    const { created } = stage.reconcile();
    expect(created).toHaveLength(1);
    expect(created[0]).toMatch(/^untick\//);
    expect(stage.commentIn('checklist/ovh')).toMatch(/\[ \].*`accostage`/);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('une étape faite par commande après une case cochée n’est pas prise pour une case décochée', () => {
    const stage = inOvh();
    stage.tickBox(serviceTeam, 'checklist/ovh', 'accostage');
    stage.reconcile();
    stage.comment(author, '/fait images-docker');
    stage.reconcile();
    expect(stage.state().items['ovh/images-docker']).toMatchObject({ done: true, by: author });
    expect(stage.state().items['ovh/accostage']).toMatchObject({ done: true });
  });

  it('/etapes fait du commentaire la liste de son auteur, qui peut y cocher', () => {
    const stage = inOvh();
    const id = stage.comment(author, '/etapes');
    stage.reconcile();
    expect(stage.commentById(id)).toMatch(/^\/etapes/);
    expect(stage.commentById(id)).toMatch(/- \[ \].*`accostage`/);
    expect(stage.reconcile().writes).toBe(0);
    stage.tickBox(author, id, 'accostage');
    stage.reconcile();
    expect(stage.state().items['ovh/accostage']).toMatchObject({ done: true, by: author });
    expect(stage.commentIn('checklist/ovh')).toMatch(/\[x\].*`accostage`/);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('/etapes écrit de nouveau dans une liste le dit, et n’y change rien', () => {
    const stage = inOvh();
    const id = stage.comment(author, '/etapes');
    stage.reconcile();
    const list = stage.commentById(id) ?? '';
    stage.editComment(author, id, `/etapes\n${list}`);
    expect(stage.reconcile().created).toEqual([expect.stringMatching(`^reply/${id}/`)]);
    expect(stage.state().personalChecklists).toEqual({ [id]: 'ovh' });
    expect(stage.reconcile().writes).toBe(0);
  });

  it('la liste personnelle suit ce qui est fait ailleurs', () => {
    const stage = inOvh();
    const id = stage.comment(author, '/etapes');
    stage.reconcile();
    stage.comment(author, '/fait accostage');
    stage.reconcile();
    expect(stage.commentById(id)).toMatch(/- \[x\].*`accostage`/);
    expect(stage.reconcile().writes).toBe(0);
  });
});

describe('relances', () => {
  const incomplete = () => {
    const stage = createToyHub({ body: aBody({ architecture: null }) });
    stage.reconcile();
    return stage;
  };

  it('une relance après le délai, puis au rythme, puis « en sommeil »', () => {
    const stage = incomplete();
    stage.daysPass(rhythm.afterDays - 1);
    expect(stage.reconcile().created).toEqual([]);
    stage.daysPass(1);
    expect(stage.reconcile().created).toHaveLength(1);
    expect(stage.reconcile().writes).toBe(0);
    for (let count = 1; count < rhythm.atMost; count++) {
      stage.daysPass(rhythm.everyDays);
      expect(stage.reconcile().created).toHaveLength(1);
    }
    expect(stage.labels()).not.toContain('en sommeil');
    stage.daysPass(rhythm.everyDays);
    expect(stage.reconcile().created).toEqual([]);
    expect(stage.labels()).toContain('en sommeil');
    expect(stage.reconcile().writes).toBe(0);
  });

  it('écrite sans pouvoir être retenue, elle date de son écriture : ce qui a suivi la suit', () => {
    const stage = incomplete();
    stage.daysPass(rhythm.afterDays);
    stage.killedAfter(1);
    const written = stage.clock();
    stage.daysPass(0.5);
    stage.reconcile();
    expect(stage.state().reminders).toEqual({ count: 1, lastAt: written });
  });

  it('un dossier fermé n’en retient aucune', () => {
    const stage = incomplete();
    stage.daysPass(rhythm.afterDays);
    stage.reconcile();
    expect(stage.state().reminders.count).toBe(1);
    stage.close(author);
    stage.reconcile();
    expect(stage.state().reminders).toEqual({ count: 0, lastAt: null });
    expect(stage.reconcile().writes).toBe(0);
  });

  it('toute activité réveille le dossier', () => {
    const stage = incomplete();
    for (let count = 0; count <= rhythm.atMost; count++) {
      stage.daysPass(rhythm.afterDays + rhythm.everyDays);
      stage.reconcile();
    }
    expect(stage.labels()).toContain('en sommeil');
    stage.comment(author, 'Nous revenons bientôt.');
    stage.reconcile();
    expect(stage.labels()).not.toContain('en sommeil');
  });

  it('rien pendant une pause, ni quand la Service Team doit agir', () => {
    const paused = incomplete();
    paused.comment(author, '/pause congés');
    paused.reconcile();
    paused.daysPass(rhythm.afterDays * 3);
    expect(paused.reconcile().created).toEqual([]);
    const complete = createToyHub();
    complete.reconcile();
    complete.daysPass(rhythm.afterDays * 3);
    expect(complete.reconcile().created.filter((slot) => slot.startsWith('reminder/'))).toEqual([]);
  });

  it('le rendez-vous suivant est demandé à la file', () => {
    expect(incomplete().plan().again).not.toBeNull();
  });
});

describe('secrets', () => {
  const token = `glpat-${'abcdefghij'.repeat(2)}`;

  it('un secret collé est signalé aussitôt, une fois, sans être répété', () => {
    const stage = createToyHub({ body: aBody({ contacts: `Léa, jeton ${token}` }) });
    const { plan, created } = stage.reconcile();
    expect(created).toContain('secret');
    expect(JSON.stringify(plan)).not.toContain(token);
    expect(stage.reconcile().created).not.toContain('secret');
  });
});
