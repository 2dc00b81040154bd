import { describe, expect, it } from 'vitest';
import { refusalSlot } from '../../src/dossier/engine/refusals.ts';
import type { Reply } from '../../src/dossier/reply.ts';
import { repliesTo } from './answers-to.ts';
import { seen } from './a-repository.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author, assignee, stranger, unverified } = people;

/** The replies to a comment of that author, in a dossier in OVH. */
function ask(login: string, text: string, stage = inOvh()): readonly Reply[] {
  const id = stage.comment(login, text);
  const { plan } = stage.reconcile();
  return repliesTo(plan, id);
}

function inOvh(body = aBody()) {
  const stage = createToyHub({ body, see: (name) => seen({ name }) });
  stage.reconcile();
  stage.comment(serviceTeam, '/forcer ovh pour les tests');
  stage.reconcile();
  return stage;
}

describe('une commande a exactement une issue visible', () => {
  it.each<[string, string, Partial<Reply>]>([
    [author, '/aide', { kind: 'help' }],
    [stranger, '/aide', { kind: 'help' }],
    [stranger, '/statut', { kind: 'standing' }],
    [stranger, '/pourquoi', { kind: 'why' }],
    [author, '/pourquoi embarqué', { kind: 'why' }],
    [author, '/pourquoi ?', { kind: 'why' }],
    [author, '/pourquoi svp', { kind: 'why' }],
    [author, '/pourquoi embarqué ?', { kind: 'why' }],
    [author, '/pourquoi nulle-part', { kind: 'wrong-argument' }],
    [author, '/fait accostage', { kind: 'items-marked', done: true }],
    [assignee, '/fait accostage', { kind: 'items-marked', done: true }],
    [serviceTeam, '/fait accostage', { kind: 'items-marked', done: true }],
    [author, '/fait', { kind: 'wrong-argument' }],
    [author, '/fait acostage', { kind: 'wrong-argument' }],
    [author, '/pas-fait accostage', { kind: 'items-marked', done: false }],
    [author, '/pas fait accostage', { kind: 'items-marked', done: false }],
    [serviceTeam, '/sans objet sauvegarde application sans données', { kind: 'waived', title: 'Sauvegarde et restauration' }],
    [author, '/Aide.', { kind: 'help' }],
    [author, '/statut !', { kind: 'standing' }],
    [stranger, '/fait accostage', { kind: 'not-allowed' }],
    [unverified, '/fait accostage', { kind: 'unverified-right' }],
    [author, '/verifier', { kind: 'standing' }],
    [author, '/vérifier', { kind: 'standing' }],
    [author, '/diagnostic', { kind: 'diagnosis' }],
    [author, '/pause', { kind: 'paused' }],
    [author, '/reprendre', { kind: 'resumed', already: true }],
    [serviceTeam, '/valider', { kind: 'validated' }],
    [author, '/valider', { kind: 'not-allowed' }],
    [serviceTeam, '/valider nimporte', { kind: 'wrong-argument' }],
    [serviceTeam, '/sans-objet sauvegarde application sans données', { kind: 'waived' }],
    [serviceTeam, '/sans-objet sauvegarde', { kind: 'wrong-argument' }],
    [serviceTeam, '/sans-objet sauvegarde en attente jusqu’au 2027-02-30', { kind: 'wrong-argument' }],
    [serviceTeam, '/sans-objet sauvegarde en attente jusqu’au 2020-01-01', { kind: 'wrong-argument' }],
    [serviceTeam, '/sans-objet sauvegarde en attente jusqu’au 30/06/2027', { kind: 'wrong-argument' }],
    [serviceTeam, '/sans-objet sauvegarde en attente jusqu’au 2027-06-30 inclus', { kind: 'wrong-argument' }],
    [serviceTeam, '/sans-objet sauvegarde en attente jusqu’à fin juin', { kind: 'wrong-argument' }],
    [serviceTeam, '/sans-objet sauvegarde sans données jusqu’au passage en production', { kind: 'waived' }],
    [author, '/sans-objet sauvegarde parce que', { kind: 'not-allowed' }],
    [serviceTeam, '/phase ovh', { kind: 'already-in-phase' }],
    [serviceTeam, '/phase embarque', { kind: 'move-refused' }],
    [serviceTeam, '/forcer embarque', { kind: 'wrong-argument' }],
    [author, '/phase embarque', { kind: 'not-allowed' }],
    [serviceTeam, '/autoriser demat-permis/api', { kind: 'authorised', already: false }],
    [serviceTeam, '/autoriser https://github.com/Demat-Permis/API.git', { kind: 'authorised' }],
    [serviceTeam, '/autoriser ailleurs/autre', { kind: 'wrong-argument' }],
    [author, '/autoriser demat-permis/api', { kind: 'not-allowed' }],
    [author, '/statu', { kind: 'unknown-command' }],
  ])('%s : %s', (login, text, expected) => {
    const replies = ask(login, text);
    expect(replies).toHaveLength(1);
    expect(replies[0]).toMatchObject(expected);
  });

  it('/aide ne liste que ce que le demandeur peut utiliser', () => {
    const listed = (login: string) =>
      ask(login, '/aide').flatMap((reply) => (reply.kind === 'help' ? reply.commands.map(({ name }) => name) : []));
    expect(listed(stranger)).toEqual(['aide', 'statut', 'pourquoi']);
    expect(listed(author)).toContain('fait');
    expect(listed(author)).not.toContain('forcer');
    expect(listed(serviceTeam)).toContain('forcer');
  });

  it('une commande mal tapée nomme la plus proche', () => {
    expect(ask(author, '/statu')[0]).toMatchObject({ kind: 'unknown-command', nearest: { name: 'statut' } });
  });
});

