import { describe, expect, it } from 'vitest';
import { wordsTo } from '../dossier/answers-to.ts';
import { aBody, createToyHub, people } from '../dossier/toy-hub.ts';

const { serviceTeam, author, stranger } = people;

const three = 'api.exemple.gouv.fr:443/tcp — référentiel\nannuaire.exemple.gouv.fr 636 : agents\n10.1.2.0/24 5432 base';

/** A dossier in the phase that opens flows, three of them declared. */
function withFlows(flows = three) {
  const stage = createToyHub({ body: aBody({ 'flux-mi': flows }) });
  stage.reconcile();
  stage.comment(serviceTeam, '/forcer ouverture-de-flux essai');
  stage.reconcile();
  return stage;
}

type Stage = ReturnType<typeof withFlows>;

function say(stage: Stage, login: string, text: string): string {
  const id = stage.comment(login, text);
  return wordsTo(stage.reconcile().plan, id);
}

function idOf(stage: Stage, destination: string): string {
  return stage.plan().status.flows?.declared.find(({ flow }) => flow.destination === destination)?.flow.id ?? 'none';
}

function statuses(stage: Stage): Record<string, string> {
  return Object.fromEntries(stage.plan().status.flows?.declared.map(({ flow, status }) => [flow.destination, status]) ?? []);
}

describe('le tableau des flux', () => {
  it('paraît à l’entrée dans la phase qui les suit, pas avant', () => {
    const stage = createToyHub({ body: aBody({ 'flux-mi': three }) });
    stage.reconcile();
    expect(stage.toldIn('flows')).toBeUndefined();
    stage.comment(serviceTeam, '/forcer ouverture-de-flux essai');
    expect(stage.reconcile().created).toEqual(['checklist/ouverture-de-flux']);
    expect(stage.toldIn('flows')).toContain('annuaire.exemple.gouv.fr');
    expect(stage.reconcile().writes).toBe(0);
  });

  it('paraît, et peut être demandé, dès la première phase après les prérequis', () => {
    const stage = createToyHub({ body: aBody({ 'flux-mi': three }) });
    stage.reconcile();
    stage.comment(serviceTeam, '/forcer ovh essai');
    stage.reconcile();
    expect(stage.toldIn('flows')).toContain('Une ouverture de flux prend du temps');
    say(stage, serviceTeam, '/flux tous demandé REQ-1234');
    expect(new Set(Object.values(statuses(stage)))).toEqual(new Set(['demande']));
    expect(stage.toldIn('flows')).not.toContain('prend du temps');
  });

  it.each(['ouvert non', 'ouvert pas encore', 'demandé, non finalement'])('n’est pas changé par « %s », qui dit le contraire', (words) => {
    const stage = withFlows();
    const before = statuses(stage);
    expect(say(stage, serviceTeam, `/flux tous ${words}`)).toContain('n’y est pas compris');
    expect(statuses(stage)).toEqual(before);
    say(stage, serviceTeam, '/flux tous ouvert pas d’erreur');
    expect(new Set(Object.values(statuses(stage)))).toEqual(new Set(['ouvert']));
  });

  it('paraît plus tôt si quelqu’un écrit /flux', () => {
    const stage = createToyHub({ body: aBody({ 'flux-mi': three }) });
    stage.reconcile();
    expect(say(stage, author, '/flux')).toContain('voici le tableau des flux');
    expect(stage.toldIn('flows')?.replaceAll('\u00a0', ' ')).toContain('3 flux déclarés (3 à demander).');
  });

  it('dit qu’il n’y a rien à montrer sans flux déclaré', () => {
    const stage = createToyHub({ body: aBody({ 'flux-mi': 'Aucun', 'flux-internet': 'Aucun' }) });
    stage.reconcile();
    expect(say(stage, author, '/flux tous testé')).toContain('aucun flux n’est déclaré');
  });

  it('montre les lignes qui n’ont pas pu être lues, et garde les autres', () => {
    const stage = withFlows('api.exemple.gouv.fr:443\nAnnuaire des agents');
    expect(Object.keys(statuses(stage))).toEqual(['api.exemple.gouv.fr']);
    expect(stage.toldIn('flows')).toContain('Annuaire des agents');
  });
});

