import { describe, expect, it } from 'vitest';
import { wordsTo } from './answers-to.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, author } = people;
const { revalidate, complete, incomplete } = defaults.procedure.labels;
const other = 'Sauvegarde hebdomadaire, gardée un an sur un autre site.';
const third = 'Sauvegarde mensuelle, gardée dix ans.';

type Hub = ReturnType<typeof createToyHub>;

function opened(body = aBody()): Hub {
  const hub = createToyHub({ body });
  hub.reconcile();
  return hub;
}

function inOvh(): Hub {
  const hub = opened();
  says(hub, '/phase ovh');
  return hub;
}

function says(hub: Hub, text: string, by: string = serviceTeam): string {
  const id = hub.comment(by, text);
  return wordsTo(hub.reconcile().plan, id);
}

function changes(hub: Hub, sauvegarde: string): void {
  hub.editBody(aBody({ sauvegarde }));
  hub.reconcile();
}

const titles = (hub: Hub) => hub.plan().status.rereads.map(({ prerequisite }) => prerequisite.id);

describe('une réponse à relire', () => {
  it('compte comme fournie, et n’arrête pas le projet : le suivi la montre à la Service Team, avec ce qui a changé', () => {
    const hub = inOvh();
    changes(hub, other);
    expect(hub.labels()).toEqual(expect.arrayContaining([revalidate.name, complete.name]));
    const text = hub.commentIn('status');
    expect(text).toContain('### À relire par la Service Team (1)');
    expect(text).toContain('**Sauvegarde et restauration** `sauvegarde`');
    expect(text).toContain('/a-preciser prérequis motif');
  });

  it('est acceptée par le passage en avant, telle que le dernier suivi la montrait', () => {
    const hub = inOvh();
    changes(hub, other);
    says(hub, '/forcer cloud-pi-native jalon');
    expect(titles(hub)).toEqual(['sauvegarde']);
    says(hub, '/phase ouverture-de-flux');
    expect(hub.state().phase).toBe('ouverture-de-flux');
    expect(titles(hub)).toEqual([]);
    expect(hub.state().validated['sauvegarde']).toMatchObject({ by: serviceTeam });
  });

  it('changée depuis le dernier suivi, personne ne l’a lue : le passage est refusé et dit laquelle, puis accepté une fois qu’elle est montrée', () => {
    const hub = inOvh();
    says(hub, '/forcer cloud-pi-native jalon');
    hub.editBody(aBody({ sauvegarde: other }));
    expect(says(hub, '/phase ouverture-de-flux')).toMatch(/❌ \*\*Réponses relues\*\*.*changé depuis le dernier suivi/s);
    expect(hub.state().phase).toBe('cloud-pi-native');
    says(hub, '/phase ouverture-de-flux');
    expect(hub.state().phase).toBe('ouverture-de-flux');
  });

  it('ni un retour, ni un passage forcé n’acceptent quoi que ce soit', () => {
    const hub = inOvh();
    changes(hub, other);
    says(hub, '/forcer cloud-pi-native jalon');
    says(hub, '/phase ovh');
    expect(titles(hub)).toEqual(['sauvegarde']);
    const forced = opened();
    says(forced, '/forcer ovh jalon');
    expect(forced.state().validated).toEqual({});
  });

  it('un passage refusé n’accepte rien', () => {
    const hub = opened(aBody({ architecture: null }));
    says(hub, '/phase ovh');
    expect(hub.state().validated).toEqual({});
  });

  it('devenue manquante, elle n’est pas à relire : elle manque', () => {
    const hub = inOvh();
    changes(hub, 'À compléter');
    expect(titles(hub)).toEqual([]);
    expect(hub.labels()).toContain(incomplete.name);
  });

  it('/pourquoi la montre là où la Service Team décide', () => {
    const hub = inOvh();
    changes(hub, other);
    expect(says(hub, '/pourquoi cloud-pi-native')).toMatch(
      /✅ \*\*Réponses relues\*\*\s: 1 réponse à relire, que ce passage accepte\.\n {2}- Sauvegarde et restauration/,
    );
  });

  it('l’étiquette d’avant laisse sa place, sur un dossier ouvert comme sur un dossier fermé', () => {
    const hub = opened();
    hub.setLabel(serviceTeam, 'prérequis: à revalider');
    hub.reconcile();
    expect(hub.labels()).not.toContain('prérequis: à revalider');
    hub.close(author);
    hub.setLabel(serviceTeam, 'prérequis: à revalider');
    hub.reconcile();
    expect(hub.labels()).not.toContain('prérequis: à revalider');
  });
});