describe('ce qui n’est pas une commande', () => {
  it.each([
    ['dans un bloc de code', '```\n/fait accostage\n```'],
    ['dans une citation', '> /fait accostage'],
    ['dans un commentaire HTML', '<!-- \n/fait accostage\n-->'],
    ['dans une liste', '- /fait accostage'],
    ['au milieu d’une ligne', 'faites /fait accostage'],
    ['un chemin', '/usr/bin/env'],
    ['sous un message d’origine', 'ok\n-----Message d’origine-----\nDe : Camille\n/fait accostage'],
    ['sous l’en-tête d’un message', 'Vu\n\n**De :** Camille Exemple\n**Envoyé :** lundi 4 janvier\n\n/fait accostage'],
    ['sous une annonce de citation', 'ok\n\nLe lun. 4 janv. 2027 à 10:00, Camille <c@exemple.fr> a écrit :\n\n/fait accostage'],
    ['sous une annonce coupée en deux', 'ok\n\nLe lun. 4 janv. 2027 à 10:00,\nCamille <c@exemple.fr> a écrit :\n/fait accostage'],
    ['sous une annonce de Gmail', 'ok\n\nLe lun. 4 janv. 2027 à 10:00, Camille <c@exemple.fr> a écrit\u00A0:\n\n/fait accostage'],
    ['sous une annonce dont les accents sont écrits à part', 'ok\n\nLe 4 janv. 2027, Camille a e\u0301crit :\n\n/fait accostage'],
    ['sous un message de Zimbra', 'ok\n\n----- Mail original -----\nDe: "Camille"\nÀ: "Léa"\nEnvoyé: Lundi\n\n/fait accostage'],
    ['sous une annonce en anglais', 'ok\n\nOn Mon, Jan 4, 2027 at 10:00 AM Camille <c@exemple.fr> wrote:\n/fait accostage'],
    ['sous une signature', 'Merci\n\n-- \n/fait accostage'],
    ['sous la signature d’un téléphone', 'Merci\n\nEnvoyé de mon iPhone\n\n/fait accostage'],
    ['par un robot', '/fait accostage'],
  ])('%s', (name, text) => {
    const login = name === 'par un robot' ? 'renovate[bot]' : author;
    const stage = inOvh();
    expect(ask(login, text, stage)).toEqual([]);
    expect(stage.state().items['ovh/accostage']).toBeUndefined();
  });
});

