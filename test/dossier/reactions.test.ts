import { describe, expect, it } from 'vitest';
import type { Action, Written } from '../../src/apply/action.ts';
import { seen } from './a-repository.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, author, stranger } = people;
type Hub = ReturnType<typeof createToyHub>;

function inOvh(refuse?: (action: Action) => Written | null): Hub {
  const hub = createToyHub({
    body: aBody({ 'flux-mi': 'api.exemple.fr:443' }),
    see: (name) => seen({ name }),
    ...(refuse === undefined ? {} : { refuse }),
  });
  hub.reconcile();
  hub.comment(serviceTeam, '/forcer ovh pour les tests');
  hub.reconcile();
  return hub;
}

/** What a comment got: the App's reactions, and how many comments answer it. */
function answer(hub: Hub, id: number) {
  const words = hub.comments().filter(({ slot }) => slot === `reply/${id}` || slot?.startsWith(`reply/${id}/`) === true).length;
  return { reactions: hub.reactionsTo(id), words };
}

function told(login: string, text: string, hub = inOvh()) {
  const id = hub.comment(login, text);
  hub.reconcile();
  expect(hub.reconcile().writes).toBe(0);
  return answer(hub, id);
}

const done = { reactions: ['+1'], words: 0 };
const refused = { reactions: ['confused'], words: 1 };
const words = { reactions: [], words: 1 };

describe('chaque commande a sa réponse, et une seule', () => {
  it.each<[string, { by: string; text: string }, object]>([
    ['ce qui est fait', { by: author, text: '/fait accostage' }, done],
    ['ce qui l’était déjà', { by: author, text: '/reprendre' }, done],
    ['une pause', { by: author, text: '/pause congés' }, done],
    ['un dépôt regardé', { by: author, text: '/miroir' }, done],
    ['une dispense', { by: serviceTeam, text: '/sans-objet sauvegarde sans données' }, done],
    ['une autorisation', { by: serviceTeam, text: '/autoriser demat-permis/api' }, done],
    ['un membre de plus', { by: author, text: '/equipe @nadia' }, done],
    ['une phase, que son commentaire annonce', { by: serviceTeam, text: '/forcer cloud-pi-native jalon' }, done],
    ['la liste qui prend la place de la commande', { by: author, text: '/etapes' }, done],
    ['plusieurs, toutes faites', { by: author, text: '/fait accostage\n/pause congés' }, done],
    ['ce qui est demandé', { by: author, text: '/aide' }, words],
    ['une liste', { by: author, text: '/equipe' }, words],
    ['ce qu’un autre doit apprendre', { by: serviceTeam, text: '/flux tous ouvert' }, words],
    ['une réponse renvoyée', { by: serviceTeam, text: '/a-preciser sauvegarde conservée où ?' }, words],
    ['rien à accepter', { by: serviceTeam, text: '/valider' }, words],
    ['l’une faite, l’autre à lire', { by: author, text: '/fait accostage\n/statut' }, words],
    ['un nom faux', { by: author, text: '/fait acostage' }, refused],
    ['une commande réservée', { by: author, text: '/valider tous' }, refused],
    ['une commande inconnue', { by: author, text: '/abracadabra' }, refused],
    ['un droit qui manque', { by: stranger, text: '/fait accostage' }, refused],
    ['l’une faite, l’autre non', { by: author, text: '/fait accostage\n/fait acostage' }, refused],
    ['un compte qui ne peut pas partir', { by: author, text: '/equipe @karim @lea non' }, refused],
    ['plus de commandes qu’un commentaire n’en tient', { by: author, text: '/pause\n'.repeat(21) }, refused],
  ])('%s', (_, { by, text }, expected) => {
    expect(told(by, text)).toEqual(expected);
  });

  it('une réponse renvoyée, puis acceptée', () => {
    const hub = inOvh();
    hub.comment(serviceTeam, '/a-preciser sauvegarde conservée où ?');
    hub.reconcile();
    expect(told(serviceTeam, '/valider sauvegarde', hub)).toEqual(done);
  });

  it('une phase refusée', () => {
    expect(told(serviceTeam, '/phase embarque')).toEqual(refused);
  });

  it('dans un dossier fermé', () => {
    const hub = inOvh();
    hub.close(serviceTeam);
    hub.reconcile();
    expect(told(author, '/fait accostage', hub)).toEqual(refused);
    expect(told(author, '/statut', hub)).toEqual(words);
  });
});

