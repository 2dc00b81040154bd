import { describe, expect, it } from 'vitest';
import { nearestName } from '../../src/words/nearest.ts';
import { seen } from './a-repository.ts';
import { repliesTo, wordsTo } from './answers-to.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author, stranger } = people;

function inOvh() {
  const hub = createToyHub({ body: aBody({ 'flux-mi': 'api.exemple.fr:443' }), see: (name) => seen({ name }) });
  hub.reconcile();
  hub.comment(serviceTeam, '/forcer ovh pour les tests');
  hub.reconcile();
  return hub;
}

/** What the App answers to a line, in words. */
function answer(login: string, line: string): string {
  const hub = inOvh();
  const id = hub.comment(login, line);
  return wordsTo(hub.reconcile().plan, id);
}

/** The line that an answer gives to copy. */
const exampleIn = (text: string) => /(?:Par exemple : |Vouliez-vous écrire )`(\/[^`]+)`/.exec(text)?.[1] ?? '';

describe('le mot le plus proche', () => {
  it.each([
    [serviceTeam, '/phase cloud', '/phase cloud-pi-native'],
    [serviceTeam, '/phase native', '/phase cloud-pi-native'],
    [serviceTeam, '/phase flux', '/phase ouverture-de-flux'],
    [serviceTeam, '/phase embarqe', '/phase embarque'],
    [serviceTeam, '/forcer cloud parce que', '/forcer cloud-pi-native motif'],
    [author, '/fait dockerfile', '/fait dockerfiles'],
    [author, '/fait docker', '/fait dockerfiles'],
    [author, '/fait images', '/fait images-docker'],
    [author, '/fini dockerfile', '/fait dockerfiles'],
    [author, '/flux mi ok', '/flux mi testé'],
    [author, '/flux mi marche pas', '/flux mi testé'],
    [author, '/flux mi bloqué', '/flux mi test en échec'],
    [serviceTeam, '/flux mi accepté', '/flux mi ouvert'],
    [serviceTeam, '/flux mi en cours', '/flux mi demandé'],
    [serviceTeam, '/sans-objet sauvegarde', '/sans-objet sauvegarde non concerné'],
    [serviceTeam, '/sans-objet sauvegarg trop cher', '/sans-objet sauvegarde motif'],
    [author, '/pourquoi cloud', '/pourquoi cloud-pi-native'],
  ])('%s : %s', (login, line, example) => {
    expect(exampleIn(answer(login, line))).toContain(example);
  });

  it.each([
    [author, '/verif', '/verifier'],
    [author, '/diagnosti', '/diagnostic'],
    [author, '/repren', '/reprendre'],
    [author, '/statuts', '/statut'],
  ])('d’une commande, %s : %s', (login, line, meant) => {
    expect(exampleIn(answer(login, line)) || answer(login, line)).toContain(meant);
  });

  it.each([
    ['/fini accostage', author],
    ['/terminé accostage', author],
    ['/cocher accostage', author],
  ])('%s est compris', (line, login) => {
    const hub = inOvh();
    hub.comment(login, line);
    hub.reconcile();
    expect(hub.state().items['ovh/accostage']?.done).toBe(true);
  });

  it.each([
    ['st', null],
    ['cloud', 'cloud-pi-native'],
    ['abracadabra', null],
  ])('par ses premières lettres s’il y en a assez : %s', (typed, expected) => {
    expect(nearestName(typed, ['statut', 'cloud-pi-native'])).toBe(expected);
  });
});

describe('un exemple est accepté de qui le lit', () => {
  const mistakes = [
    '/fait',
    '/fait nimporte',
    '/fait console-acces',
    '/pas-fait nimporte',
    '/flux mi',
    '/flux mi ok',
    '/flux F-ABCDEF testé',
    '/flux rien du tout',
    '/pourquoi nulle-part',
    '/phase nulle-part',
    '/phas ovh',
    '/forcer',
    '/forcer nulle-part',
    '/forcer embarque',
    '/sans-objet',
    '/sans-objet nimporte',
    '/sans-objet sauvegarde',
    '/sans-objet sauvegarde un jour jusqu’au 2020-01-01',
    '/sans-objet sauvegarde un jour jusqu’au 2027-02-30',
    '/a-preciser',
    '/a-preciser nimporte',
    '/a-preciser sauvegarde',
    '/valider nimporte',
    '/autoriser ailleurs/autre',
    '/miroir ailleurs/autre',
    '/transport nulle-part console',
    '/transport ovh pigeon',
    '/valide',
    '/equip',
    '/force embarque',
  ];
  const readers = [author, serviceTeam, stranger];

  it.each(readers.flatMap((login) => mistakes.map((line) => [login, line] as const)))('%s : %s', (login, line) => {
    // A reason stands in the place of the word: the word itself is none.
    const example = exampleIn(answer(login, line))
      .replace(/ <.*| \[.*/, '')
      .replace(/ motif$/, ' décidé en comité');
    if (example === '') return;
    const hub = inOvh();
    const id = hub.comment(login, example);
    const [reply] = repliesTo(hub.reconcile().plan, id);
    const isUsage = example.split(' ').length === 1;
    expect(reply?.kind ?? 'done').not.toMatch(isUsage ? /not-allowed|unknown/ : /not-allowed|unknown|wrong-argument|reserved/);
  });
});

describe('un refus dit qui peut, et comment le devenir', () => {
  it('à qui n’est pas de l’équipe : la commande exacte, et de qui', () => {
    const text = answer(stranger, '/fait accostage');
    expect(text).toContain(`\`${author}\``);
    expect(text).toContain(`\`/equipe @${stranger}\``);
    expect(text).not.toContain(`@${author}`);
  });

  it('au projet : qui est la Service Team, et que lui écrire ici', () => {
    expect(answer(author, '/valider tous')).toMatch(/réservée à la Service Team \(les comptes qui.*\)\. Écrivez-lui ici/);
  });
});

describe('une étape d’une autre phase', () => {
  it('à venir : notée, avec sa phase, et gardée dans l’historique', () => {
    const hub = createToyHub({ see: (name) => seen({ name }) });
    hub.reconcile();
    const id = hub.comment(author, '/fait images-docker');
    const { plan } = hub.reconcile();
    expect(wordsTo(plan, id)).toMatch(
      /Le dossier est dans la phase « Prérequis »\. .* est une étape de la phase « OVH » : elle comptera quand le dossier y entrera/,
    );
    expect(hub.commentIn(`reply/${id}`)).toBeDefined();
    expect(hub.commentIn('status')).toMatch(/a coché, hors de la phase du dossier\s: .*OVH/);
    expect(hub.state().items['ovh/images-docker']?.done).toBe(true);
  });

  it('passée : dite passée', () => {
    const hub = inOvh();
    hub.comment(serviceTeam, '/forcer cloud-pi-native jalon');
    hub.reconcile();
    const id = hub.comment(serviceTeam, '/fait ovh/accostage');
    expect(wordsTo(hub.reconcile().plan, id)).toContain('étape de la phase « OVH », déjà passée');
  });

  it('de la phase : une réaction suffit', () => {
    const hub = inOvh();
    const id = hub.comment(author, '/fait images-docker');
    hub.reconcile();
    expect(hub.reactionsTo(id)).toEqual(['+1']);
    expect(hub.commentIn(`reply/${id}`)).toBeUndefined();
  });
});