describe('ce qui reste une commande', () => {
  it.each([
    ['au-dessus d’un message cité', '/fait accostage\n\nLe lun. 4 janv. 2027 à 10:00, Camille <c@exemple.fr> a écrit :\n> /pause'],
    ['sous une citation marquée', 'Le lun. 4 janv. 2027 à 10:00, Camille <c@exemple.fr> a écrit :\n> Est-ce fait ?\n\n/fait accostage'],
    ['sous une phrase qui finit par « a écrit : »', 'Camille a écrit :\n/fait accostage'],
    ['au-dessus d’une signature collée', '/fait accostage\n-- \nLéa Martin'],
    ['au-dessus d’un message d’Outlook', `/fait accostage\n\n${'_'.repeat(32)}\nDe : Camille\nEnvoyé : lundi\n\n/pause`],
    ['sous un flux, de qui à qui', 'De : notre application\nÀ : base.exemple.fr\n\n/fait accostage'],
    ['sous les mots de quelqu’un', 'Le RSSI a écrit :\n\nil faut chiffrer.\n\n/fait accostage'],
    ['sous ce qui a été envoyé', 'Envoyé de mon côté hier.\n\n/fait accostage'],
    ['sous un courriel montré en code', '```\nFrom: app@exemple.fr\nSubject: essai\n-- \n```\n\n/fait accostage'],
    ['avec une formule de politesse', '/fait accostage, merci'],
  ])('%s', (_, text) => {
    const stage = inOvh();
    ask(author, text, stage);
    expect(stage.state().items['ovh/accostage']?.done).toBe(true);
  });

  it('deux étapes jointes par « et »', () => {
    const stage = inOvh();
    ask(author, '/fait accostage et images-docker', stage);
    expect(stage.state().items).toMatchObject({ 'ovh/accostage': { done: true }, 'ovh/images-docker': { done: true } });
  });
});

