import { describe, expect, it } from 'vitest';
import { decide } from '../../src/dossier/engine/decide.ts';
import { renderStatus } from '../../src/render/status.ts';
import { app } from './account-of.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author, assignee, stranger, unverified } = people;
type Hub = ReturnType<typeof createToyHub>;

function opened(options: Parameters<typeof createToyHub>[0] = {}): Hub {
  const hub = createToyHub(options);
  hub.reconcile();
  return hub;
}

function inOvh(): Hub {
  const hub = opened();
  hub.comment(serviceTeam, '/phase ovh');
  hub.reconcile();
  return hub;
}

/** The comments that wait for an answer, by their numbers. */
function waiting(hub: Hub): readonly number[] {
  hub.reconcile();
  return hub.plan().status.questions.map(({ comment }) => comment);
}

function statusOf(hub: Hub): string {
  return renderStatus(hub.plan().status, { failures: [], sealed: null }).replaceAll('\u00a0', ' ');
}

const question = 'Bonjour, je ne comprends pas ce que veulent dire DR et NP';

describe('une question de l’équipe projet', () => {
  it('attend dans le suivi, avec un lien, et compte ses jours ouvrés', () => {
    const hub = opened();
    const id = hub.comment(author, question);
    hub.reconcile();
    expect(statusOf(hub)).toContain(
      `**Question sans réponse** : [celle de lea du 4 janvier 2027](<https://github.test/dnum-mi/dso-formation/issues/7#issuecomment-${id}>).`,
    );
    hub.daysPass(3);
    expect(statusOf(hub)).toContain('**Question sans réponse depuis 3 jours ouvrés** :');
    // The weekend counts for nothing.
    hub.daysPass(3);
    expect(statusOf(hub)).toContain('depuis 4 jours ouvrés');
    expect(hub.plan().status.questions).toEqual([
      { comment: id, by: author, at: expect.any(String), url: expect.stringContaining(`#issuecomment-${id}`), days: 4 },
    ]);
  });

  it('est dans le portefeuille', () => {
    const hub = opened();
    hub.comment(author, question);
    expect(hub.plan().snapshot.questions).toEqual([{ by: author, at: expect.any(String), url: expect.stringContaining('#issuecomment-') }]);
  });

  it('ne fait pas changer le tour de main', () => {
    const hub = opened({ body: aBody({ architecture: 'À compléter' }) });
    hub.comment(author, question);
    hub.reconcile();
    expect(hub.labels()).toContain('attente: projet');
    expect(hub.labels()).not.toContain('attente: service team');
  });

  it('le suivi est regardé de nouveau le lendemain : une réaction n’éveille personne', () => {
    const hub = opened();
    hub.comment(author, question);
    hub.reconcile();
    const again = hub.plan().again;
    expect(Date.parse(again ?? '') - Date.parse(hub.clock())).toBeLessThanOrEqual(24 * 3_600_000);
  });

  it.each([
    ['de l’auteur', author, question, true],
    ['d’un assigné du projet', assignee, question, true],
    ['sans point d’interrogation', author, 'Nous sommes bloqués sur la console', true],
    ['d’un passant', stranger, 'Et moi, puis-je avoir un compte ?', false],
    ['de la Service Team', serviceTeam, 'Avez-vous le schéma ?', false],
    ['d’un programme', 'renovate[bot]', 'Faut-il fusionner ?', false],
    ['une commande seule', author, '/statut', false],
    ['une commande dont l’accent est écrit à part', author, '/e\u0301tapes', false],
    ['une commande mal écrite, à laquelle l’application répond', author, '/statu', false],
    ['une commande avec ce qu’elle dit', author, 'C’est fait dans les trois dépôts.\n\n/fait accostage', false],
    ['une question auprès d’une commande', author, '/statut\n\nQui ouvre le flux ?', true],
    ['un remerciement', author, 'Merci beaucoup, bonne journée', false],
    ['un pouce', assignee, '👍', false],
    ['une image seule', author, '![x](https://github.com/user-attachments/assets/12)', false],
    ['un fichier et sa légende', author, 'Voici le schéma :\n[a.pdf](https://github.com/user-attachments/files/1/a.pdf)', false],
    ['un fichier et une question', author, 'Voici le schéma, est-ce assez ?\n![x](https://github.com/user-attachments/assets/12)', true],
    ['une citation seule', author, '> Avez-vous le schéma ?', false],
    ['une citation, et sa réponse', author, '> Avez-vous le schéma ?\n\nPas encore.', true],
    ['rien de visible', author, '<!-- à faire -->', false],
  ])('%s', (...[, who, text, isQuestion]) => {
    const hub = opened();
    const id = hub.comment(who, text);
    expect(waiting(hub)).toEqual(isQuestion ? [id] : []);
  });

  it('de plusieurs personnes : la plus ancienne dit depuis quand, aucune n’est perdue', () => {
    const hub = opened();
    const [first, second] = [hub.comment(author, question), hub.comment(assignee, 'Et qui ouvre les flux ?')];
    expect(waiting(hub)).toEqual([first, second]);
    expect(statusOf(hub)).toMatch(/\*\*2 questions sans réponse\*\* : \[celle de lea .+\) et \[celle de karim /);
  });

  it('cinquante questions tiennent en quelques liens', () => {
    const hub = opened();
    for (let index = 0; index < 50; index++) hub.comment(author, `${question} (${index})`);
    hub.reconcile();
    expect(statusOf(hub).match(/issuecomment-/g)).toHaveLength(5);
    expect(statusOf(hub)).toContain('et 45 autres.');
  });
});

describe('ce qui y met fin', () => {
  it.each<[string, (hub: Hub, id: number) => void, boolean]>([
    ['une réponse de la Service Team', (hub) => hub.comment(serviceTeam, 'DR : diffusion restreinte.'), true],
    ['une réponse qui n’est qu’une image', (hub) => hub.comment(serviceTeam, '![x](https://github.com/user-attachments/assets/12)'), true],
    ['une réponse avec une commande', (hub) => hub.comment(serviceTeam, 'Oui.\n/valider tous'), true],
    ['une commande de la Service Team, seule', (hub) => hub.comment(serviceTeam, '/valider tous'), false],
    ['une réaction de la Service Team', (hub, id) => hub.reactAs(serviceTeam, id), true],
    ['une réaction du projet', (hub, id) => hub.reactAs(assignee, id), false],
    ['une réaction d’un passant', (hub, id) => hub.reactAs(stranger, id), false],
    ['un changement de phase', (hub) => hub.setLabel(serviceTeam, 'phase: OVH'), true],
    ['un changement de phase refusé', (hub) => hub.setLabel(stranger, 'phase: OVH'), false],
    ['/repondu de la Service Team', (hub) => hub.comment(serviceTeam, '/repondu'), true],
    ['/répondu du projet', (hub) => hub.comment(assignee, '/répondu'), true],
    ['/repondu d’un passant', (hub) => hub.comment(stranger, '/repondu'), false],
    ['un mot d’un passant', (hub) => hub.comment(stranger, 'DR : diffusion restreinte.'), false],
    ['un mot de quelqu’un dont GitHub ne dit pas le droit', (hub) => hub.comment(unverified, 'Oui.'), false],
    ['un mot d’un programme', (hub) => hub.comment('renovate[bot]', 'Oui.'), false],
    ['un remerciement du projet', (hub) => hub.comment(author, 'merci d’avance'), false],
    ['la question est supprimée', (hub, id) => hub.deleteComment(id), true],
    ['la question devient une commande', (hub, id) => hub.editComment(author, id, '/statut'), true],
    ['la question devient un remerciement', (hub, id) => hub.editComment(author, id, 'C’est bon, merci !'), true],
  ])('%s', (_, act, ends) => {
    const hub = opened();
    const id = hub.comment(author, question);
    hub.reconcile();
    act(hub, id);
    expect(waiting(hub)).toEqual(ends ? [] : [id]);
  });

  it('une réaction vaut pour ce qui précède, et non pour ce qui suit', () => {
    const hub = opened();
    hub.comment(author, question);
    const second = hub.comment(author, 'Et le certificat ?');
    hub.reactAs(serviceTeam, second);
    const third = hub.comment(author, 'Et les flux ?');
    expect(waiting(hub)).toEqual([third]);
  });

  it('une réponse d’avant la question n’y répond pas, quoi que disent les horloges', () => {
    const hub = opened();
    let id = 0;
    hub.stopClock(() => {
      hub.comment(serviceTeam, 'Bienvenue !');
      id = hub.comment(author, question);
    });
    expect(waiting(hub)).toEqual([id]);
  });

  it('une commande qui devient une question attend', () => {
    const hub = opened();
    const id = hub.comment(author, '/statut');
    hub.reconcile();
    hub.editComment(author, id, question);
    expect(waiting(hub)).toEqual([id]);
  });

  it.each([
    'fait images-docker',
    'Bonjour,\n\nfait images-docker accostage\n\nMerci',
    '@accostage fait images-docker',
    '@accostage aide',
    'statut',
    'Vérifier.',
  ])('une commande sans sa barre oblique a un mot d’aide, et n’attend personne : %s', (text) => {
    const hub = inOvh();
    hub.comment(author, text);
    expect(waiting(hub)).toEqual([]);
    expect(hub.commentIn(`hint/${author}`)).toBeDefined();
    hub.daysPass(4);
    expect(waiting(hub)).toEqual([]);
  });

  it.each([
    'Bonjour @accostage, que dois-je faire ?',
    'fait images-docker\n\nEst-ce que cela suffit ?',
    'valider tous',
    'fait hier par Karim, mais la console nous refuse',
    '> fait images-docker\n\nCette étape nous bloque.',
  ])('une question qui en a l’air attend : %s', (text) => {
    const hub = inOvh();
    const id = hub.comment(author, text);
    expect(waiting(hub)).toEqual([id]);
  });

  it('/repondu : c’est noté d’une réaction, ou rien n’attendait', () => {
    const hub = opened();
    hub.comment(author, question);
    hub.reconcile();
    const settle = hub.comment(serviceTeam, '/repondu');
    hub.reconcile();
    expect(hub.reactionsTo(settle)).toEqual(['+1']);
    const again = hub.comment(serviceTeam, '/repondu');
    hub.reconcile();
    expect(hub.commentIn(`reply/${again}`)).toContain('aucune question n’attendait');
  });

  it('ce qui a eu sa réponse la garde, la réponse fût-elle supprimée, ou son auteur parti de la Service Team', () => {
    const hub = opened();
    hub.comment(author, question);
    const reply = hub.comment(serviceTeam, 'Voir la page des zones.');
    hub.reconcile();
    hub.deleteComment(reply);
    expect(waiting(hub)).toEqual([]);
  });

  it('et GitHub n’est plus interrogé sur qui a répondu', () => {
    const hub = opened({ assignees: [], body: aBody({ architecture: 'À compléter' }) });
    hub.comment(author, question);
    hub.comment(serviceTeam, 'Voir la page des zones.');
    hub.reconcile();
    const decision = decide(hub.observation(), hub.clock());
    expect(decision.kind === 'needs' ? decision.needs.rights : []).toEqual([]);
  });
});

describe('qui n’interroge que lui-même', () => {
  it('un dossier ouvert par la Service Team pour un projet : ses mots répondent', () => {
    const hub = opened({ author: { login: serviceTeam, id: 5, bot: false }, assignees: [assignee] });
    hub.comment(serviceTeam, 'Voici le dossier de Karim.');
    expect(waiting(hub)).toEqual([]);
    const id = hub.comment(assignee, question);
    expect(waiting(hub)).toEqual([id]);
    hub.comment(serviceTeam, 'Je regarde.');
    expect(waiting(hub)).toEqual([]);
  });

  it('l’application, jamais', () => {
    const hub = opened();
    hub.comment(app, question);
    expect(waiting(hub)).toEqual([]);
  });
});

describe('sur un dossier fermé, ou retrouvé', () => {
  it('une question attend aussi sur un dossier fermé', () => {
    const hub = opened();
    hub.close(serviceTeam);
    const id = hub.comment(author, 'Comment demander un nouveau flux ?');
    expect(waiting(hub)).toEqual([id]);
    expect(statusOf(hub)).toContain('Question sans réponse');
    expect(hub.plan().again).not.toBeNull();
  });

  it('la mémoire perdue se refait de ce que GitHub montre', () => {
    const hub = opened();
    hub.comment(author, question);
    hub.comment(serviceTeam, 'Voir la page des zones.');
    const id = hub.comment(author, 'Laquelle ?');
    hub.reconcile();
    hub.loseMemory();
    expect(waiting(hub)).toEqual([id]);
  });
});
