import { describe, expect, it } from 'vitest';
import { endsOf, type Failure, failures, isFailure, replayLine } from './ends.ts';
import type { Life } from './life.ts';

/** Which of so many places are tried. */
export type Choice = (count: number) => readonly number[];

/** Tests that a life ends as without faults, wherever one of them is put among the places that are chosen. What fails is told as the line that replays it. */
export function describeLife(name: string, life: () => Life, choose: Choice): void {
  describe(`une vie entière, ${name}, finit de même`, () => {
    const { places, actOf, differences, forbidden } = endsOf(life);
    const { passing = [], writtenOver = [] } = life();
    const isPassing = (failure: Failure, at: number) => (failure === 'lost' || failure === 'late') && passing.includes(at);
    /** A reading that does not show an act yet is one whose event is lost, or late: where that act passes, it ends so. */
    const isAsUnseen = (reading: number) => {
      const at = actOf(reading);
      const [ended, ...unseen] = [
        { failure: 'stale', at: reading } as const,
        ...(['lost', 'late'] as const).map((failure) => ({ failure, at })),
      ].map((place) => differences([place]).join('\n'));
      return writtenOver.includes(at) || (passing.includes(at) && unseen.some((one) => one === ended));
    };
    /** Another end, but none that must not be. */
    const isExcused = (failure: Failure, at: number) =>
      (isPassing(failure, at) || (failure === 'stale' && isAsUnseen(at))) && forbidden([{ failure, at }]).length === 0;

    it('et a de quoi échouer', () => {
      expect(places('before')).toBeGreaterThan(15);
      expect(places('unavailable')).toBeGreaterThan(15);
    });

    it.each(Object.keys(failures).filter(isFailure))('où que tombe la panne : %s', (failure) => {
      const broken = choose(places(failure)).filter((at) => differences([{ failure, at }]).length > 0 && !isExcused(failure, at));
      expect(broken.map((at) => replayLine(name, [{ failure, at }]))).toEqual([]);
    });

    it('aucune exception n’est de trop', () => {
      const tried = choose(passing.length).flatMap((index) => passing[index] ?? []);
      const needless = tried.filter((at) => (['lost', 'late'] as const).every((failure) => differences([{ failure, at }]).length === 0));
      expect(needless).toEqual([]);
    });
  });
}