describe('un commentaire modifié', () => {
  it('la commande ajoutée à un commentaire qui a sa réaction est répondue en mots', () => {
    const hub = inOvh();
    const id = hub.comment(author, '/fait accostage');
    hub.reconcile();
    hub.editComment(author, id, '/fait accostage\n/pause congés');
    hub.reconcile();
    expect(hub.state().paused).toBe(true);
    expect(answer(hub, id)).toEqual({ reactions: ['+1'], words: 1 });
    expect(hub.reconcile().writes).toBe(0);
  });

  it('la commande ajoutée qui échoue aussi : la réaction d’avant reste, les mots disent pourquoi', () => {
    const hub = inOvh();
    const id = hub.comment(author, '/fait accostage');
    hub.reconcile();
    hub.editComment(author, id, '/fait accostage\n/fait acostage');
    hub.reconcile();
    expect(answer(hub, id)).toEqual({ reactions: ['+1'], words: 1 });
  });

  it('une question devenue commande est une commande', () => {
    const hub = inOvh();
    const id = hub.comment(author, 'Faut-il cocher l’accostage ?');
    hub.reconcile();
    hub.editComment(author, id, '/fait accostage');
    hub.reconcile();
    expect(answer(hub, id)).toEqual(done);
  });

  it('par quelqu’un d’autre : refusé, et dit', () => {
    const hub = inOvh();
    const id = hub.comment(author, 'Bonjour');
    hub.reconcile();
    hub.editComment(stranger, id, '/pause congés');
    hub.reconcile();
    expect(answer(hub, id)).toEqual(refused);
  });
});

