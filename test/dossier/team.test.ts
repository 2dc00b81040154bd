import * as fc from '../property.ts';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import type { AccountSight } from '../../src/dossier/observation.ts';
import { renderStatus } from '../../src/render/status.ts';
import { renderComment } from '../../src/render/render-comment.ts';
import { accountOf } from './account-of.ts';
import { repliesTo, wordsTo } from './answers-to.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, author, assignee, stranger, unverified } = people;
const idOf = (login: string) => accountOf(login).id ?? 0;
type Stage = ReturnType<typeof createToyHub>;

function opened(options: Parameters<typeof createToyHub>[0] = {}): Stage {
  const stage = createToyHub(options);
  stage.reconcile();
  return stage;
}

function inOvh(options: Parameters<typeof createToyHub>[0] = {}): Stage {
  const stage = opened(options);
  stage.comment(serviceTeam, '/forcer ovh pour les tests');
  stage.reconcile();
  return stage;
}

/** What the App answers to a comment, in words. */
function answerTo(stage: Stage, login: string, text: string): string {
  const id = stage.comment(login, text);
  const { plan } = stage.reconcile();
  return wordsTo(plan, id);
}

function statusOf(stage: Stage): string {
  return renderStatus(stage.plan().status, { failures: [], sealed: null }).replaceAll('\u00a0', ' ');
}

const parser = new MarkdownIt({ html: true });

/** Whom GitHub would notify: what follows an at sign in plain text. */
function mentionsIn(markdown: string): readonly string[] {
  const texts = parser
    .parse(markdown, {})
    .flatMap(({ children }) => children ?? [])
    .filter(({ type }) => type === 'text');
  return texts.flatMap(({ content }) => [...content.matchAll(/(?<!\w)@([\w/-]+)/g)].map(([, login = '']) => login));
}

const contacts = 'Bureau\nChef de projet : @karim-benali\nRéférent : https://github.com/nom_code';

