import { describe, expect, it } from 'vitest';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author, stranger } = people;

type Hub = ReturnType<typeof createToyHub>;

function opened(body = aBody()): Hub {
  const hub = createToyHub({ body });
  hub.reconcile();
  return hub;
}

const told = (hub: Hub, kind: string) => hub.comments().filter(({ slot }) => slot?.startsWith(`${kind}/`) === true);

describe('un suivi arrêté, puis repris', () => {
  it.each([1, 30, 300])(
    'une étiquette posée %i jours avant la reprise est jugée alors, une fois, comme une commande écrite entre-temps',
    (days) => {
      const hub = opened(aBody({ architecture: null }));
      hub.removeLabel(serviceTeam, 'accompagnement');
      hub.reconcile();
      hub.setLabel(serviceTeam, 'phase: OVH');
      hub.comment(author, '/statut');
      hub.reconcile();
      hub.daysPass(days);
      hub.setLabel(serviceTeam, 'accompagnement');
      hub.reconcile();
      expect(told(hub, 'refusal')).toHaveLength(1);
      expect(told(hub, 'reply')).toHaveLength(1);
      expect(hub.labels()).toContain('phase: prérequis');
      expect(hub.labels()).not.toContain('phase: OVH');
      expect(hub.reconcile().writes).toBe(0);
    },
  );

  it('arrêté et repris entre deux regards : rien n’est défait', () => {
    const hub = opened();
    hub.removeLabel(serviceTeam, 'accompagnement');
    hub.setLabel(serviceTeam, 'accompagnement');
    expect(hub.reconcile().created).toEqual([]);
    expect(hub.labels()).toContain('phase: prérequis');
  });
});

describe('un dossier fermé longtemps, puis rouvert', () => {
  it.each([8, 240, 1_000])('%i jours après : même phase, aucune relance d’avance, la première au délai', (days) => {
    const hub = opened(aBody({ architecture: null }));
    hub.close(author);
    hub.reconcile();
    hub.daysPass(days);
    hub.reopen(author);
    expect(hub.reconcile().created).toEqual([]);
    expect(hub.labels()).toEqual(expect.arrayContaining(['phase: prérequis', 'attente: projet']));
    hub.daysPass(60);
    hub.reconcile();
    expect(told(hub, 'reminder')).toHaveLength(1);
  });
});

describe('dix jours et plus d’arrêt', () => {
  it.each([10, 40, 400])('%i jours : une relance, non une par échéance passée', (days) => {
    const hub = opened(aBody({ architecture: null }));
    hub.daysPass(days);
    hub.reconcile();
    expect(told(hub, 'reminder').length).toBeLessThanOrEqual(1);
    expect(hub.reconcile().writes).toBe(0);
  });
});

describe('deux personnes, ou davantage, dans la même seconde', () => {
  it.each<[string, readonly string[], number]>([
    ['deux qui n’en ont pas le droit', [stranger, author], 2],
    ['une qui l’a, puis une qui ne l’a pas', [serviceTeam, stranger], 1],
    ['une qui ne l’a pas, puis une qui l’a', [stranger, serviceTeam], 1],
    ['trois qui n’en ont pas le droit', [stranger, author, people.assignee], 3],
  ])('%s : à chacune sa réponse', (_, who, refused) => {
    const labels = ['phase: OVH', 'phase: Cloud π native', 'phase: ouverture de flux'];
    const hub = opened();
    hub.stopClock(() => {
      for (const [index, login] of who.entries()) hub.setLabel(login, login === serviceTeam ? 'phase: OVH' : (labels[2 - index] ?? ''));
    });
    hub.reconcile();
    hub.reconcile();
    expect(told(hub, 'refusal')).toHaveLength(refused);
    for (const login of who.filter((one) => one !== serviceTeam))
      expect(told(hub, 'refusal').some(({ body }) => body.includes(`@${login}`))).toBe(true);
    expect(hub.state().phase).toBe(who.includes(serviceTeam) ? 'ovh' : 'prerequis');
  });
});

describe('une commande que des caractères invisibles précèdent', () => {
  it.each([
    ['une espace de largeur nulle', '\u200B/statut'],
    ['une marque de sens de lecture', '\u200F/statut'],
    ['une marque d’ordre des octets', '\uFEFF/statut'],
    ['un trait d’union conditionnel', '\u00AD/statut'],
    ['une espace insécable', '\u00A0/statut'],
    ['un caractère invisible dans le mot', '/sta\u200Btut'],
    ['un retour chariot', '/statut\r\n'],
    ['un accent décomposé', '/e\u0301tapes'],
    ['un accent composé', '/étapes'],
    ['une marque de fin', '/statut\u200E'],
  ])('%s : elle a sa réponse', (_, text) => {
    const hub = opened();
    const id = hub.comment(author, text);
    hub.reconcile();
    const answered = told(hub, 'reply').length === 1 || hub.commentById(id)?.includes('- [') === true;
    expect(answered).toBe(true);
    expect(told(hub, 'reply').every(({ body }) => !body.includes('n’existe pas'))).toBe(true);
  });
});

it('une étiquette renommée, et recolorée, dans le dépôt : le dossier n’a jamais deux étiquettes de phase', () => {
  const hub = opened();
  hub.renameLabel('phase: prérequis', 'phase: préalables');
  hub.reconcile();
  hub.reconcile();
  expect(hub.labels().filter((label) => label === 'phase: prérequis')).toHaveLength(1);
});
