import { expect, it } from 'vitest';
import { withLineage } from '../../src/config/lineage.ts';
import { readDefaults } from '../../src/defaults.ts';
import { wordOf } from '../../src/github/shared-setups.ts';

it('une version d’avant, qui ne garde pas les anciens noms, et celle-ci lisent la même configuration : aucune ne fait relire l’autre', () => {
  const { procedure, form } = readDefaults();
  const version = (...was: readonly string[]) => ({
    procedure: { ...procedure, phases: procedure.phases.map((phase, index) => (index === 0 ? { ...phase, was: [...was] } : phase)) },
    form,
  });
  const today = version();
  const carried = withLineage(today, [version('avant')]);
  expect(carried.procedure.phases[0]?.was).toEqual(['avant']);
  expect(wordOf(carried)).toBe(wordOf(today));
  expect(wordOf(version('avant'))).not.toBe(wordOf(today));
});