describe('un compte que la demande nomme', () => {
  const naming = (login: string) => aBody({ contacts: `Bureau des usagers\n@${login}` });
  const mayTick = (stage: Stage, login: string) => {
    const id = stage.comment(login, '/fait accostage');
    return repliesTo(stage.reconcile().plan, id)[0]?.kind === 'items-marked';
  };

  it('par la main de quelqu’un qui n’est ni l’auteur ni de la Service Team n’est pas de l’équipe, et le suivi le dit', () => {
    const stage = inOvh();
    stage.editBody(naming(stranger), stranger);
    stage.reconcile();
    expect(stage.plan().status.team.members).not.toContain(stranger);
    expect(mayTick(stage, stranger)).toBe(false);
    expect(statusOf(stage)).toContain(`\`${stranger}\` a été inscrit dans la demande par quelqu’un d’autre que l’auteur et n’en est pas`);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('ne le devient pas quand l’auteur modifie ensuite autre chose, mais par /equipe', () => {
    const stage = inOvh();
    stage.editBody(naming(stranger), stranger);
    stage.editBody(`${naming(stranger)}\n`, author);
    expect(mayTick(stage, stranger)).toBe(false);
    answerTo(stage, author, `/equipe @${stranger}`);
    expect(mayTick(stage, stranger)).toBe(true);
    expect(statusOf(stage)).not.toContain('quelqu’un d’autre que l’auteur');
  });

  it.each([author, serviceTeam])('l’est par la main de %s, aussi quand un autre modifie ensuite la demande', (by) => {
    const stage = inOvh();
    stage.editBody(naming(stranger), by);
    stage.editBody(`${naming(stranger)}\n`, 'hugo');
    expect(mayTick(stage, stranger)).toBe(true);
  });

  it('le reste quand un autre a modifié la demande après qu’il y a été lu', () => {
    const stage = inOvh({ body: naming(stranger) });
    stage.editBody(`${naming(stranger)}\n`, 'hugo');
    expect(mayTick(stage, stranger)).toBe(true);
  });

  it('dont on ne peut vérifier qui l’a inscrit attend, et l’est une fois vérifié', () => {
    const stage = inOvh();
    stage.editBody(naming(stranger), unverified);
    expect(mayTick(stage, stranger)).toBe(false);
    expect(stage.state().contacts).not.toHaveProperty(stranger);
  });
});

describe('qui est de l’équipe projet', () => {
  it('l’auteur, les comptes des contacts et un assigné : le suivi les montre, sans notifier personne', () => {
    const stage = opened({ body: aBody({ contacts }) });
    expect(stage.plan().status.team).toMatchObject({ members: [author, 'karim-benali', 'nom_code', assignee], referents: [] });
    expect(statusOf(stage)).toContain('- **Équipe projet** : `lea`, `karim-benali`, `nom_code` et `karim`\n');
    expect(mentionsIn(statusOf(stage))).toEqual([]);
  });

  it('un compte des contacts peut utiliser les commandes du projet', () => {
    expect(answerTo(inOvh({ body: aBody({ contacts }) }), 'Karim-Benali', '/fait accostage')).toContain('c’est noté');
    expect(answerTo(inOvh({ body: aBody({ contacts }) }), 'nom_code', '/pause')).toContain('suspendues');
  });

  it('un assigné de la Service Team est le référent, et non du projet', () => {
    const stage = opened({ assignees: [serviceTeam, assignee], body: aBody({ contacts: `Bureau\n@${serviceTeam}` }) });
    expect(stage.plan().status.team).toMatchObject({ members: [author, assignee], referents: [serviceTeam] });
    expect(statusOf(stage)).toContain('**Référent de la Service Team** : `camille`');
  });

  it('un assigné dont GitHub ne dit pas le droit reste du projet', () => {
    expect(opened({ assignees: [unverified] }).plan().status.team).toMatchObject({ members: [author, unverified], referents: [] });
  });

  it('le droit d’un assigné n’est demandé que pour lui', () => {
    expect(Object.keys(createToyHub({ assignees: [] }).observation().rights)).toEqual([]);
    expect(opened({ body: aBody({ contacts }), assignees: [] }).plan().status.team.members).toEqual([author, 'karim-benali', 'nom_code']);
  });

  it('cinquante comptes : les dix premiers comptent, et c’est dit', () => {
    const many = Array.from({ length: 50 }, (_, rank) => `@compte-${rank}`).join('\n');
    const stage = opened({ body: aBody({ contacts: many }), assignees: [] });
    expect(stage.plan().status.team.members).toHaveLength(11);
    expect(statusOf(stage)).toContain('parmi les contacts, seuls les 10 premiers comptes en font partie');
    expect(answerTo(stage, author, '/equipe')).toContain('Parmi les contacts, seuls les 10 premiers comptes en font partie.');
  });

  it('un contact sans compte : le suivi dit comment l’ajouter, en une phrase', () => {
    expect(statusOf(opened({ body: aBody({ contacts: 'Bureau\nKarim Benali' }) }))).toMatch(/pour ajouter un contact, écrivez `@compte`/);
    expect(statusOf(opened({ body: aBody({ contacts }) }))).not.toMatch(/pour ajouter un contact/);
  });

  it('l’exemple du formulaire, recopié, n’est le compte de personne', () => {
    const stage = opened({ body: aBody({ contacts: 'Bureau\nChef de projet : @compte-github' }), assignees: [] });
    expect(stage.plan().status.team.members).toEqual([author]);
  });

  it('l’exemple que montre le suivi, recopié, non plus', () => {
    const stage = opened({ body: aBody({ contacts: 'Bureau\nCheffe de projet : @son-compte-github' }), assignees: [] });
    expect(stage.plan().status.team.members).toEqual([author]);
  });
});

describe('/equipe', () => {
  const accounts: Readonly<Record<string, AccountSight>> = {
    'dnum-mi': { kind: 'organisation' },
    inconnu: { kind: 'absent' },
    'renovate-app': { kind: 'bot' },
    secret: { kind: 'unverified' },
    sacha: { kind: 'person', login: 'Sacha', id: idOf('Sacha') },
  };
  const account = (login: string): AccountSight => accounts[login] ?? { kind: 'person', login, id: idOf(login) };

  it('ajoute des comptes, puis en retire un, avec qui et quand dans l’historique', () => {
    const stage = inOvh({ account });
    expect(answerTo(stage, author, '/equipe @sacha, @nom_code et https://github.com/nina')).toMatch(
      /`Sacha`, `nom_code` et `nina` font partie de l’équipe projet/,
    );
    expect(answerTo(stage, 'sacha', '/fait accostage')).toContain('c’est noté');
    expect(answerTo(stage, serviceTeam, '/team @SACHA non')).toMatch(/`Sacha` ne fait plus partie de l’équipe projet/);
    expect(answerTo(stage, 'sacha', '/pas-fait accostage')).toContain('réservée à l’équipe projet');
    expect(stage.state().team).toEqual([
      { login: 'nom_code', id: idOf('nom_code'), member: true },
      { login: 'nina', id: idOf('nina'), member: true },
      { login: 'Sacha', id: idOf('Sacha'), member: false },
    ]);
    expect(stage.state().notes.slice(-4)).toMatchObject([
      { kind: 'joined', by: author, about: 'Sacha' },
      { kind: 'joined', by: author, about: 'nom_code' },
      { kind: 'joined', by: author, about: 'nina' },
      { kind: 'left', by: serviceTeam, about: 'Sacha' },
    ]);
    expect(statusOf(stage)).toContain('`camille` a retiré `Sacha` de l’équipe projet');
  });

  it('un compte des contacts ou un assigné se retire aussi, et reste dehors', () => {
    const stage = opened({ body: aBody({ contacts }) });
    answerTo(stage, author, `/equipe @karim-benali @${assignee} non`);
    expect(stage.plan().status.team.members).toEqual([author, 'nom_code']);
    expect(answerTo(stage, 'karim-benali', '/pause')).toContain('réservée à l’équipe projet');
    answerTo(stage, author, '/equipe @karim-benali');
    expect(stage.plan().status.team.members).toEqual([author, 'karim-benali', 'nom_code']);
  });

  it.each<[string, string, RegExp]>([
    ['un compte qui n’existe pas', '/equipe @inconnu', /`@inconnu` : ce compte n’existe pas sur GitHub/],
    ['une organisation', '/equipe @dnum-mi', /c’est une organisation ; nommez des personnes/],
    ['un programme', '/equipe @renovate-app', /c’est un programme/],
    ['un compte que GitHub ne montre pas', '/equipe @secret', /n’a pas pu vérifier ce compte/],
    ['une équipe', '/equipe @org/team', /`@org\/team` : ce n’est pas un compte GitHub/],
    ['une adresse', '/equipe lea@x.fr', /ce n’est pas un compte GitHub/],
    ['l’auteur', `/equipe @${author} non`, /l’auteur du dossier en fait toujours partie/],
    ['quelqu’un qui n’en est pas', `/equipe @${stranger} retirer`, /ce compte n’est pas dans l’équipe/],
    ['déjà là', `/equipe @${assignee}`, /en faisait déjà partie/],
    ['sans compte', '/equipe non', /il manque le compte.*\n.*\n?.*`\/equipe @karim non`/s],
    ['trop de comptes à la fois', `/equipe ${'@inconnu '.repeat(50)}`, /40 comptes de plus n’ont pas été lus : dix au plus par commande/],
    ['un de trop', `/equipe ${'@inconnu '.repeat(11)}`, /1 compte de plus n’a pas été lu :/],
  ])('%s : une phrase, et rien ne change', (_, command, expected) => {
    const stage = opened({ account });
    expect(answerTo(stage, author, command).replaceAll('\u00a0', ' ')).toMatch(expected);
    expect(stage.state().team).toEqual([]);
  });

  it('ce qui est bon dans la commande compte, le reste est dit', () => {
    const answer = answerTo(opened({ account }), author, '/equipe @sacha @inconnu');
    expect(answer).toMatch(/`Sacha` fait partie de l’équipe projet\. `@inconnu`.: ce compte n’existe pas/);
  });

  it('l’équipe compte vingt personnes au plus', () => {
    const stage = opened({ assignees: [] });
    for (const start of [0, 10])
      answerTo(stage, author, `/equipe ${Array.from({ length: 10 }, (_, n) => `@membre-${start + n}`).join(' ')}`);
    expect(stage.plan().status.team.members).toHaveLength(20);
    expect(answerTo(stage, author, '/equipe @encore')).toContain('vingt personnes');
  });

  it('un référent ne devient pas membre du projet', () => {
    expect(answerTo(opened({ assignees: [serviceTeam] }), author, `/equipe @${serviceTeam}`)).toContain('pour la Service Team');
  });

  it('seule, elle liste l’équipe, et les contacts que GitHub ne connaît pas', () => {
    const stage = opened({ account, body: aBody({ contacts: 'Bureau\n@inconnu\n@sacha' }), assignees: [serviceTeam] });
    const answer = answerTo(stage, 'sacha', '/équipe');
    expect(answer).toMatch(/`lea` et `sacha`/);
    expect(answer).toMatch(/Référent de la Service Team.*`camille`/);
    expect(answer).toMatch(/GitHub ne connaît personne sous ce compte des contacts.: `inconnu`/);
    expect(mentionsIn(answer)).toEqual([]);
  });

  it('un membre ne change pas l’équipe : seuls l’auteur et la Service Team', () => {
    const stage = opened({ body: aBody({ contacts }) });
    expect(answerTo(stage, 'karim-benali', '/equipe @sacha')).toMatch(/seuls l’auteur du dossier et la Service Team/);
    expect(stage.state().team).toEqual([]);
    expect(answerTo(stage, unverified, '/equipe @sacha')).toMatch(/n’a pas pu vérifier/);
  });
});

describe('une commande refusée dit qui peut, et comment en être', () => {
  it('de l’équipe projet', () => {
    expect(answerTo(inOvh(), stranger, '/fait accostage')).toMatch(
      /équipe projet et à la Service Team.*`lea`.*`\/equipe @eve`.*contacts de la demande/,
    );
  });

  const mayAdd = 'ou ajoute votre compte aux contacts de la demande';

  it.each<[string, (stage: Stage) => unknown, string]>([
    [
      'que la demande nomme par la main d’un autre',
      (stage) => stage.editBody(aBody({ contacts: `Bureau\n@${stranger}` }), 'hugo'),
      'La demande nomme `@eve`, mais rien ne montre que l’auteur du dossier ou la Service Team l’y ait inscrit.',
    ],
    [
      'que /equipe a retiré, et que la demande nomme encore',
      (stage) => {
        stage.editBody(aBody({ contacts: `Bureau\n@${stranger}` }), author);
        stage.reconcile();
        answerTo(stage, author, `/equipe @${stranger} non`);
      },
      'Votre compte a été retiré de l’équipe projet.',
    ],
    [
      'dont le nom viendrait après dix autres',
      (stage) => stage.editBody(aBody({ contacts: Array.from({ length: 10 }, (_, rank) => `@compte-${rank}`).join('\n') }), author),
      'Des comptes que les contacts de la demande nomment, seuls les 10 premiers en font partie.',
    ],
  ])('de l’équipe projet, à un compte %s : les contacts n’y changeraient rien, /equipe si', (_, before, expected) => {
    const stage = inOvh();
    before(stage);
    stage.reconcile();
    const answer = answerTo(stage, stranger, '/fait accostage').replaceAll('\u00a0', ' ');
    expect(answer).toContain(expected);
    expect(answer).toContain('Pour en faire partie, demandez que l’auteur du dossier (`lea`) ou la Service Team écrive `/equipe @eve`.');
    expect(answer).not.toContain(mayAdd);
    answerTo(stage, author, `/equipe @${stranger}`);
    expect(answerTo(stage, stranger, '/fait accostage')).not.toContain('réservée');
  });

  it('de la Service Team, par son équipe et par son droit', () => {
    const procedure = { ...defaults.procedure, serviceTeam: { team: 'dnum-mi/service-team', permission: 'write' } } as const;
    expect(answerTo(opened({ procedure }), author, '/forcer ovh motif')).toMatch(
      /réservée à la Service Team \(les membres de l’équipe `dnum-mi\/service-team`, et les comptes qui ont au moins le droit `write`/,
    );
  });
});

describe('quand le compte de l’auteur ne répond plus', () => {
  const gone = { id: null, login: 'ghost', bot: false };
  const robot = { id: 99, login: 'guichet[bot]', bot: true };

  it.each([gone, robot])('les relances vont aux autres de l’équipe, trois au plus (%o)', (by) => {
    const many = 'Bureau\n@a1\n@a2\n@a3\n@a4';
    const stage = opened({ author: by, assignees: [], body: aBody({ contacts: many, architecture: null }) });
    expect(stage.labels()).toContain('attente: projet');
    expect(mentionsIn(statusOf(stage))).toEqual(['a1', 'a2', 'a3']);
    stage.daysPass(30);
    const reminder = stage.reconcile().plan.comments.find(({ slot }) => slot.startsWith('reminder/'));
    expect(reminder).toBeDefined();
    expect(reminder === undefined ? [] : mentionsIn(renderComment(reminder))).toEqual(['a1', 'a2', 'a3']);
  });

  it('quels que soient les contacts, trois personnes au plus sont notifiées, et rien qui ne soit un compte', () => {
    const word = fc.constantFrom(
      '@lea',
      '@a-b',
      '@n_code',
      '@org/team',
      'x@y.fr',
      '`@code`',
      '@x[bot]',
      '@',
      '\n',
      'Karim',
      'github.com/karim',
      '<!-- @z -->',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const stage = opened({ author: gone, assignees: [], body: aBody({ contacts: words.join(' ') }) });
        for (const { author: by, body } of stage.comments().filter(({ author: login }) => login !== author)) {
          const notified = mentionsIn(body);
          expect(by).toBe('accostage[bot]');
          expect(notified.length).toBeLessThanOrEqual(3);
          for (const login of notified) expect(['lea', 'a-b', 'n_code', 'karim']).toContain(login);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('quand il ne reste personne, le dossier attend la Service Team, qui en est prévenue une fois', () => {
    const procedure = { ...defaults.procedure, serviceTeam: { ...defaults.procedure.serviceTeam, team: 'dnum-mi/service-team' } };
    const stage = createToyHub({ author: gone, assignees: [], procedure, body: aBody({ architecture: null }) });
    expect(stage.reconcile().created).toContain('nobody-answers');
    expect(mentionsIn(stage.commentIn('nobody-answers') ?? '')).toEqual(['dnum-mi/service-team']);
    expect(stage.labels()).toContain('attente: service team');
    expect(statusOf(stage)).toMatch(/À la Service Team d’agir\*\* : nommez qui répond pour le projet/);
    expect(stage.reconcile().created).toEqual([]);
    // Then it is reminded as of any turn of its own.
    stage.daysPass(60);
    expect(stage.reconcile().created).toEqual(['call/1/turn/0']);
    stage.comment(serviceTeam, '/equipe @karim');
    stage.reconcile();
    expect(stage.labels()).toContain('attente: projet');
    expect(stage.commentIn('nobody-answers')).toContain('✅');
  });

  it('les référents sont prévenus plutôt que toute l’équipe', () => {
    const stage = opened({ author: robot, assignees: [serviceTeam] });
    expect(mentionsIn(stage.commentIn('nobody-answers') ?? '')).toEqual([serviceTeam]);
  });

  it('un commentaire d’un compte supprimé ne vaut pas celui de l’auteur', () => {
    const stage = opened({ author: gone, assignees: [] });
    const asked = ['/pause', '/equipe @ghost'].map((text) => stage.comment('ghost', text));
    stage.reconcile();
    expect(asked.map((id) => stage.reactionsTo(id))).toEqual([['confused'], ['confused']]);
    expect(stage.state()).toMatchObject({ paused: false, team: [] });
  });
});
