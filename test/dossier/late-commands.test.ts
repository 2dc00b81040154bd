import { describe, expect, it } from 'vitest';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam } = people;
const other = 'Sauvegarde hebdomadaire, gardée un an sur un autre site.';
const doubtful = 'Aucune';

type Hub = ReturnType<typeof createToyHub>;

function opened(body = aBody()): Hub {
  const hub = createToyHub({ body });
  hub.reconcile();
  return hub;
}

/** What the App answers to a command that it sees only after the answers changed. */
function late(hub: Hub, text: string, changed: Parameters<typeof aBody>[0]): string {
  hub.comment(serviceTeam, text);
  hub.editBody(aBody(changed));
  return answered(hub);
}

function answered(hub: Hub): string {
  hub.reconcile();
  return hub.observation().comments.findLast(({ slot }) => slot?.startsWith('reply/') === true)?.body ?? '';
}

function statusOf(hub: Hub, id: string): string | undefined {
  return hub.plan().prerequisites.find(({ prerequisite }) => prerequisite.id === id)?.status;
}

describe('une commande parle de la réponse qu’elle avait sous les yeux', () => {
  it('/a-preciser ne renvoie pas celle qui l’a remplacée depuis : personne ne l’a lue, et c’est dit', () => {
    const hub = opened();
    const reply = late(hub, '/a-preciser sauvegarde conservée où ?', { sauvegarde: other });
    expect(reply).toMatch(/\*\*Sauvegarde et restauration\*\* a changé depuis.*n’a rien fait de cette réponse/s);
    expect(hub.state().sentBack).toEqual({});
    expect(hub.state().notes).toEqual([]);
    expect(statusOf(hub, 'sauvegarde')).toBe('met');
  });

  it.each([
    ['une réponse à compléter', { sauvegarde: 'À compléter' }, { sauvegarde: other }],
    ['une réponse absente', { sauvegarde: null }, { sauvegarde: other }],
    ['une réponse annoncée', { sauvegarde: 'à préciser avant le 30/04/2027' }, { sauvegarde: other }],
    ['une réponse retirée', {}, { sauvegarde: null }],
  ])('de même pour %s', (_, before, after) => {
    const hub = opened(aBody(before));
    expect(late(hub, '/a-preciser sauvegarde conservée où ?', after)).toContain('a changé depuis');
    expect(hub.state().sentBack).toEqual({});
  });

  it('de même pour une réponse déjà acceptée', () => {
    const hub = opened();
    hub.comment(serviceTeam, '/phase ovh');
    hub.reconcile();
    expect(late(hub, '/a-preciser sauvegarde conservée où ?', { sauvegarde: other })).toContain('a changé depuis');
    expect(hub.state().sentBack).toEqual({});
  });

  it.each([
    ['fournie', {}],
    ['à compléter', { sauvegarde: 'À compléter' }],
    ['annoncée', { sauvegarde: 'à préciser avant le 30/04/2027' }],
    ['douteuse', { sauvegarde: doubtful }],
  ])('/a-preciser renvoie une réponse %s quand c’est une autre qui a changé', (_, before) => {
    const hub = opened(aBody(before));
    late(hub, '/a-preciser sauvegarde conservée où ?', { ...before, volumetrie: '10 Go aujourd’hui, 20 Go dans un an.' });
    expect(hub.state().sentBack).toHaveProperty('sauvegarde');
    expect(statusOf(hub, 'sauvegarde')).toBe('missing');
  });

  it('/a-preciser, écrite après la correction, renvoie la correction, même si le suivi ne la montrait pas encore', () => {
    const hub = opened();
    hub.editBody(aBody({ sauvegarde: other }));
    hub.comment(serviceTeam, '/a-preciser sauvegarde conservée où ?');
    expect(answered(hub)).toContain('est à préciser');
    expect(statusOf(hub, 'sauvegarde')).toBe('missing');
  });

  it('un suivi écrit depuis la commande ne prouve rien de ce qu’elle avait sous les yeux', () => {
    const hub = opened();
    hub.comment(serviceTeam, '/a-preciser sauvegarde conservée où ?');
    hub.editBody(aBody({ sauvegarde: other }));
    hub.changeState((state) => ({
      ...state,
      answersShown: { ...state.answersShown, sauvegarde: hub.plan().state.answersShown['sauvegarde'] ?? '' },
      writtenAt: hub.clock(),
    }));
    expect(answered(hub)).toContain('a changé depuis');
    expect(hub.state().sentBack).toEqual({});
  });

  it('au premier regard sur une demande déjà modifiée, rien ne dit ce qu’elle avait sous les yeux', () => {
    const hub = createToyHub();
    expect(late(hub, '/a-preciser sauvegarde conservée où ?', { sauvegarde: other })).toContain('a changé depuis');
    expect(hub.state().sentBack).toEqual({});
  });

  it('deux renvois d’un même commentaire valent l’un et l’autre', () => {
    const hub = opened();
    const before = { volumetrie: '10 Go aujourd’hui, 20 Go dans un an.' };
    late(hub, '/a-preciser sauvegarde conservée où ?\n/a-preciser sauvegarde et combien de temps ?', before);
    expect(hub.state().sentBack['sauvegarde']).toMatchObject({ reason: 'et combien de temps ?' });
  });

  it.each(['/valider sauvegarde', '/valider tous', '/valider'])('« %s » n’accepte pas celle que personne n’a lue', (text) => {
    const hub = opened(aBody({ sauvegarde: doubtful, 'donnees-sensibles': null }));
    expect(late(hub, text, { sauvegarde: 'Néant' })).toMatch(
      /\*\*Sauvegarde et restauration\*\* a changé depuis.*n’a rien fait de cette réponse/s,
    );
    expect(hub.state().validated).toEqual({});
    expect(statusOf(hub, 'sauvegarde')).toBe('doubtful');
  });

  it('/valider tous accepte les autres, et dit laquelle a changé', () => {
    const hub = opened(aBody({ sauvegarde: doubtful, calendrier: 'quand le ministre le voudra' }));
    hub.comment(serviceTeam, '/valider calendrier');
    hub.reconcile();
    hub.editBody(aBody({ sauvegarde: doubtful, volumetrie: 'environ rien', calendrier: 'quand le ministre le voudra' }));
    hub.reconcile();
    const pending = hub.plan().status.rereads.map(({ prerequisite }) => prerequisite.id);
    expect(pending).toContain('sauvegarde');
    const reply = late(hub, '/valider tous', {
      sauvegarde: 'Néant',
      volumetrie: 'environ rien',
      calendrier: 'quand le ministre le voudra',
    });
    expect(reply).toContain('**Sauvegarde et restauration** a changé depuis');
    expect(Object.keys(hub.state().validated)).toEqual(expect.arrayContaining(pending.filter((id) => id !== 'sauvegarde')));
    expect(hub.state().validated).not.toHaveProperty('sauvegarde');
  });

  it('/valider accepte la réponse écrite avant elle, même si le suivi ne la montrait pas encore', () => {
    const hub = opened();
    hub.editBody(aBody({ sauvegarde: doubtful }));
    const id = hub.comment(serviceTeam, '/valider sauvegarde');
    hub.reconcile();
    expect(hub.reactionsTo(id)).toEqual(['+1']);
    expect(hub.state().validated).toHaveProperty('sauvegarde');
  });

  it('/flux tous parle des flux qu’elle avait sous les yeux ; un flux nommé est le même, quoi qu’il s’ajoute', () => {
    const hub = opened(aBody({ 'flux-mi': 'api.exemple.fr:443' }));
    const more = { 'flux-mi': 'api.exemple.fr:443\nannuaire.exemple.fr:636' };
    hub.comment(serviceTeam, '/flux');
    hub.reconcile();
    const [id] = hub.plan().status.flows?.declared.map(({ flow }) => flow.id) ?? [];
    expect(late(hub, '/flux tous demandé REQ-1', more)).toContain('a changé depuis');
    expect(hub.state().flows).toEqual({});
    late(hub, `/flux ${id} demandé REQ-1`, { 'flux-mi': `${more['flux-mi']}\nfichiers.exemple.fr:22` });
    expect(Object.keys(hub.state().flows)).toEqual([id]);
  });

  it('/sans-objet vaut pour le prérequis, quelle que soit sa réponse', () => {
    const hub = opened();
    late(hub, '/sans-objet sauvegarde application sans données', { sauvegarde: other });
    expect(statusOf(hub, 'sauvegarde')).toBe('waived');
  });

  it('/sans-objet jusqu’au jour où elle est lue trop tard : la dispense est finie, elle n’était pas mal écrite', () => {
    const hub = opened();
    hub.comment(serviceTeam, '/sans-objet sauvegarde pas encore choisie jusqu’au 2027-01-05');
    hub.daysPass(3);
    expect(answered(hub)).not.toContain('est déjà passée');
    expect(statusOf(hub, 'sauvegarde')).toBe('met');
    expect(hub.state().waivers).toHaveProperty('sauvegarde');
  });
});

describe('une demande a changé quand GitHub le dit, non quand l’application la regarde', () => {
  it('vue quarante jours plus tard, elle a quarante jours', () => {
    const hub = opened();
    hub.editBody(aBody({ sauvegarde: other }));
    const at = hub.observation().issue.lastEditedAt;
    hub.daysPass(40);
    hub.reconcile();
    expect(hub.state().body.changedAt).toBe(at);
  });
});
