import { seen } from '../dossier/a-repository.ts';
import { aBody, createToyHub, people } from '../dossier/toy-hub.ts';
import { createToyProject } from '../dossier/toy-project.ts';
import { answers, closes, inProject, lastOf, type Life, procedure, sets, sweep, tick, together, written } from './life.ts';

const { serviceTeam, author, assignee, stranger } = people;
const repository = 'demat-permis/api';
const withRepository = { 'depots-applicatifs': repository, 'depots-infra': repository };

function straight(): Life {
  return {
    open: (given) => createToyHub({ ...given, procedure, body: aBody({ architecture: 'À compléter', 'flux-mi': 'api.exemple.fr:443' }) }),
    acts: [
      (hub) => hub.setLabel(serviceTeam, 'phase: OVH'),
      (hub) => hub.editBody(aBody({ 'flux-mi': 'api.exemple.fr:443\nannuaire.exemple.fr:636' })),
      (hub) => hub.setLabel(serviceTeam, 'phase: OVH'),
      (hub) => hub.comment(author, '/statut\n/fait accostage'),
      (hub) => hub.comment(author, '/etapes'),
      (hub) => tick(hub, serviceTeam, 'console-acces'),
      (hub) => hub.comment(serviceTeam, '/forcer cloud-pi-native jalon du ministère'),
      (hub) => hub.comment(serviceTeam, '/flux tous demandé REQ-1\n/forcer ouverture-de-flux suite'),
      (hub) => hub.comment(author, '/flux tous testé'),
      (hub) => hub.comment(serviceTeam, '/forcer embarque décidé en comité'),
      (hub) => hub.daysPass(2),
      (hub) => hub.comment(author, '/statut'),
    ],
    // A move that was refused is not, once the answers are complete; it accepts those that a status showed before it; a phase that is left before anybody looks
    // opens no list.
    // What the comment of a phase asked of the Service Team is not asked anew within the hour: written late, it asked something else.
    passing: [0, 1, 6, 7],
  };
}

function quarrel(): Life {
  return {
    open: (given) => createToyHub({ ...given, procedure }),
    acts: [
      (hub) => hub.setLabel(stranger, 'phase: OVH'),
      (hub) => hub.comment(stranger, '/forcer ovh parce que'),
      (hub) => hub.editComment(author, lastOf(hub, stranger), '/forcer ovh parce que oui'),
      (hub) => {
        hub.setLabel(serviceTeam, 'phase: OVH');
        hub.setLabel(serviceTeam, 'phase: Cloud π native');
      },
      (hub) => tick(hub, stranger, 'console-acces'),
      (hub) => hub.removeLabel(author, 'phase: OVH'),
      (hub) => hub.removeLabel(author, 'accompagnement'),
      (hub) => {
        hub.comment(serviceTeam, '/fait accostage');
        hub.close(serviceTeam);
      },
      (hub) => hub.reopen(author),
      (hub) => hub.removeLabel(serviceTeam, 'accompagnement'),
      (hub) => hub.setLabel(serviceTeam, 'accompagnement'),
      (hub) => hub.comment(assignee, '/abracadabra\n/pourquoi cloud-pi-native'),
    ],
    // Nobody read what a comment said before it was edited; nobody missed the mark while it was off.
    passing: [1, 9],
  };
}

function doubts(): Life {
  return {
    open: (given) => createToyHub({ ...given, procedure, body: aBody({ calendrier: null }) }),
    acts: [
      (hub) => hub.comment(serviceTeam, '/dispense calendrier pas de date encore'),
      (hub) => hub.setLabel(serviceTeam, 'phase: OVH'),
      (hub) => hub.editBody(aBody({ sauvegarde: 'Chaque semaine, conservée un mois.' })),
      (hub) => hub.comment(serviceTeam, '/valider tous'),
      (hub) => hub.daysPass(15),
      (hub) => hub.comment(author, '/pause congés'),
      (hub) => hub.daysPass(15),
      (hub) => hub.comment(author, '/reprendre'),
      (hub) => hub.daysPass(22),
      (hub) => hub.comment(author, 'Voici la clé : ghp_a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6'),
      (hub) => hub.setLabel(serviceTeam, 'phase: prérequis'),
      (hub) => hub.comment(author, '/equipe @nadia'),
      (hub) => hub.comment(serviceTeam, '/a-preciser sauvegarde conservée où ?'),
      (hub) => hub.editBody(aBody({ sauvegarde: 'à préciser avant le 30/04/2027' })),
      (hub) => hub.daysPass(40),
    ],
    // Once the author wrote, no reminder is due; an answer that was corrected meanwhile is not sent back.
    // A turn of the Service Team that ends before anybody looks calls nobody.
    passing: [2, 8, 12],
  };
}

/** A pull request that is refused, asked for again, changed with the answers, and merged; then its runs. */
function mirrored(): Life {
  return {
    open: (given) => createToyHub({ ...given, procedure, project: createToyProject(seen()), body: aBody(withRepository) }),
    acts: [
      (hub) => hub.setLabel(serviceTeam, 'phase: OVH'),
      inProject((project, at) => project.close(at)),
      (hub) => hub.comment(author, '/miroir'),
      answers(aBody({ ...withRepository, 'miroir-branches': 'main\nlivraison' })),
      sweep,
      inProject((project, at) => project.merge(at)),
      inProject((project, at) => project.run(at, false)),
      (hub) => hub.comment(author, '/fait accostage\n/miroir'),
      inProject((project, at) => project.run(at, true)),
      (hub) => hub.comment(serviceTeam, '/forcer embarque décidé'),
    ],
    // A dossier that is closed watches no runs.
    passing: [8],
  };
}