describe('une seule fois, dans l’ordre', () => {
  it('relire ne rejoue rien', () => {
    const stage = inOvh();
    ask(author, '/fait accostage\n/pas-fait accostage', stage);
    expect(stage.state().items['ovh/accostage']?.done).toBe(false);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('dans un commentaire modifié par son auteur, seules les lignes nouvelles s’exécutent', () => {
    const stage = inOvh();
    const id = stage.comment(author, '/fait accostage');
    stage.reconcile();
    stage.comment(author, '/pas-fait accostage');
    stage.reconcile();
    stage.editComment(author, id, '/fait accostage\n/pause');
    stage.reconcile();
    expect(stage.state().paused).toBe(true);
    expect(stage.state().items['ovh/accostage']?.done).toBe(false);
  });

  it('une commande ajoutée à un vieux commentaire compte au jour où elle est écrite', () => {
    const stage = inOvh();
    const id = stage.comment(serviceTeam, 'bonjour');
    stage.reconcile();
    stage.daysPass(10);
    stage.editComment(serviceTeam, id, '/forcer cloud-pi-native jalon');
    const written = stage.clock();
    stage.reconcile();
    expect(stage.state().history.at(-1)).toMatchObject({ phase: 'cloud-pi-native', at: written });
  });

  it('un commentaire modifié par quelqu’un d’autre n’exécute rien et le dit', () => {
    const stage = inOvh();
    const id = stage.comment(serviceTeam, 'bonjour');
    stage.reconcile();
    stage.editComment(stranger, id, '/forcer embarque vite');
    const { plan } = stage.reconcile();
    expect(stage.state().phase).toBe('ovh');
    expect(plan.comments.find(({ slot }) => slot === `reply/${id}`)?.content).toMatchObject({
      answered: [{ reply: { kind: 'edited-by-other', editor: stranger } }],
    });
    expect(stage.reconcile().writes).toBe(0);
  });

  describe('ce qu’un autre y a mis, puis que son auteur a laissé en le modifiant', () => {
    /** Both edits are made before the App looks. */
    function editedTwice(by: string, ...texts: readonly [first: string, by: string, last: string]) {
      const stage = inOvh();
      const id = stage.comment(by, texts[0]);
      stage.editComment(stranger, id, texts[1]);
      stage.editComment(by, id, texts[2]);
      const { plan } = stage.reconcile();
      return { stage, reply: plan.comments.find(({ slot }) => slot === `reply/${id}`)?.content, id };
    }

    it('n’est pas exécuté, et le dit ; ce que l’auteur a écrit l’est', () => {
      const injected = 'bonjour\n\n/forcer embarque vite';
      const { stage, reply } = editedTwice(serviceTeam, 'bonjour', injected, `${injected}\n\n/pause`);
      expect(stage.state()).toMatchObject({ phase: 'ovh', paused: true });
      expect(reply).toMatchObject({ answered: [{ reply: { kind: 'edited-by-other', editor: stranger } }, { reply: { kind: 'paused' } }] });
      expect(stage.reconcile().writes).toBe(0);
    });

    it('ce qui y était avant lui est exécuté', () => {
      const { stage } = editedTwice(
        serviceTeam,
        '/forcer embarque vite',
        '/forcer embarque vite\n\nmerci',
        '/forcer embarque vite\n\nmerci à tous',
      );
      expect(stage.state().phase).toBe('embarque');
    });

    it('ce qu’il a ôté et que l’auteur récrit aussi', () => {
      const { stage } = editedTwice(serviceTeam, '/forcer embarque vite', 'non', '/forcer embarque vite');
      expect(stage.state().phase).toBe('embarque');
    });

    it('sans que GitHub dise qui l’a mis : n’est pas exécuté', () => {
      const stage = inOvh();
      const id = stage.comment(serviceTeam, 'bonjour');
      stage.editComment(stranger, id, '/forcer embarque vite');
      stage.loseRevision(id);
      stage.editComment(serviceTeam, id, '/forcer embarque vite\n\nmerci');
      stage.reconcile();
      expect(stage.state().phase).toBe('ovh');
      expect(stage.commentIn(`reply/${id}`)).toContain('elle n’exécute pas cette commande. Écrivez-la dans un nouveau commentaire.');
    });
  });

  it('un commentaire dont l’auteur a ôté un texte à lui de l’historique est exécuté : personne d’autre n’y a écrit', () => {
    const stage = inOvh();
    const id = stage.comment(serviceTeam, 'bonjour, mot de passe : x');
    stage.editComment(serviceTeam, id, '/forcer embarque vite');
    stage.loseRevision(id);
    stage.editComment(serviceTeam, id, '/forcer embarque vite\n\nmerci');
    stage.reconcile();
    expect(stage.state().phase).toBe('embarque');
  });

  it('un commentaire supprimé n’exécute rien', () => {
    const stage = inOvh();
    stage.deleteComment(stage.comment(author, '/pause'));
    stage.reconcile();
    expect(stage.state().paused).toBe(false);
  });

  it('les commandes de plusieurs personnes passent dans l’ordre du temps', () => {
    const stage = inOvh();
    stage.comment(author, '/fait accostage');
    stage.comment(serviceTeam, '/pas-fait accostage');
    stage.reconcile();
    expect(stage.state().items['ovh/accostage']).toMatchObject({ done: false, by: serviceTeam });
  });
});

describe('dispenses', () => {
  it('une dispense vaut jusqu’à la fin de son jour, puis tombe d’elle-même', () => {
    const stage = inOvh(aBody({ sauvegarde: null }));
    ask(serviceTeam, '/sans-objet sauvegarde étude en cours jusqu’au 2027-01-20', stage);
    const status = () => stage.plan().prerequisites.find(({ prerequisite }) => prerequisite.id === 'sauvegarde')?.status;
    expect(status()).toBe('waived');
    expect(stage.plan().again).not.toBeNull();
    stage.daysPass(15);
    expect(status()).toBe('waived');
    stage.daysPass(3);
    expect(status()).toBe('missing');
  });

  it('la fin suit le dernier « jusqu’au »', () => {
    const stage = inOvh();
    ask(serviceTeam, '/sans-objet sauvegarde étude jusqu’au bout jusqu’au 2027-06-30', stage);
    expect(stage.state().waivers['sauvegarde']).toMatchObject({ reason: 'étude jusqu’au bout', until: '2027-06-30' });
  });

  it('qui, quand et pourquoi restent dans l’historique', () => {
    const stage = inOvh();
    ask(serviceTeam, '/sans-objet sauvegarde application sans données', stage);
    expect(stage.state().notes.at(-1)).toMatchObject({ by: serviceTeam, kind: 'waived', reason: 'application sans données' });
  });

  it('une étape sans objet compte comme faite', () => {
    const stage = inOvh();
    ask(serviceTeam, '/sans-objet accostage dépôt déjà sur GitLab', stage);
    expect(stage.plan().status.items.find(({ item }) => item.id === 'accostage')?.status.kind).toBe('waived');
  });
});

describe('dossier fermé', () => {
  it('les commandes qui changent sont refusées, celles qui lisent répondent', () => {
    const stage = inOvh();
    stage.close(serviceTeam);
    expect(ask(author, '/fait accostage', stage)).toMatchObject([{ kind: 'closed' }]);
    expect(ask(author, '/statut', stage)).toMatchObject([{ kind: 'standing' }]);
  });
});

describe('une ligne trop longue pour une commande', () => {
  const long = (start: string, length: number) => `${start} `.padEnd(length, 'motif');

  it('est dite, ne fait rien, et n’empêche pas les autres', () => {
    const stage = inOvh();
    const id = stage.comment(serviceTeam, `/pause\n${long('/forcer embarque', 1_001)}`);
    const { plan } = stage.reconcile();
    expect(repliesTo(plan, id)).toMatchObject([{ kind: 'paused' }, { kind: 'too-long', command: { name: 'forcer' } }]);
    expect(stage.state().phase).toBe('ovh');
    expect(stage.reactionsTo(id)).toEqual(['confused']);
    const words = stage.commentIn(`reply/${id}`) ?? '';
    expect(words).toMatch(/dépasse 1\s000 caractères\s: elle n’a rien fait/);
    expect(words.length).toBeLessThan(1_000);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('d’un commentaire d’avant que ces lignes soient lues, elle n’est plus dite', () => {
    const stage = inOvh();
    const id = stage.comment(author, long('/forcer embarque', 1_001));
    stage.daysPass(40);
    stage.changeState((state) => ({
      ...state,
      writtenAt: state.writtenAt === null ? null : new Date(Date.parse(state.writtenAt) + 2 * 86_400_000).toISOString(),
    }));
    const { plan } = stage.reconcile();
    expect(repliesTo(plan, id)).toEqual([]);
    stage.editComment(author, id, long('/forcer embarque', 1_002));
    expect(repliesTo(stage.reconcile().plan, id)).toMatchObject([{ kind: 'not-allowed' }]);
  });

  it('jusqu’à mille caractères, elle est suivie', () => {
    const stage = inOvh();
    ask(serviceTeam, long('/forcer embarque', 1_000), stage);
    expect(stage.state().phase).toBe('embarque');
  });

  it('qui n’a pas le droit de la commande l’apprend, et un nom inconnu se dit comme ailleurs', () => {
    expect(ask(stranger, long('/forcer ovh', 2_000))).toMatchObject([{ kind: 'not-allowed' }]);
    expect(ask(author, long('/forser ovh', 60_000))).toMatchObject([{ kind: 'unknown-command' }]);
  });
});

describe('limite de commentaires par jour', () => {
  const asked = (times: number, login: string, stage = inOvh()) => {
    const ids = Array.from({ length: times }, () => {
      const id = stage.comment(login, '/aide');
      stage.reconcile();
      return id;
    });
    return { stage, ids };
  };

  it('les réponses à l’équipe projet et à la Service Team n’y comptent pas', () => {
    const { stage, ids } = asked(10, author);
    const others = asked(10, serviceTeam, stage).ids;
    expect([...ids, ...others].filter((id) => stage.commentIn(`reply/${id}`) === undefined)).toEqual([]);
    stage.comment(serviceTeam, '/forcer embarque décidé en comité');
    expect(stage.reconcile().created).toContain('closing');
  });

  it('d’un passant, les premières questions ont leurs mots, les suivantes une réaction', () => {
    const { stage, ids } = asked(8, stranger);
    expect(ids.map((id) => stage.commentIn(`reply/${id}`) !== undefined)).toEqual([true, true, true, true, true, true, false, false]);
    expect(ids.map((id) => stage.reactionsTo(id))).toEqual([[], [], [], [], [], [], ['confused'], ['confused']]);
    expect(stage.reconcile().writes).toBe(0);
    stage.daysPass(1.1);
    const [next = 0] = asked(1, stranger, stage).ids;
    expect(stage.commentIn(`reply/${next}`)).toBeDefined();
  });

  it('de nombreux passants ensemble n’en ont pas plus', () => {
    const stage = inOvh();
    const crowd = Array.from({ length: 30 }, (_, index) => asked(2, `passant-${index}`, stage).ids).flat();
    expect(crowd.filter((id) => stage.commentIn(`reply/${id}`) !== undefined)).toHaveLength(24);
    expect(crowd.filter((id) => stage.reactionsTo(id).length === 0 && stage.commentIn(`reply/${id}`) === undefined)).toEqual([]);
  });

  it('un refus, une relance, un avertissement partent toujours', () => {
    const { stage } = asked(8, author);
    const event = stage.setLabel(serviceTeam, 'phase: embarqué');
    stage.comment(author, `ghp_${'a1B2'.repeat(9)}`);
    const { created } = stage.reconcile();
    expect(created).toContain(refusalSlot('embarque', event));
    expect(created).toContain('secret');
  });
});

describe('ce qu’un commentaire peut contenir', () => {
  it('vingt commandes ; les suivantes sont dites, et n’ont rien fait', () => {
    const stage = inOvh();
    const id = stage.comment(author, `${'/statut\n'.repeat(20)}/fait accostage\n/etapes`);
    stage.reconcile();
    expect(stage.commentIn(`reply/${id}`)).toContain('les 2 suivantes n’ont rien fait');
    expect(stage.state().items['ovh/accostage']).toBeUndefined();
    expect(stage.reconcile().writes).toBe(0);
  });

  it('cent commentaires d’un passant ne remplissent pas l’état, et l’équipe est toujours écoutée', () => {
    const stage = inOvh();
    for (let count = 0; count < 100; count++) stage.comment(stranger, '/rien\n'.repeat(20));
    stage.comment(author, '/fait accostage');
    stage.comment(serviceTeam, `${'/statut\n'.repeat(19)}/pause congés`);
    stage.reconcile();
    stage.reconcile();
    expect(Object.values(stage.state().handled).flat().length).toBeLessThan(500);
    expect(stage.state().items['ovh/accostage']?.done).toBe(true);
    expect(stage.state().paused).toBe(true);
    stage.comment(serviceTeam, `${'/statut\n'.repeat(19)}/reprendre`);
    for (let count = 0; count < 4; count++) stage.comment(serviceTeam, '/statut\n'.repeat(20));
    const last = stage.comment(serviceTeam, '/pause encore');
    stage.reconcile();
    expect(stage.state().handled[last]).toHaveLength(1);
    expect(stage.state().paused).toBe(true);
  });

  it('une mémoire perdue ne fait rien rejouer, même au-delà de ce que l’état retient', () => {
    const stage = inOvh();
    stage.comment(serviceTeam, '/pause congés');
    for (let count = 0; count < 30; count++) stage.comment(stranger, '/rien\n'.repeat(20));
    for (let count = 0; count < 5; count++) stage.comment(serviceTeam, '/statut\n'.repeat(20));
    stage.reconcile();
    stage.reconcile();
    stage.loseMemory();
    const { created } = stage.reconcile();
    expect(created).toEqual([]);
    expect(stage.reconcile().writes).toBe(0);
  });
});
