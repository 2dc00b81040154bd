import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/dossier/reply.ts';
import { repliesTo } from './answers-to.ts';
import { seen } from './a-repository.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author } = people;

function inOvh() {
  const stage = createToyHub({ body: aBody(), see: (name) => seen({ name }) });
  stage.reconcile();
  stage.comment(serviceTeam, '/forcer ovh pour les tests');
  stage.reconcile();
  return stage;
}

function ask(stage: ReturnType<typeof inOvh>, login: string, text: string): Reply | undefined {
  const id = stage.comment(login, text);
  return repliesTo(stage.reconcile().plan, id)[0];
}

/** What commands decide, without what the App notes of itself. */
function decided(stage: ReturnType<typeof inOvh>) {
  const { phase, paused, authorised, mirrors, team, waivers, sentBack, validated, items, answered, transports, flows, personalChecklists } =
    stage.state();
  return { phase, paused, authorised, mirrors, team, waivers, sentBack, validated, items, answered, transports, flows, personalChecklists };
}

describe('une commande ne fait pas ce que ses mots refusent', () => {
  it.each<[string, string]>([
    [serviceTeam, '/autoriser demat-permis/api non plus'],
    [serviceTeam, '/autoriser demat-permis/api pas encore'],
    [serviceTeam, '/autoriser demat-permis/api, demat-permis/infra'],
    [author, '/miroir demat-permis/api non'],
    [author, '/miroir non'],
    [author, '/miroir demat-permis/api plus tard'],
    [author, '/equipe @karim plus maintenant'],
    [author, '/equipe @karim pas encore'],
    [author, '/equipe ancien chef @karim'],
    [author, '/pause non'],
    [author, '/reprendre non'],
    [author, '/reprendre pas avant lundi'],
    [author, '/repondu non'],
    [author, '/repondu pas encore'],
    [serviceTeam, '/phase prerequis non'],
    [serviceTeam, '/phase prerequis pas encore'],
    [serviceTeam, '/phase prerequis le 12 mars'],
    [serviceTeam, '/forcer embarque non'],
    [serviceTeam, '/forcer embarque motif'],
    [serviceTeam, '/forcer embarque …'],
    [serviceTeam, '/a-preciser sauvegarde non'],
    [serviceTeam, '/a-preciser sauvegarde motif'],
    [serviceTeam, '/sans-objet sauvegarde non'],
    [serviceTeam, '/sans-objet sauvegarde motif'],
    [serviceTeam, '/sans-objet sauvegarde TODO'],
    [serviceTeam, '/valider sauvegarde non'],
    [serviceTeam, '/valider sauvegarde sauf la durée'],
    [serviceTeam, '/transport cloud-pi-native github-action non'],
    [serviceTeam, '/verifications demat-permis/api demat-permis/infra non'],
    [serviceTeam, '/verifications demat-permis/api surtout non'],
    [author, '/equipe karim'],
    [author, '/equipe liste'],
    [author, '/equipe @karim et son chef'],
    [author, '/fait accostage non'],
    [author, '/etapes non'],
  ])('%s : %s', (login, text) => {
    const stage = inOvh();
    const before = decided(stage);
    expect(ask(stage, login, text)?.kind).toMatch(/^(?:wrong-argument|unread-words)$/);
    expect(decided(stage)).toEqual(before);
  });

  it.each<[string, string, Partial<Reply>]>([
    [serviceTeam, '/autoriser le dépôt demat-permis/api, merci', { kind: 'authorised', already: false }],
    [serviceTeam, '/autoriser [notre API](https://github.com/demat-permis/api) svp', { kind: 'authorised' }],
    [
      author,
      '/miroir demat-permis/api et demat-permis/infra',
      { kind: 'mirror-asked', repositories: ['demat-permis/api', 'demat-permis/infra'] },
    ],
    [author, '/equipe @sacha, s’il te plaît', { kind: 'team-changed', changed: ['sacha'] }],
    [author, '/reprendre 🙂', { kind: 'resumed' }],
    [author, '/reprendre : le prestataire est là', { kind: 'resumed' }],
    [author, '/repondu par téléphone', { kind: 'questions-settled' }],
    [author, '/pause pas de nouvelles du prestataire', { kind: 'paused' }],
    [serviceTeam, '/valider sauvegarde, merci !', { kind: 'validated' }],
    [serviceTeam, '/phase embarque, merci', { kind: 'move-refused' }],
    [serviceTeam, '/transport cloud-pi-native console, merci', { kind: 'transport-set' }],
  ])('ce qui n’est que poli, un signe ou une remarque ne la retient pas : %s : %s', (login, text, expected) => {
    expect(ask(inOvh(), login, text)).toMatchObject(expected);
  });

  it('dit les mots qu’elle ne comprend pas, comme du texte, et ce qui peut s’écrire', () => {
    const stage = inOvh();
    const id = stage.comment(serviceTeam, '/phase embarque pas encore @equipe/tous <b>');
    stage.reconcile();
    expect(stage.commentIn(`reply/${id}`)?.replaceAll('\u00a0', ' ')).toContain(
      'la commande `/phase` n’a rien fait : `pas encore @equipe/tous <b>` n’y est pas compris. Elle s’écrit `/phase <phase>`.\n\nPar exemple : `/phase embarque`',
    );
    expect(stage.reactionsTo(id)).toEqual(['confused']);
  });

  it.each([
    ['/autoriser non demat-permis/api', 'authorised'],
    ['/autoriser demat-permis/api : non, merci', 'authorised'],
    ['/sans-objet sauvegarde non', 'waivers'],
    ['/sans-objet sauvegarde non merci', 'waivers'],
    ['/equipe retirer @sacha', 'team'],
  ] as const)('« non » reprend ce qui a été donné, devant ou derrière : %s', (text, key) => {
    const stage = inOvh();
    const [before] = [stage.state()[key]];
    for (const given of ['/autoriser demat-permis/api', '/sans-objet sauvegarde sans données', '/equipe @sacha'])
      ask(stage, serviceTeam, given);
    expect(stage.state()[key]).not.toEqual(before);
    ask(stage, serviceTeam, text);
    expect(JSON.stringify(stage.state()[key])).not.toContain(key === 'team' ? '"member":true' : 'camille');
  });
});
