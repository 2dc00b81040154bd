import { aBody, createToyHub, people } from '../dossier/toy-hub.ts';
import { type Act, answers, closes, type Life, passes, procedure, says, sets, sweep, tick, together } from './life.ts';

const { serviceTeam, colleague, author, assignee } = people;
/** In days. */
const HOUR = 1 / 24;

const reopens =
  (login: string): Act =>
  (hub) =>
    hub.reopen(login);
const takesOff =
  (login: string, label: string): Act =>
  (hub) => {
    // Nobody takes off what is not there.
    if (hub.labels().includes(label)) hub.removeLabel(login, label);
  };
const ticks =
  (login: string, item: string): Act =>
  (hub) =>
    tick(hub, login, item);

/** Days that matter: from before Christmas to after the hour changes, late in the evening, when Paris and UTC soon differ by a day. */
function dated(): Life {
  const deadlines = '31/12/2027 : recette\n31/03/2028 : mise en production';
  const promising = (date: string) => aBody({ calendrier: deadlines, sauvegarde: `à préciser avant le ${date}` });
  return {
    open: (given) => createToyHub({ ...given, procedure, opened: '2027-12-20T22:20:00Z', body: promising('15/01/2028') }),
    acts: [
      says(author, '/statut'),
      passes(12),
      sweep,
      passes(8 - HOUR),
      sweep,
      (hub) => hub.turnClock(-60),
      says(assignee, '/fait images-docker'),
      (hub) => hub.turnClock(0),
      answers(promising('26/03/2028')),
      sets(serviceTeam, 'phase: OVH'),
      says(serviceTeam, '/sans-objet console-acces comptes prêtés jusqu’au 2028-03-25'),
      passes(70 - HOUR),
      sweep,
      passes(5 - HOUR),
      sweep,
      passes(1 - HOUR),
      sweep,
      says(author, '/pause congés'),
      passes(30),
      says(author, '/reprendre'),
      (hub) => hub.turnClock(60),
      passes(23),
      (hub) => hub.turnClock(0),
      sweep,
      says(author, '/statut'),
    ],
    // An answer tells what is so when it is given: a deadline has passed by then.
    passing: [0],
  };
}

/** Two of the Service Team and the project act within one second. */
function crossing(): Life {
  const flows = { 'flux-mi': 'api.exemple.fr:443' };
  return {
    open: (given) => createToyHub({ ...given, procedure, body: aBody(flows) }),
    acts: [
      together(sets(colleague, 'phase: Cloud π native'), sets(serviceTeam, 'phase: OVH'), says(author, '/statut')),
      together(ticks(colleague, 'console-acces'), says(serviceTeam, '/fait console-acces'), says(author, '/fait accostage')),
      together(ticks(serviceTeam, 'images-docker'), says(colleague, '/pas-fait accostage'), says(author, '/fait accostage')),
      together(
        says(serviceTeam, '/a-preciser sauvegarde conservée où ?'),
        says(colleague, '/valider tous'),
        answers(aBody({ ...flows, sauvegarde: 'Chaque semaine, conservée un mois.' })),
      ),
      together(sets(serviceTeam, 'phase: prérequis'), sets(colleague, 'phase: OVH'), says(author, '/pause congés')),
      together(takesOff(serviceTeam, 'phase: OVH'), says(colleague, '/phase ovh'), says(author, '/reprendre')),
      together(says(serviceTeam, '/forcer cloud-pi-native jalon'), closes(colleague), says(author, '/fait chaine-construction')),
      together(reopens(author), says(colleague, '/phase cloud-pi-native'), says(serviceTeam, '/fait chaine-construction')),
      together(closes(serviceTeam), reopens(colleague), says(author, 'Pourquoi est-ce fermé ?')),
      together(says(serviceTeam, 'Une erreur.'), says(author, '/repondu'), says(colleague, '/flux tous demandé REQ-1')),
      together(says(serviceTeam, '/forcer ouverture-de-flux suite'), sets(colleague, 'phase: OVH'), says(author, '/flux tous testé')),
      together(says(serviceTeam, '/forcer embarque décidé'), closes(colleague), says(author, '/statut')),
    ],
    // A move accepts what a status showed before it; a label that the Service Team takes off before anybody looks asked nothing, or is put back by the next move; a
    // phase that is left before anybody looks opens no list.
    passing: [3, 4, 5, 10],
  };
}

