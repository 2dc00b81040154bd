import { expect, it } from 'vitest';
import { createInsistence, type Said } from '../../src/github/insistence.ts';
import { createWrittenTimes } from '../../src/github/written-times.ts';
import { hubKey } from '../../src/words/key.ts';
import { fakeClock } from '../queue/fake-clock.ts';

const hub = hubKey({ owner: 'dnum-mi', repo: 'hub' });
const other = hubKey({ owner: 'dnum-mi', repo: 'autre' });
const minute = 60_000;
const said = (name: string): Said => ({ thing: { kind: 'label', name }, words: 'rouge' });
const once = () => Promise.resolve(1);

/** Somebody undoes it each minute, for so many hours: how often it is written in each. */
async function war(hours: number) {
  const clock = fakeClock();
  const times = createWrittenTimes(clock);
  const insistence = createInsistence(clock, times);
  const insist = insistence.in(hub);
  const written: number[] = [];
  for (let hour = 0; hour < hours; hour++) {
    let writes = 0;
    for (let time = 0; time < 60; time++) {
      writes += await insist(said('une étiquette'), once);
      await clock.advance(minute);
    }
    written.push(writes);
  }
  return { clock, times, insistence, insist, written };
}

it('ce que l’on défait sans cesse est écrit six fois, puis de moins en moins souvent', async () => {
  const { written } = await war(24);
  expect(written.slice(0, 4)).toEqual([6, 1, 0, 1]);
  expect(written.reduce((sum, writes) => sum + writes, 0)).toBe(10);
});

it('on sait ce qui est défait, un jour durant, quel que soit l’exemplaire, et on ne le sait plus quand c’est fini', async () => {
  const { clock, times, insistence, insist } = await war(1);
  expect([insistence.undoneIn(hub), insistence.undoneIn(other)]).toEqual([[{ kind: 'label', name: 'une étiquette' }], []]);
  expect(createInsistence(clock, times).undoneIn(hub)).toEqual([{ kind: 'label', name: 'une étiquette' }]);
  await clock.advance(24 * 60 * minute);
  expect(insistence.undoneIn(hub)).toEqual([]);
  expect(await insist(said('une étiquette'), once)).toBe(1);
});

it('ce qu’une version d’avant a compté ne se nomme pas', () => {
  const clock = fakeClock();
  const times = createWrittenTimes(clock);
  for (let time = 0; time < 10; time++) times.note(hub, ['un-condensat-sans-nom', 'label x']);
  expect(createInsistence(clock, times).undoneIn(hub)).toEqual([]);
});

it('autre chose, et un autre dépôt, n’attendent pas', async () => {
  const { insistence, insist } = await war(1);
  expect(await insist(said('une autre'), once)).toBe(1);
  expect(await insistence.in(other)(said('une étiquette'), once)).toBe(1);
});

it('ce qui était déjà ainsi, ou a échoué, ne compte pas', async () => {
  const clock = fakeClock();
  const insist = createInsistence(clock, createWrittenTimes(clock)).in(hub);
  for (let time = 0; time < 10; time++) {
    expect(await insist(said('a'), () => Promise.resolve(0))).toBe(0);
    await expect(insist(said('a'), () => Promise.reject(new Error('502')))).rejects.toThrow('502');
  }
  expect(await insist(said('a'), once)).toBe(1);
});