describe('l’état d’un flux', () => {
  it('va de « à demander » à « testé », avec qui, quand et la référence', () => {
    const stage = withFlows();
    const id = idOf(stage, 'api.exemple.gouv.fr');
    expect(say(stage, serviceTeam, `/flux ${id} demandé REQ-12`)).toContain(`1 flux passe à « demandé » : \`${id}\``);
    expect(say(stage, serviceTeam, `/flux ${id.toLowerCase()} ouvert`)).toContain('c’est à votre équipe d’essayer');
    expect(say(stage, author, `/flux ${id} testé`)).toContain('passe à « testé »');
    expect(statuses(stage)).toEqual({
      'api.exemple.gouv.fr': 'teste',
      'annuaire.exemple.gouv.fr': 'a-demander',
      '10.1.2.0/24': 'a-demander',
    });
    expect(stage.state().flows[id]?.steps).toMatchObject([
      { status: 'demande', by: serviceTeam, note: 'REQ-12' },
      { status: 'ouvert', by: serviceTeam, note: null },
      { status: 'teste', by: author, note: null },
    ]);
    expect(stage.toldIn('flows')).toContain('REQ-12');
    expect(stage.reconcile().writes).toBe(0);
  });

  it('garde la note telle qu’elle est écrite, ponctuation comprise', () => {
    const stage = withFlows();
    const [first, last] = ['api.exemple.gouv.fr', '10.1.2.0/24'].map((name) => idOf(stage, name));
    say(stage, serviceTeam, `/flux ${first} … ${last} demandé REQ-12 ; en attente… voir a, b`);
    expect(Object.values(stage.state().flows).map(({ steps }) => steps.at(-1)?.note)).toEqual(
      Array(3).fill('REQ-12 ; en attente… voir a, b'),
    );
  });

  it('se change pour plusieurs flux à la fois : liste, plage, zone, tous', () => {
    const stage = withFlows();
    const [api, annuaire, base] = ['api.exemple.gouv.fr', 'annuaire.exemple.gouv.fr', '10.1.2.0/24'].map((name) => idOf(stage, name));
    say(stage, serviceTeam, `/flux ${api}, ${base} demandé`);
    expect(statuses(stage)).toEqual({
      'api.exemple.gouv.fr': 'demande',
      'annuaire.exemple.gouv.fr': 'a-demander',
      '10.1.2.0/24': 'demande',
    });
    say(stage, serviceTeam, `/flux ${api} .. ${annuaire} ouvert`);
    expect(statuses(stage)).toEqual({ 'api.exemple.gouv.fr': 'ouvert', 'annuaire.exemple.gouv.fr': 'ouvert', '10.1.2.0/24': 'demande' });
    say(stage, serviceTeam, '/flux mi refusé hors politique');
    expect(Object.values(statuses(stage))).toEqual(['refuse', 'refuse', 'refuse']);
    say(stage, serviceTeam, '/flux tous sans objet');
    expect(Object.values(statuses(stage))).toEqual(['sans-objet', 'sans-objet', 'sans-objet']);
  });

  it('ne recule pas quand il est désigné avec d’autres, seulement par son identifiant', () => {
    const stage = withFlows();
    const [api, base] = ['api.exemple.gouv.fr', '10.1.2.0/24'].map((name) => idOf(stage, name));
    say(stage, serviceTeam, `/flux ${api} ouvert`);
    say(stage, serviceTeam, `/sans-objet ${base} relais du ministère`);
    expect(say(stage, serviceTeam, '/flux tous demandé REQ-2')).toContain(
      `Un flux plus avancé, ou sans objet par décision, ne change que si son identifiant est écrit ; rien n’a changé pour \`${api}\`, \`${base}\`.`,
    );
    // The summary, the table of the comment and the file to send say one thing by one name.
    const told = stage.toldIn('flows')?.replaceAll('\u00a0', ' ') ?? '';
    expect(told).toContain('1 sans objet par décision');
    expect(told).toContain('➖ sans objet, décidé par');
    expect(told).toContain(';sans objet par décision;');
    expect(told).not.toMatch(/(?:levés?|se lève) par/);
    expect(statuses(stage)).toEqual({
      'api.exemple.gouv.fr': 'ouvert',
      'annuaire.exemple.gouv.fr': 'demande',
      '10.1.2.0/24': 'a-demander',
    });
    say(stage, author, `/flux ${api} testé`);
    say(stage, serviceTeam, '/flux tous ouvert');
    expect(statuses(stage)).toMatchObject({ 'api.exemple.gouv.fr': 'teste', 'annuaire.exemple.gouv.fr': 'ouvert' });
    say(stage, serviceTeam, `/flux ${api} demandé REQ-3`);
    expect(statuses(stage)).toMatchObject({ 'api.exemple.gouv.fr': 'demande' });
  });

  it('refusé, appelle l’équipe projet et lui dit quoi faire', () => {
    const stage = withFlows();
    const told = say(stage, serviceTeam, '/flux mi refusé hors politique');
    expect(told).toContain(`@${author}`);
    expect(told).toContain('Corrigez la ligne dans votre demande');
  });

  it('n’est changé par l’équipe projet que pour un test, et d’un flux ouvert', () => {
    const stage = withFlows();
    expect(say(stage, author, '/flux tous ouvert')).toContain('seule la Service Team passe un flux à « ouvert »');
    expect(say(stage, author, '/flux tous testé')).toContain('Seul un flux ouvert se teste');
    expect(say(stage, stranger, '/flux tous testé')).toContain('réservée à l’équipe projet');
    expect(say(stage, people.unverified, '/flux tous demandé')).toContain('n’a pas pu vérifier');
    expect(stage.state().flows).toEqual({});
  });

  it('un test en échec revient à la Service Team', () => {
    const stage = withFlows();
    say(stage, serviceTeam, '/flux tous ouvert');
    expect(stage.labels()).toContain('attente: projet');
    say(stage, author, `/flux ${idOf(stage, '10.1.2.0/24')} échec délai dépassé`);
    expect(stage.labels()).toContain('attente: service team');
    expect(stage.toldIn('flows')).toContain('test en échec');
  });

  it.each([
    ['/flux F-ZZZZZZ demandé', 'ce flux n’existe pas'],
    ['/flux demandé', 'il manque le flux'],
    ['/flux tous', 'il manque l’état. Elle s’écrit `/flux [<id…|mi|internet|tous> <statut> [note]]`'],
    ['/flux tous', 'Par exemple : `/flux tous testé`'],
    ['/flux tous bidule', 'cet état n’existe pas'],
    ['/flux tous fermé', 'Seul un flux retiré de la demande se ferme'],
  ])('%s : %s', (command, answer) => {
    expect(say(withFlows(), serviceTeam, command)).toContain(answer);
  });

  it('ne change pas quand le formulaire change autour du flux', () => {
    const stage = withFlows();
    say(stage, serviceTeam, `/flux ${idOf(stage, 'api.exemple.gouv.fr')} ouvert`);
    stage.editBody(
      aBody({
        'flux-mi':
          '| Destination | Port | Raison |\n|---|---|---|\n| smtp.exemple.fr | 25 | courriel |\n| API.exemple.gouv.fr | 443 | autre mot |',
      }),
    );
    stage.reconcile();
    expect(statuses(stage)).toEqual({ 'smtp.exemple.fr': 'a-demander', 'api.exemple.gouv.fr': 'ouvert' });
  });
});