describe('un doute', () => {
  const doubtful = aBody({ sauvegarde: 'Aucune' });

  it('est à relire, avec sa raison, même si personne n’a encore rien accepté ; le passage en avant l’accepte', () => {
    const hub = opened(doubtful);
    expect(hub.labels()).toEqual(expect.arrayContaining([revalidate.name, complete.name, 'attente: service team']));
    expect(hub.commentIn('status')).toMatch(/À relire par la Service Team \(1\).*`sauvegarde`\s: `Aucune` ne dit pas pourquoi/s);
    expect(says(hub, '/pourquoi ovh')).toMatch(
      /que ce passage accepte\.\n {2}- Sauvegarde et restauration\s: `Aucune` ne dit pas pourquoi/,
    );
    says(hub, '/phase ovh');
    expect(hub.state().phase).toBe('ovh');
    expect(titles(hub)).toEqual([]);
    expect(hub.labels()).not.toContain(revalidate.name);
  });

  it('n’arrête pas le projet à qui une réponse manque', () => {
    const hub = opened(aBody({ sauvegarde: 'Aucune', architecture: null }));
    expect(hub.labels()).toEqual(expect.arrayContaining([revalidate.name, incomplete.name, 'attente: projet']));
  });

  it('qu’un dernier suivi ne montrait pas n’est accepté par aucun passage', () => {
    const hub = opened();
    hub.editBody(doubtful);
    expect(says(hub, '/phase ovh')).toContain('changé depuis le dernier suivi');
    expect(hub.state().phase).toBe('prerequis');
  });

  it('est levé par /valider, jusqu’à ce que la réponse change', () => {
    const hub = opened(doubtful);
    says(hub, '/valider sauvegarde');
    expect(hub.commentIn('status')).toContain('accepté par camille');
    expect(titles(hub)).toEqual([]);
    changes(hub, 'Néant');
    expect(titles(hub)).toEqual(['sauvegarde']);
  });

  it('se renvoie', () => {
    const hub = opened(doubtful);
    says(hub, '/a-preciser sauvegarde pourquoi aucune ?');
    expect(titles(hub)).toEqual([]);
    expect(hub.plan().prerequisites.find(({ prerequisite }) => prerequisite.id === 'sauvegarde')?.status).toBe('missing');
  });
});

