import { describe, expect, it } from 'vitest';
import { commands } from '../../src/dossier/commands/commands.ts';
import { wordsTo, repliesTo } from './answers-to.ts';
import { app } from './account-of.ts';
import { seen } from './a-repository.ts';
import { inOvh } from './in-ovh.ts';
import { aBody, type createToyHub, defaults, people } from './toy-hub.ts';

type Hub = ReturnType<typeof createToyHub>;
type Rank = 'service-team' | 'author' | 'member' | 'outside' | 'unverified' | 'nobody';

const { serviceTeam, author, assignee, stranger, unverified, colleague } = people;
const contacts = 'Bureau\n@agent-sg_interieur\n@ancienne\n@nouveau-nom';
const body = aBody({ contacts });
const procedure = { ...defaults.procedure, checks: { ...defaults.procedure.checks, runs: 'inform' } } as const;
const changed = aBody({ contacts, architecture: 'Une application web, une base PostgreSQL et un dépôt de fichiers S3.' });

/** Who writes, what happens around the writing, and what that person is once it is read. */
interface Person {
  readonly who: string;
  readonly login: string;
  readonly is: Rank;
  readonly before?: (hub: Hub) => void;
  readonly after?: (hub: Hub) => void;
}

const out = (login: string) => (hub: Hub) => {
  hub.comment(author, `/equipe @${login} non`);
  hub.reconcile();
};

const table: readonly Person[] = [
  { who: 'l’auteur', login: author, is: 'author' },
  { who: 'un assigné', login: assignee, is: 'member' },
  { who: 'un compte de l’entreprise, que les contacts nomment', login: 'agent-sg_interieur', is: 'member' },
  { who: 'un membre qui a changé de nom depuis', login: 'autre-nom~nouveau-nom', is: 'member' },
  { who: 'qui a pris le nom d’un membre', login: 'nouveau-nom~intrus', is: 'outside' },
  { who: 'un ancien membre', login: 'ancienne', is: 'outside', before: out('ancienne') },
  {
    who: 'un membre retiré entre l’écriture et la lecture',
    login: 'ancienne',
    is: 'member',
    after: (hub) => void hub.comment(author, '/equipe @ancienne non'),
  },
  { who: 'quelqu’un de la Service Team', login: serviceTeam, is: 'service-team' },
  { who: 'un autre de la Service Team', login: colleague, is: 'service-team' },
  {
    who: 'quelqu’un que la Service Team n’a plus quand c’est lu',
    login: colleague,
    is: 'outside',
    after: (hub) => hub.leaveServiceTeam(colleague),
  },
  { who: 'quelqu’un d’ailleurs', login: stranger, is: 'outside' },
  { who: 'un compte suspendu, que GitHub ne connaît plus', login: 'suspendue', is: 'outside' },
  { who: 'un compte dont GitHub ne dit pas le droit', login: unverified, is: 'unverified' },
  { who: 'un programme', login: 'balai[bot]', is: 'nobody' },
  {
    who: 'un programme que l’on a nommé dans l’équipe',
    login: 'renovate[bot]',
    is: 'nobody',
    before: (hub) => void hub.comment(author, '/equipe @renovate'),
  },
  { who: 'un compte supprimé', login: 'ghost', is: 'nobody' },
  { who: 'l’application elle-même', login: app, is: 'nobody' },
];

const team = ['service-team', 'author', 'member'] as const;
const everybody = [...team, 'outside', 'unverified'] as const;

/** A line that does something, and whose it may be. */
interface Line {
  readonly text: string;
  readonly may: readonly Rank[];
  readonly changes: boolean;
  /** What happens first, for it to have something to change. */
  readonly first?: (hub: Hub) => void;
}

const by = (login: string, text: string) => (hub: Hub) => void hub.comment(login, text);