/** Openings of the network: asked for, changed meanwhile, refused, opened, asked for again. */
function flowing(): Life {
  const mi = (...lines: readonly string[]) => aBody({ 'flux-mi': lines.join('\n'), 'flux-internet': 'smtp.exemple.fr 587/tcp : avis' });
  const [api, ldap, base] = ['api.exemple.fr:443', 'annuaire.exemple.fr:636', '10.1.2.0/24 5432 base'];
  return {
    open: (given) => createToyHub({ ...given, procedure, body: mi(api, ldap) }),
    acts: [
      says(author, '/flux'),
      sets(serviceTeam, 'phase: OVH'),
      says(serviceTeam, '/flux tous demandé REQ-1'),
      answers(mi(api, base)),
      says(author, '/flux tous testé'),
      together(says(serviceTeam, '/flux mi demandé REQ-2'), answers(mi(api, base, ldap))),
      says(serviceTeam, '/flux mi demandé REQ-3\n/flux internet refusé hors politique'),
      says(serviceTeam, '/flux mi ouvert'),
      together(says(colleague, '/flux internet demandé REQ-4'), says(author, '/flux mi échec'), says(serviceTeam, '/flux mi ouvert REQ-5')),
      answers(mi('api.exemple.fr:8443', base, ldap)),
      says(serviceTeam, '/forcer ouverture-de-flux suite'),
      says(author, '/flux tous testé'),
      says(serviceTeam, '/flux tous ouvert\n/flux internet sans objet'),
      answers(mi(api, base, ldap)),
      says(author, '/flux tous testé\n/statut'),
      says(serviceTeam, '/forcer embarque décidé en comité'),
      answers(mi(api, base, ldap, 'sgbd.exemple.fr:1521')),
      says(author, '/flux'),
    ],
    // A group of flows holds those that its author saw: where the answers changed before anybody looks, it is asked anew. A closing tells the flows that it finds.
    passing: [2, 4, 8, 12, 15],
  };
}

/** What an operator does: the secret replaced, a version of before put back, the App renamed, its installation suspended. */
function operated(): Life {
  return {
    open: (given) => createToyHub({ ...given, procedure, body: aBody({ 'flux-mi': 'api.exemple.fr:443' }) }),
    acts: [
      sets(serviceTeam, 'phase: OVH'),
      says(author, '/fait images-docker\n/equipe @nadia'),
      (hub) => hub.rotateSecret('secret-suivant'),
      says(serviceTeam, '/fait console-acces\n/flux tous demandé REQ-1'),
      (hub) => hub.goBackToFirstVersion(),
      says(author, '/pas-fait images-docker'),
      (hub) => hub.forgetFormerSecrets(),
      (hub) => hub.renameApp('accostage-dnum[bot]'),
      says(assignee, '@accostage-dnum statut'),
      (hub) => hub.suspend(),
      says(author, '/fait images-docker\n/fait dockerfiles'),
      together(sets(serviceTeam, 'phase: Cloud π native'), says(colleague, '/fait console-projet')),
      (hub) => hub.rotateSecret('un-troisieme-secret'),
      (hub) => hub.unsuspend(),
      says(author, '/statut'),
      (hub) => hub.forgetFormerSecrets(),
      sets(serviceTeam, 'phase: prérequis'),
    ],
    // A state that a version of before left, and that the present one does not see yet: it writes its own, which knows more.
    writtenOver: [4],
  };
}

/** A program that takes the App's labels off, sets some, closes and comments. */
function contested(): Life {
  const broom = 'balai[bot]';
  return {
    open: (given) => createToyHub({ ...given, procedure }),
    acts: [
      takesOff(broom, 'phase: prérequis'),
      takesOff(broom, 'phase: prérequis'),
      takesOff(broom, 'phase: prérequis'),
      takesOff(broom, 'phase: prérequis'),
      takesOff(broom, 'phase: prérequis'),
      sweep,
      passes(1.1),
      sets(serviceTeam, 'phase: OVH'),
      takesOff(broom, 'attente: équipe projet'),
      sets(broom, 'phase: Cloud π native'),
      says(broom, '/fait accostage'),
      closes(broom),
      reopens(author),
      takesOff(broom, 'accompagnement'),
      passes(30),
      says(author, '/statut'),
    ],
    // Once the author wrote, no reminder is due.
    passing: [14],
  };
}

/** More lives that are enumerated, by name: as long together as the first ones. */
export const laterLives = {
  'des dates': dated,
  'des gestes qui se croisent': crossing,
  'des flux': flowing,
  'des secrets': operated,
  'un automate': contested,
} as const satisfies Readonly<Record<string, () => Life>>;
