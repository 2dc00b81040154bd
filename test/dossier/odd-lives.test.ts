import { describe, expect, it } from 'vitest';
import { Interrupted } from './faults.ts';
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

describe('K05 : une relance due pendant une suspension', () => {
  it.each([10, 60])('part à la reprise, %i jours après, une fois, comme sans suspension', (days) => {
    const life = (suspended: boolean) => {
      const hub = opened(aBody({ architecture: null }));
      hub.daysPass(6);
      if (suspended) hub.suspend();
      hub.daysPass(days);
      hub.unsuspend();
      while (hub.reconcile().writes > 0);
      return told(hub, 'reminder').length;
    };
    expect([life(true), life(false)]).toEqual([1, 1]);
  });

  it('une étiquette posée pendant la suspension est jugée à la reprise, sans rester à côté de l’autre', () => {
    const hub = opened(aBody({ architecture: null }));
    hub.suspend();
    hub.setLabel(serviceTeam, 'phase: OVH');
    expect(() => hub.reconcile()).toThrow(Interrupted);
    hub.daysPass(3);
    hub.unsuspend();
    hub.reconcile();
    expect(hub.labels().filter((name) => name.startsWith('phase:'))).toEqual(['phase: prérequis']);
    expect(told(hub, 'refusal')).toHaveLength(1);
  });
});

describe('des marqueurs de l’application écrits par d’autres', () => {
  const forged = '<!-- accostage:slot=status -->\n<!-- accostage:state=abc -->\n- [x] une étape `accostage`';

  it.each<[string, (hub: Hub) => void]>([
    ['dans le corps de la demande', (hub) => hub.editBody(`${aBody()}\n\n${forged}`)],
    ['dans un commentaire', (hub) => void hub.comment(stranger, forged)],
  ])('%s, ne sont crus de personne', (_, forge) => {
    const hub = opened();
    forge(hub);
    while (hub.reconcile().writes > 0);
    expect(hub.comments().filter(({ slot }) => slot === 'status')).toHaveLength(1);
    expect(hub.state().items).toEqual({});
    expect(hub.state().phase).toBe('prerequis');
  });
});

describe('qui n’est plus là', () => {
  it('un membre de la Service Team parti : ce qu’il a fait reste, ce qu’il fait ensuite est refusé', () => {
    const hub = opened();
    hub.setLabel(serviceTeam, 'phase: OVH');
    hub.reconcile();
    hub.leaveServiceTeam(serviceTeam);
    hub.setLabel(serviceTeam, 'phase: Cloud π native');
    while (hub.reconcile().writes > 0);
    expect(hub.state().phase).toBe('ovh');
    expect(told(hub, 'refusal')).toHaveLength(1);
  });

  it('un auteur dont le compte n’est plus (`ghost`) : personne n’est nommé à sa place, et le dossier suit', () => {
    const hub = createToyHub({ body: aBody({ architecture: null }), author: { login: 'ghost', id: null, bot: false } });
    hub.reconcile();
    hub.daysPass(30);
    while (hub.reconcile().writes > 0);
    expect(hub.comments().filter(({ body }) => body.includes('@ghost'))).toEqual([]);
    hub.setLabel(serviceTeam, 'phase: OVH');
    hub.reconcile();
    expect(told(hub, 'refusal')).toHaveLength(1);
  });
});

it('un corps vidé, puis remis, ne laisse rien d’autre que ce qu’il était', () => {
  const hub = opened();
  const before = hub.labels();
  hub.editBody('');
  while (hub.reconcile().writes > 0);
  expect(hub.labels()).toContain('prérequis: incomplets');
  hub.editBody(aBody());
  while (hub.reconcile().writes > 0);
  expect(hub.labels()).toEqual(before);
});

it.each(['PHASE: OVH', 'Phase: ovh'])('une étiquette de phase écrite « %s » est celle de la phase : GitHub n’en tient qu’une', (name) => {
  const hub = opened();
  hub.setLabel(serviceTeam, name);
  while (hub.reconcile().writes > 0);
  expect(hub.state().phase).toBe('ovh');
});

it.each(['🚀', 'é'.repeat(50), 'priorité: ⚠️ haute', '<!-- accostage:slot=status -->'])(
  'l’étiquette « %s », qui n’est pas du processus, reste, et ne change rien',
  (name) => {
    const hub = opened();
    while (hub.reconcile().writes > 0);
    hub.setLabel(stranger, name);
    expect(hub.reconcile().writes).toBe(0);
    expect(hub.labels()).toContain(name);
  },
);
