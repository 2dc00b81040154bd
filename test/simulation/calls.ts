import { describe, expect, it } from 'vitest';
import type { Life } from './live.ts';
import { liveCalmly, type Place, placesOf, type Strike, strike, strikeLine, strikes, strikeTitles, type StruckStories } from './strikes.ts';

/** Which places of a fault are tried, of all those of a life; `calls` is how many calls it makes. */
export type ChoosePlaces = (places: readonly Place[], calls: number) => readonly Place[];

export interface CallsTested {
  readonly title: string;
  readonly stories: StruckStories;
  /** All by default. */
  readonly faults?: readonly Strike[];
  readonly choose: ChoosePlaces;
}

/** Tests the places that are chosen, fault by fault. What fails is told as the line that replays it. */
export function describeCalls({ title, stories, faults, choose }: CallsTested): void {
  describe(`chaque appel d’une vie (${title}) échoue une fois (les pannes communes à tour de rôle)`, () => {
    let quiet: Promise<Life> | null = null;

    it.each((faults ?? strikes).map((fault) => ({ fault, told: strikeTitles[fault] })))(
      '$told : la même fin, et rien d’enfreint',
      async ({ fault, told }) => {
        const calmly = await (quiet ??= liveCalmly(stories));
        const chosen = choose(
          placesOf(calmly).filter(({ struck }) => struck.fault === fault),
          calmly.calls.length,
        );
        expect(chosen.length).toBeGreaterThan(0);
        const broken: string[] = [];
        for (const place of chosen)
          for (const problem of await strike(calmly, place, stories))
            broken.push(`${strikeLine(place, stories)}  # ${told}, ${place.route} : ${problem}`);
        expect(broken).toEqual([]);
      },
    );
  });
}

/** The places of one half of a life, so that two files share the processors. */
export const halves = {
  première: (places, calls) => places.filter(({ struck }) => struck.call < calls / 2),
  seconde: (places, calls) => places.filter(({ struck }) => struck.call >= calls / 2),
} as const satisfies Readonly<Record<string, ChoosePlaces>>;
