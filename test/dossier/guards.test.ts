import { describe, expect, it } from 'vitest';
import { waiverHolds } from '../../src/dossier/waiver-holds.ts';
import { app } from './account-of.ts';
import { inOvh } from './in-ovh.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, author, stranger } = people;

describe('une étape de la Service Team', () => {
  it('n’est pas cochée par l’auteur qui en écrit le code dans sa propre liste', () => {
    const hub = inOvh();
    const id = hub.comment(author, '/etapes');
    hub.reconcile();
    hub.editComment(author, id, `${hub.commentById(id)}\n- [x] Accès \`console-acces\``);
    hub.reconcile();
    expect(hub.state().items['ovh/console-acces']).toBeUndefined();
  });
});

describe('la limite quotidienne des commentaires', () => {
  const procedureOf = (maxPerDay: number) => ({ ...defaults.procedure, comments: { maxPerDay } });
  const [back, forth] = ['phase: prérequis', 'phase: OVH'];

  it.each([
    [30, 4, 0],
    [3, 2, 2],
    [2, 1, 3],
    [1, 0, 4],
  ])('de %i tient ce qui ne demande rien à personne : %i retours ont leur commentaire, %i se lisent dans le suivi', (limit, told, news) => {
    const hub = createToyHub({ procedure: procedureOf(limit) });
    hub.reconcile();
    const created = [forth, back, forth, back, forth].flatMap((label) => {
      hub.setLabel(serviceTeam, label);
      return hub.reconcile().created.filter((slot) => slot.startsWith('entry/'));
    });
    expect(created).toHaveLength(told);
    expect(hub.state().news).toHaveLength(news);
  });

  it.each([1, 3, 9])('ne tient aucune réponse : %i questions ont chacune la leur', (asked) => {
    const hub = createToyHub({ procedure: procedureOf(2) });
    hub.reconcile();
    const ids = Array.from({ length: asked }, () => {
      const id = hub.comment(author, '/statut');
      hub.reconcile();
      return id;
    });
    expect(ids.filter((id) => hub.commentIn(`reply/${id}`) === undefined)).toEqual([]);
  });
});

describe('une étiquette de phase posée par l’application', () => {
  it('n’est la demande de personne', () => {
    const hub = createToyHub();
    hub.reconcile();
    hub.setLabel(app, 'phase: OVH');
    const { created } = hub.reconcile();
    expect(created.filter((slot) => slot.startsWith('refusal/'))).toEqual([]);
    expect(hub.state().phase).toBe('prerequis');
    expect(hub.labels()).not.toContain('phase: OVH');
  });
});

describe('ce qui remet une relance à plus tard', () => {
  const afterDays = defaults.procedure.phases[0]?.reminders?.afterDays ?? 0;
  /** Whether a dossier is reminded, whose last act, one day before the reminder, was that one. */
  const isReminded = (act: (hub: ReturnType<typeof createToyHub>) => void) => {
    const hub = createToyHub({ body: aBody({ architecture: null }) });
    hub.reconcile();
    hub.daysPass(afterDays - 1);
    act(hub);
    hub.reconcile();
    hub.daysPass(1.5);
    return hub.reconcile().created.some((slot) => slot.startsWith('reminder/'));
  };

  it.each([
    ['rien', () => undefined, true],
    ['un commentaire d’une personne', (hub) => hub.comment(stranger, 'On y travaille.'), false],
    ['une étiquette d’une personne', (hub) => hub.setLabel(author, 'question'), false],
    ['une étiquette d’un programme', (hub) => hub.setLabel('balai[bot]', 'vieux'), true],
    ['un commentaire d’un programme', (hub) => hub.comment('balai[bot]', 'Ce ticket est vieux.'), true],
    ['la demande modifiée', (hub) => hub.editBody(aBody({ architecture: null, calendrier: null })), false],
  ] as const satisfies readonly (readonly [string, (hub: ReturnType<typeof createToyHub>) => unknown, boolean])[])(
    '%s',
    (_, act, reminded) => {
      expect(isReminded((hub) => void act(hub))).toBe(reminded);
    },
  );

  it('une case cochée', () => {
    const hub = inOvh();
    hub.editBody(aBody({ architecture: null }));
    hub.comment(serviceTeam, '/valider tous');
    hub.reconcile();
    const { reminders } = defaults.procedure.phases.find(({ id }) => id === 'ovh') ?? {};
    hub.daysPass((reminders?.afterDays ?? 0) - 1);
    hub.tickBox(serviceTeam, 'checklist/ovh', 'console-acces');
    hub.reconcile();
    hub.daysPass(1.5);
    expect(hub.reconcile().created.some((slot) => slot.startsWith('reminder/'))).toBe(false);
    hub.daysPass(reminders?.afterDays ?? 0);
    expect(hub.reconcile().created.some((slot) => slot.startsWith('reminder/'))).toBe(true);
  });
});

describe('une dispense', () => {
  const waiver = { by: serviceTeam, at: '2027-01-04T09:00:00Z', reason: 'essai', until: '2027-03-31' };

  it.each([
    ['2027-03-31T21:59:00Z', true],
    ['2027-03-31T22:01:00Z', false],
    ['2027-03-30T10:00:00Z', true],
  ])('vaut jusqu’à la fin de son dernier jour, à Paris : %s', (now, holds) => {
    expect(waiverHolds(waiver, now)).toBe(holds);
  });
});
