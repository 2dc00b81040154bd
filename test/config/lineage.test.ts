import { describe, expect, it } from 'vitest';
import * as fc from '../property.ts';
import type { HubSetup } from '../../src/config/hub-setup.ts';
import { withLineage } from '../../src/config/lineage.ts';
import { lostNames } from '../../src/config/lost-names.ts';
import { readDefaults } from '../../src/defaults.ts';
import { vacatedPhases } from '../../src/github/find-stranded.ts';

type Named = Readonly<Record<string, readonly string[]>>;

/** A version whose process has these phases, and these prerequisites, with what each says that it was, and whose form calls its field « contacts » so. */
function version(phases: Named, { prerequisites = {}, labels = [] }: { prerequisites?: Named; labels?: readonly string[] } = {}): HubSetup {
  const { procedure, form } = readDefaults();
  const [phase] = procedure.phases;
  const [prerequisite] = procedure.prerequisites;
  const field = form.fields.find(({ id }) => id === 'contacts');
  if (phase === undefined || prerequisite === undefined || field === undefined) throw new Error('shipped');
  const [label = field.label, ...was] = labels;
  return {
    procedure: {
      ...procedure,
      phases: Object.entries(phases).map(([id, before]) => ({ ...phase, id, was: [...before] })),
      prerequisites: Object.entries(prerequisites).map(([id, before]) => ({ ...prerequisite, id, was: [...before] })),
    },
    form: { ...form, fields: form.fields.map((one) => (one.id === field.id ? { ...one, label, was } : one)) },
  };
}

const was = (elements: readonly { readonly id: string; readonly was: readonly string[] }[]) =>
  Object.fromEntries(elements.map(({ id, was: before }) => [id, before]));

describe('les anciens noms que disaient les versions d’avant', () => {
  it.each<[string, Named, readonly Named[], Named]>([
    ['renommée deux fois', { c: ['b'] }, [{ b: ['a'] }, { a: [] }], { c: ['b', 'a'] }],
    [
      'renommée trois fois, chaque fois en oubliant la précédente',
      { d: ['c'] },
      [{ c: ['b'] }, { b: ['a'] }, { a: [] }],
      { d: ['c', 'a', 'b'] },
    ],
    ['was retiré depuis', { b: [] }, [{ b: ['a'] }, { a: [] }], { b: ['a'] }],
    ['un nom repris', { a: [] }, [{ b: ['a'] }, { a: [] }], { a: ['b'] }],
    ['un nom repris par une autre que celle qui l’avait', { b: [], a: [] }, [{ b: ['a'] }, { a: [] }], { b: [], a: [] }],
    ['deux réunies, puis séparées : nul ne sait qui est où', { a: [], b: [] }, [{ c: ['a', 'b'] }, { a: [], b: [] }], { a: [], b: [] }],
    ['deux réunies, puis renommées ensemble', { d: ['c'] }, [{ c: ['a', 'b'] }, { a: [], b: [] }], { d: ['c', 'a', 'b'] }],
    ['retirée, sans rien à sa place', { b: [] }, [{ a: [], b: [] }], { b: [] }],
    ['un nom repris par une autre, puis seul', { a: [] }, [{ b: [], a: [] }, { b: ['a'] }, { a: [] }], { a: [] }],
    [
      'une qui en remplace une autre, puis dont was est retiré',
      { c: [], a: [] },
      [
        { a: [], c: ['b'] },
        { b: ['a'], c: [] },
        { a: [], c: [] },
      ],
      { c: ['b'], a: [] },
    ],
    ['deux qui changent de place', { b: [], a: [] }, [{ a: [], b: [] }], { b: [], a: [] }],
  ])('d’une phase ou d’un prérequis : %s', (...[, today, former, expected]) => {
    const versions = former.map((phases) => version(phases, { prerequisites: phases }));
    const { procedure } = withLineage(version(today, { prerequisites: today }), versions);
    expect(was(procedure.phases)).toEqual(expected);
    expect(was(procedure.prerequisites)).toEqual(expected);
  });

  it('ce qui a tourné d’une version à l’autre et ce qu’un redémarrage relit disent la même chose', () => {
    const history = [{ a: [] }, { b: ['a'] }, { c: ['b'] }, { c: [] }, { b: [] }].map((phases) => version(phases));
    const running = history.reduce<HubSetup | null>((last, one) => withLineage(one, last === null ? [] : [last]), null);
    const [head, ...before] = history.toReversed();
    if (running === null || head === undefined) throw new Error('a history');
    expect(withLineage(head, before)).toEqual(running);
  });

  it('de même de toute histoire', () => {
    const names = ['a', 'b', 'c', 'd'];
    const some = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }).chain((ids) => {
      const free = names.filter((name) => !ids.includes(name));
      const bearers = fc.array(fc.constantFrom(...ids, ''), { minLength: free.length, maxLength: free.length });
      return bearers.map((by) => Object.fromEntries(ids.map((id) => [id, free.filter((_, index) => by[index] === id)])));
    });
    fc.assert(
      fc.property(fc.array(some, { minLength: 2, maxLength: 6 }), (lived) => {
        const history = lived.map((phases) => version(phases, { prerequisites: phases }));
        const running = history.reduce<HubSetup | null>((last, one) => withLineage(one, last === null ? [] : [last]), null);
        const [head, ...before] = history.toReversed();
        expect(head && withLineage(head, before)).toEqual(running);
      }),
    );
  });

  it('une phase renommée deux fois n’est pas retirée ; deux réunies puis séparées le sont', () => {
    const twice = [version({ b: ['a'] }), version({ a: [] })];
    const procedures = twice.map(({ procedure }) => procedure);
    expect(vacatedPhases(withLineage(version({ c: ['b'] }), twice).procedure, procedures)).toEqual([]);
    const joined = [version({ c: ['a', 'b'] })];
    const split = withLineage(version({ a: [], b: [] }), joined).procedure;
    expect(
      vacatedPhases(
        split,
        joined.map(({ procedure }) => procedure),
      ).map(({ id }) => id),
    ).toEqual(['c']);
  });
});

describe('les anciens libellés d’un champ', () => {
  const labels = (one: HubSetup) => one.form.fields.find(({ id }) => id === 'contacts')?.was;
  const called = (...names: readonly string[]) => version({}, { labels: names });

  it.each([
    ['renommé deux fois', called('Équipe', 'Comptes'), [called('Comptes', 'Contacts'), called('Contacts')], ['Comptes', 'Contacts']],
    ['le nom d’avant repris', called('Contacts'), [called('Comptes', 'Contacts')], ['Comptes']],
    ['renommé sans was : rien n’est deviné', called('Équipe'), [called('Contacts')], []],
  ])('%s', (...[, today, former, expected]) => {
    expect(labels(withLineage(today, former))).toEqual(expected);
  });

  it('le libellé qu’un autre champ porte aujourd’hui est à lui', () => {
    const { form } = readDefaults();
    const other = form.fields.find(({ id }) => id !== 'contacts')?.label ?? '';
    expect(labels(withLineage(called('Équipe'), [called('Équipe', other)]))).toEqual([]);
  });

  it('aucun n’est perdu : rien n’est refusé', () => {
    const former = [called('Comptes', 'Contacts')];
    expect(lostNames(withLineage(called('Équipe', 'Comptes'), former), former).labels).toEqual([]);
  });
});
