import { describe, expect, it } from 'vitest';
import { readMirrorOptions } from '../../src/dossier/mirror/mirror-options.ts';
import type { Dossier } from '../../src/dossier/dossier.ts';
import { dossierAt } from '../../src/dossier/dossier-at.ts';
import type { FreshHead } from '../../src/dossier/checks/head-reading.ts';
import { decide } from '../../src/dossier/engine/decide.ts';
import { openQuestions } from '../../src/dossier/engine/open-questions.ts';
import { readFacts, readForm } from '../../src/dossier/facts.ts';
import type { Observation } from '../../src/dossier/observation.ts';
import { type DossierState, stateSchema } from '../../src/dossier/state.ts';
import { anEmptyHead, checkable, seen } from './a-repository.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author } = people;
const repositories = ['demat-permis/api', 'demat-permis/front', 'demat-permis/infra'];

/** A dossier that lived: three phases, people who joined, flows, waivers, ticks, an answer that changed, two repositories to mirror and check. */
function aBusyDossier() {
  const body = aBody();
  const hub = createToyHub({ body, see: (name) => seen({ name, id: name.length }), check: checkable(anEmptyHead).check });
  hub.reconcile();
  hub.comment(serviceTeam, '/forcer ovh décidé en comité\n/forcer cloud-pi-native décidé en comité');
  hub.comment(author, '/equipe @karim\n/verifier\n/miroir\n/flux');
  hub.reconcile();
  hub.comment(serviceTeam, '/sans-objet volumetrie non concerné\n/flux tous demandé ticket 12\n/autoriser demat-permis/api');
  hub.comment(author, '/etapes');
  hub.editBody(`${body}\n\nUn mot de plus.`);
  hub.reconcile();
  return hub;
}

function factsOf(observation: Observation, now: string) {
  const { ask } = openQuestions(observation, { namings: {}, branches: [] });
  const reading = readForm(observation);
  const mirrorOptions = readMirrorOptions({ ...observation, ...reading });
  return readFacts(observation, now, { reading, mirrorOptions, namings: {}, ask });
}

const views: Readonly<Record<string, (dossier: Dossier) => unknown>> = {
  next: ({ next }) => next,
  prerequisites: ({ prerequisites }) => prerequisites,
  rereads: ({ rereads }) => rereads,
  due: ({ due }) => due,
  deadline: ({ deadline }) => deadline,
  'items of a phase': (dossier) => dossier.items('cloud-pi-native'),
  team: ({ team }) => team,
  mentions: ({ mentions }) => mentions,
  repositories: (dossier) => dossier.repositories,
  flows: ({ flows }) => flows,
  platforms: ({ platforms }) => platforms,
  'mirror options': ({ mirrorOptions }) => mirrorOptions,
  mirrors: ({ mirrors }) => mirrors,
  checks: ({ checks }) => checks,
};

const parts = Object.keys(stateSchema.shape).filter((part): part is keyof DossierState => part in stateSchema.shape);

describe('un dossier vu à un état', () => {
  const hub = aBusyDossier();
  const sights = Object.fromEntries(repositories.map((name) => [name, seen({ name, id: name.length })]));
  const facts = factsOf({ ...hub.observation(), mirrors: sights }, hub.clock());
  const state = hub.state();

  /** The same state with another value in a part: an equal one, where it is no single word. */
  function touched(part: keyof DossierState): DossierState {
    const value = state[part];
    return { ...state, [part]: typeof value === 'object' && value !== null ? structuredClone(value) : `${value} autrement` };
  }

  /** The parts of the state that a view reads. */
  function partsRead(look: (dossier: Dossier) => unknown): ReadonlySet<string> {
    const read = new Set<string>();
    const reader = new Proxy(state, {
      get: (target, part, receiver): unknown => {
        read.add(String(part));
        return Reflect.get(target, part, receiver);
      },
    });
    look(dossierAt(facts, reader));
    return read;
  }

  it.each(Object.entries(views))(
    '%s : une vue calculée une fois, et de nouveau quand change une partie de l’état qu’elle lit',
    (_, look) => {
      const read = partsRead(look);
      const dossier = dossierAt(facts, state);
      const before = look(dossier);
      expect(look(dossier)).toBe(before);
      const kept = parts.filter((part) => look(dossier.at(touched(part))) === look(dossier.at(state)));
      expect(kept.filter((part) => read.has(part))).toEqual([]);
    },
  );

  it('un corps n’est lu qu’une fois, aussi d’un regard à l’autre ; changé, ou par un autre formulaire ou un autre processus, il l’est de nouveau', () => {
    const observation = hub.observation();
    const reading = readForm(observation);
    expect(readForm({ ...observation, rights: {}, mirrors: sights })).toBe(reading);
    expect(readForm({ ...observation, issue: { ...observation.issue } })).toBe(reading);
    const edited = { ...observation, issue: { ...observation.issue, body: aBody({ exposition: 'RIE' }) } };
    expect(readForm(edited).answers['exposition']).not.toEqual(reading.answers['exposition']);
    for (const other of [{ form: { ...observation.form } }, { procedure: { ...observation.procedure } }]) {
      const again = readForm({ ...observation, ...other });
      expect(again).not.toBe(reading);
      expect(again).toEqual(reading);
    }
    const [first, ...fields] = observation.form.fields;
    expect(first).toBeDefined();
    expect(readForm({ ...observation, form: { ...observation.form, fields } })).not.toEqual(reading);
    expect(readForm(observation)).toEqual(reading);
  });

  it('ce que personne ne lit ne fait rien recalculer', () => {
    const dossier = dossierAt(facts, state);
    const before = Object.values(views).map((look) => look(dossier));
    const later = dossier.with({ news: [], handled: {}, shown: {}, reminders: { count: 1, lastAt: null }, lastMove: 'LE_1' });
    for (const [index, look] of Object.values(views).entries()) expect(look(later)).toBe(before[index]);
  });

  it('le même état donne le même dossier', () => {
    const dossier = dossierAt(facts, state);
    expect(dossier.at(state)).toBe(dossier);
  });
});

describe('une décision', () => {
  /** A record that counts how often each thing in it is read. */
  function counted<Value>(record: Readonly<Record<string, Value>>) {
    const reads = new Map<string, number>();
    const counting = new Proxy(record, {
      get: (target, key, receiver): unknown => {
        reads.set(String(key), (reads.get(String(key)) ?? 0) + 1);
        return Reflect.get(target, key, receiver);
      },
    });
    return { record: counting, reads };
  }

  it('n’examine chaque dépôt qu’une fois, quoi qui se soit passé, et y revient pour la pull request à proposer', () => {
    const hub = aBusyDossier();
    hub.comment(author, '/fait architecture-validee\n/statut\n/pourquoi embarque\n/aide\n/verifier');
    hub.comment(serviceTeam, '/valider tous\n/pause');
    const mirrors = counted(Object.fromEntries(repositories.map((name) => [name, seen({ name, id: name.length })])));
    const checks = counted<FreshHead>({});
    const rights = { [serviceTeam]: { answer: 'yes' } } as const;
    decide({ ...hub.observation(), rights, mirrors: mirrors.record, heads: checks.record }, hub.clock());
    expect(repositories.map((name) => mirrors.reads.get(name))).toEqual([2, 2, 2]);
    // Before `/verifier` and after it, what is known is not fresh enough alike.
    expect([...checks.reads.values()]).toEqual([2, 2, 2]);
  });
});