describe('un flux retiré de la demande', () => {
  it('reste « à fermer » tant qu’il est ouvert, puis s’en va', () => {
    const stage = withFlows();
    const id = idOf(stage, 'api.exemple.gouv.fr');
    say(stage, serviceTeam, `/flux ${id} ouvert`);
    stage.editBody(aBody({ 'flux-mi': 'annuaire.exemple.gouv.fr 636 : agents' }));
    stage.reconcile();
    expect(stage.toldIn('flows')).toContain('**à fermer**');
    expect(stage.toldIn('flows')).toContain('api.exemple.gouv.fr 443/tcp');
    expect(say(stage, serviceTeam, `/flux ${id} testé`)).toContain('ne peut plus qu’être fermé');
    say(stage, serviceTeam, `/flux ${id} fermé`);
    expect(stage.plan().status.flows?.removed).toEqual([]);
  });

  it('seulement demandé, sa demande est à annuler ; jamais demandé, il s’en va sans bruit', () => {
    const stage = withFlows();
    say(stage, serviceTeam, `/flux ${idOf(stage, 'api.exemple.gouv.fr')} demandé`);
    stage.editBody(aBody({ 'flux-mi': 'annuaire.exemple.gouv.fr 636 : agents' }));
    stage.reconcile();
    expect(stage.plan().status.flows?.removed).toMatchObject([{ todo: 'cancel' }]);
    expect(stage.toldIn('flows')).toContain('demande à annuler');
  });
});

describe('un flux fermé puis déclaré de nouveau', () => {
  it('est à demander', () => {
    const stage = withFlows();
    const id = idOf(stage, 'api.exemple.gouv.fr');
    say(stage, serviceTeam, `/flux ${id} ouvert`);
    stage.editBody(aBody({ 'flux-mi': 'annuaire.exemple.gouv.fr 636 : agents' }));
    stage.reconcile();
    say(stage, serviceTeam, `/flux ${id} fermé REQ-9`);
    stage.editBody(aBody({ 'flux-mi': three }));
    stage.reconcile();
    expect(statuses(stage)['api.exemple.gouv.fr']).toBe('a-demander');
    expect(stage.toldIn('flows')?.replaceAll('\u00a0', ' ')).toContain('3 flux déclarés (3 à demander).');
    expect(say(stage, serviceTeam, `/flux ${id} demandé REQ-10`)).toContain('passe à « demandé »');
  });
});