/** Of each command by its name, and after « : » of what only some may do by it. Rights are those that people have when the App reads what they wrote: GitHub tells no others. */
const lines: Readonly<Record<string, Line>> = {
  aide: { text: '/aide', may: everybody, changes: false },
  statut: { text: '/statut', may: everybody, changes: false },
  pourquoi: { text: '/pourquoi', may: everybody, changes: false },
  fait: { text: '/fait accostage', may: team, changes: true },
  'fait : une étape de la Service Team': { text: '/fait console-acces', may: ['service-team'], changes: true },
  'pas-fait': { text: '/pas-fait accostage', may: team, changes: true, first: by(serviceTeam, '/fait accostage') },
  etapes: { text: '/etapes', may: team, changes: true },
  verifier: { text: '/verifier', may: team, changes: false },
  corriger: { text: '/corriger', may: team, changes: true },
  verifications: { text: '/verifications demat-permis/api non', may: team, changes: true },
  miroir: { text: '/miroir demat-permis/api', may: team, changes: true },
  flux: { text: '/flux tous testé', may: team, changes: true, first: by(serviceTeam, '/flux tous ouvert') },
  'flux : un état de la Service Team': { text: '/flux tous ouvert', may: ['service-team'], changes: true },
  equipe: { text: '/equipe', may: team, changes: false },
  'equipe : un compte': { text: '/equipe @paul', may: ['service-team', 'author'], changes: true },
  diagnostic: { text: '/diagnostic', may: team, changes: false },
  pause: { text: '/pause congés', may: team, changes: true },
  reprendre: { text: '/reprendre', may: team, changes: true, first: by(serviceTeam, '/pause') },
  repondu: { text: '/repondu', may: team, changes: true },
  valider: { text: '/valider tous', may: ['service-team'], changes: true, first: (hub) => hub.editBody(changed) },
  'a-preciser': { text: '/a-preciser sauvegarde quelle fréquence', may: ['service-team'], changes: true },
  'sans-objet': { text: '/sans-objet sauvegarde application sans données', may: ['service-team'], changes: true },
  phase: { text: '/phase prerequis', may: ['service-team'], changes: true },
  forcer: { text: '/forcer embarque urgence', may: ['service-team'], changes: true },
  autoriser: { text: '/autoriser demat-permis/api', may: ['service-team'], changes: true },
  transport: { text: '/transport ovh console', may: ['service-team'], changes: true },
};

/** What is refused within a command says so by its own words. */
const refusals: readonly string[] = ['not-allowed', 'flow-status-reserved', 'wrong-argument'];
const reserved = /réservé|revient à la Service Team|seule la Service Team|seuls l’auteur du dossier et la Service Team/;

/** What somebody learns who may not: a program is answered nothing. */
const toldTo: Readonly<Record<Rank, { readonly kinds: readonly string[]; readonly words: RegExp }>> = {
  'service-team': { kinds: [], words: /^$/ },
  author: { kinds: refusals, words: reserved },
  member: { kinds: refusals, words: reserved },
  outside: { kinds: ['not-allowed'], words: reserved },
  unverified: { kinds: ['unverified-right'], words: /n’a pas pu vérifier/ },
  nobody: { kinds: [], words: /^$/ },
};

/** All that people see change of a dossier: not that a comment was read and answered. */
function shown(hub: Hub) {
  const { handled: _handled, writtenAt: _writtenAt, ...state } = hub.state();
  return { state, labels: hub.labels(), boxes: hub.commentIn('checklist/ovh') };
}

/** A dossier in OVH as that person finds it, the same for every test: it goes back there. */
function createFoundBy() {
  const found = new Map<Person, { readonly hub: Hub; readonly kept: ReturnType<Hub['kept']> }>();
  return (person: Person): Hub => {
    const known = found.get(person);
    known?.hub.goBack(known.kept);
    if (known !== undefined) return known.hub;
    const hub = inOvh({ body, procedure, see: (name) => seen({ name }) });
    person.before?.(hub);
    hub.comment(author, 'Comment faire ?');
    hub.reconcile();
    hub.reconcile();
    found.set(person, { hub, kept: hub.kept() });
    return hub;
  };
}

const foundBy = createFoundBy();

function played(person: Person, { text, first }: Line) {
  const hub = foundBy(person);
  first?.(hub);
  if (first !== undefined) hub.reconcile();
  const before = shown(hub);
  const id = hub.comment(person.login, text);
  person.after?.(hub);
  const { plan } = hub.reconcile();
  return { before, after: shown(hub), kinds: repliesTo(plan, id).map(({ kind }): string => kind), words: wordsTo(plan, id) };
}

