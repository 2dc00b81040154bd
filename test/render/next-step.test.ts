import { describe, expect, it } from 'vitest';
import { renderStatus } from '../../src/render/status.ts';
import { aBody, createToyHub, people } from '../dossier/toy-hub.ts';

const { serviceTeam, author } = people;
type Hub = ReturnType<typeof createToyHub>;

function opened(body = aBody()): Hub {
  const hub = createToyHub({ body });
  hub.reconcile();
  return hub;
}

function inOvh(body = aBody()): Hub {
  const hub = opened(body);
  hub.comment(serviceTeam, '/forcer ovh pour les tests');
  hub.reconcile();
  return hub;
}

/** Who acts, and who can act meanwhile. */
function turns(hub: Hub): { readonly first: string; readonly meanwhile: string | null } {
  hub.reconcile();
  const text = renderStatus(hub.plan().status, { failures: [], sealed: null }).replaceAll('\u00a0', ' ');
  const line = (start: RegExp) => text.split('\n').find((candidate) => start.test(candidate)) ?? null;
  return { first: line(/^\*\*À (?:vous|la)/) ?? '', meanwhile: line(/^\*\*En parallèle/) };
}

describe('ce qui peut se faire en parallèle', () => {
  it('un flux ne se teste qu’une fois ouvert', () => {
    const hub = opened(aBody({ 'flux-mi': 'api.exemple.fr:443\nannuaire.exemple.fr:636' }));
    hub.comment(serviceTeam, '/forcer ouverture-de-flux pour les tests');
    expect(turns(hub).first).toContain('À la Service Team');
    expect(turns(hub).meanwhile).toBeNull();
    const [id] = hub.plan().status.flows?.declared.map(({ flow }) => flow.id) ?? [];
    hub.comment(serviceTeam, `/flux ${id} ouvert REQ-1`);
    expect(turns(hub).meanwhile).toBe('**En parallèle, équipe projet** : étape **Flux testés depuis l’application**.');
  });

  it('ce que l’application voit d’elle-même ne se dit que si elle ne le voit pas', () => {
    const { first } = turns(inOvh());
    expect(first).toMatch(/passez à l’étape \*\*Accostage .* La case se cochera toute seule ; sinon, écrivez `\/fait accostage`\.$/);
    const hub = opened(aBody({ 'flux-mi': 'api.exemple.fr:443' }));
    hub.comment(serviceTeam, '/forcer ouverture-de-flux pour les tests');
    hub.reconcile();
    expect(hub.commentIn('checklist/ouverture-de-flux')).toMatch(
      /L’application coche une étape dès qu’elle la voit faite. Elle ne la voit pas\s\? Écrivez-le/,
    );
    const told = inOvh();
    told.comment(author, '/fait accostage');
    expect(turns(told).first).toContain('Une fois faite, écrivez `/fait premiere-copie` dans un commentaire.');
  });

  it('au tour de la Service Team, l’équipe projet voit ses étapes', () => {
    const hub = inOvh();
    hub.comment(author, '/fait accostage premiere-copie dockerfiles images-docker');
    const { first, meanwhile } = turns(hub);
    expect(first).toMatch(/^\*\*À la Service Team d’agir\*\* : passez à l’étape \*\*Comptes de l’équipe/);
    expect(meanwhile).toMatch(
      /^\*\*En parallèle, équipe projet\*\* : étape \*\*Création du projet sur la console\*\*, et \d+ autres, puis `\/fait console-projet`\.$/,
    );
    expect(hub.labels()).toContain('attente: service team');
  });

  it('et les réponses qui lui manqueront', () => {
    const hub = inOvh(aBody({ domaines: null }));
    hub.comment(author, '/fait accostage premiere-copie dockerfiles images-docker');
    expect(turns(hub).meanwhile).toContain('complétez 2 réponses dans votre demande');
  });

  it('au tour du projet, la Service Team voit les siennes', () => {
    const { first, meanwhile } = turns(inOvh());
    expect(first).toContain('À vous de jouer, équipe projet');
    expect(meanwhile).toBe('**En parallèle, Service Team** : étape **Comptes de l’équipe sur la console**.');
  });

  it('et ce qu’elle peut relire ou répondre', () => {
    const hub = opened(aBody({ architecture: 'À compléter', volumetrie: 'Données : 50 Go\nUtilisateurs : quelques personnes' }));
    hub.comment(author, 'Que veut dire DR ?');
    expect(turns(hub).meanwhile).toMatch(/^\*\*En parallèle, Service Team\*\* : répondez à la question/);
  });

  it('une réponse à relire se valide tant qu’il reste des étapes : l’étiquette serait refusée', () => {
    const hub = inOvh(aBody({ volumetrie: 'Données : 50 Go\nUtilisateurs : quelques personnes' }));
    hub.comment(author, '/fait accostage premiere-copie dockerfiles images-docker');
    const { first } = turns(hub);
    expect(first).toContain('relisez 1 réponse sous « À relire », puis acceptez-la par `/valider tous`.');
    expect(first).toContain('`/a-preciser prérequis motif` la renvoie. Ensuite, étape **Comptes de l’équipe sur la console**.');
    expect(first).not.toContain('posez l’étiquette');
  });

  it('sans étape qui reste, passer à la suite l’accepte ; c’est dit une fois', () => {
    const hub = opened(aBody({ volumetrie: 'Données : 50 Go\nUtilisateurs : quelques personnes' }));
    expect(turns(hub).first).toContain('puis posez l’étiquette `phase: OVH`, ce qui l’accepte, ou écrivez `/valider tous`.');
    const text = renderStatus(hub.plan().status, { failures: [], sealed: null }).replaceAll('\u00a0', ' ');
    expect(text).toContain('Équipe projet, rien à faire : elle compte comme fournie.');
    expect(text.split('/valider tous')).toHaveLength(2);
  });

  it('rien, là où l’autre ne peut rien faire', () => {
    expect(turns(opened(aBody({ architecture: 'À compléter' }))).meanwhile).toBeNull();
    expect(turns(opened()).meanwhile).toBeNull();
  });
});

