import { describe, expect, it } from 'vitest';
import { renderStatus } from '../../src/render/status.ts';
import type { AccountSight } from '../../src/dossier/observation.ts';
import { accountOf } from './account-of.ts';
import { wordsTo } from './answers-to.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author } = people;
type Stage = ReturnType<typeof createToyHub>;

/** A dossier in its second phase, where the project has steps of its own. */
function begun(options: Parameters<typeof createToyHub>[0] = {}): Stage {
  const stage = createToyHub({ assignees: [], ...options });
  stage.reconcile();
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

const statusOf = (stage: Stage) => renderStatus(stage.plan().status, { failures: [], sealed: null }).replaceAll('\u00a0', ' ');
const membersOf = (stage: Stage) => stage.plan().status.team.members;
const body = aBody({ contacts: 'Bureau\nChef de projet : @karim-benali' });

/** `kb~karim-benali` is the account that was called `karim-benali`; `karim-benali~intrus` another one, that took its name. */
describe.each<[string, (stage: Stage) => void, Parameters<typeof createToyHub>[0]]>([
  ['nommé par les contacts', () => {}, { body }],
  ['ajouté par /equipe', (stage) => void answerTo(stage, author, '/equipe @karim-benali'), {}],
])('un compte %s', (_, name, options) => {
  const stageOf = () => {
    const stage = begun(options);
    name(stage);
    return stage;
  };

  it('qui change de nom garde ce qu’il avait, et se montre sous son nouveau nom', () => {
    const stage = stageOf();
    expect(answerTo(stage, 'kb~karim-benali', '/pas-fait accostage\n/fait accostage')).not.toContain('réservée');
    expect(membersOf(stage)).toEqual([author, 'kb']);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('qui change de nom : celui qui prend l’ancien n’a rien, et c’est dit à lui et dans le suivi', () => {
    const stage = stageOf();
    const answer = answerTo(stage, 'karim-benali~intrus', '/fait accostage');
    expect(answer).toContain('Le dossier nomme `@karim-benali`, mais ce nom n’était pas celui de votre compte quand il y a été écrit.');
    expect(statusOf(stage)).toContain('`karim-benali` est maintenant un autre compte que celui de l’équipe');
    expect(stage.reconcile().writes).toBe(0);
  });

  it('peut se nommer de nouveau : le nom va à qui le porte alors', () => {
    const account = (login: string): AccountSight => ({ kind: 'person', login, id: accountOf(taken ? `${login}~intrus` : login).id ?? 0 });
    let taken = false;
    const stage = begun({ ...options, account });
    name(stage);
    taken = true;
    answerTo(stage, 'karim-benali~intrus', '/fait accostage');
    expect(answerTo(stage, author, '/equipe @karim-benali')).toContain('fait partie de l’équipe projet');
    expect(answerTo(stage, 'karim-benali~intrus', '/pas-fait accostage\n/fait accostage')).not.toContain('réservée');
    expect(statusOf(stage)).not.toContain('autre compte');
    expect(membersOf(stage)).toEqual([author, 'karim-benali']);
    expect(answerTo(stage, author, '/equipe @karim-benali non')).toContain('ne fait plus partie');
    expect(membersOf(stage)).toEqual([author]);
    expect(answerTo(stage, 'karim-benali~intrus', '/fait accostage')).toContain('réservée');
    expect(answerTo(stage, 'kb~karim-benali', '/fait accostage')).toContain('réservée');
  });

  it('retiré, reste dehors sous un autre nom', () => {
    const stage = stageOf();
    answerTo(stage, author, '/equipe @karim-benali non');
    expect(answerTo(stage, 'kb~karim-benali', '/fait accostage')).toContain('réservée');
    expect(membersOf(stage)).toEqual([author]);
  });

  it('redit pendant que GitHub ne répond pas, est connu', () => {
    let answers = true;
    const account = (login: string): AccountSight =>
      answers ? { kind: 'person', login, id: accountOf(login).id ?? 0 } : { kind: 'unverified' };
    const stage = begun({ ...options, account });
    name(stage);
    answers = false;
    expect(answerTo(stage, author, '/equipe @karim-benali')).toContain('déjà partie');
  });
});

describe('un nom des contacts', () => {
  const sights: Readonly<Record<string, AccountSight>> = { 'karim-benali': { kind: 'absent' }, ministere: { kind: 'organisation' } };
  const account = (login: string): AccountSight => sights[login] ?? { kind: 'person', login, id: accountOf(login).id ?? 0 };

  it('qui n’est le compte de personne n’ouvre rien à qui le prend, et le suivi le dit', () => {
    const stage = begun({ body, account });
    expect(membersOf(stage)).toEqual([author]);
    expect(statusOf(stage)).toContain('`karim-benali` n’était pas le compte d’une personne quand la demande l’a nommé');
    expect(answerTo(stage, 'karim-benali', '/fait accostage')).toContain('réservée');
  });

  it('à plusieurs, le suivi les accorde', () => {
    const stage = begun({ body: aBody({ contacts: 'Chef de projet : @karim-benali\nÉquipe : @ministere' }), account });
    expect(statusOf(stage)).toContain(
      '`karim-benali` et `ministere` n’étaient pas les comptes de personnes quand la demande les a nommés, corrigez-la, ou ajoutez les comptes avec `/equipe @compte`',
    );
  });

  it('n’est demandé à GitHub qu’une fois', () => {
    const asked: string[] = [];
    const stage = begun({
      body,
      account: (login) => {
        asked.push(login);
        return account(login);
      },
    });
    stage.editBody(`${body}\n\nUn mot.`);
    stage.reconcile();
    stage.comment(author, '/statut');
    stage.reconcile();
    expect(asked).toEqual(['karim-benali']);
  });

  it('retiré puis écrit de nouveau, il va à qui le porte alors', () => {
    const stage = begun({ body });
    stage.editBody(aBody({ contacts: 'Bureau' }));
    stage.reconcile();
    stage.comment('karim-benali~intrus', 'Bonjour');
    stage.editBody(body);
    stage.reconcile();
    expect(answerTo(stage, 'karim-benali~intrus', '/fait accostage')).not.toContain('réservée');
  });

  it('d’avant que les numéros soient retenus : rien n’est écrit pour lui, puis il va au premier compte vu sous lui', () => {
    const stage = begun({ body });
    stage.changeState((state) => ({ ...state, contacts: null }));
    expect(stage.reconcile().writes).toBe(0);
    expect(answerTo(stage, 'karim-benali', '/fait accostage')).not.toContain('réservée');
    expect(answerTo(stage, 'karim-benali~intrus', '/fait accostage')).toContain('réservée');
  });
});

it('un contact dont quelqu’un de la Service Team, assigné, a pris le nom garde sa place', () => {
  const stage = begun({ body: aBody({ contacts: `Bureau\nChef de projet : @${serviceTeam}` }), assignees: [serviceTeam] });
  stage.changeState((state) => ({ ...state, contacts: { [serviceTeam]: accountOf('kb~karim-benali').id ?? 0 } }));
  expect(stage.plan().status.team).toMatchObject({ members: [author, serviceTeam], referents: [serviceTeam] });
});

it('un nom retenu sans numéro, `/equipe` le lie au compte qui le porte', () => {
  const stage = begun({ body });
  const contacts = { 'karim-benali': 'unknown' } as const;
  stage.changeState((state) => ({ ...state, contacts, team: [{ login: 'karim-benali', id: null, member: true }] }));
  expect(answerTo(stage, author, '/equipe @karim-benali')).toContain('fait partie de l’équipe projet');
  expect(answerTo(stage, author, '/equipe @karim-benali')).toContain('en faisait déjà partie');
  expect(answerTo(stage, 'karim-benali~intrus', '/fait accostage')).toContain('réservée');
});

it('l’auteur parti, on n’écrit pas à qui a pris le nom d’un membre', () => {
  let taken = false;
  const account = (login: string): AccountSight => ({ kind: 'person', login, id: accountOf(taken ? `${login}~intrus` : login).id ?? 0 });
  const stage = createToyHub({ author: { login: 'ghost', id: null, bot: false }, assignees: [], account, body });
  stage.reconcile();
  expect(stage.plan().status.to).toEqual(['karim-benali']);
  taken = true;
  expect(stage.plan().status.to).toEqual([]);
});