describe('/a-preciser', () => {
  it('renvoie une réponse : elle manque, avec le motif et qui l’a demandé, jusqu’à ce qu’elle change', () => {
    const hub = opened();
    expect(says(hub, '/a-preciser architecture le schéma ne montre pas la base')).toMatch(
      /est à préciser \(`le schéma ne montre pas la base`\).*@lea/s,
    );
    expect(hub.commentIn('status')).toMatch(
      /architecture technique\*\* \(manquant\)\s: renvoyé par `camille` le [^:]+: `le schéma ne montre pas la base`/,
    );
    expect(hub.labels()).toEqual(expect.arrayContaining([incomplete.name, 'attente: projet']));
    hub.editBody(aBody({ architecture: 'API Java, interface Vue.js et base PostgreSQL 16 gérée par la plateforme.' }));
    hub.reconcile();
    expect(hub.labels()).toContain(complete.name);
  });

  it('une fois corrigée, elle est à relire, avec le motif ; le passage en avant l’accepte', () => {
    const hub = opened();
    says(hub, '/a-preciser architecture le schéma ne montre pas la base');
    hub.editBody(aBody({ architecture: 'API Java, interface Vue.js et base PostgreSQL 16 gérée par la plateforme.' }));
    hub.reconcile();
    expect(hub.commentIn('status')).toMatch(/À relire par la Service Team \(1\).*corrigée depuis que `camille` l’a renvoyée/s);
    says(hub, '/phase ovh');
    expect(hub.state()).toMatchObject({ phase: 'ovh', sentBack: {} });
    expect(titles(hub)).toEqual([]);
  });

  it('remise telle quelle, elle manque de nouveau', () => {
    const hub = opened();
    says(hub, '/a-preciser sauvegarde quelle durée de conservation ?');
    changes(hub, other);
    changes(hub, third);
    hub.editBody(aBody());
    hub.reconcile();
    expect(hub.plan().prerequisites.find(({ prerequisite }) => prerequisite.id === 'sauvegarde')?.status).toBe('missing');
  });

  it('/valider et son nom reprennent le renvoi ; /valider tous n’y touche pas', () => {
    const hub = opened();
    says(hub, '/a-preciser architecture le schéma ne montre pas la base');
    expect(says(hub, '/valider tous')).toContain('aucune réponse n’attend d’être relue');
    expect(says(hub, '/valider architecture')).toContain('est accepté tel quel');
    expect(hub.state().sentBack).toEqual({});
    expect(hub.labels()).toContain(complete.name);
  });

  it('dans le même commentaire qu’un passage, empêche le passage', () => {
    const hub = opened();
    says(hub, '/a-preciser architecture le schéma ne montre pas la base\n/phase ovh');
    expect(hub.state().phase).toBe('prerequis');
  });

  it.each([
    ['/a-preciser', 'il manque le nom du prérequis'],
    ['/a-preciser sauvegarde', 'il manque le motif'],
    ['/a-preciser sauvegarde  :', 'il manque le motif'],
    ['/a-preciser architectur pas clair', 'ce prérequis n’existe pas.*/a-preciser architecture motif'],
    ['/a-preciser Sauvegardes quelle durée ?', 'ce prérequis n’existe pas.*/a-preciser sauvegarde motif'],
  ])('« %s » : %s', (text, sentence) => {
    const hub = opened();
    expect(says(hub, text)).toMatch(new RegExp(sentence, 's'));
    expect(hub.state().sentBack).toEqual({});
  });

  it('ce qui est sans objet par décision ne se renvoie pas', () => {
    const hub = opened();
    says(hub, '/sans-objet sauvegarde application sans données');
    expect(says(hub, '/a-preciser sauvegarde quelle durée ?')).toContain('est sans objet, par décision');
  });

  it('est réservée à la Service Team', () => {
    expect(says(opened(), '/a-preciser architecture le schéma ne montre pas la base', author)).toContain('réservée à la Service Team');
  });

  it('s’écrit aussi avec son titre, son accent et deux points', () => {
    const hub = opened();
    says(hub, '/à-préciser Sauvegarde et restauration : quelle durée de conservation ?');
    expect(hub.state().sentBack['sauvegarde']).toMatchObject({ by: serviceTeam, reason: 'quelle durée de conservation ?' });
  });

  it('reste dans l’historique, et un second passage n’écrit rien', () => {
    const hub = opened();
    says(hub, '/a-preciser architecture le schéma ne montre pas la base');
    expect(hub.commentIn('status')).toMatch(
      /`camille` a renvoyé\s: Dossier ou schéma d’architecture technique \(motif\s: `le schéma ne montre pas la base`\)/,
    );
    expect(hub.reconcile().writes).toBe(0);
  });
});

describe('/valider', () => {
  it('accepte par son nom une réponse que l’application refusait : une personne sait mieux', () => {
    const hub = opened(aBody({ environnements: 'recette et production ; pour les ressources, selon le dossier de marché, annexe 3' }));
    hub.editBody(aBody({ calendrier: 'quand le ministre le voudra' }));
    hub.reconcile();
    expect(hub.labels()).toContain(incomplete.name);
    says(hub, '/valider calendrier');
    expect(hub.labels()).toContain(complete.name);
    expect(hub.commentIn('status')).toContain('accepté par camille');
    hub.editBody(aBody({ calendrier: 'quand le nouveau ministre le voudra' }));
    hub.reconcile();
    expect(hub.labels()).toContain(incomplete.name);
  });

  it('n’accepte pas le vide', () => {
    const hub = opened(aBody({ calendrier: null }));
    expect(says(hub, '/valider calendrier')).toContain('aucune réponse n’attend d’être relue');
    expect(hub.labels()).toContain(incomplete.name);
  });
});