describe('une réaction que GitHub refuse', () => {
  const noReaction = (action: Action): Written | null =>
    action.verb === 'react' ? { kind: 'refused', because: ['GitHub a répondu 403'] } : null;
  const nothing = (action: Action): Written | null =>
    action.verb === 'create-comment' && action.body.includes('slot=reply/')
      ? { kind: 'refused', because: ['GitHub a répondu 403'] }
      : noReaction(action);

  it('se dit en mots', () => {
    const hub = inOvh(noReaction);
    const id = hub.comment(author, '/fait accostage');
    hub.reconcile();
    expect(answer(hub, id)).toEqual(words);
    expect(hub.commentIn(`reply/${id}`)).toContain('c’est noté');
    expect(hub.reconcile().writes).toBe(0);
  });

  it('se dit dans le suivi, quand les mots aussi sont refusés', () => {
    const hub = inOvh(nothing);
    const id = hub.comment(author, '/fait accostage');
    hub.reconcile();
    expect(answer(hub, id)).toEqual({ reactions: [], words: 0 });
    expect(hub.commentIn('status')).toMatch(/c’est noté, 1.étape cochée/);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('une réponse en mots refusée (dossier verrouillé) se lit dans le suivi', () => {
    const hub = inOvh(nothing);
    hub.comment(author, '/fait acostage');
    hub.reconcile();
    expect(hub.commentIn('status')).toContain('cette étape n’existe pas');
  });
});

describe('un inconnu à qui GitHub ne laisse plus rien répondre', () => {
  const { maxPerDay } = defaults.procedure.comments;
  const noReaction = (action: Action): Written | null =>
    action.verb === 'react' ? { kind: 'refused', because: ['GitHub a répondu 403'] } : null;
  const statusOf = (hub: Hub) => hub.commentIn('status')?.replaceAll('\u00a0', ' ') ?? '';

  /** So many commands, a look after each. */
  function floods(hub: Hub, logins: readonly string[]): void {
    for (const login of logins) {
      hub.comment(login, '/fait accostage');
      hub.reconcile();
    }
  }

  it('est nommé dans le suivi, une fois, aussi souvent qu’il insiste ; rien d’autre ne s’y ajoute', () => {
    const hub = inOvh(noReaction);
    floods(
      hub,
      Array.from({ length: maxPerDay }, () => stranger),
    );
    expect(statusOf(hub)).not.toContain('reste sans réponse');
    floods(
      hub,
      Array.from({ length: 20 }, () => stranger),
    );
    expect(statusOf(hub).match(/`eve`/g)).toHaveLength(1);
    expect(statusOf(hub)).toContain('ce que `eve` vient d’écrire est lu, mais reste sans réponse');
    expect(hub.state().news).toEqual([]);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('ils sont trois au plus à être nommés, autant qu’ils soient', () => {
    const hub = inOvh(noReaction);
    floods(
      hub,
      Array.from({ length: 60 }, (_, index) => `inconnu-${index}`),
    );
    expect(hub.state().untold).toHaveLength(3);
    expect(statusOf(hub).match(/`inconnu-\d+`/g)).toHaveLength(3);
  });

  it('le lendemain, il a de nouveau ses mots, et le suivi se tait', () => {
    const hub = inOvh(noReaction);
    floods(
      hub,
      Array.from({ length: maxPerDay + 1 }, () => stranger),
    );
    hub.daysPass(2);
    floods(hub, [stranger]);
    expect(statusOf(hub)).not.toContain('sans réponse aujourd’hui');
    expect(hub.comments().filter(({ slot }) => slot?.startsWith('reply/') === true)).toHaveLength(maxPerDay + 1);
  });

  it('où GitHub prend la réaction, le suivi ne dit rien', () => {
    const hub = inOvh();
    floods(
      hub,
      Array.from({ length: maxPerDay + 3 }, () => stranger),
    );
    expect(hub.state().untold).toEqual([]);
  });
});

describe('ce qui disparaît', () => {
  it('le commentaire supprimé après que l’application l’a lu : son effet reste, rien n’est écrit en vain', () => {
    const hub = inOvh();
    const id = hub.comment(author, '/pause congés');
    const step = hub.look();
    hub.deleteComment(id);
    while (step());
    expect(hub.state().paused).toBe(true);
    expect(hub.commentIn('status')).toContain('a suspendu les relances');
    expect(hub.comments().some(({ slot }) => slot === `reply/${id}`)).toBe(false);
    hub.reconcile();
    expect(hub.reconcile().writes).toBe(0);
  });

  it('tuée juste après la réaction : au retour, la commande s’exécute, la réaction n’est pas redoublée', () => {
    const hub = inOvh();
    const id = hub.comment(author, '/fait accostage');
    while (hub.reactionsTo(id).length === 0) hub.killedAfter(1);
    expect(hub.state().items['ovh/accostage']).toBeUndefined();
    hub.reconcile();
    expect(hub.state().items['ovh/accostage']).toMatchObject({ done: true });
    expect(answer(hub, id)).toEqual(done);
  });

  it('tuée après la réaction, l’issue ayant changé : des mots disent la nouvelle, jamais deux réactions contraires', () => {
    const hub = inOvh();
    const id = hub.comment(author, '/fait accostage');
    while (hub.reactionsTo(id).length === 0) hub.killedAfter(1);
    hub.editComment(author, id, '/fait acostage');
    hub.reconcile();
    expect(answer(hub, id)).toEqual({ reactions: ['+1'], words: 1 });
    expect(hub.reconcile().writes).toBe(0);
  });

  it('tuée après les mots d’un refus : ils restent vrais, une seule fois', () => {
    const hub = inOvh();
    const id = hub.comment(author, '/fait acostage');
    for (let actions = 1; actions < 4; actions++) hub.killedAfter(actions);
    hub.reconcile();
    expect(answer(hub, id)).toEqual(refused);
    expect(hub.reconcile().writes).toBe(0);
  });
});
