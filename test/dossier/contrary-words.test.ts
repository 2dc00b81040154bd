import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/dossier/reply.ts';
import { repliesTo } from './answers-to.ts';
import { seen } from './a-repository.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, author } = people;

const procedure = { ...defaults.procedure, checks: { ...defaults.procedure.checks, runs: 'inform' as const } };

function inOvh() {
  const stage = createToyHub({ body: aBody(), see: (name) => seen({ name }), procedure });
  stage.reconcile();
  stage.comment(serviceTeam, '/forcer ovh pour les tests');
  stage.reconcile();
  return stage;
}

function withFlows() {
  const stage = createToyHub({ body: aBody({ 'flux-mi': 'api.exemple.gouv.fr:443' }), see: (name) => seen({ name }) });
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
    // Signs that say no, or ask.
    [serviceTeam, '/autoriser demat-permis/api ❌'],
    [serviceTeam, '/autoriser demat-permis/api 👎'],
    [serviceTeam, '/autoriser demat-permis/api ?'],
    [serviceTeam, '/autoriser demat-permis/api?'],
    [serviceTeam, '/autoriser demat-permis/api :-1:'],
    [serviceTeam, '/autoriser demat-permis/api✖️'],
    [serviceTeam, '/autoriser demat-permis/api👎🏽'],
    [author, '/corriger check-labels?'],
    [serviceTeam, '/autoriser ❌ demat-permis/api'],
    [serviceTeam, '/autoriser demat-permis/api oui ou non ?'],
    [serviceTeam, '/autoriser demat-permis/api, merci, non oui'],
    [serviceTeam, '/phase prerequis ?'],
    [serviceTeam, '/phase prerequis?'],
    [serviceTeam, '/phase ❌ prerequis'],
    [serviceTeam, '/phase prerequis, merci ?'],
    [serviceTeam, '/phase prerequis 🚫'],
    [serviceTeam, '/valider tous ?'],
    [serviceTeam, '/valider sauvegarde ❌'],
    [serviceTeam, '/valider ?'],
    [author, '/miroir ?'],
    [author, '/miroir ❌'],
    [author, '/corriger ?'],
    [author, '/corriger non'],
    [author, '/corriger pas encore'],
    [author, '/fait accostage ?'],
    [author, '/fait accostage 👎'],
    [author, '/fait accostage pas encore'],
    [author, '/pause ?'],
    [author, '/pause 👎'],
    [author, '/pause non merci'],
    [author, '/pause pas encore'],
    [author, '/pause pas avant lundi'],
    [author, '/reprendre ❌'],
    [author, '/reprendre non, on attend toujours'],
    [author, '/repondu ?'],
    [author, '/repondu pas encore reçu'],
    [author, '/repondu ok mais pas encore'],
    [author, '/repondu non, j’attends toujours'],
    [serviceTeam, '/transport cloud-pi-native github-action non plus'],
    [serviceTeam, '/transport cloud-pi-native console ?'],
    [serviceTeam, '/transport cloud-pi-native console pas encore'],
    [serviceTeam, '/forcer embarque pas encore'],
    [serviceTeam, '/forcer embarque ok'],
    [serviceTeam, '/forcer embarque ?'],
    [serviceTeam, '/a-preciser sauvegarde 👎'],
    [serviceTeam, '/verifications demat-permis/api oui ?'],
    [serviceTeam, '/verifications demat-permis/api oui ❌'],
    // Only what is written as an account is one.
    [author, '/equipe @karim (pas encore)'],
    [author, '/equipe @karim "pas encore"'],
    [author, '/equipe @karim « pas encore »'],
    [author, '/equipe @karim *plus* _tard_'],
    [author, '/equipe @karim n/a'],
    [author, '/equipe @karim `demain`'],
    [author, '/equipe @karim chef: oui'],
    [author, '/equipe @karim ❌'],
    [author, '/equipe @karim ?'],
    [author, '/equipe @karim + son chef'],
    [author, '/equipe « karim »'],
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
    [author, '/pause svp', { kind: 'paused' }],
    [author, '/pause merci', { kind: 'paused' }],
    [author, '/pause Bonjour', { kind: 'paused' }],
    [author, '/pause s’il vous plaît', { kind: 'paused' }],
    [author, '/pause 🙏', { kind: 'paused' }],
    [author, '/pause ok', { kind: 'paused' }],
    [author, '/pause pas encore de nouvelles de l’hébergeur', { kind: 'paused' }],
    [author, '/pause No news from the host', { kind: 'paused' }],
    [serviceTeam, '/autoriser demat-permis/api oui', { kind: 'authorised' }],
    [serviceTeam, '/autoriser demat-permis/api ok', { kind: 'authorised' }],
    [serviceTeam, '/autoriser demat-permis/api, c’est bon, merci !', { kind: 'authorised' }],
    [serviceTeam, '/autoriser demat-permis/api ✅', { kind: 'authorised' }],
    [serviceTeam, '/autoriser demat-permis/api :+1:', { kind: 'authorised' }],
    [serviceTeam, '/autoriser demat-permis/api demat-permis/api', { kind: 'authorised' }],
    [serviceTeam, '/autoriser demat-permis/api https://github.com/Demat-Permis/api', { kind: 'authorised' }],
    [serviceTeam, '/autoriser https://github.com/demat-permis/api?tab=readme-ov-file', { kind: 'authorised' }],
    [author, '/miroir ok', { kind: 'mirror-asked' }],
    [author, '/miroir demat-permis/api oui', { kind: 'mirror-asked', repositories: ['demat-permis/api'] }],
    [serviceTeam, '/phase embarque ok', { kind: 'move-refused' }],
    [serviceTeam, '/phase embarque 🙂', { kind: 'move-refused' }],
    [serviceTeam, '/valider sauvegarde ok', { kind: 'validated' }],
    [serviceTeam, '/valider tous, merci', { kind: 'validated' }],
    [serviceTeam, '/valider oui', { kind: 'validated' }],
    [author, '/fait accostage ok', { kind: 'items-marked' }],
    [author, '/repondu nº 12 par courriel', { kind: 'questions-settled' }],
    [author, '/repondu No problem', { kind: 'questions-settled' }],
    [author, '/repondu Non, c’est bon, j’ai eu la réponse', { kind: 'questions-settled' }],
    [author, '/reprendre Stop&Go', { kind: 'resumed' }],
    [serviceTeam, '/transport cloud-pi-native github-action no-runner', { kind: 'transport-set' }],
    [serviceTeam, '/transport cloud-pi-native github-action stop-machine', { kind: 'transport-set' }],
    [serviceTeam, '/transport cloud-pi-native github-action ok', { kind: 'transport-set' }],
    [serviceTeam, '/transport cloud-pi-native github-action go', { kind: 'transport-set', already: false }],
    [author, '/repondu Annulé', { kind: 'questions-settled' }],
    [serviceTeam, '/verifications demat-permis/api oui merci', { kind: 'runs-set', on: true }],
    [serviceTeam, '/verifications demat-permis/api ok', { kind: 'runs-set', on: true }],
    [serviceTeam, '/a-preciser sauvegarde pas encore chiffré', { kind: 'sent-back' }],
    [serviceTeam, '/a-preciser sauvegarde non, la durée manque', { kind: 'sent-back' }],
    [author, '/equipe @sacha ok', { kind: 'team-changed', changed: ['sacha'] }],
    [author, '/equipe (@sacha)', { kind: 'team-changed', changed: ['sacha'] }],
    [author, '/equipe https://github.com/sacha', { kind: 'team-changed', changed: ['sacha'] }],
    [author, '/equipe @non @sacha', { kind: 'team-changed', way: 'joined' }],
    [author, '/equipe @sacha @non', { kind: 'team-changed', way: 'joined' }],
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
    ['/equipe « karim »', ['@karim', '@karim non']],
    ['/equipe @karim + son chef', ['@karim', '@karim non']],
    ['/equipe @karim (pas encore)', ['@karim', '@karim non']],
    ['/equipe ancien chef', []],
    ['/equipe https://github.com/karim son chef', ['@karim', '@karim non']],
  ])('ce qui est montré pour %s peut s’écrire', (text, choices) => {
    expect(ask(inOvh(), author, text)).toMatchObject({ kind: 'unread-words', choices });
  });

  it.each([
    ['/flux tous ouvert jamais testé', 'jamais testé'],
    ['/flux tous ouvert pas encore testé', 'pas encore testé'],
    ['/flux tous ouvert Stop&Go', 'Stop&Go'],
    ['/flux tous demandé nº 12345', 'nº 12345'],
    ['/flux tous demandé no 12345', 'no 12345'],
    ['/flux tous demandé non conforme au modèle', 'non conforme au modèle'],
    ['/flux tous demandé merci', null],
    ['/flux tous demandé ok', null],
  ])('la note d’un flux est libre : %s', (text, note) => {
    const stage = withFlows();
    expect(ask(stage, serviceTeam, text)).toMatchObject({ kind: 'flows-marked', changed: [expect.any(String)] });
    expect(Object.values(stage.state().flows).map(({ steps }) => steps.at(-1)?.note)).toEqual([note]);
  });

  it.each(['non', 'pas encore', 'plus tard', '❌', '?', 'pas avant lundi', 'non, pas encore'])('mais ne la reprend pas : %s', (words) => {
    const stage = withFlows();
    expect(ask(stage, serviceTeam, `/flux tous demandé ${words}`)).toMatchObject({ kind: 'unread-words' });
    expect(stage.state().flows).toEqual({});
  });

  it('un mot poli n’est pas le motif d’une pause', () => {
    const stage = inOvh();
    ask(stage, author, '/pause merci');
    expect(stage.state().notes.findLast(({ kind }) => kind === 'paused')).toMatchObject({ reason: null });
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