function damaged(): Life {
  return {
    open: (given) => createToyHub({ ...given, procedure, body: aBody({ 'flux-mi': 'api.exemple.fr:443' }) }),
    acts: [
      (hub) => hub.setLabel(serviceTeam, 'phase: OVH'),
      (hub) => hub.comment(author, '/fait accostage'),
      (hub) => hub.deleteComment(written(hub, 'checklist/ovh')),
      (hub) => hub.loseMemory(),
      (hub) => hub.comment(author, '/fait console-depots'),
      (hub) => hub.disappearLabel('phase: OVH'),
      (hub) => hub.setLabel(serviceTeam, 'phase: prérequis'),
    ],
    // The list was deleted, and its memory with it, before anybody looked.
    passing: [2],
  };
}

/** People who act in one second, and what only the Service Team may let happen. */
function hurried(): Life {
  const project = () => createToyProject(seen({ namerWrites: 'no' }));
  return {
    open: (given) =>
      createToyHub({ ...given, procedure, project: project(), body: aBody({ ...withRepository, 'flux-mi': 'api.exemple.fr:443' }) }),
    acts: [
      (hub) => hub.comment(serviceTeam, `/autoriser ${repository}`),
      together(sets(stranger, 'phase: Cloud π native'), sets(assignee, 'phase: ouverture de flux')),
      together(sets(serviceTeam, 'phase: OVH'), sets(stranger, 'phase: Cloud π native')),
      (hub) => hub.comment(serviceTeam, '/dispense ovh/console-acces déjà fait jusqu’au 2027-01-20'),
      together(sets(stranger, 'phase: Cloud π native'), closes(author)),
      (hub) => hub.reopen(author),
      (hub) => hub.comment(serviceTeam, `/autoriser ${repository} non`),
      (hub) => hub.daysPass(30),
      together((hub) => void hub.comment(serviceTeam, '/forcer embarque décidé en comité'), closes(serviceTeam)),
    ],
    // Nobody is reminded of a dossier that has ended.
    passing: [7],
  };
}

function talkative(): Life {
  return {
    open: (given) => createToyHub({ ...given, procedure, body: aBody({ 'flux-mi': 'api.exemple.fr:443' }) }),
    acts: [
      (hub) => hub.comment(author, 'Faut-il cocher l’accostage ?'),
      (hub) => hub.setLabel(serviceTeam, 'phase: OVH'),
      (hub) => hub.editComment(author, lastOf(hub, author), '/fait accostage'),
      (hub) => hub.comment(author, '/fait images-docker\n/pause congés'),
      (hub) => hub.comment(author, '/reprendre'),
      (hub) => hub.editComment(author, lastOf(hub, author), '/reprendre\n/fait nimporte'),
      (hub) => hub.comment(author, '/fait nimporte\n/fait dockerfiles'),
      (hub) => hub.comment(stranger, '/fait accostage'),
      (hub) => hub.comment(stranger, '@accostage aide'),
      (hub) => hub.comment('renovate[bot]', '/fait accostage'),
      (hub) => hub.comment(serviceTeam, '/flux tous ouvert\n/fait console-acces'),
      (hub) => hub.comment(assignee, '/flux mi testé'),
      (hub) => hub.comment(author, '/pas-fait images-docker'),
      (hub) => hub.comment(serviceTeam, '/phase prerequis'),
      (hub) => hub.comment(author, '/fait images-docker'),
    ],
    // An edit takes the place of what was written: an App that looks too late saw the last text only, and no question in it.
    passing: [1, 4],
  };
}

function conversation(): Life {
  const team = 'dnum-mi/service-team';
  const calling = { ...procedure, serviceTeam: { ...procedure.serviceTeam, team } };
  return {
    open: (given) =>
      createToyHub({
        ...given,
        procedure: calling,
        body: aBody({ architecture: 'À compléter' }),
        teamReach: () => ({ kind: 'unreached', members: [serviceTeam] }),
      }),
    acts: [
      (hub) => hub.comment(author, 'Que veut dire DR ?'),
      (hub) => hub.daysPass(3),
      (hub) => hub.comment(serviceTeam, 'Diffusion restreinte.'),
      (hub) => hub.comment(author, 'Merci beaucoup !'),
      (hub) => hub.editBody(aBody()),
      sweep,
      (hub) => hub.daysPass(4),
      (hub) => hub.setLabel(serviceTeam, 'phase: OVH'),
      (hub) => hub.comment(assignee, 'Qui crée les comptes ?'),
      (hub) => hub.reactAs(serviceTeam, lastOf(hub, assignee)),
      (hub) => hub.comment(author, 'Et les environnements ?'),
      (hub) => hub.comment(author, '/repondu'),
      (hub) => hub.editBody(aBody({ sauvegarde: 'Chaque semaine, conservée un mois.' })),
      sweep,
      (hub) => hub.daysPass(4),
      (hub) => hub.comment(author, 'Qui ouvre les flux ?'),
      (hub) => hub.daysPass(2),
    ],
    // A wait that an answer ends; a turn that begins while nobody looks counts from the look of that day, and is called then.
    passing: [1, 5, 12],
  };
}

/** The lives that are enumerated, by name. */
export const lives = {
  'tout droit': straight,
  'des gens qui se contredisent': quarrel,
  'des doutes': doubts,
  'un miroir': mirrored,
  'des dégâts': damaged,
  'des gens pressés': hurried,
  'des paroles': talkative,
  'une conversation': conversation,
} as const satisfies Readonly<Record<string, () => Life>>;