describe('une mémoire perdue', () => {
  it('rend aux flux leur dernier état, lu dans leur tableau, ceux à fermer compris', () => {
    const stage = withFlows();
    const [api, annuaire] = ['api.exemple.gouv.fr', 'annuaire.exemple.gouv.fr'].map((name) => idOf(stage, name));
    say(stage, serviceTeam, '/flux tous ouvert "REQ;1"');
    say(stage, author, `/flux ${annuaire} testé`);
    stage.editBody(aBody({ 'flux-mi': three.split('\n').slice(1).join('\n') }));
    stage.reconcile();
    stage.loseMemory();
    stage.reconcile();
    expect(statuses(stage)).toEqual({ 'annuaire.exemple.gouv.fr': 'teste', '10.1.2.0/24': 'ouvert' });
    expect(stage.plan().status.flows?.removed).toMatchObject([{ id: api, todo: 'close' }]);
    expect(stage.state().flows[annuaire ?? '']?.steps).toMatchObject([{ status: 'teste', by: author, note: null }]);
    expect(stage.state().flows[idOf(stage, '10.1.2.0/24')]?.steps).toMatchObject([{ by: serviceTeam, note: '"REQ;1"' }]);
    expect(stage.reconcile().writes).toBe(0);
  });
});

describe('un tableau très long', () => {
  it('tient dans un commentaire, tous ses flux montrés tant que leur historique seul est de trop', () => {
    const stage = withFlows(
      Array.from({ length: 150 }, (_, index) => `srv-${index}.exemple.gouv.fr:443 — ${'raison '.repeat(10)}`).join('\n'),
    );
    for (const status of ['demandé', 'refusé', 'demandé', 'ouvert']) say(stage, serviceTeam, `/flux tous ${status} ${'note '.repeat(24)}`);
    const comment = stage.toldIn('flows') ?? '';
    expect(comment.length).toBeLessThan(65_536);
    expect(comment).toContain('srv-149.exemple.gouv.fr');
    expect(comment).not.toContain('La suite est trop longue');
  });

  it('compte les flux retirés qu’il ne montre pas', () => {
    const stage = withFlows(Array.from({ length: 150 }, (_, index) => `srv-${index}.exemple.gouv.fr:443`).join('\n'));
    say(stage, serviceTeam, '/flux tous ouvert');
    stage.editBody(aBody({ 'flux-mi': 'Aucun', 'flux-internet': 'Aucun' }));
    stage.reconcile();
    expect(stage.toldIn('flows')).toMatch(/… et\s90\sautres flux\./);
    expect(stage.toldIn('flows')).not.toContain('La suite est trop longue');
  });
});

describe('la condition de sortie', () => {
  const conditionOf = (stage: Stage) => say(stage, serviceTeam, '/pourquoi embarque');

  it('demande que chaque flux soit testé', () => {
    const stage = withFlows();
    expect(conditionOf(stage)).toContain('3 flux sur 3 ne sont pas encore testés');
    say(stage, serviceTeam, '/flux tous ouvert');
    say(stage, author, '/flux tous testé');
    expect(conditionOf(stage)).toContain('les 3 flux sont testés ou sans objet');
    expect(stage.plan().status.items.every(({ status }) => status.kind === 'evidence')).toBe(true);
  });

  it('ne prend pas pour « aucun flux » des lignes qui ne se lisent pas', () => {
    const stage = withFlows('Annuaire des agents');
    expect(conditionOf(stage)).toContain('des lignes de la demande ne se lisent pas comme des flux');
    say(stage, serviceTeam, '/sans-objet flux-mi décrits dans le dossier d’architecture');
    expect(conditionOf(stage)).toContain('aucun flux à ouvrir');
  });

  it('accepte un flux refusé une fois déclaré sans objet, tant que la dispense tient', () => {
    const stage = withFlows('api.exemple.gouv.fr:443');
    const id = idOf(stage, 'api.exemple.gouv.fr');
    say(stage, serviceTeam, `/flux ${id} refusé politique`);
    expect(conditionOf(stage)).toContain('1 flux sur 1 n’est pas encore testé');
    say(stage, serviceTeam, `/sans-objet ${id} passera par le proxy jusqu’au 2027-02-01`);
    expect(conditionOf(stage)).toContain('le flux est testé ou sans objet');
    stage.daysPass(40);
    expect(conditionOf(stage)).toContain('1 flux sur 1 n’est pas encore testé');
  });
});