it('chaque commande a sa ligne', () => {
  const named = Object.keys(lines).map((name) => name.split(' : ')[0] ?? '');
  expect([...new Set(named)].toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
});

/** The lines that a person may say, or may not. */
const sayable = (person: Person, way: 'may' | 'may not') =>
  Object.entries(lines).filter(([, { may }]) => may.includes(person.is) === (way === 'may'));

describe.each(table.filter(({ is }) => is !== 'nobody'))('$who', (person) => {
  it.each(sayable(person, 'may'))('peut écrire /%s', (_, line) => {
    const { before, after, kinds } = played(person, line);
    expect(kinds.filter((kind) => [...refusals, 'unverified-right'].includes(kind))).toEqual([]);
    expect(!line.changes || JSON.stringify(after) !== JSON.stringify(before)).toBe(true);
  });
});

describe.each(table.filter(({ is }) => is !== 'service-team'))('$who', (person) => {
  it.each(sayable(person, 'may not'))('ne change rien par /%s, et l’apprend', (_, line) => {
    const { before, after, kinds, words } = played(person, line);
    const told = toldTo[person.is];
    expect(kinds.filter((kind) => !told.kinds.includes(kind))).toEqual([]);
    expect(kinds).toHaveLength(told.kinds.length === 0 ? 0 : 1);
    expect(words).toMatch(told.words);
    // Somebody else changed it then.
    expect(after).toEqual(person.after === undefined ? before : after);
  });
});

const [here, back, ahead] = ['phase: OVH', 'phase: prérequis', 'phase: Cloud π native'];

/** What somebody does to the labels of a dossier in OVH, the phases that it asks for, and where it leads by the hand of the Service Team: the way ahead is not open yet. */
const moves: readonly {
  readonly what: string;
  readonly act: (hub: Hub, login: string) => void;
  readonly asks: readonly string[];
  readonly leadsTo: string;
  readonly refusedAll: readonly string[];
}[] = [
  { what: 'une phase en avant', act: (hub, login) => hub.setLabel(login, ahead), asks: [ahead], leadsTo: here, refusedAll: [ahead] },
  { what: 'une phase en arrière', act: (hub, login) => hub.setLabel(login, back), asks: [back], leadsTo: back, refusedAll: [] },
  {
    what: 'en arrière, la phase d’avant ôtée',
    act: (hub, login) => {
      hub.removeLabel(login, here);
      hub.setLabel(login, back);
    },
    asks: [back],
    leadsTo: back,
    refusedAll: [],
  },
  {
    what: 'deux phases dans la même seconde',
    act: (hub, login) =>
      hub.stopClock(() => {
        hub.setLabel(login, back);
        hub.setLabel(login, ahead);
      }),
    asks: [back, ahead],
    leadsTo: back,
    refusedAll: [ahead],
  },
  {
    what: 'une phase en d’autres lettres',
    act: (hub, login) => hub.setLabel(login, back.toUpperCase()),
    asks: [back],
    leadsTo: back.toUpperCase(),
    refusedAll: [],
  },
  { what: 'la phase ôtée', act: (hub, login) => hub.removeLabel(login, here), asks: [], leadsTo: here, refusedAll: [] },
  { what: 'une attente', act: (hub, login) => hub.setLabel(login, 'attente: service team'), asks: [], leadsTo: here, refusedAll: [] },
  { what: 'l’attente ôtée', act: (hub, login) => hub.removeLabel(login, 'attente: projet'), asks: [], leadsTo: here, refusedAll: [] },
];

describe.each(table.filter(({ login }) => login !== app))('les étiquettes, par $who', (person) => {
  it.each(moves)('$what', ({ act, asks, leadsTo, refusedAll }) => {
    const hub = foundBy(person);
    const before = hub.labels();
    act(hub, person.login);
    person.after?.(hub);
    const { created } = hub.reconcile();
    const refused = created.filter((slot) => slot.startsWith('refusal/'));
    const decides = person.is === 'service-team';
    const phases = hub.labels().filter((name) => name.toLowerCase().startsWith('phase:'));
    expect(phases).toEqual([decides ? leadsTo : here]);
    expect(hub.labels()).toEqual(leadsTo === here || !decides ? before : hub.labels());
    expect(refused).toHaveLength(decides ? refusedAll.length : asks.length);
    const words = person.is === 'unverified' ? /n’a pas pu vérifier/ : /Service Team|conditions/;
    for (const slot of refused) expect(hub.commentIn(slot)).toMatch(words);
    expect(hub.reconcile().writes).toBe(0);
  });
});
