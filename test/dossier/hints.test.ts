import { describe, expect, it } from 'vitest';
import { createToyHub, people } from './toy-hub.ts';
import { computingMs } from '../computing-time.ts';

const { serviceTeam, author, stranger } = people;
type Hub = ReturnType<typeof createToyHub>;

function inOvh(): Hub {
  const hub = createToyHub();
  hub.reconcile();
  hub.comment(serviceTeam, '/phase ovh');
  hub.reconcile();
  return hub;
}

/** The hint that a comment gets; undefined for none. */
function hintTo(login: string, text: string, hub = inOvh()): string | undefined {
  hub.comment(login, text);
  hub.reconcile();
  expect(hub.reconcile().writes).toBe(0);
  return hub.commentIn(`hint/${login}`);
}

describe('qui appelle l’application autrement apprend comment', () => {
  it.each([
    [author, '@accostage aide', '`/aide`'],
    [author, '@accostage[bot] fait images-docker', '`/fait images-docker`'],
    [author, 'Bonjour @Accostage, que dois-je faire ?', '`/aide`'],
    [author, '@accostage /statut', '`/statut`'],
    [author, '@accostage : fait le nécessaire', '`/aide`'],
    [author, 'aide', '`/aide`'],
    [author, 'Vérifier', '`/verifier`'],
    [author, 'fait images-docker', '`/fait images-docker`'],
    [author, 'Bonjour,\n\nfait images-docker accostage\n\nMerci', '`/fait images-docker accostage`'],
    [author, 'pas fait accostage', '`/pas-fait accostage`'],
    [author, '**/fait images-docker**', '`/fait images-docker`'],
    [author, '`/fait images-docker`', '`/fait images-docker`'],
    [author, '« /fait images-docker »', '`/fait images-docker`'],
    [author, '/ fait images-docker', '`/fait images-docker`'],
    [author, '／fait images-docker', '`/fait images-docker`'],
    [stranger, 'statut', '`/statut`'],
    [stranger, '@accostage fait images-docker', '`/aide`'],
    [serviceTeam, '@accostage valider tous', '`/aide`'],
  ])('%s : %s', (login, text, example) => {
    expect(hintTo(login, text)).toContain(example);
  });

  it('une fois par personne, même si l’application s’arrête avant de s’en souvenir, ou si le mot est supprimé', () => {
    const hub = inOvh();
    hub.comment(author, 'aide');
    hub.killedAfter(1);
    hub.reconcile();
    expect(hintTo(author, '@accostage aide', hub)).toBeDefined();
    expect(hub.comments().filter(({ slot }) => slot?.startsWith('hint/') === true)).toHaveLength(1);
    const hint = hub.observation().comments.find(({ slot }) => slot === `hint/${author}`);
    hub.deleteComment(hint?.id ?? 0);
    expect(hintTo(author, 'aide', hub)).toBeUndefined();
    expect(hintTo(serviceTeam, 'aide', hub)).toBeDefined();
  });

  it('la barre oubliée de nouveau, une réaction le dit, une fois, sans un mot', () => {
    const hub = inOvh();
    const first = hub.comment(author, 'fait accostage');
    hub.reconcile();
    const again = hub.comment(author, 'fait images-docker');
    const plain = hub.comment(author, 'fait hier par Karim');
    const named = hub.comment(author, 'Bonjour @accostage, que dois-je faire ?');
    const executed = hub.comment(author, '/fait accostage');
    hub.reconcile();
    expect([first, again, plain, named, executed].map((id) => hub.reactionsTo(id))).toEqual([[], ['confused'], [], [], ['+1']]);
    expect(hub.reconcile().writes).toBe(0);
    hub.editComment(author, again, '/fait images-docker');
    hub.reconcile();
    expect(hub.state().items['ovh/images-docker']).toBeDefined();
    expect(hub.commentIn(`reply/${again}`)).toContain('c’est noté');
  });

  it('une question devenue commande est exécutée, avec ou sans le mot', () => {
    const hub = inOvh();
    const id = hub.comment(author, 'fait accostage');
    hub.reconcile();
    hub.editComment(author, id, '/fait accostage');
    hub.reconcile();
    expect(hub.reactionsTo(id)).toEqual(['+1']);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('une foule de passants n’en a pas plus de dix, l’équipe toujours le sien', () => {
    const hub = inOvh();
    for (let index = 0; index < 15; index++) hub.comment(`passant-${index}`, '@accostage aide');
    hub.reconcile();
    expect(hub.comments().filter(({ slot }) => slot?.startsWith('hint/') === true)).toHaveLength(10);
    expect(hintTo(author, 'aide', hub)).toBeDefined();
  });
});

describe('une phrase ordinaire n’apprend rien à personne', () => {
  it.each([
    'fait',
    'C’est fait.',
    'Fait !',
    'ok',
    'OK pour moi',
    'pause déjeuner',
    'pause',
    'suivi',
    'fait hier par Karim',
    'Fait le 12/03',
    'flux internet ouvert',
    'Phase OVH',
    'Le statut de la demande ?',
    'Nous avons besoin d’aide',
    'forcer la main',
    'Équipe :\n- Léa\n- Karim',
    'Aide\n\nNous ne comprenons pas DR et NP.',
    '> @accostage aide',
    '`fait images-docker`',
    'accostage',
    'Voir team@accostage.fr',
    '@accostage-dev peux-tu relire ?',
    'miroir mon beau miroir',
    '',
  ])('%s', (text) => {
    expect(hintTo(author, text)).toBeUndefined();
  });

  it('ni un commentaire d’avant-hier, à la mise à jour de l’application', () => {
    const hub = inOvh();
    hub.comment(author, 'aide');
    hub.daysPass(2);
    hub.reconcile();
    expect(hub.commentIn(`hint/${author}`)).toBeUndefined();
  });
});

describe('un programme qui écrit des commandes', () => {
  it('n’est pas écouté ; une réaction le dit, une fois, sans un mot', () => {
    const hub = inOvh();
    const id = hub.comment('renovate[bot]', '/fait accostage');
    hub.reconcile();
    expect(hub.reactionsTo(id)).toEqual(['confused']);
    expect(hub.state().items['ovh/accostage']).toBeUndefined();
    expect(hub.reconcile().writes).toBe(0);
    expect(hub.comments().some(({ slot }) => slot?.startsWith('reply/') === true)).toBe(false);
  });

  it('un compte supprimé depuis non plus : personne ne lirait la réponse', () => {
    const hub = inOvh();
    const command = hub.comment('ghost', '/statut');
    const call = hub.comment('ghost', '@accostage aide');
    hub.reconcile();
    expect([command, call].map((id) => hub.reactionsTo(id))).toEqual([['confused'], []]);
    expect(hub.comments().some(({ slot }) => slot?.startsWith('reply/') === true || slot?.startsWith('hint/') === true)).toBe(false);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('qui n’en écrit pas n’a rien', () => {
    const hub = inOvh();
    const id = hub.comment('renovate[bot]', '@accostage aide');
    hub.reconcile();
    expect(hub.reactionsTo(id)).toEqual([]);
    expect(hub.comments().some(({ slot }) => slot?.startsWith('hint/') === true)).toBe(false);
  });
});

describe('des commentaires faits pour durer', () => {
  it.each([
    ['un journal de neuf mille lignes', 'fait x\n'.repeat(9_000), 1],
    ['trois cents commentaires de dix lignes', 'fait x\n'.repeat(10), 300],
    ['une ligne sans fin', '@accostagee '.repeat(5_000), 20],
    ['une ligne pleine d’espaces', `fait x${' '.repeat(60_000)}y`, 20],
  ])('%s ne retiennent pas l’application, et n’apprennent rien à personne', (_, text, times) => {
    const hub = inOvh();
    for (let time = 0; time < times; time++) hub.comment(stranger, text);
    expect(computingMs(() => void hub.reconcile())).toBeLessThan(4_000);
    expect(hub.commentIn(`hint/${stranger}`)).toBeUndefined();
  });

  it('après un long texte, l’appel qui le précède est lu', () => {
    expect(hintTo(author, `@accostage aide\n${'ligne de journal\n'.repeat(3_000)}`)).toContain('`/aide`');
  });
});