it('le commentaire qui appelle la Service Team dit la même chose que le suivi', () => {
  const hub = opened();
  hub.reconcile();
  const { first } = turns(hub);
  const call =
    hub
      .comments()
      .find(({ slot }) => slot?.startsWith('call/') === true)
      ?.body.replaceAll('\u00a0', ' ') ?? '';
  expect(call).toContain(`**Ce qu’il y a à faire** : ${first.replace('**À la Service Team d’agir** : ', '')}`);
});

/** Places of the text itself: the sentence is in the status, in the portfolio's pages and files, in the dashboard. */
const here = /ci-dess|ci-contre|ci-joint|plus (?:haut|bas)|cette (?:page|liste)|ce (?:commentaire|suivi)/;

it.each<[string, () => Hub, string]>([
  ['des réponses manquent', () => opened(aBody({ architecture: 'À compléter' })), 'complétez 1 réponse'],
  [
    'une réponse est à relire',
    () => opened(aBody({ volumetrie: 'Données : 50 Go\nUtilisateurs : quelques personnes' })),
    'relisez 1 réponse',
  ],
  ['une étape reste', () => inOvh(), 'passez à l’étape'],
  ['une réponse est annoncée', () => withPromise(), 'annoncées'],
])('%s : ce qu’il faut faire se lit de même hors du suivi', (_, world, says) => {
  const { first } = turns(world());
  expect(first).toContain(says);
  expect(first).not.toMatch(here);
});

/** Every step is done, and an answer is promised. */
function withPromise(): Hub {
  const hub = inOvh(aBody({ domaines: 'À préciser avant le 30 avril 2029' }));
  hub.comment(
    serviceTeam,
    `/fait ${hub
      .plan()
      .status.items.map(({ item }) => item.id)
      .join(' ')}`,
  );
  return hub;
}
