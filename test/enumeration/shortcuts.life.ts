import { describe, expect, it } from 'vitest';
import { decide } from '../../src/dossier/engine/decide.ts';
import { noFaults } from '../dossier/faults.ts';
import { laterLives } from './later-lives.ts';
import { live, type Moment, shown } from './live.ts';
import { lives } from './lives.ts';

/** In the middle of a life everything that a hub can hold is held. */
const middleOf = (moments: readonly Moment[]) => moments[moments.length >> 1] ?? null;

// An enumeration begins each life where its fault is: a part of the hub that would not be kept would hide what a fault does to it.
describe('une vie reprise au milieu, dans un dépôt neuf, est la même vie', () => {
  it.each(Object.entries({ ...lives, ...laterLives }))('%s', (_, life) => {
    const moments: Moment[] = [];
    const given = { faults: { ...noFaults, lags: true }, decide };
    const watch = (act: number, hub: Parameters<typeof shown>[0]) => {
      moments.push({ act, kept: hub.kept() });
      return false;
    };
    const whole = live(life(), given, { watch });
    const resumed = live(life(), given, { from: middleOf(moments) });
    expect(whole).not.toBeNull();
    expect(resumed?.kept()).toEqual(whole?.kept());
  });
});