describe('un dossier sans composant externe', () => {
  it('saute la phase, et le suivi le dit', () => {
    const stage = createToyHub({ body: aBody({ 'flux-mi': 'Aucun', 'flux-internet': 'Néant' }) });
    stage.reconcile();
    stage.comment(serviceTeam, '/forcer cloud-pi-native essai');
    const { plan } = stage.reconcile();
    expect(plan.status.next).toMatchObject({ phase: { id: 'embarque' }, skipped: [{ phase: { id: 'ouverture-de-flux' } }] });
    const refused = say(stage, serviceTeam, '/phase ouverture-de-flux');
    expect(refused).toContain('aucun composant externe déclaré');
    expect(refused).toContain('phase: embarqué');
    expect(stage.state().phase).toBe('cloud-pi-native');
    expect(say(stage, serviceTeam, '/pourquoi embarque')).toContain('phase sautée');
  });

  it('n’en saute aucune dès qu’un flux est déclaré', () => {
    const stage = createToyHub({ body: aBody({ 'flux-mi': 'Aucun', 'flux-internet': 'api.exemple.fr:443' }) });
    stage.reconcile();
    stage.comment(serviceTeam, '/forcer cloud-pi-native essai');
    expect(stage.reconcile().plan.status.next).toMatchObject({ phase: { id: 'ouverture-de-flux' }, skipped: [] });
  });
});

describe('un flux ajouté après l’embarquement', () => {
  function embarked() {
    const stage = withFlows('api.exemple.gouv.fr:443');
    stage.comment(serviceTeam, '/forcer embarque terminé');
    stage.reconcile();
    return stage;
  }

  it('rouvre la question par un commentaire, un seul', () => {
    const stage = embarked();
    expect(stage.isOpen()).toBe(false);
    expect(stage.reconcile().created).toEqual([]);
    stage.editBody(aBody({ 'flux-mi': 'api.exemple.gouv.fr:443\nsmtp.exemple.gouv.fr:25' }));
    const { created } = stage.reconcile();
    expect(created).toEqual([expect.stringMatching(/^flows-added\//)]);
    expect(stage.commentIn(created[0] ?? '')).toContain('smtp.exemple.gouv.fr');
    expect(stage.commentIn(created[0] ?? '')).toContain('phase: ouverture de flux');
    expect(stage.reconcile()).toMatchObject({ created: [], writes: 0 });
  });

  it('reste sans suite quand seule la justification change', () => {
    const stage = embarked();
    stage.editBody(aBody({ 'flux-mi': 'api.exemple.gouv.fr:443 pour le référentiel' }));
    expect(stage.reconcile().created).toEqual([]);
  });

  it('n’est dit qu’une fois : ni d’autres ajoutés ensuite ni un retrait n’en font reparler', () => {
    const stage = embarked();
    const added = (...names: string[]) => {
      stage.editBody(aBody({ 'flux-mi': ['api', ...names].map((name) => `${name}.exemple.gouv.fr:443`).join('\n') }));
      const { created } = stage.reconcile();
      return created.map((slot) => stage.commentIn(slot) ?? '');
    };
    expect(added('un')).toEqual([expect.stringContaining('un.exemple.gouv.fr')]);
    expect(added('un', 'deux')).toEqual([expect.not.stringContaining('un.exemple.gouv.fr')]);
    expect(added('un')).toEqual([]);
    expect(added()).toEqual([]);
    expect(added('un')).toEqual([]);
  });

  it('est dit aussi dans un dossier rouvert et resté dans la dernière phase', () => {
    const stage = embarked();
    stage.reopen(serviceTeam);
    stage.reconcile();
    stage.editBody(aBody({ 'flux-mi': 'api.exemple.gouv.fr:443\nsmtp.exemple.gouv.fr:25' }));
    expect(stage.reconcile().created).toEqual([expect.stringMatching(/^flows-added\//)]);
    expect(stage.reconcile()).toMatchObject({ created: [], writes: 0 });
  });

  it('n’attend pas, quoi qu’on ait demandé ce jour-là : quelqu’un doit agir', () => {
    const stage = embarked();
    for (let count = 0; count < 8; count++) say(stage, author, '/aide');
    stage.editBody(aBody({ 'flux-mi': 'api.exemple.gouv.fr:443\nsmtp.exemple.gouv.fr:25' }));
    expect(stage.reconcile().created).toEqual([expect.stringMatching(/^flows-added\//)]);
  });
});
