import { describe, expect, it } from 'vitest';
import { describeCalls } from './calls.ts';
import { placeNamed, placesOf, strikeLine } from './strikes.ts';

/** One place of the fault that tells most, in the middle of its own; the long suite tries all of all. */
describeCalls({
  title: 'd’OVH à la fin, une par panne',
  stories: 'plain-end',
  faults: ['502 after the write'],
  choose: (places) => places.slice(places.length >> 1).slice(0, 1),
});

describe('une panne de l’énumération des appels se rejoue seule, par la ligne qu’elle écrit', () => {
  const reading = (at: number) => ({ route: 'GET /repos/a/b', writes: false, reading: 'GET /repos/a/b', at });
  const writing = (at: number) => ({ route: 'POST /repos/a/b/issues/1/comments', writes: true, reading: null, at });
  const calls = [reading(0), writing(100), reading(200), writing(300), reading(60_000), reading(60_100)];

  it('chaque place a sa ligne, qui la retrouve', () => {
    const places = placesOf({ calls });
    expect(places.map(({ struck: { fault } }) => fault)).toEqual(expect.arrayContaining(['502', '502 after the write', 'late read']));
    const lines = places.map((place) => strikeLine(place, 'plain'));
    expect(new Set(lines).size).toBe(places.length);
    const named = lines.map((line) => placeNamed({ calls }, / --strike '(.*)'$/.exec(line)?.[1] ?? ''));
    expect(named).toEqual(places);
  });
});
